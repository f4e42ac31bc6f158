/*
 * maildrop: a mailbox as POP3 sees it (RFC 1939 sections 4 to 6).
 *
 * 1. Messages are numbered once, from 1, when the maildrop is opened;
 *    whatever others do, a number means the same message and size until
 *    the session ends.
 * 2. Nothing is removed but by maildrop_update(); closing without it only
 *    keeps what was seen.
 * 3. One session at a time, if it asks for the lock.  The lock goes with
 *    the process that holds it.
 *
 * A message takes one byte here; the rest is in the mailbox's mapped index.
 */
#ifndef MAILDROP_H
#define MAILDROP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/mailbox.h"

struct maildrop {
	struct mailbox	 mb;
	uint32_t	 count;		/* messages, deleted ones too */
	uint32_t	 deleted;	/* of these, marked */
	uint32_t	 seen;		/* marked so in this session */
	uint64_t	 octets;	/* of those not marked */
	uint32_t	 uidvalidity;
	bool		 has_uidl;	/* some came with an import */
	uint32_t	 last;		/* highest number accessed so far */
	bool		 was_reset;	/* older sessions no longer count */
	unsigned char	*mark;		/* of message number n of mb */
	uint32_t	*order;		/* number -> that n, or NULL: n + 1 */
};

enum maildrop_open {
	MAILDROP_OK,
	MAILDROP_IN_USE,	/* another session has the lock */
	MAILDROP_TOO_SOON,	/* the last login was just now */
	MAILDROP_NO_FOLDER,
	MAILDROP_ERROR		/* errno */
};

/* What the name of the folder may have at most, with its dot and a NUL. */
#define MAILDROP_FOLDER	(MAILDIR_NAME + 1)

/*
 * Opens a folder of the account whose Maildir root is borrowed until close:
 * "" for INBOX, which is made if it is missing, or a name without its first
 * dot, in which case does not matter.  delay: seconds since the last login
 * that are to have passed, 0: none.  Always ended by maildrop_close().
 */
enum maildrop_open maildrop_open(struct maildrop *, int root,
	    const char *folder, bool lock, unsigned long delay);

/* Keeps \Seen, gives up the lock.  Harmless twice and on all zero bytes. */
void	 maildrop_close(struct maildrop *);

/* What message `number` is.  False: there is none, or it is marked. */
bool	 maildrop_get(struct maildrop *, uint32_t number, struct message *);

/* The octets of one; what cannot be read has none. */
uint64_t maildrop_octets(const struct message *);

/* Opens the file of one to read.  ENOENT: somebody has removed it. */
int	 maildrop_file(struct maildrop *, uint32_t number);

/* RETR and TOP access a message, RETR also makes it seen; DELE marks it. */
void	 maildrop_accessed(struct maildrop *, uint32_t number);
void	 maildrop_saw(struct maildrop *, uint32_t number);
void	 maildrop_delete(struct maildrop *, uint32_t number);
void	 maildrop_reset(struct maildrop *);

/* RFC 1460: the highest number that was ever accessed, 0 for none. */
uint32_t maildrop_last(struct maildrop *);

/* The octets of a message were not those of the index. */
void	 maildrop_repair(struct maildrop *, uint32_t number, int64_t size,
	    int64_t vsize);

/*
 * The UPDATE state: removes what is marked.  Returns how many could not be
 * removed, or -1 with errno when none could.  Messages gone already count
 * as removed.
 */
int	 maildrop_update(struct maildrop *);

#endif
