#include <string.h>

#include "imapd/address.h"

void
address_init(struct addresses *a, const char *p, size_t len)
{
	token_init(&a->lexer, TOKEN_MAIL, p, len);
	a->in_group = false;
}

static void
clear(struct piece *p)
{
	p->len = 0;
	p->there = false;
}

static void
add_byte(struct piece *p, char c)
{
	if (p->len < sizeof(p->p))
		p->p[p->len++] = c;
}

static void
add(struct piece *p, const struct token *t)
{
	p->len += token_copy(p->p + p->len, sizeof(p->p) - p->len, t);
	p->there = true;
}

/* A word of a phrase: blanks and comments between two are one blank. */
static void
add_spaced(struct piece *p, const struct token *t)
{
	if (t->spaced && p->there)
		add_byte(p, ' ');
	add(p, t);
}

static void
add_piece(struct piece *to, const struct piece *from)
{
	size_t n = sizeof(to->p) - to->len;

	if (n > from->len)
		n = from->len;
	memcpy(to->p + to->len, from->p, n);
	to->len += n;
}

static bool
is(const struct token *t, char c)
{
	return t->kind == TOKEN_SPECIAL && *t->p == c;
}

/*
 * Is this where an address ends, in any part of it?  People who write lists
 * with semicolons know no groups.
 */
static bool
ends(const struct token *t)
{
	return t->kind == TOKEN_END || is(t, ',') || is(t, ';');
}

/* The domain, up to what comes behind it, which is in *t. */
static void
take_host(struct addresses *a, struct token *t)
{
	clear(&a->host);
	a->host.there = true;
	while (token_next(&a->lexer, t) != TOKEN_END && !ends(t) &&
	    !is(t, '<') && !is(t, '>') && !is(t, ':'))
		add(&a->host, t);
}

/* RFC 5322 section 4.4: "@a,@b:" before the address proper. */
static void
take_route(struct addresses *a, struct token *t)
{
	while (t->kind != TOKEN_END && !is(t, ':') && !is(t, '>')) {
		add(&a->route, t);
		token_next(&a->lexer, t);
	}
	if (is(t, ':'))
		token_next(&a->lexer, t);
}

/* What stands in angle brackets; then all up to the end of the address. */
static void
take_angle(struct addresses *a, struct token *t)
{
	add_piece(&a->name, &a->host);	/* `joe@host <joe@host>` */
	clear(&a->local);
	clear(&a->host);
	token_next(&a->lexer, t);
	if (is(t, '@'))
		take_route(a, t);
	while (t->kind != TOKEN_END && !is(t, '>') && !is(t, '@')) {
		add(&a->local, t);
		token_next(&a->lexer, t);
	}
	if (is(t, '@'))
		take_host(a, t);
	while (!ends(t))
		token_next(&a->lexer, t);
}

/* `joe@example.org (Joe Doe)`: the habit of the time before phrases. */
static void
name_by_comment(struct addresses *a)
{
	const struct lexer *l = &a->lexer;

	clear(&a->name);
	if (l->comment == NULL)
		return;
	a->name.len = token_unquote(a->name.p, sizeof(a->name.p), l->comment,
	    l->comment_len);
	a->name.there = a->name.len > 0;
}

/*
 * One address from its first token on; true when it was a group's name.
 * Until it is known what they are, words go to both name and local.
 */
static bool
take_address(struct addresses *a, struct token *t)
{
	bool angle = false;

	clear(&a->name);
	clear(&a->route);
	clear(&a->local);
	clear(&a->host);
	a->lexer.comment = NULL;
	while (!ends(t)) {
		if (is(t, ':') && !a->in_group)
			return true;
		if (is(t, '<')) {
			angle = true;
			take_angle(a, t);
			break;
		}
		if (is(t, '@') && !a->host.there) {
			add(&a->name, t);
			take_host(a, t);
			continue;
		}
		add_spaced(&a->name, t);
		add(&a->local, t);
		token_next(&a->lexer, t);
	}
	if (!angle)
		name_by_comment(a);
	return false;
}

enum address_kind
address_next(struct addresses *a)
{
	struct token t;

	for (;;) {
		token_next(&a->lexer, &t);
		if (t.kind == TOKEN_END && !a->in_group)
			return ADDRESS_NONE;
		if (a->in_group && (t.kind == TOKEN_END || is(&t, ';'))) {
			a->in_group = false;
			return ADDRESS_GROUP_END;
		}
		if (is(&t, ',') || is(&t, ';'))
			continue;
		if (take_address(a, &t)) {
			a->local = a->name;
			a->in_group = true;
			return ADDRESS_GROUP;
		}
		if (is(&t, ';'))	/* seen again: it ends the group */
			a->lexer.p = t.p;
		if (a->local.there || a->host.there || a->name.there)
			return ADDRESS_MAILBOX;
	}
}
