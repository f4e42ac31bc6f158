#include <string.h>

#include "imapd/binary.h"
#include "imapd/decode.h"

#define PIECE	4096

/* Goes through the bytes; what comes out is in `out`, good until next. */
struct walk {
	struct decoder	 decoder;
	const char	*p, *end;
	bool		 ended;
	char		 out[DECODE_SIZE(PIECE)];
};

static void
begin(struct walk *w, const char *p, size_t len, enum mime_encoding encoding)
{
	decode_init(&w->decoder, encoding);
	w->p = p;
	w->end = p + len;
	w->ended = false;
}

/* False: there is no more. */
static bool
next(struct walk *w, size_t *len)
{
	size_t n = (size_t)(w->end - w->p);

	if (w->ended)
		return false;
	if (n == 0) {
		w->ended = true;
		*len = decode_end(&w->decoder, w->out);
		return true;
	}
	if (n > PIECE)
		n = PIECE;
	*len = decode_run(&w->decoder, w->p, n, w->out);
	w->p += n;
	return true;
}

uint64_t
binary_octets(const char *p, size_t len, enum mime_encoding encoding,
    bool *nul)
{
	struct walk w;
	uint64_t octets = 0;
	size_t n;

	*nul = false;
	begin(&w, p, len, encoding);
	while (next(&w, &n)) {
		octets += n;
		*nul |= n > 0 && memchr(w.out, '\0', n) != NULL;
	}
	return octets;
}

void
binary_write(struct out *o, const char *p, size_t len,
    enum mime_encoding encoding, uint64_t skip, uint64_t count)
{
	struct walk w;
	size_t n, from;

	begin(&w, p, len, encoding);
	while (count > 0 && next(&w, &n)) {
		from = skip < n ? (size_t)skip : n;
		skip -= from;
		n -= from;
		if (n > count)
			n = (size_t)count;
		out_bytes(o, w.out + from, n);
		count -= n;
	}
}
