#include <string.h>

#include "common/scan.h"
#include "imapd/input.h"

#define CONTINUE	"+ OK\r\n"

void
input_init(struct input *in, struct lineio *io, size_t max)
{
	in->io = io;
	in->max = max < INPUT_SIZE ? max : INPUT_SIZE;
	in->len = 0;
	in->left = 0;
	in->line_due = false;
	in->broken = INPUT_OK;
	memset(&in->literal, 0, sizeof(in->literal));
}

/*
 * Takes bytes into the buffer.  Of what is too long for it only the last few
 * are kept: they tell whether a literal follows.
 */
static void
take(struct input *in, const char *p, size_t n)
{
	size_t room;

	while (n > 0) {
		room = in->max - in->len;
		if (room == 0) {
			in->broken = INPUT_TOOLONG;
			memmove(in->buf + in->max - 2 * INPUT_TAIL,
			    in->buf + in->max - INPUT_TAIL, INPUT_TAIL);
			in->len = in->max - INPUT_TAIL;
			continue;
		}
		if (room > n)
			room = n;
		memcpy(in->buf + in->len, p, room);
		in->len += room;
		p += room;
		n -= room;
	}
}

/* The literal that a line (from buf[start]) ends in, if it does. */
static void
find_literal(struct input *in, size_t start)
{
	struct literal *l = &in->literal;
	const char *p = in->buf + start, *end = in->buf + in->len, *open;
	uint64_t n = 0;
	size_t digits;

	memset(l, 0, sizeof(*l));
	if (p == end || end[-1] != '}')
		return;
	for (open = end - 1; open > p && *open != '{' &&
	    end - open < INPUT_TAIL; open--)
		continue;
	if (*open != '{')
		return;
	digits = strspn(open + 1, "0123456789");
	l->sync = open[1 + digits] != '+';
	if (digits == 0 || open + 1 + digits + !l->sync != end - 1)
		return;
	l->present = true;
	l->binary = open > p && open[-1] == '~';
	l->size = scan_digits(open + 1, digits, INT64_MAX, &n) == digits ?
	    n : INT64_MAX;
}

/* Reads a line to the end of the buffer, without its CRLF or LF. */
static enum input_result
read_line(struct input *in)
{
	size_t start = in->len, n;
	const char *data, *lf;

	in->literal.present = false;
	in->line_due = false;
	for (;;) {
		if (line_data(in->io, &data, &n) != LINE_OK)
			return in->broken = INPUT_GONE;
		lf = memchr(data, '\n', n);
		if (lf == NULL) {
			take(in, data, n);
			line_took(in->io, n);
			continue;
		}
		take(in, data, (size_t)(lf - data));
		line_took(in->io, (size_t)(lf - data) + 1);
		break;
	}
	if (start > in->len)
		start = in->len;	/* it was cut */
	if (in->len > start && in->buf[in->len - 1] == '\r')
		in->len--;
	if (in->broken == INPUT_OK &&
	    (memchr(in->buf + start, '\0', in->len - start) != NULL ||
	    memchr(in->buf + start, '\r', in->len - start) != NULL))
		in->broken = INPUT_BAD;
	find_literal(in, start);
	return in->broken;
}

enum input_result
input_command(struct input *in)
{
	input_init(in, in->io, in->max);
	return read_line(in);
}

/* Lets the peer send it, where it waits for that. */
static void
ask(struct input *in)
{
	if (in->literal.sync)
		line_write(in->io, CONTINUE, strlen(CONTINUE));
	in->literal.present = false;
}

enum input_result
input_literal(struct input *in)
{
	const char *data;
	size_t n;

	if (in->broken != INPUT_OK)
		return in->broken;
	if (in->literal.size > in->max - in->len)
		return in->broken = INPUT_TOOLONG;
	ask(in);
	in->left = in->literal.size;
	while (in->left > 0) {
		if (input_stream(in, &data, &n) != INPUT_OK)
			return in->broken;
		take(in, data, n);
	}
	return read_line(in);
}

enum input_result
input_begin_stream(struct input *in)
{
	if (in->broken == INPUT_OK) {
		ask(in);
		in->left = in->literal.size;
		in->line_due = true;
	}
	return in->broken;
}

enum input_result
input_stream(struct input *in, const char **data, size_t *len)
{
	*len = 0;
	if (in->left == 0)
		return in->broken;
	if (line_data(in->io, data, len) != LINE_OK) {
		*len = 0;
		in->left = 0;
		return in->broken = INPUT_GONE;
	}
	if (*len > in->left)
		*len = (size_t)in->left;
	in->left -= *len;
	line_took(in->io, *len);
	return in->broken;
}

enum input_result
input_line(struct input *in)
{
	in->len = 0;
	return read_line(in);
}

/* Reads what is left of a literal for nobody. */
static void
drain(struct input *in)
{
	const char *data;
	size_t n;

	do
		(void)input_stream(in, &data, &n);
	while (n > 0);
}

enum input_result
input_finish(struct input *in)
{
	uint64_t total = 0;

	for (;;) {
		if (in->left > 0 || in->line_due) {
			drain(in);
		} else if (in->literal.present && !in->literal.sync) {
			total += in->literal.size;
			if (in->literal.size > INPUT_DRAIN ||
			    total > INPUT_DRAIN)
				return in->broken = INPUT_GONE;
			in->left = in->literal.size;
			in->literal.present = false;
			drain(in);
		} else {
			break;
		}
		if (in->broken == INPUT_GONE)
			return INPUT_GONE;
		in->broken = INPUT_OK;
		(void)input_line(in);
	}
	return in->broken == INPUT_GONE ? INPUT_GONE : INPUT_OK;
}
