/*
 * tftpd/negotiate: a request under a policy that the first bytes make.  The
 * OACK holds only what was asked, in that order, once, within its limits;
 * and it is read here by a parser of its own.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/must.h"
#include "tftpd/negotiate.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define POLICY	8	/* bytes of it */
#define SIZE	12345678

static void
look_terms(const struct terms *t, const struct policy *p, unsigned path)
{
	bool sized = (t->asked & (1u << OPT_BLKSIZE | 1u << OPT_BLKSIZE2)) != 0;

	must(t->blksize >= BLKSIZE_MIN && t->blksize <= BLKSIZE_MAX);
	must(sized || t->blksize == BLKSIZE_DEFAULT);
	must(!sized || p->blksize == 0 || t->blksize <= p->blksize);
	must(!sized || path < BLKSIZE_MIN || t->blksize <= path);
	must(t->window >= 1 && (t->window == 1 || t->window <= p->window));
	must(t->window == 1 || p->window_bytes == 0 ||
	    (size_t)t->window * t->blksize <= p->window_bytes);
	must(t->rollover <= 1);
	must(t->timeout >= 0 && t->timeout <= INT64_C(255000000));
	must((t->asked & p->refused) == 0);
	must(t->n <= OPT_COUNT);
}

/* Can this be the answer n to what was asked? */
static bool
answers(const struct request *r, const struct terms *t, enum option_name o,
    const char *asked, unsigned long long n)
{
	unsigned long long wanted = strtoull(asked, NULL, 10);

	switch (o) {
	case OPT_BLKSIZE:
	case OPT_BLKSIZE2:
		return n == t->blksize && n <= wanted;
	case OPT_WINDOWSIZE:
		return n == t->window && n <= wanted;
	case OPT_TSIZE:
		return r->write ? n == wanted : n == SIZE && !r->netascii;
	default:
		return n == wanted;
	}
}

/* One option of the OACK: *i is the first of the request's it can be. */
static void
look_option(const struct request *r, const struct terms *t,
    const struct policy *p, const char *name, const char *value, size_t *i)
{
	unsigned long long n = strtoull(value, NULL, 10);
	enum option_name o = option_find(name);

	must(o != OPT_COUNT && (p->refused & 1u << o) == 0);
	while (*i < r->noptions &&
	    (strcmp(r->options[*i].name, name) != 0 ||
	    !answers(r, t, o, r->options[*i].value, n)))
		++*i;
	must(*i < r->noptions);
	++*i;
}

static void
look_oack(const struct request *r, const struct terms *t,
    const struct policy *p, const char *s, const char *end)
{
	const char *name;
	size_t i = 0, n;

	for (n = 0; s < end; n++) {
		name = s;
		must(memchr(s, '\0', (size_t)(end - s)) != NULL);
		s += strlen(s) + 1;
		must(s < end && memchr(s, '\0', (size_t)(end - s)) != NULL);
		look_option(r, t, p, name, s, &i);
		s += strlen(s) + 1;
	}
	must(n == t->n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static struct request r;
	uint8_t packet[OACK_MAX];
	struct policy p;
	struct terms t;
	unsigned path;
	size_t n;

	if (len < POLICY)
		return 0;
	p.refused = data[0];
	p.blksize = data[1] == 0 ? 0 : BLKSIZE_MIN + data[1] * 256u;
	p.window = 1u + data[2] * 256u;
	p.window_bytes = data[3] * (size_t)4096;
	p.rollover = data[4] & 1;
	path = (unsigned)data[5] << 8 | data[6];
	if (request_read(&r, data + POLICY, len - POLICY) != REQUEST_OK)
		return 0;
	negotiate(&t, &r, &p, path);
	look_terms(&t, &p, path);
	must(terms_oack(&t) == (t.asked != 0));
	n = oack_write(packet, &t, &r, SIZE);
	must(n <= sizeof(packet) && packet_opcode(packet, n) == OP_OACK);
	look_oack(&r, &t, &p, (char *)packet + 2, (char *)packet + n);
	return 0;
}
