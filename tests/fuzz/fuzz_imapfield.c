/*
 * What a header says: fields, addresses, types with their parameters, the
 * ENVELOPE of it all, the sets of characters that are named.  The first byte
 * chooses.
 */
#include <stdlib.h>
#include <string.h>

#include "imapd/address.h"
#include "imapd/charset.h"
#include "imapd/envelope.h"
#include "imapd/header.h"
#include "imapd/mimetype.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
is_true(bool b)
{
	if (!b)
		abort();
}

/* Each field lies behind the one before it. */
static void
fields(const char *p, size_t len)
{
	const char *at = p, *end = p + len, *last = p;
	struct field f;

	while (header_next(&at, end, &f)) {
		is_true(f.start >= last && f.end > f.start && f.end <= at);
		is_true(f.name == f.start && f.value >= f.name + f.name_len);
		is_true(f.value + f.value_len <= f.end);
		last = f.end;
	}
	is_true(at <= end && header_length(p, len) <= len);
	(void)header_find(p, len, "subject", &f);
}

static void
piece(const struct piece *t)
{
	is_true(t->len <= sizeof(t->p) && (t->there || t->len == 0));
}

static void
addresses(const char *p, size_t len)
{
	static struct addresses a;
	enum address_kind kind;
	size_t n = 0;
	bool group = false;

	address_init(&a, p, len);
	while ((kind = address_next(&a)) != ADDRESS_NONE) {
		is_true(n++ <= 2 * len + 2);
		is_true((kind == ADDRESS_GROUP_END) <= group);
		group = kind == ADDRESS_GROUP || (group &&
		    kind != ADDRESS_GROUP_END);
		piece(&a.name);
		piece(&a.route);
		piece(&a.local);
		piece(&a.host);
	}
	is_true(!group);
}

static void
type(const char *p, size_t len, bool word)
{
	struct mimetype t;
	struct parameter a;
	char text[64];
	unsigned n = 0;

	if (!(word ? mimetype_word : mimetype_parse)(&t, p, len))
		return;
	(void)mimetype_find(&t, "boundary", &a.value);
	while (mimetype_next(&t, &a)) {
		is_true(n++ < MIMETYPE_PARAMETERS);
		is_true(token_copy(text, sizeof(text), &a.value) <=
		    sizeof(text));
	}
}

static void
envelope(const char *p, size_t len)
{
	struct out o;

	out_memory(&o, 1u << 24);
	envelope_write(&o, p, len);
	is_true(o.failed || (o.len > 1 && o.p[0] == '(' &&
	    o.p[o.len - 1] == ')'));
	out_free(&o);
}

/* The name is in front of the text. */
static void
charset(const char *p, size_t len)
{
	const char *cut = memchr(p, '\n', len), *in, *end = p + len;
	struct converter c;
	char buf[CONVERTER_ROOM + 3], *out;

	if (cut == NULL || charset_find(p, (size_t)(cut - p)) == NULL ||
	    !converter_open(&c, charset_find(p, (size_t)(cut - p))))
		return;
	in = cut + 1;
	do {
		out = buf;
		converter_run(&c, &in, end, &out, buf + sizeof(buf), true);
		is_true(out <= buf + sizeof(buf) && in <= end);
	} while (out > buf);
	is_true(in == end);
	converter_close(&c);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *p = (const char *)data + 1;

	if (size == 0)
		return 0;
	size--;
	switch (data[0]) {
	case 'h':
		fields(p, size);
		break;
	case 'a':
		addresses(p, size);
		break;
	case 't':
	case 'w':
		type(p, size, data[0] == 'w');
		break;
	case 'c':
		charset(p, size);
		break;
	default:
		envelope(p, size);
	}
	return 0;
}
