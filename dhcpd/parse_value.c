/* parse_value: numbers, octets, addresses and dates. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "common/scan.h"
#include "dhcpd/parse.h"

enum {
	ADDRESSES = 16,		/* that one name may stand for */
	VALUE_MAX = 65535	/* octets of an option: many packets full */
};

void
build_add(struct build *b, const void *data, size_t len)
{
	size_t size = b->size == 0 ? 64 : b->size;
	uint8_t *p;

	if (b->failed || b->len + len > VALUE_MAX) {
		b->failed = true;
		return;
	}
	while (size < b->len + len)
		size *= 2;
	if (size != b->size) {
		p = arena_alloc(b->arena, size);
		if (p == NULL) {
			b->failed = true;
			return;
		}
		if (b->len > 0)
			memcpy(p, b->data, b->len);
		b->data = p;
		b->size = size;
	}
	if (len > 0)
		memcpy(b->data + b->len, data, len);
	b->len += len;
}

void
build_number(struct build *b, uint32_t n, unsigned octets)
{
	uint8_t d[4] = { (uint8_t)(n >> 24), (uint8_t)(n >> 16),
	    (uint8_t)(n >> 8), (uint8_t)n };

	build_add(b, d + 4 - octets, octets);
}

/* Decimal, 0x hexadecimal, or octal with a leading 0, as ISC reads them. */
static bool
text_number(const char *text, uint64_t *number)
{
	unsigned base = 10, d;
	const char *s = text;

	if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X') && s[2] != '\0') {
		base = 16;
		s += 2;
	} else if (s[0] == '0' && s[1] != '\0')
		base = 8;
	for (*number = 0; *s != '\0'; s++) {
		if (*s >= '0' && *s <= '9')
			d = (unsigned)(*s - '0');
		else if ((*s | 32) >= 'a' && (*s | 32) <= 'f')
			d = (unsigned)((*s | 32) - 'a' + 10);
		else
			return false;
		if (d >= base || *number > UINT32_MAX)
			return false;
		*number = *number * base + d;
	}
	return s > text;
}

bool
parse_number(struct parser *p, int64_t least, int64_t most, int64_t *number)
{
	bool minus = parse_take_mark(p, '-');
	const struct token *t = lexer_peek(p->x);
	struct token word;
	uint64_t n;

	if (t->kind != TOKEN_WORD || !text_number(t->text, &n))
		return parse_error(p, t, "expecting number.");
	*number = minus ? -(int64_t)n : (int64_t)n;
	if (*number < least || *number > most)
		return parse_error(p, t, "number is not within %lld and %lld.",
		    (long long)least, (long long)most);
	lexer_next(p->x, &word);
	return true;
}

/* "infinite" and -1 are the same (RFC 2131 section 3.3). */
bool
parse_time(struct parser *p, uint32_t *seconds)
{
	int64_t n = -1;

	if (!parse_take_word(p, "infinite") &&
	    !parse_number(p, -1, UINT32_MAX, &n))
		return false;
	*seconds = (uint32_t)n;
	return true;
}

bool
parse_flag(struct parser *p, bool *flag)
{
	*flag = parse_peek_word(p, "true") || parse_peek_word(p, "on");
	if (*flag || parse_peek_word(p, "false") || parse_peek_word(p, "off")) {
		struct token t;

		lexer_next(p->x, &t);
		return true;
	}
	return parse_error(p, lexer_peek(p->x),
	    "expecting boolean: on, off, true or false.");
}

/* One or two hexadecimal digits. */
static bool
text_octet(const char *text, uint8_t *octet)
{
	char *end;

	if (strlen(text) > 2 || strspn(text, "0123456789abcdefABCDEF") !=
	    strlen(text))
		return false;
	*octet = (uint8_t)strtoul(text, &end, 16);
	return end > text;
}

bool
parse_hex(struct parser *p, struct build *b)
{
	const struct token *t;
	struct token word;
	uint8_t octet;

	for (;;) {
		t = lexer_peek(p->x);
		if (t->kind != TOKEN_WORD || !text_octet(t->text, &octet)) {
			if (p->in_case && b->len > 0) {
				p->colon = true;
				return true;
			}
			return parse_error(p, t,
			    "expecting hexadecimal number.");
		}
		lexer_next(p->x, &word);
		build_add(b, &octet, 1);
		if (b->failed)
			return parse_error(p, &word, "the value is too long.");
		if (!parse_take_mark(p, ':'))
			return true;
	}
}

bool
parse_data(struct parser *p, struct bytes *data)
{
	struct build b = { .arena = &p->c->arena };
	struct token t;

	if (lexer_peek(p->x)->kind == TOKEN_STRING) {
		lexer_next(p->x, &t);
		data->data = (const uint8_t *)t.text;
		data->len = t.len;
		return true;
	}
	if (!parse_hex(p, &b))
		return false;
	data->data = b.data;
	data->len = b.len;
	return true;
}

bool
text_address(const char *text, uint32_t *address)
{
	uint64_t n;
	size_t len;
	int i;

	for (*address = 0, i = 0; i < 4; i++) {
		len = scan_digits(text, strlen(text), 255, &n);
		if (len == 0 || len > 3 || text[len] != (i < 3 ? '.' : '\0'))
			return false;
		*address = *address << 8 | (uint32_t)n;
		text += len + 1;
	}
	return true;
}

bool
parse_address(struct parser *p, uint32_t *address)
{
	const struct token *t = lexer_peek(p->x);
	struct token word;

	if (t->kind != TOKEN_WORD || !text_address(t->text, address))
		return parse_error(p, t, "expecting an IP address.");
	lexer_next(p->x, &word);
	return true;
}

/* A name, not something that was meant to be an address. */
static bool
is_host_name(const char *text)
{
	return strlen(text) < 256 &&
	    strspn(text, "0123456789.") != strlen(text);
}

/*
 * An address, or a name that stands for up to max.  When nobody resolves
 * or none is found, one that cannot be used: the caller learns of it by the
 * build having grown by none.
 */
bool
parse_addresses(struct parser *p, struct build *b, size_t max)
{
	uint32_t found[ADDRESSES], address;
	const struct token *t = lexer_peek(p->x);
	struct token word;
	size_t n = 0, i;

	if (t->kind != TOKEN_WORD || (!text_address(t->text, &address) &&
	    !is_host_name(t->text)))
		return parse_error(p, t,
		    "expecting IP address or hostname");
	lexer_next(p->x, &word);
	if (text_address(word.text, &address)) {
		build_number(b, address, 4);
		return true;
	}
	if (p->env == NULL || p->env->resolve == NULL)
		return true;
	n = p->env->resolve(p->env->arg, word.text, found,
	    max < ADDRESSES ? max : ADDRESSES);
	if (n == 0)
		parse_warn(p, &word, "\"%.100s\": host unknown; it is left "
		    "out", word.text);
	if (n == CONFIG_UNASKED)
		n = 0;
	for (i = 0; i < n; i++)
		build_number(b, found[i], 4);
	return true;
}

/* W YYYY/MM/DD HH:MM:SS in UTC, as in the lease file; or ["epoch"] N. */
bool
parse_date(struct parser *p, int64_t *seconds)
{
	static const char marks[] = "//\0::";
	static const struct {
		unsigned	 least, most;
	} limits[] = { { 1970, 9999 }, { 1, 12 }, { 1, 31 }, { 0, 23 },
	    { 0, 59 }, { 0, 60 } };
	struct tm tm = { 0 };
	uint64_t n, f[6];
	int64_t weekday;
	struct token t;
	size_t i;

	if (parse_take_word(p, "epoch"))
		return parse_number(p, 0, UINT32_MAX, seconds);
	if (!parse_number(p, 0, UINT32_MAX, &weekday))
		return false;
	if (parse_peek_mark(p, ';')) {		/* no day: seconds since 1970 */
		*seconds = weekday;
		return true;
	}
	for (i = 0; i < nitems(f); i++) {
		/* 08 and 09 are no octal numbers here */
		if (!parse_word(p, &t, "a date"))
			return false;
		if (!scan_number(t.text, 9999, &n) ||
		    n < limits[i].least || n > limits[i].most)
			return parse_error(p, &t, "no date: expecting "
			    "weekday YYYY/MM/DD HH:MM:SS");
		f[i] = n;
		if (i < 5 && marks[i] != '\0' && !parse_mark(p, marks[i]))
			return false;
	}
	tm.tm_year = (int)f[0] - 1900;
	tm.tm_mon = (int)f[1] - 1;
	tm.tm_mday = (int)f[2];
	tm.tm_hour = (int)f[3];
	tm.tm_min = (int)f[4];
	tm.tm_sec = (int)f[5];
	*seconds = timegm(&tm);
	return true;
}
