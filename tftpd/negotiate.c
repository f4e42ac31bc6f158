#include "tftpd/negotiate.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/scan.h"

#define TIMEOUT_MAX	255		/* seconds: RFC 2349 */
#define UTIMEOUT_MIN	10000		/* us: as tftpd-hpa */
#define UTIMEOUT_MAX	255000000
#define WINDOW_MAX	65535		/* RFC 7440 */

/*
 * Block numbers are compared within half of their 16 bits, so more blocks
 * than that cannot be under way.
 */
#define WINDOW_LIMIT	32767

/* Each takes a value into the terms; false: it is ignored. */
static bool
take_blksize(struct terms *t, const struct policy *p, uint64_t n)
{
	(void)p;
	if (n < BLKSIZE_MIN)
		return false;
	t->blksize = n > BLKSIZE_MAX ? BLKSIZE_MAX : (unsigned)n;
	return true;
}

static bool
take_tsize(struct terms *t, const struct policy *p, uint64_t n)
{
	(void)p;
	t->size = n;
	t->tsize = true;
	return true;
}

static bool
take_timeout(struct terms *t, const struct policy *p, uint64_t n)
{
	(void)p;
	if (n < 1 || n > TIMEOUT_MAX)
		return false;
	t->timeout = (int64_t)n * 1000000;
	return true;
}

static bool
take_utimeout(struct terms *t, const struct policy *p, uint64_t n)
{
	(void)p;
	if (n < UTIMEOUT_MIN || n > UTIMEOUT_MAX)
		return false;
	t->timeout = (int64_t)n;
	return true;
}

static bool
take_window(struct terms *t, const struct policy *p, uint64_t n)
{
	unsigned most = p->window < WINDOW_LIMIT ? p->window : WINDOW_LIMIT;

	if (n < 1 || n > WINDOW_MAX)
		return false;
	t->window = n > most ? most : (unsigned)n;
	return true;
}

static bool
take_rollover(struct terms *t, const struct policy *p, uint64_t n)
{
	(void)p;
	if (n > 1)
		return false;
	t->rollover = (unsigned)n;
	return true;
}

static const struct row {
	const char	*name;
	bool		(*take)(struct terms *, const struct policy *,
			    uint64_t);
} rows[OPT_COUNT] = {
	[OPT_BLKSIZE]	 = { "blksize", take_blksize },
	[OPT_BLKSIZE2]	 = { "blksize2", take_blksize },
	[OPT_TSIZE]	 = { "tsize", take_tsize },
	[OPT_TIMEOUT]	 = { "timeout", take_timeout },
	[OPT_UTIMEOUT]	 = { "utimeout", take_utimeout },
	[OPT_WINDOWSIZE] = { "windowsize", take_window },
	[OPT_ROLLOVER]	 = { "rollover", take_rollover },
};

enum option_name
option_find(const char *name)
{
	int i;

	for (i = 0; i < OPT_COUNT; i++)
		if (strcasecmp(rows[i].name, name) == 0)
			break;
	return (enum option_name)i;
}

/* Options of which only one can be meant: the first counts. */
static unsigned
rivals(enum option_name o)
{
	switch (o) {
	case OPT_BLKSIZE:
	case OPT_BLKSIZE2:
		return 1u << OPT_BLKSIZE | 1u << OPT_BLKSIZE2;
	case OPT_TIMEOUT:
	case OPT_UTIMEOUT:
		return 1u << OPT_TIMEOUT | 1u << OPT_UTIMEOUT;
	default:
		return 1u << o;
	}
}

static void
take_option(struct terms *t, const struct request *r, size_t i,
    const struct policy *p)
{
	enum option_name o = option_find(r->options[i].name);
	uint64_t n;

	if (o == OPT_COUNT || (p->refused & 1u << o) != 0 ||
	    (t->asked & rivals(o)) != 0)
		return;
	/*
	 * The size in netascii is known only when all has been sent; a ROM
	 * that was told the other one would count wrong (T 2.4).
	 */
	if (o == OPT_TSIZE && r->netascii && !r->write)
		return;
	if (!scan_number(r->options[i].value, INT64_MAX, &n) ||
	    !rows[o].take(t, p, n))
		return;
	t->asked |= 1u << o;
	t->order[t->n++] = (uint8_t)i;
}

static unsigned
power_of_two(unsigned n)
{
	unsigned p = BLKSIZE_MIN;

	while (p * 2 <= n)
		p *= 2;
	return p;
}

/* What is asked is an upper bound: for both sides, the path, the memory. */
static void
limit_sizes(struct terms *t, const struct policy *p, unsigned path)
{
	if ((t->asked & rivals(OPT_BLKSIZE)) != 0) {
		if (p->blksize != 0 && t->blksize > p->blksize)
			t->blksize = p->blksize;
		if (path >= BLKSIZE_MIN && t->blksize > path)
			t->blksize = path;
		if ((t->asked & 1u << OPT_BLKSIZE2) != 0)
			t->blksize = power_of_two(t->blksize);
	}
	if (p->window_bytes != 0 &&
	    (size_t)t->window * t->blksize > p->window_bytes)
		t->window = (unsigned)(p->window_bytes / t->blksize);
	if (t->window == 0)
		t->window = 1;
}

void
negotiate(struct terms *t, const struct request *r, const struct policy *p,
    unsigned path)
{
	size_t i;

	memset(t, 0, sizeof(*t));
	t->blksize = BLKSIZE_DEFAULT;
	t->window = 1;
	t->rollover = p->rollover;
	for (i = 0; i < r->noptions; i++)
		take_option(t, r, i, p);
	limit_sizes(t, p, path);
}

bool
terms_oack(const struct terms *t)
{
	return t->n > 0;
}

static uint64_t
answer(const struct terms *t, enum option_name o, bool write, uint64_t size)
{
	switch (o) {
	case OPT_BLKSIZE:
	case OPT_BLKSIZE2:
		return t->blksize;
	case OPT_TSIZE:
		return write ? t->size : size;
	case OPT_TIMEOUT:
		return (uint64_t)t->timeout / 1000000;
	case OPT_UTIMEOUT:
		return (uint64_t)t->timeout;
	case OPT_WINDOWSIZE:
		return t->window;
	default:
		return t->rollover;
	}
}

size_t
oack_write(uint8_t packet[OACK_MAX], const struct terms *t,
    const struct request *r, uint64_t size)
{
	const char *name;
	size_t i, len = 2;
	int n;

	packet_header(packet, OP_OACK, 0);
	for (i = 0; i < t->n; i++) {
		name = r->options[t->order[i]].name;
		n = snprintf((char *)packet + len, OACK_MAX - len,
		    "%s%c%" PRIu64, name, '\0',
		    answer(t, option_find(name), r->write, size));
		if (n < 0 || (size_t)n >= OACK_MAX - len)
			break;
		len += (size_t)n + 1;
	}
	return len;
}
