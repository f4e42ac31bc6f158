#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "imapd/date.h"
#include "imapd/parse.h"

/* RFC 9051 section 9: what a character can be part of. */
enum {
	ATOM	= 1,		/* ATOM-CHAR */
	RESP	= 2,		/* "]" */
	WILD	= 4		/* list-wildcards */
};

static unsigned
char_class(char c)
{
	if (c <= ' ' || c >= 0x7f)	/* 8-bit bytes are no CHAR */
		return 0;
	switch (c) {
	case '(': case ')': case '{': case '"': case '\\':
		return 0;
	case ']':
		return RESP;
	case '%': case '*':
		return WILD;
	default:
		return ATOM;
	}
}

void
parse_buffer(struct parse *p, char *buf, size_t len)
{
	memset(p, 0, sizeof(*p));
	p->p = buf;
	p->end = buf + len;
}

void
parse_begin(struct parse *p, struct input *in)
{
	parse_buffer(p, in->buf, in->len);
	p->in = in;
}

bool
parse_fail(struct parse *p, const char *expected)
{
	if (p->expected == NULL)
		p->expected = expected;
	return false;
}

char
parse_peek(const struct parse *p)
{
	return p->p < p->end ? *p->p : '\0';
}

bool
parse_char(struct parse *p, char c)
{
	static const char *const names[] = {
		"an opening parenthesis", "a closing parenthesis", "a bracket",
		"another character"
	};

	if (p->p < p->end && *p->p == c) {
		p->p++;
		return true;
	}
	return parse_fail(p, c == '(' ? names[0] : c == ')' ? names[1] :
	    c == '[' || c == ']' ? names[2] : names[3]);
}

bool
parse_space(struct parse *p)
{
	if (parse_peek(p) != ' ')
		return parse_fail(p, "a space and another argument");
	p->p++;
	return true;
}

bool
parse_end(struct parse *p)
{
	while (p->p < p->end && *p->p == ' ')
		p->p++;
	return p->p == p->end || parse_fail(p, "nothing more");
}

/* Takes all characters of these classes; false if there are none. */
static bool
take(struct parse *p, unsigned classes, struct text *t)
{
	t->p = p->p;
	while (p->p < p->end && (char_class(*p->p) & classes) != 0)
		p->p++;
	t->len = (size_t)(p->p - t->p);
	return t->len > 0;
}

bool
parse_word(struct parse *p, const char *word)
{
	size_t len = strlen(word);

	if ((size_t)(p->end - p->p) < len ||
	    strncasecmp(p->p, word, len) != 0 ||
	    (p->p + len < p->end && (char_class(p->p[len]) & ATOM) != 0 &&
	    p->p[len] != '[' && p->p[len] != '<'))
		return false;
	p->p += len;
	return true;
}

bool
parse_atom(struct parse *p, struct text *t)
{
	return take(p, ATOM, t) || parse_fail(p, "a word");
}

bool
parse_tag(struct parse *p, struct text *t)
{
	return (take(p, ATOM | RESP, t) && memchr(t->p, '+', t->len) == NULL)
	    || parse_fail(p, "a tag");
}

/* QUOTED-CHAR: only '"' and '\' may and must be escaped. */
static bool
quoted(struct parse *p, struct text *t)
{
	char *to = ++p->p;

	t->p = to;
	while (p->p < p->end && *p->p != '"') {
		if (*p->p == '\\' && (p->p + 1 == p->end ||
		    (*++p->p != '"' && *p->p != '\\')))
			return parse_fail(p, "\" or \\ after a backslash");
		*to++ = *p->p++;
	}
	if (p->p == p->end)
		return parse_fail(p, "a closing quote");
	p->p++;
	t->len = (size_t)(to - t->p);
	return true;
}

/* "{12}" or "{12+}"; the cursor is behind it then. */
static bool
literal_size(struct parse *p, uint64_t *size)
{
	size_t n;

	*size = 0;
	n = scan_digits(p->p + 1, (size_t)(p->end - p->p) - 1, INT64_MAX,
	    size);
	p->p += n + 1;
	if (n > 0 && parse_peek(p) == '+')
		p->p++;
	if (n == 0 || parse_peek(p) != '}')
		return parse_fail(p, "the size of a literal");
	p->p++;
	return true;
}

/* The bytes of a literal that has been announced. */
static bool
fetch_literal(struct parse *p, uint64_t size, struct text *t)
{
	if (p->in == NULL) {
		if (p->end - p->p < 2 || memcmp(p->p, "\r\n", 2) != 0 ||
		    size > (uint64_t)(p->end - p->p - 2))
			return parse_fail(p, "a literal");
		t->p = p->p + 2;
	} else {
		if (p->p != p->end || !p->in->literal.present)
			return parse_fail(p, "a literal");
		t->p = p->end;
		switch (input_literal(p->in)) {
		case INPUT_OK:
			break;
		case INPUT_TOOLONG:
			p->too_big = true;
			return parse_fail(p, "a shorter literal");
		default:
			return parse_fail(p, "a literal and what follows it");
		}
		p->end = p->in->buf + p->in->len;
	}
	t->len = (size_t)size;
	p->p += (t->p - p->p) + (ptrdiff_t)size;
	return true;
}

bool
parse_string(struct parse *p, struct text *t)
{
	uint64_t size;

	if (parse_peek(p) == '"')
		return quoted(p, t);
	if (parse_peek(p) != '{')
		return parse_fail(p, "a string");
	if (!literal_size(p, &size) || !fetch_literal(p, size, t))
		return false;
	if (t->len > 0 && memchr(t->p, '\0', t->len) != NULL)
		return parse_fail(p, "a literal without NUL");
	return true;
}

bool
parse_binary(struct parse *p, struct text *t)
{
	uint64_t size;

	if (parse_peek(p) != '~')
		return parse_string(p, t);
	p->p++;
	if (parse_peek(p) != '{')
		return parse_fail(p, "a literal");
	return literal_size(p, &size) && fetch_literal(p, size, t);
}

bool
parse_astring(struct parse *p, struct text *t)
{
	return take(p, ATOM | RESP, t) || parse_string(p, t);
}

bool
parse_list_mailbox(struct parse *p, struct text *t)
{
	return take(p, ATOM | RESP | WILD, t) || parse_string(p, t);
}

bool
parse_nstring(struct parse *p, struct text *t)
{
	if (parse_word(p, "NIL")) {
		t->p = NULL;
		t->len = 0;
		return true;
	}
	return parse_string(p, t);
}

bool
parse_stream(struct parse *p)
{
	uint64_t size;

	if (parse_peek(p) == '~')
		p->p++;
	if (parse_peek(p) != '{' || p->in == NULL)
		return parse_fail(p, "a literal");
	return literal_size(p, &size) &&
	    ((p->p == p->end && p->in->literal.present) ||
	    parse_fail(p, "a literal"));
}

bool
parse_number(struct parse *p, uint64_t max, uint64_t *n)
{
	size_t used = scan_digits(p->p, (size_t)(p->end - p->p), max, n);

	p->p += used;
	return used > 0 || parse_fail(p, "a number");
}

bool
parse_nz_number(struct parse *p, uint64_t max, uint64_t *n)
{
	return parse_number(p, max, n) &&
	    (*n > 0 || parse_fail(p, "a number above 0"));
}

bool
parse_set(struct parse *p, struct set *s)
{
	size_t used;

	if (!set_parse(s, p->p, (size_t)(p->end - p->p), &used))
		return parse_fail(p, "a set of messages");
	p->p += used;
	return true;
}

bool
parse_date_time(struct parse *p, int64_t *seconds)
{
	struct text t;

	if (parse_peek(p) != '"' || !quoted(p, &t) ||
	    !date_time_read(t.p, t.len, seconds))
		return parse_fail(p, "\"17-Jul-1996 02:44:25 -0700\"");
	return true;
}

bool
parse_date(struct parse *p, int64_t *days)
{
	struct text t;

	if ((parse_peek(p) == '"' ? !quoted(p, &t) : !take(p, ATOM, &t)) ||
	    !date_read(t.p, t.len, days))
		return parse_fail(p, "a date like 1-Feb-1994");
	return true;
}

bool
parse_flag(struct parse *p, struct text *t)
{
	char *start = p->p;

	if (parse_peek(p) == '\\')
		p->p++;
	if (!take(p, ATOM, t))
		return parse_fail(p, "a flag");
	t->p = start;
	t->len = (size_t)(p->p - start);
	return true;
}

bool
text_is(const struct text *t, const char *word)
{
	return t->p != NULL && strlen(word) == t->len &&
	    strncasecmp(t->p, word, t->len) == 0;
}
