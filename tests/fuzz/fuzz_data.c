/*
 * data and header: the first two bytes say where the input is cut and how
 * it is read; the rest is the text.  It ends where CRLF.CRLF first is, and
 * comes out the same in whatever pieces it came in.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "smtpd/data.h"
#include "smtpd/header.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

struct text {
	char	*bytes;
	size_t	 len;
};

/* In pieces of exactly the size there is, so that a sanitizer sees all. */
static size_t
decode(struct data *d, const char *in, size_t len, size_t piece,
    struct text *out)
{
	size_t used = 0, n, took, made;
	char *from, *to;

	while (used < len && !d->ended) {
		n = len - used < piece ? len - used : piece;
		from = malloc(n);
		to = malloc(n + 2);
		if (from == NULL || to == NULL)
			abort();
		memcpy(from, in + used, n);
		took = data_decode(d, from, n, to, &made);
		if (made > n + 2 || took > n || (took < n && !d->ended))
			abort();
		memcpy(out->bytes + out->len, to, made);
		out->len += made;
		used += took;
		free(from);
		free(to);
	}
	out->len += data_finish(d, out->bytes + out->len);
	return used;
}

static void
edit(struct header *h, const struct text *in, size_t piece, struct text *out)
{
	size_t used = 0, n, took, made;
	char *to, rest[HEADER_HOLD];

	while (used < in->len && !h->ended) {
		n = in->len - used < piece ? in->len - used : piece;
		to = malloc(n + HEADER_HOLD);
		if (to == NULL)
			abort();
		took = header_feed(h, in->bytes + used, n, to, &made);
		if (took > n || made > n + HEADER_HOLD ||
		    (took < n && !h->ended))
			abort();
		memcpy(out->bytes + out->len, to, made);
		out->len += made;
		used += took;
		free(to);
	}
	n = header_end(h, rest);
	memcpy(out->bytes + out->len, rest, n);
	out->len += n;
	n = header_rest(h, rest);
	memcpy(out->bytes + out->len, rest, n);
	out->len += n;
	memcpy(out->bytes + out->len, in->bytes + used, in->len - used);
	out->len += in->len - used;
}

static size_t
true_end(const char *in, size_t len)
{
	const char *p;

	if (len >= 3 && memcmp(in, ".\r\n", 3) == 0)
		return 3;
	p = memmem(in, len, "\r\n.\r\n", 5);
	return p == NULL ? 0 : (size_t)(p - in) + 5;
}

static struct text
room(size_t len)
{
	struct text t = { malloc(len + 2 * HEADER_HOLD), 0 };

	if (t.bytes == NULL)
		abort();
	return t;
}

static void
same(const struct text *a, const struct text *b)
{
	if (a->len != b->len || memcmp(a->bytes, b->bytes, a->len) != 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct text whole, cut, head, cuthead;
	const char *in = (const char *)data + 2;
	bool dots, lf, submission;
	struct data a, b;
	struct header ha, hb;
	size_t used, end;

	if (len < 2)
		return 0;
	dots = data[1] & 1;
	lf = data[1] & 2;
	submission = data[1] & 4;
	len -= 2;
	whole = room(len);
	cut = room(len);
	data_init(&a, dots, lf);
	data_init(&b, dots, lf);
	used = decode(&a, in, len, len, &whole);
	if (decode(&b, in, len, data[0] + 1u, &cut) != used ||
	    a.fault != b.fault || a.ended != b.ended || a.lines != b.lines)
		abort();
	same(&whole, &cut);
	end = true_end(in, len);
	if (dots && (a.ended != (end != 0) || (end != 0 && used != end)))
		abort();
	head = room(len);
	cuthead = room(len);
	header_init(&ha, "mx", submission);
	header_init(&hb, "mx", submission);
	edit(&ha, &whole, whole.len + 1, &head);
	edit(&hb, &whole, data[0] + 1u, &cuthead);
	same(&head, &cuthead);
	if (ha.received != hb.received || ha.bare != hb.bare ||
	    ha.has_date != hb.has_date)
		abort();
	free(whole.bytes);
	free(cut.bytes);
	free(head.bytes);
	free(cuthead.bytes);
	return 0;
}
