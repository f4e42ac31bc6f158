/*
 * below: a path that cannot lead out of a directory.
 *
 * The directory is what "/" is to a process in a chroot: "..", at most,
 * comes back to it, and absolute symbolic links begin there.
 */
#ifndef BELOW_H
#define BELOW_H

#include <sys/types.h>

/*
 * open(2) below the directory root; O_CLOEXEC is added.  path may be
 * absolute or relative, which is the same; "" is the directory itself.
 * Where there is no openat2(2) symbolic links are not followed at all
 * (ELOOP), and ".." is EACCES.  -1 with errno.
 */
int	 below_open(int root, const char *path, int flags, mode_t mode);

#endif
