/*
 * highwater: the locks of a mailbox, and how far its UIDs may have gone.
 *
 * postern-lock is never removed, replaced or rewritten.  Its bytes 0 to 3
 * are what fcntl(2) locks stand for; its text is a line for each time UIDs
 * were reserved: "uidvalidity uidlimit".  So a UID is never given twice even
 * when the whole index is lost.
 *
 * postern-uidvalidity in the root holds the last UIDVALIDITY given to any
 * folder of the account (I-2), 8 hex digits.
 */
#ifndef HIGHWATER_H
#define HIGHWATER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LOCK_FILE	"postern-lock"

enum lock_byte {
	LOCK_INDEX,		/* the index of this mailbox */
	LOCK_ACCOUNT,		/* in the root: postern-uidvalidity */
	LOCK_MAILDROP,		/* the one POP3 session */
	LOCK_CACHE		/* imapd's cache of this mailbox */
};

/* Opens (makes) postern-lock in a directory. */
int	 lock_open(int dir);

/*
 * `type`: F_RDLCK, F_WRLCK, F_UNLCK.  Locks belong to the descriptor where
 * the system has such locks, else to the process.  Without `wait`: EAGAIN.
 */
int	 lock_set(int fd, enum lock_byte, int type, bool wait);

struct highwater {
	uint32_t	uidvalidity, uidlimit;	/* 0: never noted */
};

/* The last whole line that makes sense. */
void	 highwater_parse(const char *buf, size_t len, struct highwater *);
int	 highwater_read(int fd, struct highwater *);

/* Appends a line, durably. */
int	 highwater_note(int fd, uint32_t uidvalidity, uint32_t uidlimit);

/*
 * A UIDVALIDITY for a folder of the account that none had before: at least
 * `least`, above what was last given here or by Dovecot.  0 with errno.
 */
uint32_t uidvalidity_next(int root, uint32_t least);

/* A folder keeps an imported one: later ones shall be larger. */
int	 uidvalidity_used(int root, uint32_t uidvalidity);

#endif
