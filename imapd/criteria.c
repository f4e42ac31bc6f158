#include <stdlib.h>
#include <string.h>

#include "common/maildir.h"
#include "common/scan.h"
#include "imapd/casemap.h"
#include "imapd/criteria.h"
#include "imapd/flags.h"
#include "imapd/utf8.h"

#define PIECE	512		/* bytes of a string converted at a time */

/* How a word is read; what follows it. */
enum form {
	PLAIN,			/* nothing */
	NUMBER,			/* a number */
	SECONDS,		/* a number above 0 */
	DATE,
	STRING,			/* an astring to find in the field `name` */
	FIELD,			/* the name of a field and an astring */
	BODY,			/* an astring to find in the text */
	KEYWORD,
	UIDS,
	MODSEQ,
	SAVED			/* all or nothing (RFC 8514) */
};

static const struct word {
	const char	*word;
	enum form	 form;
	enum key_kind	 kind;
	bool		 negative;	/* ... NOT */
	unsigned	 flags;
	const char	*name;		/* of the field */
} words[] = {
	{ "ALL", PLAIN, KEY_ALL, false, 0, NULL },
	{ "ANSWERED", PLAIN, KEY_FLAGS, false, FLAG_ANSWERED, NULL },
	{ "BCC", STRING, KEY_HEADER, false, 0, "Bcc" },
	{ "BEFORE", DATE, KEY_BEFORE, false, 0, NULL },
	{ "BODY", BODY, KEY_BODY, false, 0, NULL },
	{ "CC", STRING, KEY_HEADER, false, 0, "Cc" },
	{ "DELETED", PLAIN, KEY_FLAGS, false, FLAG_DELETED, NULL },
	{ "DRAFT", PLAIN, KEY_FLAGS, false, FLAG_DRAFT, NULL },
	{ "EMAILID", KEYWORD, KEY_EMAILID, false, 0, NULL },
	{ "FLAGGED", PLAIN, KEY_FLAGS, false, FLAG_FLAGGED, NULL },
	{ "FROM", STRING, KEY_HEADER, false, 0, "From" },
	{ "HEADER", FIELD, KEY_HEADER, false, 0, NULL },
	{ "KEYWORD", KEYWORD, KEY_KEYWORD, false, 0, NULL },
	{ "LARGER", NUMBER, KEY_LARGER, false, 0, NULL },
	{ "MODSEQ", MODSEQ, KEY_MODSEQ, false, 0, NULL },
	{ "OLD", PLAIN, KEY_RECENT, true, 0, NULL },
	{ "OLDER", SECONDS, KEY_OLDER, false, 0, NULL },
	{ "ON", DATE, KEY_ON, false, 0, NULL },
	{ "RECENT", PLAIN, KEY_RECENT, false, 0, NULL },
	{ "SAVEDATESUPPORTED", PLAIN, KEY_ALL, false, 0, NULL },
	{ "SAVEDBEFORE", DATE, KEY_SAVEDBEFORE, false, 0, NULL },
	{ "SAVEDON", DATE, KEY_SAVEDON, false, 0, NULL },
	{ "SAVEDSINCE", DATE, KEY_SAVEDSINCE, false, 0, NULL },
	{ "SEEN", PLAIN, KEY_FLAGS, false, FLAG_SEEN, NULL },
	{ "SENTBEFORE", DATE, KEY_SENTBEFORE, false, 0, "Date" },
	{ "SENTON", DATE, KEY_SENTON, false, 0, "Date" },
	{ "SENTSINCE", DATE, KEY_SENTSINCE, false, 0, "Date" },
	{ "SINCE", DATE, KEY_SINCE, false, 0, NULL },
	{ "SMALLER", NUMBER, KEY_SMALLER, false, 0, NULL },
	{ "SUBJECT", STRING, KEY_HEADER, false, 0, "Subject" },
	{ "TEXT", BODY, KEY_TEXT, false, 0, NULL },
	/* RFC 8474 section 5.2: we give none. */
	{ "THREADID", KEYWORD, KEY_ALL, true, 0, NULL },
	{ "TO", STRING, KEY_HEADER, false, 0, "To" },
	{ "UID", UIDS, KEY_UIDS, false, 0, NULL },
	{ "UNANSWERED", PLAIN, KEY_FLAGS, true, FLAG_ANSWERED, NULL },
	{ "UNDELETED", PLAIN, KEY_FLAGS, true, FLAG_DELETED, NULL },
	{ "UNDRAFT", PLAIN, KEY_FLAGS, true, FLAG_DRAFT, NULL },
	{ "UNFLAGGED", PLAIN, KEY_FLAGS, true, FLAG_FLAGGED, NULL },
	{ "UNKEYWORD", KEYWORD, KEY_KEYWORD, true, 0, NULL },
	{ "UNSEEN", PLAIN, KEY_FLAGS, true, FLAG_SEEN, NULL },
	{ "YOUNGER", SECONDS, KEY_YOUNGER, false, 0, NULL },
};

/* What waits for keys: a list, or an operator and how many it lacks. */
enum { LIST, PAREN, NOT, OR };

struct frame {
	unsigned	 kind;
	uint32_t	 n;
};

struct parser {
	struct parse	*p;
	const struct charset *charset;
	struct criteria	*c;
	struct frame	 stack[CRITERIA_KEYS];
	size_t		 depth;
};

void
criteria_free(struct criteria *c)
{
	size_t i;

	for (i = 0; i < c->n; i++) {
		set_free(&c->key[i].set);
		set_free(&c->key[i].bound);
		free(c->key[i].needle);
	}
	free(c->key);
	out_free(&c->text);
	memset(c, 0, sizeof(*c));
}

/* NULL: no room for another. */
static struct key *
add(struct parser *s, enum key_kind kind)
{
	struct criteria *c = s->c;
	size_t size = c->size > 0 ? c->size * 2 : 8;
	struct key *k;

	if (c->n == CRITERIA_KEYS) {
		(void)parse_fail(s->p, "fewer search keys");
		return NULL;
	}
	if (c->n == c->size) {
		k = reallocarray(c->key, size, sizeof(*k));
		if (k == NULL) {
			c->no_memory = true;
			(void)parse_fail(s->p, "less, for want of memory");
			return NULL;
		}
		c->key = k;
		c->size = size;
	}
	k = &c->key[c->n++];
	memset(k, 0, sizeof(*k));
	k->kind = kind;
	return k;
}

static bool
push(struct parser *s, unsigned kind)
{
	if (s->depth == CRITERIA_KEYS)
		return parse_fail(s->p, "fewer search keys");
	s->stack[s->depth].kind = kind;
	s->stack[s->depth++].n = 0;
	return true;
}

/*
 * I-24: without a word on it clients send UTF-8, or what is in their
 * system's character set.
 */
static const struct charset *
charset_of(const struct parser *s, const struct text *t)
{
	if (s->charset != NULL && !charset_is_ascii_based(s->charset))
		return s->charset;
	return scan_utf8(t->p, t->len) ? charset_find("utf-8", 5) :
	    charset_default();
}

/* What the client wrote, as casemap() maps it. */
static bool
add_string(struct parser *s, struct key *k, const struct text *t)
{
	char text[PIECE], mapped[CASEMAP_SIZE(PIECE)], *to;
	const char *p = t->p, *end = p + t->len;
	struct out *o = &s->c->text;
	struct converter c;

	if (!converter_open(&c, charset_of(s, t)))
		return parse_fail(s->p, "another character set");
	k->string = o->len;
	do {
		to = text;
		converter_run(&c, &p, end, &to, text + sizeof(text), true);
		out_bytes(o, mapped, casemap(text, (size_t)(to - text),
		    mapped));
	} while (to > text);
	converter_close(&c);
	k->string_len = o->len - k->string;
	if (o->failed)
		return parse_fail(s->p, "shorter strings");
	return true;
}

static bool
add_name(struct parser *s, struct key *k, const char *p, size_t len)
{
	struct out *o = &s->c->text;

	k->name = o->len;
	k->name_len = len;
	out_bytes(o, p, len);
	out_char(o, '\0');
	return !o->failed || parse_fail(s->p, "shorter strings");
}

/*
 * RFC 7162 section 3.1.5: the name of a flag and who shares it may come
 * first; we keep one modseq a message, whatever has changed.
 */
static bool
read_modseq(struct parser *s, struct key *k)
{
	struct parse *p = s->p;
	struct text name;

	if (parse_peek(p) == '"') {
		if (!parse_string(p, &name) || !parse_space(p))
			return false;
		if (!parse_word(p, "priv") && !parse_word(p, "shared") &&
		    !parse_word(p, "all"))
			return parse_fail(p, "priv, shared or all");
		if (!parse_space(p))
			return false;
	}
	s->c->modseq = true;
	return parse_number(p, INT64_MAX, &k->n);
}

static bool
read_keyword(struct parser *s, struct key *k)
{
	struct text name;

	return parse_atom(s->p, &name) &&
	    add_name(s, k, name.p, name.len);
}

/* "HEADER name string", or the string alone. */
static bool
read_field(struct parser *s, const struct word *w, struct key *k)
{
	struct text name, string;

	if (w->form == FIELD) {
		if (!parse_astring(s->p, &name) || !parse_space(s->p) ||
		    !add_name(s, k, name.p, name.len))
			return false;
	} else if (w->name != NULL &&
	    !add_name(s, k, w->name, strlen(w->name))) {
		return false;
	}
	return parse_astring(s->p, &string) && add_string(s, k, &string);
}

static bool
read_argument(struct parser *s, const struct word *w, struct key *k)
{
	struct parse *p = s->p;

	if (w->form == PLAIN)
		return true;
	if (!parse_space(p))
		return false;
	switch (w->form) {
	case NUMBER:
		return parse_number(p, INT64_MAX, &k->n);
	case SECONDS:
		return parse_nz_number(p, UINT32_MAX, &k->n);
	case DATE:
		return parse_date(p, &k->day) && (w->name == NULL ||
		    add_name(s, k, w->name, strlen(w->name)));
	case KEYWORD:
		return read_keyword(s, k);
	case UIDS:
		return parse_set(p, &k->set);
	case MODSEQ:
		return read_modseq(s, k);
	default:
		return read_field(s, w, k);
	}
}

/* What will have to be known to judge by this key. */
static void
note(struct criteria *c, const struct key *k)
{
	c->headers |= k->kind >= KEY_FIRST_HEADER &&
	    k->kind < KEY_FIRST_BODY;
	c->bodies |= k->kind >= KEY_FIRST_BODY;
	c->sizes |= k->kind == KEY_LARGER || k->kind == KEY_SMALLER;
	c->dates |= k->kind >= KEY_BEFORE && k->kind <= KEY_SAVEDSINCE;
	c->numbers |= k->kind == KEY_NUMBERS;
}

static bool
read_word(struct parser *s, const struct word *w)
{
	struct key *k = add(s, w->kind);

	if (k == NULL)
		return false;
	k->flags = w->flags;
	note(s->c, k);
	return read_argument(s, w, k) &&
	    (!w->negative || add(s, KEY_NOT) != NULL);
}

/* A key that is neither "(", NOT nor OR. */
static bool
read_simple(struct parser *s)
{
	struct parse *p = s->p;
	struct key *k;
	size_t i;

	if (parse_word(p, "NEW")) {		/* RECENT UNSEEN */
		if (add(s, KEY_RECENT) == NULL ||
		    (k = add(s, KEY_FLAGS)) == NULL)
			return false;
		k->flags = FLAG_SEEN;
		if (add(s, KEY_NOT) == NULL || (k = add(s, KEY_AND)) == NULL)
			return false;
		k->n = 2;
		return true;
	}
	for (i = 0; i < nitems(words); i++)
		if (parse_word(p, words[i].word))
			return read_word(s, &words[i]);
	if (strchr("0123456789*$", parse_peek(p)) == NULL ||
	    parse_peek(p) == '\0')
		return parse_fail(p, "a search key");
	k = add(s, KEY_NUMBERS);
	if (k == NULL || !parse_set(p, &k->set))
		return false;
	note(s->c, k);
	return true;
}

/* Begins what begins here.  False: a key that is read at once. */
static bool
begins(struct parser *s, bool *good)
{
	*good = true;
	if (parse_peek(s->p) == '(') {
		*good = parse_char(s->p, '(') && push(s, PAREN);
		return true;
	}
	if (parse_word(s->p, "NOT")) {
		*good = push(s, NOT) && parse_space(s->p);
		return true;
	}
	if (parse_word(s->p, "OR")) {
		*good = push(s, OR) && parse_space(s->p);
		return true;
	}
	return false;
}

static bool
add_operator(struct parser *s, enum key_kind kind, uint32_t n)
{
	struct key *k;

	if (kind == KEY_AND && n == 1)
		return true;
	k = add(s, kind);
	if (k != NULL)
		k->n = n;
	return k != NULL;
}

/*
 * A key is complete: so may be what it is part of.  *more: another one
 * follows.
 */
static bool
ends(struct parser *s, bool *more)
{
	*more = false;
	while (s->depth > 0) {
		struct frame *f = &s->stack[s->depth - 1];

		f->n++;
		if ((f->kind == OR && f->n < 2) ||
		    (f->kind == PAREN && parse_peek(s->p) != ')') ||
		    (f->kind == LIST && parse_peek(s->p) == ' ')) {
			*more = true;
			return parse_space(s->p);
		}
		s->depth--;
		if (f->kind == PAREN)
			(void)parse_char(s->p, ')');
		if (!add_operator(s, f->kind == NOT ? KEY_NOT :
		    f->kind == OR ? KEY_OR : KEY_AND, f->n))
			return false;
	}
	return true;
}

bool
criteria_parse(struct parse *p, const struct charset *charset,
    struct criteria *c)
{
	struct parser *s = malloc(sizeof(*s));
	bool begun, good, more = true;

	memset(c, 0, sizeof(*c));
	out_memory(&c->text, CRITERIA_TEXT);
	if (s == NULL)
		return parse_fail(p, "less, for want of memory");
	s->p = p;
	s->charset = charset;
	s->c = c;
	s->depth = 0;
	good = push(s, LIST);
	while (good && more) {
		begun = begins(s, &good);
		if (good && !begun)
			good = read_simple(s) && ends(s, &more);
	}
	free(s);
	return good;
}
