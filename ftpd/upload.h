/*
 * upload: a file on its way in.
 *
 * 1. Nothing partial has a final name: bytes go to a file of their own
 *    beside it (UPLOAD_PREFIX), which is synced, renamed, and the directory
 *    synced, before upload_commit() returns 0; only then is 226 said.
 * 2. Except with an offset (REST) and with APPE: then the file itself is
 *    written, synced in the end, and what came stays when it breaks off.
 * 3. A name that already means something other than a regular file is
 *    refused; a symbolic link is followed by path.h before us, or refused.
 * 4. upload_abort() leaves nothing of rule 1's file, or, when partial ones
 *    are to be kept, gives it the final name.
 * 5. Unsynced, a large file changes places with the one that it replaces, for
 *    that is quick; what was there is removed after 226, by upload_settle().
 * 6. The name of UPLOAD_UNIQUE is known when upload_begin() returns: two at
 *    once never have the same.
 */
#ifndef UPLOAD_H
#define UPLOAD_H

#include <sys/types.h>

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

#define UPLOAD_PREFIX	".ftpd-"	/* of names that are not final */

struct upload_settings {
	mode_t	 mode;		/* of new files, 0666 or 0600, before umask */
	bool	 no_sync;	/* 226 promises nothing about a power cut */
	bool	 keep;		/* partial uploads */
	bool	 in_place;	/* no rule 1: write the file itself */
	bool	 no_replace;	/* what is there stays: EEXIST */
	bool	 rename;	/* ... and the new one becomes NAME.1 or so */
	bool	 no_append;	/* APPE and REST are refused: EACCES */
};

enum upload_how {
	UPLOAD_STORE,
	UPLOAD_APPEND,
	UPLOAD_UNIQUE		/* STOU: NAME, or NAME and letters */
};

struct upload {
	const struct upload_settings *set;
	int	 dir;		/* where it will be; borrowed */
	int	 fd;		/* write here; -1: none */
	bool	 direct;	/* rule 2 */
	bool	 created;	/* ... and the directory needs its sync */
	bool	 unique;
	bool	 large;		/* what is there already */
	bool	 exchanged;	/* rule 5: the temporary one is the old */
	char	 name[NAME_MAX + 1];	/* final, and after commit: the real */
	char	 temporary[NAME_MAX + 1];
};

/*
 * Begins.  offset > 0 is REST's, for UPLOAD_STORE; beyond the end of the
 * file is EINVAL.  -1 with errno, and nothing to undo.
 */
int	 upload_begin(struct upload *, const struct upload_settings *,
	    int dir, const char *name, enum upload_how, int64_t offset);

/* Rule 1.  -1 with errno, and it has been undone. */
int	 upload_commit(struct upload *);

/* After upload_commit(), when the peer has been told: rule 5. */
void	 upload_settle(struct upload *);

/* Keeps errno.  Harmless on what is all zero, committed or aborted. */
void	 upload_abort(struct upload *);

#endif
