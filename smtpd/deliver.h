/*
 * deliver: copies of one message into the Maildirs of its targets, in
 * this process, as the user that it is.
 *
 *	deliver_begin(d, e, sender)	a transaction
 *	deliver_spool(d, i)		or: the message is written elsewhere
 *	deliver_stage(d, which, n, &source)	written and synced, invisible
 *	deliver_commit(d, which, n, all)	visible and permanent
 *	deliver_keep(d, which, n)	and not to be taken back any more
 *	deliver_end(d)			what is not kept is undone
 *
 * Rules (S-13, M-2):
 *
 * 1. All files are written before the first is synced, as far as there are
 *    descriptors: one commit of the file system's journal takes them all,
 *    and from DELIVER_MANY on one call asks for it.
 * 2. All are synced before the first is placed, and each directory once,
 *    after all are placed.
 * 3. With all, one that cannot be placed takes the others back.
 * 4. Two targets that are one folder get one copy.
 *
 * Folders stay open from one message to the next of a connection: it is
 * openat, write, fsync, fstat, close, rename, fsync for each, and nothing
 * else.
 */
#ifndef DELIVER_H
#define DELIVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/delivery.h"
#include "common/maildir.h"
#include "smtpd/envelope.h"
#include "smtpd/post.h"

#define DELIVER_FILES	64	/* files open at once, and */
#define DELIVER_MANY	4	/* fewer are faster one by one */
#define DELIVER_BOXES	128	/* folders, of 3 descriptors: below 1024 */
#define DELIVER_HEAD	(2 * PATH_TEXT + 64)

/* Of one connection; each target may need an INBOX and a folder. */
#define BOX_KEEP	256	/* known from one message to the next */
#define BOX_MAX		(2 * TARGET_MAX + BOX_KEEP)

/* One folder of a Maildir, closed when others need the descriptors. */
struct box {
	char		 home[ACCOUNT_HOME_SIZE];
	char		 folder[MAILDIR_NAME + 1];	/* "" is INBOX */
	struct maildir	 md;
	bool		 open;
	bool		 dirty;		/* placed in, not yet synced */
	size_t		 root;		/* the box of its INBOX */
	int64_t		 no_quota;	/* until then; line_now() */
};

/* What a target has come to. */
struct copy {
	enum post_verdict verdict;
	bool		 begun;		/* d holds something to undo */
	bool		 staged;
	size_t		 same;		/* another target, or its own number */
	size_t		 box;
	size_t		 head_len;	/* Return-Path, Delivered-To */
	struct delivery	 d;
};

/* The message, as the session wrote it: it begins with Received. */
struct source {
	int		 fd;
	off_t		 from;
	uint64_t	 size, crlf_size;
};

struct deliver {
	const char	*maildir;	/* -m, or "Maildir" */
	const char	*host;
	const struct envelope *e;
	const char	*sender;
	unsigned	 count;		/* of names made */
	size_t		 nboxes, nopen, oldest;
	bool		 buffered;	/* buf holds all of a short message */
	struct box	 box[BOX_MAX];
	struct copy	 copy[TARGET_MAX];
	char		 buf[65536];
};

/* All of it was zero. */
void	 deliver_init(struct deliver *, const struct settings *);

/* Borrows both until deliver_end().  Targets may yet be added to e. */
void	 deliver_begin(struct deliver *, const struct envelope *,
	    const char *sender);

/*
 * Opens target i's file for the session to write to, its head written.  -1
 * with errno, and copy[i].verdict says why.
 */
int	 deliver_spool(struct deliver *, size_t i);

/*
 * A verdict for each of the targets, in copy[].verdict.  size and crlf_size
 * are those of the session.  When the spool is a copy, source->fd is ignored.
 */
void	 deliver_stage(struct deliver *, const uint16_t which[], size_t n,
	    const struct source *);

/* Commits these, which are POST_OK, and says in their verdict how it went. */
void	 deliver_commit(struct deliver *, const uint16_t which[], size_t n,
	    bool all);

/* Those of them that are POST_OK stay. */
void	 deliver_keep(struct deliver *, const uint16_t which[], size_t n);

void	 deliver_end(struct deliver *);

/* Is there room in the quota?  Makes nothing. */
enum post_verdict deliver_room(struct deliver *, const struct target *,
	    uint64_t size);

/* Target i cannot be served: logs errno, keeps it, gives the verdict. */
enum post_verdict deliver_failed(const struct deliver *, size_t i,
	    const char *what);

/* ENOSPC and its like as verdicts. */
enum post_verdict deliver_verdict(int error);

/* Return-Path and Delivered-To; the length, 0 when it does not fit. */
size_t	 deliver_head(char head[DELIVER_HEAD], const char *sender,
	    const struct target *);

#endif
