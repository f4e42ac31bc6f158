/* listargs: see listargs.h. */
#include "common/scan.h"
#include "imapd/listargs.h"
#include "imapd/status.h"

struct option_word {
	const char	*name;
	unsigned	 bit;
};

static const struct option_word selections[] = {
	{ "SUBSCRIBED",		LIST_SUBSCRIBED },
	{ "RECURSIVEMATCH",	LIST_RECURSIVE },
	{ "SPECIAL-USE",	LIST_USE },
	{ "REMOTE",		LIST_REMOTE },
};

/* What is returned anyway need not be remembered. */
static const struct option_word returns[] = {
	{ "SUBSCRIBED",		0 },
	{ "CHILDREN",		0 },
	{ "SPECIAL-USE",	0 },
	{ "STATUS",		LIST_STATUS },
};

static bool
parse_option(struct parse *p, const struct option_word *words, size_t n,
    struct list *l)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (parse_word(p, words[i].name))
			break;
	if (i == n)
		return parse_fail(p, "an option of LIST");
	l->how |= words[i].bit;
	return words[i].bit != LIST_STATUS ||
	    (parse_space(p) && parse_status(p, &l->status));
}

/* "(SUBSCRIBED RECURSIVEMATCH)" */
static bool
parse_options(struct parse *p, const struct option_word *words, size_t n,
    struct list *l)
{
	l->how |= LIST_EXTENDED;
	if (!parse_char(p, '('))
		return false;
	if (parse_peek(p) == ')')
		return parse_char(p, ')');
	do {
		if (!parse_option(p, words, n, l))
			return false;
	} while (parse_peek(p) == ' ' && parse_space(p));
	return parse_char(p, ')');
}

static bool
parse_patterns(struct parse *p, struct list *l)
{
	if (parse_peek(p) != '(')
		return parse_list_mailbox(p, &l->pattern[l->n++]);
	l->how |= LIST_EXTENDED;
	(void)parse_char(p, '(');
	do {
		if (l->n == LIST_PATTERNS)
			return parse_fail(p, "fewer patterns");
		if (!parse_list_mailbox(p, &l->pattern[l->n++]))
			return false;
	} while (parse_peek(p) == ' ' && parse_space(p));
	return parse_char(p, ')');
}

bool
list_parse(struct parse *p, struct list *l, bool extended)
{
	if (!parse_space(p))
		return false;
	if (extended && parse_peek(p) == '(' &&
	    (!parse_options(p, selections, nitems(selections), l) ||
	    !parse_space(p)))
		return false;
	if (!parse_astring(p, &l->reference) || !parse_space(p) ||
	    !parse_patterns(p, l))
		return false;
	/* RFC 5258 section 3.1: not alone. */
	if ((l->how & LIST_RECURSIVE) != 0 &&
	    (l->how & (LIST_SUBSCRIBED | LIST_USE)) == 0)
		return parse_fail(p, "SUBSCRIBED with RECURSIVEMATCH");
	if (!extended || parse_peek(p) != ' ')
		return true;
	return parse_space(p) &&
	    (parse_word(p, "RETURN") || parse_fail(p, "RETURN")) &&
	    parse_space(p) && parse_options(p, returns, nitems(returns), l);
}
