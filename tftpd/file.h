/*
 * file: what a name means on the disk, who may have it, and uploads that
 * are there whole or not at all.
 *
 * Names come from the peer, after remap.  A name with a component "..", or
 * with a control character, is refused; empty components and "." are left
 * out.
 *
 * Two ways to serve, as tftpd-hpa's:
 * - -s: one directory is the root; "/x" and "x" are the same file, and a
 *   symbolic link cannot lead out of it (openat2(2), RESOLVE_IN_ROOT; where
 *   that is missing no link is followed).
 * - without: names are absolute and must lie below one of the directories;
 *   where links may lead is for Landlock to say.
 *
 * Without -p a file must be readable, or for an upload writable, by all;
 * without -c it must be there already.  Only regular files are served.
 *
 * An upload is written to a temporary file beside its target, ".NAME.tftpdN",
 * and renamed when it is complete and on the disk; the target is untouched
 * until then.  Only where no file can be made beside it (a file made
 * for one client in a directory of root's), or where it is a symbolic link,
 * it is written in place, cut to nothing before its first byte.  What a
 * crash left behind is used up by later uploads of the same name.
 *
 * System calls used after file_roots(): openat, openat2, fstat, newfstatat,
 * pread64, mmap, munmap, write, close, fsync, syncfs, ftruncate, fchmod,
 * flock, linkat, renameat, unlinkat, fstatfs, sync_file_range.
 */
#ifndef TFTPD_FILE_H
#define TFTPD_FILE_H

#include <sys/types.h>

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FILE_ROOTS	32	/* directories on the command line */
#define FILE_SLOTS	8	/* uploads of one name at a time */

struct file_root {
	int		 fd;
	size_t		 len;	/* of path; 0: it is "/" */
	char		 path[1024];	/* as it was given, no slash at its
					   end */
};

/* Filled by main; the flags are tftpd-hpa's. */
struct file_rules {
	bool		 secure;	/* -s */
	bool		 create;	/* -c */
	bool		 permissive;	/* -p */
	bool		 keep;		/* --no-overwrite */
	mode_t		 umask;		/* -U */
	off_t		 upload_max;	/* bytes; 0: as many as fit */
	size_t		 nroots;
	struct file_root *roots;	/* given by file_roots() */
};

/* One open file.  fd is -1 when there is none. */
struct file {
	int		 fd;
	off_t		 size;		/* read: fixed when opened; write: how
					   much there is */
	const char	*why;		/* after a failure: for the log */
	void		*view;		/* what file_view() has mapped: */
	off_t		 view_at;
	size_t		 view_len;
	/* Below: of an upload. */
	int		 dir;		/* -1: written in place */
	bool		 keep;
	mode_t		 mode;		/* when done */
	off_t		 max;		/* 0: none */
	off_t		 begun;		/* write-back has been asked for */
	char		 name[NAME_MAX + 1];
	char		 temporary[NAME_MAX + 1];
};

/*
 * Opens the directories dirs[n], before privilege is given up; with secure
 * exactly one, and after a chroot it is "/".  Landlock may come later.
 * Sets nroots and roots, which file_roots_free() takes.  -1 with errno.
 */
int	 file_roots(struct file_rules *, const char *const dirs[], size_t n);
void	 file_roots_free(struct file_rules *);

/* Before any other call: nothing is open. */
void	 file_init(struct file *);

/*
 * All below: -1 with errno, which file_error() turns into what the peer is
 * told; f->why is then never NULL.  A failed open leaves nothing open.
 */
int	 file_open(struct file *, const struct file_rules *,
	    const char *name);

/*
 * Reads exactly len bytes at offset, or up to the size that the file had
 * when it was opened: returns how many.  A file that has become shorter is
 * an error (EIO), never an early end.
 */
ssize_t	 file_read(struct file *, void *buf, size_t len, off_t offset);

/*
 * The bytes that file_read() would read, without a copy: for the kernel
 * alone, which says EFAULT (send(2)) when the file has become shorter; to
 * look at them may be deadly.  Good until the next call.  *len becomes less
 * at the end of the file.  NULL: not to be had like this, read them.
 */
void	*file_view(struct file *, size_t *len, off_t offset);

/*
 * Begins an upload.  size is what the client has announced (tsize), -1 when
 * nothing: ENOSPC when that does not fit.
 */
int	 file_create(struct file *, const struct file_rules *,
	    const char *name, off_t size);

/* Appends all of it. */
int	 file_write(struct file *, const void *buf, size_t len);

/*
 * The upload is complete: when this returns 0 it is on the disk under its
 * name, and the last ACK may be sent.  Closes in either case.
 */
int	 file_commit(struct file *);

/* Closes; an upload that was not committed leaves nothing behind. */
void	 file_close(struct file *);

/* Could this be opened (created)?  For remap's E. */
bool	 file_exists(const struct file_rules *, const char *name, bool write);

/*
 * The error code of RFC 1350 section 5 for an errno, and a short text
 * for the peer that names no path and no other file.
 */
int	 file_error(int error, const char **text);

#endif
