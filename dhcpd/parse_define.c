/* parse_define: "option space" and "option NAME code N = TYPE". */
#include <string.h>

#include "common/scan.h"
#include "dhcpd/parse.h"

enum {
	TYPE_FIELDS = 32	/* of a record */
};

static bool
space_width(struct parser *p, const char *what, unsigned least,
    unsigned *width)
{
	struct token at = *lexer_peek(p->x);
	int64_t n;

	if (!parse_take_word(p, "width"))
		return parse_error(p, &at, "expecting \"%s width\".", what);
	at = *lexer_peek(p->x);
	if (!parse_number(p, 0, 4, &n))
		return false;
	if (n < least || n == 3)
		return parse_error(p, &at, "invalid %s width.", what);
	*width = (unsigned)n;
	return true;
}

/* The hash size of ISC's is read; the hash has no need of it. */
bool
parse_space(struct parser *p)
{
	struct options *o = &p->c->options;
	unsigned code = 1, length = 1;
	struct space *s;
	struct token name;
	int64_t n;

	if (!parse_word(p, &name, "the name of a space"))
		return false;
	for (;;) {
		if (parse_take_word(p, "code")) {
			if (!space_width(p, "code", 1, &code))
				return false;
		} else if (parse_take_word(p, "length")) {
			if (!space_width(p, "length", 0, &length))
				return false;
		} else if (parse_take_word(p, "hash")) {
			if (!parse_take_word(p, "size"))
				return parse_error(p, lexer_peek(p->x),
				    "expecting \"hash size\".");
			if (!parse_number(p, 1, UINT32_MAX, &n))
				return false;
		} else
			break;
	}
	if (!parse_end(p))
		return false;
	s = space_find(o, name.text);
	if (s == o->dhcp || s == o->server || s == o->agent || s == o->fqdn)
		if (s != NULL)
			return parse_error(p, &name,
			    "option space %.64s exists already.", name.text);
	if (s == NULL && (s = space_add(o, name.text)) == NULL)
		return parse_memory(p);
	s->code_width = code;
	s->length_width = length;
	return true;
}

static bool
integer_type(struct parser *p, bool is_signed, char *type)
{
	int64_t bits;
	struct token at;

	if (!parse_take_word(p, "integer"))
		return parse_error(p, lexer_peek(p->x),
		    "expecting \"integer\".");
	at = *lexer_peek(p->x);
	if (!parse_number(p, 0, INT32_MAX, &bits))
		return false;
	if (bits != 8 && bits != 16 && bits != 32)
		return parse_error(p, &at, "invalid integer width: "
		    "8, 16 or 32.");
	*type = bits == 8 ? 'B' : bits == 16 ? 'S' : 'L';
	if (is_signed)
		*type = (char)(*type | 32);
	return true;
}

static const struct {
	const char	*word;
	char		 type;
} bases[] = {
	{ "boolean", 'f' },
	{ "ip-address", 'I' },
	{ "ip6-address", '6' },
	{ "text", 't' },
	{ "string", 'X' },
	{ "domain-name", 'd' },
	{ "domain-list", 'D' },
	{ "zerolen", 'Z' },
};

/* One field.  A plain "integer" may be either: printed without sign. */
static bool
base_type(struct parser *p, char *type)
{
	const struct token *t = lexer_peek(p->x);
	size_t i;

	if (token_is(t, "integer"))
		return integer_type(p, false, type);
	if (parse_take_word(p, "signed"))
		return integer_type(p, true, type);
	if (parse_take_word(p, "unsigned"))
		return integer_type(p, false, type);
	for (i = 0; i < nitems(bases); i++)
		if (parse_take_word(p, bases[i].word)) {
			*type = bases[i].type;
			return true;
		}
	return parse_error(p, t, "unknown data type %.64s",
	    t->kind == TOKEN_WORD ? t->text : "");
}

static bool
record_type(struct parser *p, char *type, size_t *len)
{
	do {
		if (*len == TYPE_FIELDS)
			return parse_error(p, lexer_peek(p->x),
			    "a record has at most %d fields.", TYPE_FIELDS);
		if (*len > 0 && strchr("tXD", type[*len - 1]) != NULL)
			return parse_error(p, lexer_peek(p->x), "only the "
			    "last field may have any length.");
		if (!base_type(p, &type[*len]))
			return false;
		(*len)++;
	} while (parse_take_mark(p, ','));
	return parse_mark(p, '}');
}

static bool
full_type(struct parser *p, char type[TYPE_FIELDS + 2])
{
	bool array = parse_take_word(p, "array");
	size_t len = 0;

	if (array && !parse_take_word(p, "of"))
		return parse_error(p, lexer_peek(p->x),
		    "expecting \"array of\".");
	if (parse_take_mark(p, '{')) {
		if (!record_type(p, type, &len))
			return false;
	} else {
		if (!base_type(p, type))
			return false;
		len = 1;
		if (type[0] == 'D' && parse_take_word(p, "compressed"))
			type[len++] = 'c';
	}
	if (array) {
		if (strpbrk(type, "tXDcZ") != NULL)
			return parse_error(p, lexer_peek(p->x),
			    "an array is of fields that have a length.");
		type[len++] = 'A';
	}
	return true;
}

static bool
encapsulate(struct parser *p, struct space **inner)
{
	struct token t;

	if (!parse_name(p, &t))
		return false;
	*inner = space_find(&p->c->options, t.text);
	if (*inner == NULL)
		return parse_error(p, &t, "unknown option space %.64s",
		    t.text);
	return true;
}

static uint32_t
code_max(const struct space *s)
{
	return s->code_width == 4 ? UINT32_MAX :
	    s->code_width == 2 ? UINT16_MAX : UINT8_MAX;
}

/* ISC takes codes no option of the packet can have; so do we, saying so. */
static bool
define_code(struct parser *p, const struct space *s, int64_t *code)
{
	struct token at;

	if (!parse_take_word(p, "code"))
		return parse_error(p, lexer_peek(p->x), "expecting \"code\".");
	at = *lexer_peek(p->x);
	if (!parse_number(p, 0, UINT32_MAX, code))
		return false;
	if (*code > code_max(s))
		parse_warn(p, &at, "no option of space %s can have the code "
		    "%lld: it is never sent", s->name, (long long)*code);
	return parse_mark(p, '=');
}

bool
parse_define(struct parser *p, struct space *s, const char *name,
    const struct token *at)
{
	char type[TYPE_FIELDS + 2] = "";
	struct space *inner = NULL;
	struct option *d;
	const char *copy;
	int64_t code;

	if (s == p->c->options.server)
		return parse_error(p, at, "parameters cannot be defined.");
	if (!define_code(p, s, &code))
		return false;
	if (parse_take_word(p, "encapsulate")) {
		if (!encapsulate(p, &inner))
			return false;
		type[0] = 'E';
	} else if (!full_type(p, type))
		return false;
	if (!parse_end(p))
		return false;
	copy = arena_copy(&p->c->arena, type, strlen(type));
	if (copy == NULL)
		return parse_memory(p);
	d = option_add(&p->c->options, s, name, (uint32_t)code, copy);
	if (d == NULL)
		return parse_memory(p);
	d->inner = inner;
	if (inner != NULL)
		inner->outer = d;
	return true;
}
