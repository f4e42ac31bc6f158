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

#include <stdbool.h>
#include <stddef.h>

enum jail {
	JAIL_PARSER,	/* talks and asks: opens, connects, runs nothing */
	JAIL_MAIL,	/* files below one directory: pop3d, smtpd */
	JAIL_TEXT,	/* the same, and the code of iconv(3): imapd */
	JAIL_FILES,	/* the same and data connections: ftpd */
	JAIL_COPY,	/* copies bytes between open descriptors */
	JAIL_TFTP,	/* files, and datagrams to anybody: tftpd */
	JAIL_DHCP	/* files, and the sockets that are open: dhcpd */
};

/* nobody: Debian, the BSDs and systemd agree on the number. */
#define JAIL_NOBODY	65534

/* A directory that a stage may use: by path, or open already. */
struct jail_dir {
	const char	*path;		/* NULL: fd */
	int		 fd;
	bool		 read_only;
};

/*
 * Enters the stage for good: Landlock to dir (NULL: no file at all may be
 * opened, and there are no more descriptors than now), then seccomp.
 * Descriptors already open stay good.
 * Symbolic links that lead out of dir do not; the syslog socket does, but
 * cannot be opened again.  -1 with errno when a restriction that this
 * system has was refused, and when there is no dir.
 */
int	 jail_enter(enum jail stage, const char *dir);

/*
 * The same for n directories, some of which may be for reading only; those
 * that do not exist are left out.  NULL and 0: no file at all.
 */
int	 jail_enter_some(enum jail stage, const struct jail_dir dirs[],
	    size_t n);

/*
 * The front: when root, an empty chroot and jail_nobody(); always a limit of
 * its CPU time.  jail_enter() must come after it: that there will be no core,
 * no new privileges and no other processes is its part.  -1 with errno.
 */
int	 jail_front(void);

/*
 * The clerk, which has to run programs: no core, no new privileges, and
 * nobody looks into its memory.  -1 with errno.
 */
int	 jail_clerk(void);

/*
 * Resource limits of a session, in bytes (0: none): what it allocates, not
 * what it maps; the size of a file, beyond which write(2) says EFBIG.
 */
int	 jail_limits(size_t memory, off_t file_size);

/*
 * Groups, gid, uid, in that order, and the proof that there is no way
 * back, which uid 0 cannot give.  Without root it succeeds only when uid
 * and gid are what they are, and leaves the groups.  -1 with errno.
 */
int	 jail_become(uid_t uid, gid_t gid, const gid_t *groups,
	    size_t ngroups);

/*
 * Root becomes a user that no other process is, and who owns nothing; in a
 * user namespace that is too small for that, JAIL_NOBODY.  -1 with errno.
 */
int	 jail_nobody(void);

#endif
