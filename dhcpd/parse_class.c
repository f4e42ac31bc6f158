/* parse_class: classes and subclasses. */
#include <string.h>

#include "dhcpd/class.h"
#include "dhcpd/parse.h"

static struct class *
class_new(struct parser *p, struct group *outer, const char *name)
{
	struct class *c = arena_alloc(&p->c->arena, sizeof(*c));

	if (c == NULL) {
		parse_memory(p);
		return NULL;
	}
	c->name = name;
	c->group = parse_group_new(p, outer);
	return c->group == NULL ? NULL : c;
}

static void
class_block(struct block *in, const struct block *b, struct class *c)
{
	*in = *b;
	in->kind = IN_CLASS;
	in->depth = b->depth + 1;
	in->class = c;
	in->group = c->group;
	in->tail = &c->group->statements;
}

/*
 * A class is of the whole file wherever it stands, and so is not inside
 * the scope it stands in; a second one of its name adds to the first.
 */
bool
parse_class(struct parser *p, struct block *b, const struct token *word)
{
	struct statement **tail;
	struct token name;
	struct block in;
	struct class *c;

	(void)word;
	if (!parse_string(p, &name))
		return false;
	if (!parse_peek_mark(p, '{'))
		return parse_mark(p, '{');
	c = config_class_named(p->c, name.text);
	if (c == NULL) {
		c = class_new(p, p->c->group, name.text);
		if (c == NULL)
			return true;
		*p->last_class = c;
		p->last_class = &c->next;
		p->c->nclasses++;
	}
	class_block(&in, b, c);
	for (tail = in.tail; *tail != NULL; tail = &(*tail)->next)
		;
	in.tail = tail;
	return parse_braces(p, &in);
}

bool
parse_subclass(struct parser *p, struct block *b, const struct token *word)
{
	struct class *super, *c;
	struct token name;
	struct block in;

	(void)word;
	if (!parse_name(p, &name))
		return false;
	super = config_class_named(p->c, name.text);
	if (super == NULL)
		return parse_error(p, &name, "no class named %.64s",
		    name.text);
	if (super->submatch == NULL)
		parse_warn(p, &name, "class %.64s has no \"match\" or \"spawn "
		    "with\" so far: nothing is in this subclass", name.text);
	c = class_new(p, super->group, super->name);
	if (c == NULL)
		return true;
	if (!parse_data(p, &c->key))
		return false;
	c->super = super;
	c->lease_limit = super->lease_limit;
	if (parse_peek_mark(p, '{')) {
		class_block(&in, b, c);
		if (!parse_braces(p, &in))
			return false;
	} else if (!parse_end(p))
		return false;
	if (class_insert(p->c, super, c) == -1)
		return parse_memory(p);
	return true;
}

/* "match if EXPR;" is who is in; "match EXPR;" tells the subclass. */
bool
parse_match(struct parser *p, struct block *b, const struct token *word)
{
	struct class *c = b->class;

	if (c->super != NULL)
		return parse_error(p, word, "a subclass matches by its data.");
	if (parse_take_word(p, "if")) {
		if (c->match_if != NULL)
			return parse_error(p, word, "a class may only have "
			    "one \"match if\".");
		return parse_expr(p, EXPR_BOOLEAN, &c->match_if) &&
		    parse_end(p);
	}
	if (c->submatch != NULL)
		return parse_error(p, word, "can't override existing "
		    "submatch/spawn");
	return parse_expr(p, EXPR_DATA, &c->submatch) && parse_end(p);
}

bool
parse_spawn(struct parser *p, struct block *b, const struct token *word)
{
	struct class *c = b->class;

	if (!parse_take_word(p, "with"))
		return parse_error(p, lexer_peek(p->x), "expecting \"with\".");
	if (c->super != NULL)
		return parse_error(p, word, "a subclass cannot spawn.");
	if (c->submatch != NULL)
		return parse_error(p, word, "can't override existing "
		    "submatch/spawn");
	c->spawning = true;
	return parse_expr(p, EXPR_DATA, &c->submatch) && parse_end(p);
}

bool
parse_limit(struct parser *p, struct block *b, const struct token *word)
{
	int64_t n;

	(void)word;
	if (!parse_take_word(p, "limit"))
		return parse_error(p, lexer_peek(p->x), "expecting \"limit\".");
	if (!parse_number(p, 0, UINT32_MAX, &n))
		return false;
	b->class->lease_limit = (uint32_t)n;
	return parse_end(p);
}
