/*
 * notify: what a client wants to be told at any time, of the mailbox selected
 * and of others (NOTIFY, RFC 5465).
 *
 * 1. Until the first NOTIFY all is as without it.
 * 2. What this session has done itself is not told.
 * 3. A folder whose messages matter is told by what STATUS says of it: the
 *    difference to what was told last.  What that was is not known of a folder
 *    while it is selected.
 */
#ifndef NOTIFY_H
#define NOTIFY_H

#include "imapd/filter.h"
#include "imapd/imapd.h"

enum {
	EVENT_NEW	= 1 << 0,	/* MessageNew */
	EVENT_EXPUNGE	= 1 << 1,
	EVENT_FLAGS	= 1 << 2,
	EVENT_NAME	= 1 << 3,	/* MailboxName */
	EVENT_SUBSCRIPTION = 1 << 4,
	EVENT_METADATA	= 1 << 5,
	EVENT_SERVER	= 1 << 6,	/* ServerMetadataChange */

	EVENTS_MESSAGE	= EVENT_NEW | EVENT_EXPUNGE | EVENT_FLAGS
};

enum {
	NOTIFY_GROUPS	= 64,		/* in one command */

	/* Folders whose messages or notes are watched: three watches each. */
	NOTIFY_FOLDERS	= 1000
};

/* "(personal (MessageNew MessageExpunge))" */
struct notify_group {
	struct filter	 filter;
	unsigned	 events;
};

struct watched;

/* NULL in the session: there was no NOTIFY.  No groups: NONE. */
struct notify {
	unsigned	 selected;	/* EVENT_ bits of that mailbox */
	bool		 delayed;
	struct fetch_atts *atts;	/* of its MessageNew, or NULL */
	struct notify_group group[NOTIFY_GROUPS];
	size_t		 n;
	struct watched	*watched;	/* watched.h; NULL: no other matters */
};

void	 do_notify(struct session *, struct parse *);
void	 notify_end(struct session *);

/* May changes of the mailbox selected be told, and how (VIEW_ bits)? */
bool	 notify_wants(const struct session *);
unsigned notify_how(const struct session *);

/*
 * The same while no command is under way, or IDLE is: for one that has to wait
 * for a command.
 */
bool	 notify_wants_now(struct session *, bool idle);

/* Tells of all others what has happened.  To be polled for it: or -1. */
void	 notify_tell(struct session *);
int	 notify_fd(const struct session *);

/* Some folders cannot be polled: in how many ms to look; -1: never. */
int64_t	 notify_look(const struct session *);

/*
 * 2.  This session has put messages there, has done something to the name of
 * that folder, or noted something about it (NULL: about the account).
 */
void	 notify_made(struct session *, const char *folder,
	    const uint32_t *uids, size_t n);
void	 notify_named(struct session *, const char *folder);
void	 notify_noted(struct session *, const char *folder);

/* The mailbox selected is so no longer: 3. */
void	 notify_left(struct session *);

/* All events that any group wants of this folder. */
unsigned notify_events(const struct notify *, const struct folder *);

#endif
