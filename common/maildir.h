/*
 * maildir: names in a Maildir, its directories, folders of Maildir++.
 *
 * A message's file is BASE in new/ and BASE:2,LETTERS in cur/.  BASE never
 * changes: it is what tells one message from another.  It may end in
 * ,S=<bytes> and ,W=<bytes with CRLF line ends>.
 *
 * Deliveries are in delivery.h, quotas in quota.h, UIDs in mailbox.h.
 */
#ifndef MAILDIR_H
#define MAILDIR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The flags a file name can hold (M-6). */
enum {
	FLAG_DRAFT	= 1 << 0,	/* D */
	FLAG_FLAGGED	= 1 << 1,	/* F */
	FLAG_PASSED	= 1 << 2,	/* P: resent, forwarded */
	FLAG_ANSWERED	= 1 << 3,	/* R */
	FLAG_SEEN	= 1 << 4,	/* S */
	FLAG_DELETED	= 1 << 5,	/* T: trashed */
	FLAGS_ALL	= (1 << 6) - 1
};

enum {
	MAILDIR_NAME	= 255,		/* NAME_MAX: a whole file name */
	MAILDIR_LETTERS	= 26,		/* keywords a-z in a file name */
	MAILDIR_HOST	= 64		/* of the host name in a file name */
};

/* One file name taken apart.  Pointers are into the name itself. */
struct maildir_name {
	const char	*base;
	size_t		 base_len;	/* up to the ':' */
	size_t		 unique_len;	/* up to the first ,S= or ,W= */
	int64_t		 size;		/* ,S= or -1 */
	int64_t		 vsize;		/* ,W= or -1 */
	unsigned	 flags;
	uint32_t	 keywords;	/* bit n is the letter 'a' + n */
	bool		 has_info;	/* there was a ':' */
	const char	*info;		/* the ':' and all behind it, or "" */
	size_t		 info_len;
	const char	*letters;	/* what follows ":2,", up to a comma */
	size_t		 letters_len;	/* known letters and others */
	const char	*ext;		/* that comma and what follows it */
	size_t		 ext_len;
};

/* Seconds and microseconds of delivery as the name tells them, or 0. */
struct maildir_time {
	int64_t		 sec;
	uint32_t	 usec;
};

/*
 * Takes `len` bytes apart; false if it cannot be a message: empty, starting
 * with a dot, longer than MAILDIR_NAME, or with '/' or NUL in it.
 */
bool	 maildir_parse(struct maildir_name *, const char *name, size_t len);

/* The time of delivery, for the order of messages with no UID yet. */
struct maildir_time maildir_time(const char *base, size_t len);

/*
 * Writes ":2," with the letters of `flags` and `keywords` in ASCII order,
 * together with those `others` (not known to us; may hold known letters,
 * which are left out) and then `ext` (with its comma).  Returns the length,
 * or 0 with errno ENAMETOOLONG.
 */
size_t	 maildir_info(char *buf, size_t size, unsigned flags,
	    uint32_t keywords, const char *others, size_t others_len,
	    const char *ext, size_t ext_len);

/*
 * A name no other delivery has, without ,S= and ,W=:
 * SECS.M<usec>P<pid>Q<count>.HOST, '/', ':' and ',' in HOST escaped (M-1).
 * `*count` is the caller's counter, raised by each call; it tells names of one
 * microsecond apart.  `host` may be NULL: gethostname(2).
 */
int	 maildir_unique(char *buf, size_t size, const char *host,
	    unsigned *count);

/*
 * The length of a file with every LF that lacks its CR counted as two
 * (M-10), read from the start with pread(2).  -1 with errno.
 */
int64_t	 maildir_vsize(int fd);

/* An open Maildir or folder; descriptors not in use are -1. */
struct maildir {
	int	dir, tmp, new, cur;
};

enum {
	MAILDIR_CREATE	= 1 << 0,	/* make what is missing, durably */
	MAILDIR_FOLDER	= 1 << 1	/* ... also the file maildirfolder */
};

/*
 * Makes the home of a virtual user who has had no mail yet, durably (M-2);
 * that it is there already is no error.  The parent must be.  -1 with errno.
 */
int	 maildir_home(const char *home);

/*
 * Opens the directory of an account's Maildir, which is made, empty, when it
 * is missing: it will get mail some day.  The caller's; -1 with errno.
 */
int	 maildir_root(const char *path);

/*
 * Opens `path` (relative to the descriptor `at`, or AT_FDCWD).  The parent of
 * path must exist.  -1 with errno; ENOENT: no Maildir there.  What has a cur
 * is one; a new or tmp that is missing is made.
 */
int	 maildir_open(struct maildir *, int at, const char *path,
	    unsigned how);
void	 maildir_close(struct maildir *);

/*
 * Is this one directory name of Maildir++: starts with one dot, is not "."
 * or "..", starts not with "..", has no '/', no control character, no empty
 * level, and fits (7.3)?
 */
bool	 maildir_folder_ok(const char *name);

/*
 * The folder for sub-address `tag` (user+tag): writes ".tag" to `name` and
 * is true if that is a safe name and the folder exists below `root`.
 */
bool	 maildir_tag_folder(int root, const char *tag, char *name,
	    size_t size);

/*
 * Calls `each` for every entry of the directory that may be a message (not
 * "." names), from the start.  Stops when each returns non-zero and returns
 * that; 0 at the end; -1 with errno.  Names come as readdir gives them: one
 * renamed meanwhile may be missing or come twice (M-7).
 */
int	 maildir_list(int dirfd, int (*each)(void *arg, const char *name,
	    size_t len), void *arg);

/*
 * Renames, but never over another file: EEXIST (M-3).  Where there is no
 * renameat2(2) a failure may leave both names.
 */
int	 maildir_rename(int from, const char *old, int to, const char *name);

/* Removes entries of tmp/ not touched for 36 hours (M-8). */
int	 maildir_clean_tmp(int tmpfd, int64_t now);

#endif
