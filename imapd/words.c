#include <stdbool.h>
#include <string.h>

#include "imapd/charset.h"
#include "imapd/decode.h"
#include "imapd/utf8.h"
#include "imapd/words.h"

#define PIECE	256		/* bytes decoded at a time */

/* An encoded word: =?charset*language?encoding?text?= */
struct word {
	const char	*charset, *text;
	size_t		 charset_len, text_len;
	bool		 base64;
	const char	*end;
};

/* Up to the question mark; NULL: none before a blank or the end. */
static const char *
mark(const char *p, const char *end)
{
	while (p < end && *p != '?' && *p != '\r' && *p != '\n')
		p++;
	return p < end && *p == '?' ? p : NULL;
}

/* The text of a word may have blanks: senders of Q forget to encode them. */
static bool
parse_word(struct word *w, const char *p, const char *end)
{
	const char *q, *star;

	if (end - p < 8 || p[0] != '=' || p[1] != '?')
		return false;
	w->charset = p + 2;
	q = mark(w->charset, end);
	if (q == NULL || end - q < 3 || q[2] != '?' ||
	    strchr("BbQq", q[1]) == NULL || q[1] == '\0')
		return false;
	star = memchr(w->charset, '*', (size_t)(q - w->charset));
	w->charset_len = (size_t)((star != NULL ? star : q) - w->charset);
	w->base64 = (q[1] | 32) == 'b';
	w->text = q + 3;
	q = mark(w->text, end);
	if (q == NULL || end - q < 2 || q[1] != '=')
		return false;
	w->text_len = (size_t)(q - w->text);
	w->end = q + 2;
	return true;
}

static void
convert(struct out *o, struct converter *c, const char *p, size_t len,
    bool last)
{
	char text[4 * PIECE], *to;
	const char *end = p + len;

	do {
		to = text;
		converter_run(c, &p, end, &to, text + sizeof(text), last);
		out_bytes(o, text, (size_t)(to - text));
	} while (to > text);
}

/* RFC 2047 section 4.2: quoted-printable, and `_` for a blank. */
static size_t
undo_q(char *to, const char *p, size_t len)
{
	struct decoder d;
	size_t i, n = 0;
	char c;

	decode_init(&d, MIME_QUOTED_PRINTABLE);
	for (i = 0; i < len; i++) {
		c = p[i] == '_' ? ' ' : p[i];
		n += decode_run(&d, &c, 1, to + n);
	}
	return n + decode_end(&d, to + n);
}

static void
write_word(struct out *o, struct converter *c, const struct word *w)
{
	char piece[DECODE_SIZE(PIECE)];
	const char *p = w->text, *end = p + w->text_len;
	struct decoder d;
	size_t n;

	decode_init(&d, MIME_BASE64);
	while (p < end) {
		n = (size_t)(end - p);
		if (n > PIECE) {
			n = PIECE;
			while (n > PIECE - 3 && memchr(p + n - 2, '=', 2))
				n--;	/* do not cut an escape in two */
		}
		convert(o, c, piece, w->base64 ?
		    decode_run(&d, p, n, piece) : undo_q(piece, p, n), false);
		p += n;
	}
}

static bool
same_charset(const struct word *a, const struct word *b)
{
	return charset_find(a->charset, a->charset_len) ==
	    charset_find(b->charset, b->charset_len);
}

static const char *
skip_blanks(const char *p, const char *end)
{
	while (p < end && strchr(" \t\r\n", *p) != NULL && *p != '\0')
		p++;
	return p;
}

/*
 * The word at p and all that follow in the same character set; returns what
 * comes behind them.  NULL: its character set is not known.
 */
static const char *
write_run(struct out *o, struct word *w, const char *end)
{
	const struct charset *charset = charset_find(w->charset,
	    w->charset_len);
	struct converter c;
	struct word next;

	if (charset == NULL || !converter_open(&c, charset))
		return NULL;
	write_word(o, &c, w);
	while (parse_word(&next, skip_blanks(w->end, end), end) &&
	    same_charset(w, &next)) {
		*w = next;
		write_word(o, &c, w);
	}
	convert(o, &c, "", 0, true);
	converter_close(&c);
	return w->end;
}

static bool
is_utf8(const char *p, const char *end)
{
	uint32_t character;
	size_t n;

	for (; p < end; p += n) {
		n = utf8_get(p, (size_t)(end - p), &character);
		if (n > UTF8_MAX)
			return false;
	}
	return true;
}

/* Text that is no encoded word: without line ends, and UTF-8. */
static void
write_plain(struct out *o, const char *p, const char *end)
{
	struct converter c;
	const char *stop;
	bool utf8 = is_utf8(p, end);

	for (; p < end; p = stop < end ? stop + 1 : end) {
		for (stop = p; stop < end && *stop != '\r' && *stop != '\n';
		    stop++)
			continue;
		if (utf8) {
			out_bytes(o, p, (size_t)(stop - p));
		} else if (converter_open(&c, charset_default())) {
			convert(o, &c, p, (size_t)(stop - p), true);
			converter_close(&c);
		}
	}
}

void
words_write(struct out *o, const char *p, size_t len)
{
	const char *end = p + len, *plain, *at, *next;
	struct word w;

	p = plain = skip_blanks(p, end);
	while (end > p && strchr(" \t\r\n", end[-1]) != NULL &&
	    end[-1] != '\0')
		end--;
	while ((at = memchr(p, '=', (size_t)(end - p))) != NULL) {
		p = at + 1;
		if (!parse_word(&w, at, end))
			continue;
		write_plain(o, plain, at);
		next = write_run(o, &w, end);
		if (next == NULL) {
			next = w.end;
			write_plain(o, at, next);
		}
		p = plain = next;
		/* blanks before another word go (RFC 2047 section 6.2) */
		at = skip_blanks(p, end);
		if (parse_word(&w, at, end))
			p = plain = at;
	}
	write_plain(o, plain, end);
}
