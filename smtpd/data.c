/*
 * 1. Only CRLF "." CRLF ends a message, whatever came before it.
 * 2. Only a dot right behind CRLF is taken off.
 * 3. Where the input is cut makes no difference.
 *
 * The text between line ends is copied eight bytes at a time: a message of
 * 50 MiB is to cost less here than the system calls that carry it.
 */
#include <string.h>

#include "smtpd/data.h"

enum state {
	START,			/* behind CRLF, or at the very beginning */
	MIDDLE,
	CR,			/* a CR is held back */
	DOT,			/* CRLF "." */
	DOT_CR			/* CRLF "." CR */
};

void
data_init(struct data *d, bool dots, bool lf_lines)
{
	d->dots = dots;
	d->lf_lines = lf_lines;
	d->state = START;
	d->fault = 0;
	d->ended = false;
	d->lines = 0;
}

/* Has this word a byte that is zero? */
static uint64_t
has_zero(uint64_t word)
{
	return (word - 0x0101010101010101) & ~word & 0x8080808080808080;
}

/* Copies up to the first CR, LF or NUL; returns how many bytes that were. */
static size_t
copy_plain(const char *in, size_t len, char *out)
{
	const uint64_t cr = 0x0d0d0d0d0d0d0d0d, lf = 0x0a0a0a0a0a0a0a0a;
	uint64_t word;
	size_t n = 0;

	while (len - n >= sizeof(word)) {
		memcpy(&word, in + n, sizeof(word));
		memcpy(out + n, &word, sizeof(word));
		if ((has_zero(word) | has_zero(word ^ cr) |
		    has_zero(word ^ lf)) != 0)
			break;
		n += sizeof(word);
	}
	for (; n < len && in[n] != '\r' && in[n] != '\n' && in[n] != '\0'; n++)
		out[n] = in[n];
	return n;
}

/* The byte c within a line.  Returns what it puts out. */
static char
in_line(struct data *d, char c)
{
	d->state = MIDDLE;
	if (c == '\0')
		d->fault |= DATA_NUL;
	if (c == '\n') {
		d->lines++;
		if (!d->lf_lines)
			d->fault |= DATA_BARE_LF;
	}
	return c;
}

/*
 * One byte that may change the state.  Puts out at most two: a held CR and
 * the byte itself.
 */
static size_t
step(struct data *d, char c, char *out)
{
	size_t n = 0;

	if (c == '\n' && d->state == CR) {
		d->state = START;
		d->lines++;
		out[0] = '\n';
		return 1;
	}
	if (c == '\n' && d->state == DOT_CR) {
		d->ended = true;
		return 0;
	}
	if (d->state == CR || d->state == DOT_CR) {
		d->fault |= DATA_BARE_CR;
		out[n++] = '\r';
	}
	if (c == '\r')
		d->state = d->state == DOT ? DOT_CR : CR;
	else if (c == '.' && d->state == START && d->dots)
		d->state = DOT;
	else
		out[n++] = in_line(d, c);
	return n;
}

size_t
data_decode(struct data *d, const char *in, size_t len, char *out,
    size_t *made)
{
	size_t used = 0, n, put = 0;

	while (used < len && !d->ended) {
		put += step(d, in[used++], out + put);
		if (d->state == MIDDLE) {
			n = copy_plain(in + used, len - used, out + put);
			used += n;
			put += n;
		}
	}
	*made = put;
	return used;
}

size_t
data_finish(struct data *d, char *out)
{
	if (d->state != CR)
		return 0;
	d->state = MIDDLE;
	d->fault |= DATA_BARE_CR;
	out[0] = '\r';
	return 1;
}
