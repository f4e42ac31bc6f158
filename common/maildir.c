/* maildir: names in a Maildir.  The directories are in mddir.c. */
#include <sys/stat.h>

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/maildir.h"

/* In ASCII order, which is that of the letters in a file name (M-6). */
static const struct {
	char		letter;
	unsigned	flag;
} flag_letters[] = {
	{ 'D', FLAG_DRAFT },
	{ 'F', FLAG_FLAGGED },
	{ 'P', FLAG_PASSED },
	{ 'R', FLAG_ANSWERED },
	{ 'S', FLAG_SEEN },
	{ 'T', FLAG_DELETED },
};
#define NFLAGS	(sizeof(flag_letters) / sizeof(flag_letters[0]))

#define SIZE_DIGITS	18		/* of ,S= and ,W=: below 2^63 */

/* What a letter means: a flag, or 0 and maybe a keyword. */
static unsigned
letter_flag(unsigned char c)
{
	size_t i;

	for (i = 0; i < NFLAGS; i++)
		if (flag_letters[i].letter == c)
			return flag_letters[i].flag;
	return 0;
}

static bool
is_keyword(unsigned char c)
{
	return c >= 'a' && c <= 'z';
}

/* Digits from p to end or to a comma; -1 if it is anything else. */
static int64_t
size_field(const char *p, const char *end)
{
	int64_t n = 0;
	const char *start = p;

	for (; p < end && *p != ','; p++) {
		if (*p < '0' || *p > '9' || p - start >= SIZE_DIGITS)
			return -1;
		n = n * 10 + (*p - '0');
	}
	return p == start ? -1 : n;
}

static void
parse_sizes(struct maildir_name *n)
{
	const char *p = n->base, *end = n->base + n->base_len;

	n->size = n->vsize = -1;
	n->unique_len = n->base_len;
	for (; end - p >= 3; p++) {
		p = memchr(p, ',', (size_t)(end - p));
		if (p == NULL || end - p < 3)
			break;
		if (p[2] != '=' || (p[1] != 'S' && p[1] != 'W'))
			continue;
		if (n->unique_len == n->base_len)
			n->unique_len = (size_t)(p - n->base);
		if (p[1] == 'S')
			n->size = size_field(p + 3, end);
		else
			n->vsize = size_field(p + 3, end);
	}
}

static void
parse_info(struct maildir_name *n)
{
	size_t i;

	if (n->info_len < 3 || memcmp(n->info, ":2,", 3) != 0)
		return;			/* no flags, or of another kind */
	n->letters = n->info + 3;
	while (n->letters_len < n->info_len - 3 &&
	    n->letters[n->letters_len] != ',')
		n->letters_len++;
	n->ext = n->letters + n->letters_len;
	n->ext_len = n->info_len - 3 - n->letters_len;
	for (i = 0; i < n->letters_len; i++) {
		unsigned char c = (unsigned char)n->letters[i];

		n->flags |= letter_flag(c);
		if (is_keyword(c))
			n->keywords |= UINT32_C(1) << (c - 'a');
	}
}

bool
maildir_parse(struct maildir_name *n, const char *name, size_t len)
{
	const char *colon;

	if (len == 0 || len > MAILDIR_NAME || name[0] == '.' ||
	    name[0] == ':' || memchr(name, '/', len) != NULL ||
	    memchr(name, '\0', len) != NULL)
		return false;
	memset(n, 0, sizeof(*n));
	colon = memchr(name, ':', len);
	n->has_info = colon != NULL;
	n->base = name;
	n->base_len = colon != NULL ? (size_t)(colon - name) : len;
	n->info = name + n->base_len;
	n->info_len = len - n->base_len;
	n->letters = n->ext = name + len;
	parse_sizes(n);
	parse_info(n);
	return true;
}

/* Digits from *p on, which is moved behind them. */
static int64_t
digits(const char **p, const char *end, int max)
{
	int64_t n = 0;

	for (; *p < end && **p >= '0' && **p <= '9' && max > 0; (*p)++, max--)
		n = n * 10 + (**p - '0');
	return n;
}

struct maildir_time
maildir_time(const char *base, size_t len)
{
	struct maildir_time t = { 0, 0 };
	const char *p = base, *end = base + len;

	t.sec = digits(&p, end, 12);
	if (p == end || *p++ != '.')
		return t;
	/* M<usec> first, or behind V<dev>I<ino> as Postfix has it (M-1). */
	while (p < end && *p != '.' && *p != 'M')
		p++;
	if (p < end && *p++ == 'M')
		t.usec = (uint32_t)digits(&p, end, 6);
	return t;
}

/* Room for ":2,", all letters and a NUL. */
#define INFO_SHORT	(3 + NFLAGS + MAILDIR_LETTERS + 1)

/* The same without any of others: letters of flags are before a to z. */
static size_t
plain_info(char *buf, unsigned flags, uint32_t keywords)
{
	size_t i, len = 3;

	memcpy(buf, ":2,", 3);
	for (i = 0; i < NFLAGS; i++)
		if ((flags & flag_letters[i].flag) != 0)
			buf[len++] = flag_letters[i].letter;
	for (i = 0; keywords >> i != 0; i++)
		if ((keywords >> i & 1) != 0)
			buf[len++] = (char)('a' + i);
	buf[len] = '\0';
	return len;
}

size_t
maildir_info(char *buf, size_t size, unsigned flags, uint32_t keywords,
    const char *others, size_t others_len, const char *ext, size_t ext_len)
{
	bool has[256];
	size_t i, len = 3;

	if (others_len == 0 && ext_len == 0 && size >= INFO_SHORT &&
	    keywords >> MAILDIR_LETTERS == 0)
		return plain_info(buf, flags, keywords);
	memset(has, 0, sizeof(has));
	for (i = 0; i < others_len; i++) {
		unsigned char c = (unsigned char)others[i];

		if (letter_flag(c) == 0 && !is_keyword(c))
			has[c] = true;
	}
	for (i = 0; i < NFLAGS; i++)
		if ((flags & flag_letters[i].flag) != 0)
			has[(unsigned char)flag_letters[i].letter] = true;
	for (i = 0; i < MAILDIR_LETTERS; i++)
		if ((keywords & (UINT32_C(1) << i)) != 0)
			has['a' + i] = true;
	if (size < 4)
		goto toolong;
	memcpy(buf, ":2,", 3);
	for (i = 1; i < 256; i++) {
		if (!has[i])
			continue;
		if (len + 1 >= size)
			goto toolong;
		buf[len++] = (char)i;
	}
	if (ext_len >= size - len)
		goto toolong;
	if (ext_len > 0)
		memcpy(buf + len, ext, ext_len);
	len += ext_len;
	buf[len] = '\0';
	return len;
toolong:
	errno = ENAMETOOLONG;
	return 0;
}

/* M-1; and nothing that a file name had better not hold. */
static void
escape_host(char *out, size_t size, const char *host)
{
	size_t len = 0;

	for (; *host != '\0' && len + 5 <= size; host++) {
		unsigned char c = (unsigned char)*host;

		if (c <= ' ' || c >= 0x7f || c == '/' || c == ':' || c == ',')
			len += (size_t)snprintf(out + len, size - len,
			    "\\%03o", c);
		else
			out[len++] = (char)c;
	}
	out[len] = '\0';
}

int
maildir_unique(char *buf, size_t size, const char *host, unsigned *count)
{
	char escaped[MAILDIR_HOST + 1], own[MAILDIR_HOST + 1];
	struct timespec now;
	int len;

	if (host == NULL || *host == '\0') {
		if (gethostname(own, sizeof(own)) == -1)
			(void)snprintf(own, sizeof(own), "localhost");
		own[sizeof(own) - 1] = '\0';
		host = own;
	}
	escape_host(escaped, sizeof(escaped), host);
	if (clock_gettime(CLOCK_REALTIME, &now) == -1)
		return -1;
	len = snprintf(buf, size, "%lld.M%06ldP%ldQ%u.%s",
	    (long long)now.tv_sec, now.tv_nsec / 1000, (long)getpid(),
	    ++*count, escaped);
	if (len < 0 || (size_t)len >= size) {
		errno = ENAMETOOLONG;
		return -1;
	}
	return 0;
}

/* LF that no CR comes before; *last is the byte before buf. */
static int64_t
bare_lf(const char *buf, size_t len, char *last)
{
	const char *p = buf, *end = buf + len;
	int64_t n = 0;

	while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		if ((p == buf ? *last : p[-1]) != '\r')
			n++;
		if (++p == end)
			break;
	}
	*last = end[-1];
	return n;
}

int64_t
maildir_vsize(int fd)
{
	char buf[32768];
	char last = '\0';
	int64_t vsize = 0;
	off_t at = 0;
	ssize_t n;

	do {
		n = pread(fd, buf, sizeof(buf), at);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return -1;
		if (n > 0)
			vsize += n + bare_lf(buf, (size_t)n, &last);
		at += n;
	} while (n == -1 || n == (ssize_t)sizeof(buf));	/* short: the end */
	return vsize;
}
