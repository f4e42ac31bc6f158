/* parse_place: subnets, shared networks, pools, groups and ranges. */
#include <errno.h>
#include <string.h>

#include "common/scan.h"
#include "dhcpd/file.h"
#include "dhcpd/parse.h"

/* A block inside another, with its own group. */
static bool
inner_block(struct parser *p, struct block *in, const struct block *b,
    unsigned kind, struct group *outer)
{
	*in = *b;
	in->kind = kind;
	in->depth = b->depth + 1;
	in->group = parse_group_new(p, outer);
	if (in->group == NULL)
		return false;
	in->tail = &in->group->statements;
	return true;
}

static struct network *
network_new(struct parser *p, const struct block *b, const char *name)
{
	struct network *n = arena_alloc(&p->c->arena, sizeof(*n));

	if (n == NULL || (n->group = parse_group_new(p, b->group)) == NULL) {
		if (n == NULL)
			parse_memory(p);
		return NULL;
	}
	n->name = name;
	n->index = (unsigned)p->c->nnetworks++;
	*p->last_network = n;
	p->last_network = &n->next;
	return n;
}

bool
parse_network(struct parser *p, struct block *b, const struct token *word)
{
	struct network *n;
	struct token name;
	struct block in;

	(void)word;
	if (!parse_name(p, &name))
		return false;
	if (name.len == 0)
		return parse_error(p, &name, "zero-length shared-network "
		    "name.");
	if (!parse_peek_mark(p, '{'))
		return parse_mark(p, '{');
	n = network_new(p, b, name.text);
	if (n == NULL)
		return true;
	in = *b;
	in.kind = IN_NETWORK;
	in.depth = b->depth + 1;
	in.network = n;
	in.group = n->group;
	in.tail = &n->group->statements;
	if (!parse_braces(p, &in))
		return false;
	if (n->subnets == NULL)
		parse_error(p, &name, "empty shared-network: at least one "
		    "subnet is expected in it.");
	return true;
}

static void
subnet_link(struct network *n, struct subnet *s)
{
	struct subnet **at = &n->subnets;

	while (*at != NULL)
		at = &(*at)->next;
	*at = s;
	s->network = n;
}

/* A subnet alone is a network of itself. */
static struct subnet *
subnet_new(struct parser *p, struct block *b, const char *name,
    uint32_t address, uint32_t mask)
{
	struct network *n = b->network;
	struct subnet *s;

	if (b->kind != IN_NETWORK) {
		n = network_new(p, b, name);
		if (n == NULL)
			return NULL;
		n->implicit = true;
	}
	s = arena_alloc(&p->c->arena, sizeof(*s));
	if (s == NULL) {
		parse_memory(p);
		return NULL;
	}
	s->address = address;
	s->mask = mask;
	s->index = (unsigned)p->c->nsubnets++;
	subnet_link(n, s);
	return s;
}

bool
parse_subnet(struct parser *p, struct block *b, const struct token *word)
{
	struct token at = *lexer_peek(p->x);
	uint32_t address, mask;
	struct subnet *s;
	struct block in;

	(void)word;
	if (!parse_address(p, &address))
		return false;
	if (!parse_take_word(p, "netmask"))
		return parse_error(p, lexer_peek(p->x), "Expecting netmask");
	if (!parse_address(p, &mask))
		return false;
	if (address & ~mask)
		return parse_error(p, &at, "subnet number and netmask do not "
		    "agree: the host part is not zero.");
	if (~mask & (~mask + 1))
		parse_warn(p, &at, "the bits of this netmask are not "
		    "contiguous");
	if (!parse_peek_mark(p, '{'))
		return parse_mark(p, '{');
	s = subnet_new(p, b, at.text, address, mask);
	if (s == NULL ||
	    !inner_block(p, &in, b, IN_SUBNET, s->network->group))
		return true;
	s->group = in.group;
	in.subnet = s;
	in.network = s->network;
	return parse_braces(p, &in);
}

static struct pool *
pool_new(struct parser *p, struct network *n, struct group *group)
{
	struct pool *pool = arena_alloc(&p->c->arena, sizeof(*pool)), **at;

	if (pool == NULL) {
		parse_memory(p);
		return NULL;
	}
	pool->network = n;
	pool->group = group;
	pool->index = (unsigned)p->c->npools++;
	for (at = &n->pools; *at != NULL; at = &(*at)->next)
		;
	*at = pool;
	return pool;
}

bool
parse_pool(struct parser *p, struct block *b, const struct token *word)
{
	struct token at = *word;
	struct block in;

	if (!parse_peek_mark(p, '{'))
		return parse_mark(p, '{');
	if (!inner_block(p, &in, b, IN_POOL, b->group))
		return true;
	in.pool = pool_new(p, b->network, in.group);
	if (in.pool == NULL)
		return true;
	if (!parse_braces(p, &in))
		return false;
	if (in.pool->ranges == NULL)
		parse_error(p, &at, "pool declaration is missing a range.");
	return true;
}

/* The name says nothing to us, nor did it to ISC's but by OMAPI. */
bool
parse_group(struct parser *p, struct block *b, const struct token *word)
{
	struct token name;
	struct block in;

	(void)word;
	if (!parse_peek_mark(p, '{') && !parse_name(p, &name))
		return false;
	if (!inner_block(p, &in, b, IN_GROUP, b->group))
		return true;
	/* what may stand in here is what may stand out there */
	in.kind = b->kind == IN_FILE ? IN_GROUP : b->kind;
	return parse_braces(p, &in);
}

/*
 * Ranges of a subnet that stand in no pool share two of their own: in that
 * of the "dynamic-bootp" ones BOOTP clients are served as well, which in a
 * pool that is declared they always are unless they are denied (measured).
 */
static struct pool *
subnet_pool(struct parser *p, struct block *b, bool bootp)
{
	struct pool *pool;

	for (pool = b->network->pools; pool != NULL; pool = pool->next)
		if (pool->group == b->subnet->group &&
		    pool->no_bootp == !bootp)
			return pool;
	pool = pool_new(p, b->network, b->subnet->group);
	if (pool != NULL)
		pool->no_bootp = !bootp;
	return pool;
}

static struct subnet *
subnet_of(const struct network *n, uint32_t address)
{
	struct subnet *s;

	for (s = n->subnets; s != NULL; s = s->next)
		if ((address & s->mask) == s->address)
			return s;
	return NULL;
}

static void
range_new(struct parser *p, struct pool *pool, struct subnet *s, uint32_t low,
    uint32_t high)
{
	struct range *r = arena_alloc(&p->c->arena, sizeof(*r)), **at;

	if (r == NULL) {
		parse_memory(p);
		return;
	}
	r->pool = pool;
	r->subnet = s;
	r->low = low;
	r->high = high;
	for (at = &pool->ranges; *at != NULL; at = &(*at)->next)
		;
	*at = r;
	p->c->nranges++;
}

static bool
range_addresses(struct parser *p, uint32_t *low, uint32_t *high)
{
	uint32_t a;

	if (!parse_address(p, low))
		return false;
	*high = *low;
	if (!parse_peek_mark(p, ';') && !parse_address(p, high))
		return false;
	if (*low > *high) {
		a = *low;
		*low = *high;
		*high = a;
	}
	return true;
}

bool
parse_range(struct parser *p, struct block *b, const struct token *word)
{
	bool bootp = parse_take_word(p, "dynamic-bootp");
	struct token at = *lexer_peek(p->x);
	struct subnet *s;
	uint32_t low, high;
	struct pool *pool;

	(void)word;
	if (!range_addresses(p, &low, &high))
		return false;
	s = b->subnet != NULL ? b->subnet : subnet_of(b->network, low);
	if (s == NULL || (low & s->mask) != s->address)
		return parse_error(p, &at, "range start is not in the %s.",
		    b->subnet != NULL ? "subnet" : "shared network's subnets");
	if ((high & s->mask) != s->address)
		return parse_error(p, &at, "range is not in one subnet.");
	if (!parse_end(p))
		return false;
	pool = b->kind == IN_POOL ? b->pool : subnet_pool(p, b, bootp);
	if (pool != NULL)
		range_new(p, pool, s, low, high);
	return true;
}

bool
parse_interface(struct parser *p, struct block *b, const struct token *word)
{
	struct token name;

	(void)word;
	if (!parse_name(p, &name) || !parse_end(p))
		return false;
	if (b->kind == IN_SUBNET) {
		b->subnet->interface = name.text;
		if (b->network->interface == NULL)
			b->network->interface = name.text;
	} else
		b->network->interface = name.text;
	return true;
}

bool
parse_include(struct parser *p, struct block *b, const struct token *word)
{
	struct token path;
	char *text;
	size_t len;

	(void)word;
	if (!parse_string(p, &path) || !parse_end(p))
		return false;
	if (p->includes == CONFIG_INCLUDE)
		return parse_error(p, &path, "files are included more than "
		    "%d deep.", CONFIG_INCLUDE);
	text = file_read(p->env, &p->c->arena, path.text, &len);
	if (text == NULL) {
		parse_error(p, &path, "cannot read \"%.200s\": %s", path.text,
		    strerror(errno));
		return true;
	}
	p->includes++;
	parse_file(p, b, path.text, text, len);
	p->includes--;
	return true;
}

static bool
permit_type(struct parser *p, struct permit *permit, struct token *name)
{
	static const struct {
		const char	*word, *second;
		enum permit_type type;
	} words[] = {
		{ "known-clients", NULL, PERMIT_KNOWN },
		{ "known", "clients", PERMIT_KNOWN },
		{ "unknown-clients", NULL, PERMIT_UNKNOWN },
		{ "unknown", "clients", PERMIT_UNKNOWN },
		{ "authenticated", "clients", PERMIT_AUTHENTICATED },
		{ "unauthenticated", "clients", PERMIT_UNAUTHENTICATED },
		{ "all", "clients", PERMIT_ALL },
		{ "members", "of", PERMIT_MEMBERS },
		{ "dynamic", "bootp", PERMIT_DYNAMIC_BOOTP },
		{ "after", NULL, PERMIT_AFTER },
	};
	size_t i;

	for (i = 0; i < nitems(words); i++)
		if (parse_take_word(p, words[i].word))
			break;
	if (i == nitems(words))
		return parse_error(p, lexer_peek(p->x), "expecting permit "
		    "type.");
	permit->type = words[i].type;
	if (words[i].second != NULL && !parse_take_word(p, words[i].second))
		return parse_error(p, lexer_peek(p->x), "expecting \"%s\".",
		    words[i].second);
	if (permit->type == PERMIT_DYNAMIC_BOOTP &&
	    !parse_take_word(p, "clients"))
		return parse_error(p, lexer_peek(p->x),
		    "expecting \"clients\".");
	if (permit->type == PERMIT_MEMBERS)
		return parse_string(p, name);
	if (permit->type == PERMIT_AFTER)
		return parse_date(p, &permit->after);
	return true;
}

/* A class may be declared below: it is looked up at the end. */
bool
parse_permit(struct parser *p, struct block *b, bool allow)
{
	struct permit **at = allow ? &b->pool->allow : &b->pool->deny;
	struct permit *permit = arena_alloc(&p->c->arena, sizeof(*permit));
	struct mention *m;
	struct token name;

	if (permit == NULL)
		return parse_memory(p);
	if (!permit_type(p, permit, &name) || !parse_end(p))
		return false;
	if (permit->type == PERMIT_MEMBERS) {
		m = parse_mention(p, &p->members, &name);
		if (m == NULL)
			return true;
		m->permit = permit;
	}
	while (*at != NULL)
		at = &(*at)->next;
	*at = permit;
	return true;
}
