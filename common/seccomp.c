#include "common/seccomp.h"

#if defined(__linux__) && !defined(JAIL_OFF) && \
    (defined(__x86_64__) || defined(__aarch64__))

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/scan.h"

/*
 * What follows is of linux/filter.h, linux/seccomp.h and linux/audit.h;
 * musl's compiler wrapper does not see the kernel's headers.
 */
struct insn {
	uint16_t code;
	uint8_t	 yes, no;		/* how many to skip */
	uint32_t k;
};

struct program {
	unsigned short	 len;
	struct insn	*insns;
};

struct call {				/* struct seccomp_data */
	int	 nr;
	uint32_t arch;
	uint64_t ip;
	uint64_t args[6];
};

enum {
	LOAD	= 0x20,			/* A = call[k] */
	NUMBER	= 0x00,			/* A = k */
	AND	= 0x54,			/* A &= k */
	AND_X	= 0x5c,			/* A &= X */
	SHIFT_X	= 0x6c,			/* A <<= X */
	RIGHT	= 0x74,			/* A >>= k */
	TO_X	= 0x07,			/* X = A */
	GO	= 0x05,			/* skip k */
	EQUAL	= 0x15,			/* A == k? */
	ATLEAST	= 0x35,			/* A >= k? */
	RETURN	= 0x06,

	MODE_FILTER	= 2
};

#ifndef SYS_openat2
#define SYS_openat2	437		/* everywhere the same */
#endif
#ifndef SYS_fchmodat2
#define SYS_fchmodat2	452
#endif

#define ALLOW		0x7fff0000u
#define TRAP		0x00030000u
#define FAIL		0x00050000u	/* with an errno */

#if defined(__x86_64__)
#define ARCH		0xc000003eu
#else
#define ARCH		0xc00000b7u
#endif

/*
 * Every stage: bytes on open descriptors, memory, time, the end.  A call
 * may stand in several lists.  What only tells a process about itself is
 * in, so that a libc may ask.
 */
static const uint16_t all_calls[] = {
	SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_recvfrom, SYS_ppoll,
	SYS_pselect6, SYS_close, SYS_shutdown, SYS_fstat,
	SYS_brk, SYS_munmap, SYS_mremap, SYS_madvise, SYS_futex,
	SYS_clock_gettime, SYS_clock_getres, SYS_gettimeofday,
	SYS_nanosleep, SYS_clock_nanosleep, SYS_getrandom,
	SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn,
	SYS_restart_syscall, SYS_setitimer, SYS_getsockname,
	SYS_getpeername, SYS_getpid, SYS_gettid, SYS_getppid, SYS_getuid,
	SYS_geteuid, SYS_getgid, SYS_getegid, SYS_sysinfo, SYS_uname,
	SYS_exit, SYS_exit_group,
#ifdef SYS_poll		/* what aarch64 never had */
	SYS_poll, SYS_select, SYS_time, SYS_alarm, SYS_pause,
#endif
};

/* The parser writes the message into a file that was open before. */
static const uint16_t spool_calls[] = {
	SYS_lseek, SYS_pread64, SYS_pwrite64, SYS_preadv, SYS_pwritev,
	SYS_ftruncate, SYS_fallocate, SYS_fsync, SYS_fdatasync,
	SYS_newfstatat,
};

/*
 * Files below the directory that Landlock leaves, and watching them.  No
 * chmod by name: that is not Landlock's, and ~/.ssh is the user's too.
 */
static const uint16_t file_calls[] = {
	SYS_openat, SYS_newfstatat, SYS_statx, SYS_getdents64, SYS_lseek,
	SYS_pread64, SYS_pwrite64, SYS_preadv, SYS_pwritev, SYS_renameat,
	SYS_linkat, SYS_unlinkat, SYS_mkdirat, SYS_readlinkat,
	SYS_faccessat, SYS_fchmod, SYS_utimensat, SYS_fsync, SYS_fdatasync,
	SYS_syncfs, SYS_sync_file_range, SYS_ftruncate, SYS_truncate, SYS_fallocate,
	SYS_flock, SYS_fadvise64, SYS_copy_file_range, SYS_sendfile,
	SYS_splice, SYS_msync, SYS_umask, SYS_statfs, SYS_fstatfs,
	SYS_chdir, SYS_fchdir, SYS_getcwd, SYS_dup, SYS_dup3,
	SYS_inotify_init1, SYS_inotify_add_watch, SYS_inotify_rm_watch,
#ifdef SYS_renameat2
	SYS_renameat2,
#endif
#ifdef SYS_faccessat2
	SYS_faccessat2,
#endif
#ifdef SYS_open
	SYS_open, SYS_stat, SYS_lstat, SYS_access, SYS_rename, SYS_link,
	SYS_unlink, SYS_mkdir, SYS_rmdir, SYS_readlink, SYS_dup2,
#endif
};

/*
 * Data connections; their descriptors go to the helper that wraps them, with
 * one end of a pair (net_rules).
 * And chmod, for SITE CHMOD.
 */
static const uint16_t net_calls[] = {
	SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_connect,
	SYS_getsockopt, SYS_setsockopt, SYS_sendmsg, SYS_recvmsg,
	SYS_fchmodat, SYS_fchmodat2,
#ifdef SYS_chmod
	SYS_chmod,
#endif
};

/*
 * Datagrams to anybody who asked, by sockets of its own, and the loop that
 * waits for them.  What daemon_ready() does is here too.
 */
static const uint16_t datagram_calls[] = {
	SYS_bind, SYS_connect, SYS_getsockopt, SYS_setsockopt, SYS_sendmsg,
	SYS_recvmsg, SYS_sendmmsg, SYS_recvmmsg, SYS_epoll_ctl,
	SYS_epoll_pwait, SYS_dup3, SYS_pwrite64, SYS_ftruncate,
#ifdef SYS_epoll_wait
	SYS_epoll_wait, SYS_dup2,
#endif
};

/* openat(2) that is told where it may lead. */
static const uint16_t beneath_calls[] = {
	SYS_openat2,
};

/* Calls allowed when (argument & mask) == value, for one or two of them. */
struct rule {
	uint16_t nr;
	uint8_t	 n;
	struct {
		uint8_t	 index;
		uint32_t mask, value;
	} args[2];
};

#define WHOLE		0xffffffffu
#define SOCK_TYPE	0xfu		/* the rest of it are flags */

/*
 * No new code; no owner of a descriptor, who would get signals; no message
 * to an address, which would reach any datagram socket of this machine from
 * the one that goes to syslog.
 */
static const struct rule all_rules[] = {
	{ SYS_sendto, 1, { { 4, WHOLE, 0 } } },
	{ SYS_mmap, 1, { { 2, PROT_EXEC, 0 } } },
	{ SYS_mprotect, 1, { { 2, PROT_EXEC, 0 } } },
	{ SYS_fcntl, 1, { { 1, ~7u, 0 } } },		/* F_DUPFD...F_SETLKW */
	{ SYS_fcntl, 1, { { 1, ~3u, 36 } } },		/* F_OFD_GETLK... */
	{ SYS_fcntl, 1, { { 1, WHOLE, F_DUPFD_CLOEXEC } } },
};

/*
 * glibc's iconv(3) is in shared objects that are loaded when they are first
 * needed; to load them all before would cost every login a millisecond.  So
 * code may be mapped from files that can be opened, but no memory can be
 * written that can be run.
 */
static const struct rule text_rules[] = {
	{ SYS_mmap, 2, { { 2, PROT_WRITE, 0 }, { 3, MAP_ANONYMOUS, 0 } } },
};

static const struct rule net_rules[] = {
	{ SYS_socket, 2, { { 0, WHOLE, AF_INET },
	    { 1, SOCK_TYPE, SOCK_STREAM } } },
	{ SYS_socket, 2, { { 0, WHOLE, AF_INET6 },
	    { 1, SOCK_TYPE, SOCK_STREAM } } },
	{ SYS_socketpair, 2, { { 0, WHOLE, AF_UNIX },
	    { 1, SOCK_TYPE, SOCK_STREAM } } },
};

static const struct rule datagram_rules[] = {
	{ SYS_socket, 2, { { 0, WHOLE, AF_INET },
	    { 1, SOCK_TYPE, SOCK_DGRAM } } },
	{ SYS_socket, 2, { { 0, WHOLE, AF_INET6 },
	    { 1, SOCK_TYPE, SOCK_DGRAM } } },
};

#define CALLS_MAX	512		/* numbers end at about 470 */
#define WORDS		(CALLS_MAX / 32)
#define INSNS_MAX	256

struct builder {
	struct insn	 insns[INSNS_MAX];
	size_t		 n;
};

static void
put(struct builder *b, uint16_t code, uint8_t yes, uint8_t no, uint32_t k)
{
	if (b->n < INSNS_MAX)
		b->insns[b->n] = (struct insn){ code, yes, no, k };
	b->n++;				/* too many: the kernel refuses it */
}

static void
mark(uint32_t words[WORDS], const uint16_t *calls, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		words[calls[i] / 32] |= 1u << calls[i] % 32;
}

static void
mark_stage(uint32_t words[WORDS], enum jail stage)
{
	mark(words, all_calls, nitems(all_calls));
	if (stage == JAIL_PARSER)
		mark(words, spool_calls, nitems(spool_calls));
	if (stage == JAIL_MAIL || stage == JAIL_TEXT || stage == JAIL_FILES ||
	    stage == JAIL_TFTP || stage == JAIL_DHCP)
		mark(words, file_calls, nitems(file_calls));
	if (stage == JAIL_FILES)
		mark(words, net_calls, nitems(net_calls));
	if (stage == JAIL_TFTP || stage == JAIL_DHCP)
		mark(words, datagram_calls, nitems(datagram_calls));
	if (stage == JAIL_TFTP || stage == JAIL_FILES)
		mark(words, beneath_calls, nitems(beneath_calls));
}

/*
 * One bit a call, 32 of them in a word: the word is searched for, the bit
 * tested.  A program of one comparison a call takes the kernel five times
 * as long to load (117 us against 21), and it is loaded twice a session.
 */
static void
put_bits(struct builder *b, const uint32_t words[WORDS])
{
	unsigned left = 0, w;

	for (w = 0; w < WORDS; w++)
		left += words[w] != 0;
	put(b, AND, 0, 0, 31);
	put(b, TO_X, 0, 0, 0);
	put(b, NUMBER, 0, 0, 1);
	put(b, SHIFT_X, 0, 0, 0);
	put(b, TO_X, 0, 0, 0);
	put(b, LOAD, 0, 0, offsetof(struct call, nr));
	put(b, RIGHT, 0, 0, 5);
	for (w = 0; w < WORDS; w++)
		if (words[w] != 0) {
			left--;
			put(b, EQUAL, 0, 2, w);
			put(b, NUMBER, 0, 0, words[w]);
			put(b, GO, 0, 0, 3 * left + 1);
		}
	put(b, NUMBER, 0, 0, 0);
	put(b, AND_X, 0, 0, 0);
	put(b, EQUAL, 1, 0, 0);
	put(b, RETURN, 0, 0, ALLOW);
}

/* An argument has 64 bits; of what we compare the upper half is 0. */
static void
put_rule(struct builder *b, const struct rule *r)
{
	uint8_t left = (uint8_t)(5 * r->n + 1);
	uint32_t low;
	size_t i;

	put(b, LOAD, 0, 0, offsetof(struct call, nr));
	put(b, EQUAL, 0, left, r->nr);
	for (i = 0; i < r->n; i++) {
		low = (uint32_t)(offsetof(struct call, args) +
		    8 * r->args[i].index);
		put(b, LOAD, 0, 0, low + 4);
		left = (uint8_t)(left - 2);
		put(b, EQUAL, 0, left, 0);
		put(b, LOAD, 0, 0, low);
		put(b, AND, 0, 0, r->args[i].mask);
		left = (uint8_t)(left - 3);
		put(b, EQUAL, 0, left, r->args[i].value);
	}
	put(b, RETURN, 0, 0, ALLOW);
}

static void
build(struct builder *b, enum jail stage, uint32_t refuse)
{
	uint32_t words[WORDS] = { 0 };
	size_t i;

	put(b, LOAD, 0, 0, offsetof(struct call, arch));
	put(b, EQUAL, 1, 0, ARCH);
	put(b, RETURN, 0, 0, refuse);
	put(b, LOAD, 0, 0, offsetof(struct call, nr));
	put(b, ATLEAST, 0, 1, CALLS_MAX);	/* x32's begin at 1 << 30 */
	put(b, RETURN, 0, 0, refuse);
	mark_stage(words, stage);
	put_bits(b, words);
	for (i = 0; i < nitems(all_rules); i++)
		put_rule(b, &all_rules[i]);
	if (stage == JAIL_TEXT)
		for (i = 0; i < nitems(text_rules); i++)
			put_rule(b, &text_rules[i]);
	if (stage == JAIL_FILES)
		for (i = 0; i < nitems(net_rules); i++)
			put_rule(b, &net_rules[i]);
	if (stage == JAIL_TFTP)
		for (i = 0; i < nitems(datagram_rules); i++)
			put_rule(b, &datagram_rules[i]);
	put(b, RETURN, 0, 0, refuse);
}

/* In the tests a refused call is a bug of ours: say which, and end. */
static void
trapped(int signal_number, siginfo_t *info, void *context)
{
	char text[] = "jail: system call      refused\n", *p = text + 21;
	int nr = info->si_syscall;
	ssize_t ignored;

	(void)signal_number;
	(void)context;
	do
		*p-- = (char)('0' + nr % 10);
	while ((nr /= 10) != 0 && p > text + 17);
	ignored = write(STDERR_FILENO, text, sizeof(text) - 1);
	(void)ignored;
	_exit(128 + SIGSYS);
}

static uint32_t
refusal(void)
{
	const char *how = getenv("POSTERN_JAIL");
	struct sigaction sa;

	if (how == NULL || strcmp(how, "trap") != 0)
		return FAIL | EPERM;
	memset(&sa, 0, sizeof(sa));
	sa.sa_sigaction = trapped;
	sa.sa_flags = SA_SIGINFO;
	sigaction(SIGSYS, &sa, NULL);
	return TRAP;
}

static int
load(struct builder *b)
{
	struct program p = { (unsigned short)b->n, b->insns };

	if (b->n > INSNS_MAX) {
		errno = E2BIG;
		return -1;
	}
	return prctl(PR_SET_SECCOMP, MODE_FILTER, &p, 0, 0);
}

int
seccomp_enter(enum jail stage)
{
	struct builder b = { .n = 0 };
	int error;

	build(&b, stage, refusal());
	if (load(&b) == 0)
		return 0;
	/* A kernel without it does not take the shortest one either. */
	error = errno;
	b.n = 0;
	put(&b, RETURN, 0, 0, ALLOW);
	if ((error == EINVAL || error == ENOSYS) && load(&b) == -1)
		return 0;
	errno = error;
	return -1;
}

#else

int
seccomp_enter(enum jail stage)
{
	(void)stage;
	return 0;
}

#endif
