/*
 * path: what the client may see is a tree, and nothing outside it can be
 * named.
 *
 * Names from the client become absolute paths in its tree, "/" being the
 * root, with "." and ".." taken away as text: ".." goes back the way one
 * came, also behind a symbolic link.  Every such path is then resolved by
 * the kernel below the descriptor of the root, by openat2(2) with
 * RESOLVE_IN_ROOT: neither ".." nor a symbolic link, absolute or swapped in
 * meanwhile, leads out.  Where there is no openat2 each component is opened
 * by itself and symbolic links are refused.
 *
 * Landlock, and chroot(2) when we began as root, stand behind this.
 */
#ifndef PATH_H
#define PATH_H

#include <sys/stat.h>
#include <sys/types.h>

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#define FTPD_PATH	PATH_MAX	/* of a path in the tree, with NUL */

struct tree {
	int	 root;			/* the directory */
	bool	 hide_dots;		/* names with a dot are not there */
	char	 cwd[FTPD_PATH];	/* absolute in the tree */
};

/* Begins at "/" of the directory dir (a path of this process).  -1. */
int	 path_start(struct tree *, const char *dir, bool hide_dots);

/*
 * The absolute path that name means: begins with a slash, ends with none
 * but that of "/", has no empty component, no "." and no "..".
 * -1 with errno: ENAMETOOLONG (a component, or all of it), ENOENT for an
 * empty name and for a dot name that is hidden.
 */
int	 path_make(const struct tree *, const char *name,
	    char path[FTPD_PATH]);

/*
 * All of these take what path_make() has made; follow means symbolic links
 * in the last component too, as far as they stay in the tree.
 *
 * path_open() is open(2), with O_CLOEXEC and O_NOCTTY added; give
 * O_NONBLOCK when it may be a FIFO, O_NOFOLLOW when a link shall not count.
 */
int	 path_open(const struct tree *, const char *path, int flags,
	    mode_t mode);
int	 path_stat(const struct tree *, const char *path, struct stat *);
int	 path_lstat(const struct tree *, const char *path, struct stat *);

/*
 * Opens the directory that path is in (O_PATH: for the ...at(2) calls, with
 * *name, which points into path).  For "/" that is itself, and *name ".".
 * What is done to *name there must not follow a symbolic link.
 */
int	 path_parent(const struct tree *, const char *path,
	    const char **name);

#endif
