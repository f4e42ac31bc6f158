/*
 * daemon: what a server that stands alone owes to the system around it.
 *
 * The order that works, and why:
 *
 *	daemon_pidfile()	as root: it lies in /run
 *	daemon_detach()		before threads, timers and epoll descriptors,
 *				which a fork does not share well
 *	daemon_notify_open()	before the chroot: its socket is a file
 *	... sockets, files ...	what only root may open
 *	daemon_drop()		chroot, groups, gid, uid
 *	jail_enter()		(common/jail.h)
 *	daemon_ready()		the shell and systemd are told that it runs
 *	loop_run()
 *	daemon_end()
 *
 * Nothing here exits but the parent in daemon_detach().
 */
#ifndef DAEMON_H
#define DAEMON_H

#include <sys/types.h>

#include <stdbool.h>
#include <stddef.h>

#define DAEMON_GROUPS	64	/* supplementary groups of a user */

struct daemon {
	int	 pid_fd;	/* the pid file, locked; -1: none */
	int	 pid_dir;	/* where it lies, to unlink it again; -1 */
	char	 pid_name[256];
	int	 parent;	/* a pipe to who waits in the shell; -1 */
	int	 notify;	/* a socket to NOTIFY_SOCKET; -1: none */
	int	 null;		/* what standard error will be; -1 */
};

/* Whom to become. */
struct daemon_user {
	uid_t	 uid;
	gid_t	 gid;
	gid_t	 groups[DAEMON_GROUPS];
	size_t	 ngroups;
};

void	 daemon_init(struct daemon *);

/*
 * Creates (0644) or takes over the file and locks it for as long as this
 * process lives; what was in it is gone only then.  EWOULDBLOCK: another
 * instance holds it.  The pid is written by daemon_ready().  -1 with errno.
 */
int	 daemon_pidfile(struct daemon *, const char *path);

/*
 * Goes to the background: a session of its own, working directory /,
 * standard descriptors on /dev/null (standard error stays until
 * daemon_ready(), so that what is wrong is seen).  The parent waits: it
 * exits with 0 at daemon_ready(), or with the child's status if the child
 * ends before.  Returns in the child; -1 with errno.
 */
int	 daemon_detach(struct daemon *);

/*
 * Sockets that systemd (or who speaks its protocol) hands over: they are
 * *first, *first + 1, ...  Returns how many, 0 when LISTEN_PID is not us.
 * Sets close-on-exec on them and takes the variables out of the
 * environment.
 */
size_t	 daemon_sockets(int *first);

/*
 * Connects to NOTIFY_SOCKET, a path or an abstract name ("@..."), and takes
 * it out of the environment.  0 when nobody asks.  -1 with errno.
 */
int	 daemon_notify_open(struct daemon *);

/* Tells systemd "STATUS=...", "STOPPING=1", "RELOADING=1": or nobody. */
void	 daemon_notify(const struct daemon *, const char *state);

/*
 * Looks a user up, by name or number, with the groups that he is in, or
 * with this group alone when group is not NULL; "" is the user's own (to
 * look all of them up may load large libraries).  errno is ENOENT when
 * there is none of that name.  -1 with errno.
 */
int	 daemon_user(struct daemon_user *, const char *user,
	    const char *group);

/*
 * chroot to dir and chdir to its root (dir NULL: neither), then the user
 * (NULL: stays who it is), proven by jail_become().  Without root the
 * chroot is refused with EPERM: the caller decides whether it may be left
 * to Landlock.  -1 with errno.
 */
int	 daemon_drop(const char *dir, const struct daemon_user *);

/*
 * It works: writes the pid file, lets the parent go, sends READY=1 and
 * MAINPID.  Inside a jail that must allow ftruncate(2), pwrite(2) and,
 * after daemon_detach(), dup2(2) or dup3(2).
 */
int	 daemon_ready(struct daemon *);

/*
 * The end: STOPPING=1; the pid file is unlinked where we still may, and is
 * empty where not, and unlocked.
 */
void	 daemon_end(struct daemon *);

#endif
