/* highwater: see highwater.h. */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/highwater.h"
#include "common/index.h"

#define COUNTER_FILE	"postern-uidvalidity"
#define COUNTER_TEMP	"postern-uidvalidity.new"

#ifdef F_OFD_SETLK
#define SETLK	F_OFD_SETLK
#define SETLKW	F_OFD_SETLKW
#else
#define SETLK	F_SETLK
#define SETLKW	F_SETLKW
#endif

int
lock_open(int dir)
{
	return openat(dir, LOCK_FILE,
	    O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
}

int
lock_set(int fd, enum lock_byte byte, int type, bool wait)
{
	struct flock l;
	int r;

	memset(&l, 0, sizeof(l));
	l.l_type = (short)type;
	l.l_whence = SEEK_SET;
	l.l_start = byte;
	l.l_len = 1;
	do
		r = fcntl(fd, wait ? SETLKW : SETLK, &l);
	while (r == -1 && errno == EINTR);
	if (r == -1 && errno == EACCES)
		errno = EAGAIN;		/* POSIX allows either */
	return r;
}

static bool
number(const char **p, const char *end, char stop, uint32_t *out)
{
	uint64_t n = 0;
	const char *start = *p;

	for (; *p < end && **p >= '0' && **p <= '9'; (*p)++) {
		n = n * 10 + (uint64_t)(**p - '0');
		if (n > UINT32_MAX)
			return false;
	}
	if (*p == start || *p == end || **p != stop)
		return false;
	++*p;
	*out = (uint32_t)n;
	return true;
}

void
highwater_parse(const char *buf, size_t len, struct highwater *hw)
{
	const char *p = buf, *end = buf + len, *lf;
	struct highwater line;

	memset(hw, 0, sizeof(*hw));
	for (; p < end; p = lf + 1) {
		const char *q = p;

		lf = memchr(p, '\n', (size_t)(end - p));
		if (lf == NULL)
			break;
		if (!number(&q, end, ' ', &line.uidvalidity) ||
		    !number(&q, end, '\n', &line.uidlimit) || q != lf + 1 ||
		    line.uidvalidity == 0 || line.uidlimit == 0)
			continue;
		if (line.uidvalidity == hw->uidvalidity &&
		    line.uidlimit < hw->uidlimit)
			continue;
		*hw = line;
	}
}

/* The end of the file will do: each line says all. */
int
highwater_read(int fd, struct highwater *hw)
{
	char buf[4096];
	struct stat st;
	off_t at = 0;
	ssize_t n;

	memset(hw, 0, sizeof(*hw));
	if (fstat(fd, &st) == -1)
		return -1;
	if (st.st_size > (off_t)sizeof(buf))
		at = st.st_size - (off_t)sizeof(buf);
	n = pread(fd, buf, sizeof(buf), at);
	if (n == -1)
		return -1;
	highwater_parse(buf, (size_t)n, hw);
	return 0;
}

int
highwater_note(int fd, uint32_t uidvalidity, uint32_t uidlimit)
{
	char line[64];
	struct stat st;
	int len;

	/* A line that was cut short is ended first. */
	len = snprintf(line, sizeof(line), "\n%u %u\n", uidvalidity, uidlimit);
	if (fstat(fd, &st) == -1)
		return -1;
	if (pwrite(fd, line, (size_t)len, st.st_size) != len)
		return -1;
	return fdatasync(fd);
}

/* A number of 8 hex digits in a file of the root; 0 if there is none. */
static uint32_t
read_hex(int root, const char *name)
{
	char buf[16];
	uint32_t v = 0;
	ssize_t n, i;
	int fd = openat(root, name,
	    O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

	if (fd == -1)
		return 0;
	n = pread(fd, buf, sizeof(buf), 0);
	(void)close(fd);
	for (i = 0; i < n && i < 8; i++) {
		const char *digits = "0123456789abcdef";
		const char *d = buf[i] != '\0' ? strchr(digits, buf[i]) : NULL;

		if (d == NULL)
			return 0;
		v = v << 4 | (uint32_t)(d - digits);
	}
	return n >= 8 ? v : 0;
}

static int
write_counter(int root, uint32_t v)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%08x\n", v);
	int e, fd = openat(root, COUNTER_TEMP, O_WRONLY | O_CREAT | O_TRUNC |
	    O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd == -1)
		return -1;
	if (write(fd, text, (size_t)len) != len || fsync(fd) == -1 ||
	    renameat(root, COUNTER_TEMP, root, COUNTER_FILE) == -1 ||
	    fsync(root) == -1) {
		e = errno;
		(void)close(fd);
		errno = e;
		return -1;
	}
	return close(fd);
}

static uint32_t
last_used(int root)
{
	uint32_t ours = read_hex(root, COUNTER_FILE);
	uint32_t dovecot = read_hex(root, "dovecot-uidvalidity");

	return ours > dovecot ? ours : dovecot;
}

/* Runs with the account locked; *v is what it comes to. */
static int
with_account(int root, uint32_t *v, bool next)
{
	uint32_t last, now = (uint32_t)time(NULL);
	int r = 0, e, fd = lock_open(root);

	if (fd == -1)
		return -1;
	if (lock_set(fd, LOCK_ACCOUNT, F_WRLCK, true) == -1) {
		r = -1;
		goto out;
	}
	last = last_used(root);
	if (next) {
		if (last == UINT32_MAX)
			last = 0;	/* a hostile file; start again */
		if (*v < now)
			*v = now;
		if (*v <= last)
			*v = last + 1;
	}
	if (next || *v > last)
		r = write_counter(root, *v);
out:
	e = errno;
	(void)close(fd);		/* and the lock is gone */
	errno = e;
	return r;
}

uint32_t
uidvalidity_next(int root, uint32_t least)
{
	uint32_t v = least;

	return with_account(root, &v, true) == -1 ? 0 : v;
}

int
uidvalidity_used(int root, uint32_t uidvalidity)
{
	return with_account(root, &uidvalidity, false);
}
