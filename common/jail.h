/*
 * jail: giving up privilege, in one place for all systems.
 *
 * Each stage is the list of system calls that a process of that kind needs
 * (jail.c).  A refused call gets EPERM; with POSTERN_JAIL=trap in the
 * environment, as the tests run, it is named on standard error and ends
 * the process.  What a kernel lacks is left out; nothing here needs root
 * but chroot and the change of uid.
 */
#ifndef JAIL_H
#define JAIL_H

#include <sys/types.h>

#include <stddef.h>

enum jail {
	JAIL_PARSER,	/* talks and asks: opens, connects, runs nothing */
	JAIL_MAIL,	/* files below one directory: pop3d, imapd, smtpd */
	JAIL_FILES,	/* the same and data connections: ftpd */
	JAIL_COPY	/* copies bytes between open descriptors */
};

/*
 * Enters the stage for good: Landlock to dir (NULL: no file at all may be
 * opened, JAIL_PARSER), then seccomp.  Descriptors already open stay good.
 * -1 with errno when a restriction that this system has was refused.
 */
int	 jail_enter(enum jail stage, const char *dir);

/*
 * JAIL_MAIL over several directories (NULL-terminated list; what does not
 * exist is left out).
 */
int	 jail_enter_dirs(enum jail stage, const char *const dirs[]);

/*
 * The front: when root, an empty chroot and a uid of its own that nobody
 * else has; always no core, no new privileges, no other processes.  -1
 * with errno.
 */
int	 jail_front(void);

/* Resource limits of a session: memory in bytes, file size (0: none). */
int	 jail_limits(size_t memory, off_t file_size);

/*
 * Groups, gid, uid, in that order, and the proof that there is no way
 * back.  Without root it succeeds only when it changes nothing.
 */
int	 jail_become(uid_t uid, gid_t gid, const gid_t *groups, size_t ngroups);

#endif
