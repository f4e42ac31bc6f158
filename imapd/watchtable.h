/*
 * watchtable: what watched.c, watchevents.c, watchnames.c and watchstatus.c
 * share: the folders as a client of NOTIFY knows them.
 */
#ifndef WATCHTABLE_H
#define WATCHTABLE_H

#include <sys/types.h>

#include "imapd/notes.h"
#include "imapd/notify.h"
#include "imapd/tree.h"

enum {
	WATCHED_RENAMES	= 64,	/* seen at once; more are new folders */
	WATCHED_OWN	= 64	/* names that this session has changed */
};

/* One folder, as the client knows it. */
struct entry {
	char		*name;
	ino_t		 ino;		/* of its directory */
	bool		 exists, subscribed;
	unsigned	 use;
	unsigned	 events;
	struct mailbox_status st;
	bool		 known;		/* st is; see notify.h, 3. */
	bool		 untold;	/* a new one: not even UIDVALIDITY */
	bool		 dirty;		/* its messages may have changed */
	bool		 noted;		/* its annotations may have */
	bool		 used;		/* ... and what it is for */
	bool		 own_note;	/* by us */
	bool		 no_access;
	struct notes	 notes;
	bool		 annotated;	/* notes are known */
	int		 dir, new, cur;	/* watches, or -1 */
	uint32_t	 made, first, last;	/* by us: how many, UIDs */
};

struct renamed {
	char	 from[NAME_FOLDER], to[NAME_FOLDER];
};

struct watched {
	struct tree	 tree;
	int		 root;		/* watch of it */
	struct entry	*item;		/* in the order of their names */
	size_t		 n;
	bool		 names;		/* folders may have come or gone */
	bool		 server;	/* ServerMetadataChange is wanted */
	bool		 noted, own_note;	/* of the account */
	struct notes	 notes;
	uint32_t	 cookie;	/* of a name that went: see from */
	char		 from[NAME_FOLDER];
	struct renamed	 renamed[WATCHED_RENAMES];
	size_t		 nrenamed;
	char		*own[WATCHED_OWN];
	size_t		 nown;
	int64_t		 looked;	/* by line_now() */
	bool		 blind;		/* some watch is missing */
};

/* Of that name; NULL: there was none. */
struct entry *watched_find(const struct watched *, const char *name);

/* Is the name, or one above it, one that this session has changed? */
bool	 watched_is_own(const struct watched *, const char *name);

/* Is it this folder, or below it? */
bool	 watched_is_below(const char *name, const char *above);

/*
 * watchevents.c: watches the directory `name` of a folder, or the folder
 * itself (""); -1: that cannot be.
 */
int	 watched_add(struct session *, struct watched *, const char *folder,
	    const char *name);

/* Watches what this one needs, and no more. */
void	 watched_watch(struct session *, struct watched *, struct entry *);

/* Marks what has changed.  False: it might be anything. */
bool	 watched_read(struct session *, struct watched *);

/*
 * watchstatus.c: tells what is new of the messages, or, once, all (`status`).
 */
void	 watched_status(struct session *, struct entry *, bool status);

/*
 * watchnames.c: tells how the folders that there are differ from the table
 * (RFC 5465 sections 5.4 and 5.5).
 */
void	 watched_tell_names(struct session *, struct watched *,
	    const struct folders *);

#endif
