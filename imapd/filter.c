#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "imapd/filter.h"

static const struct {
	const char *name;
	unsigned    bit;
} words[] = {
	{ "selected",	FILTER_SELECTED },
	{ "inboxes",	FILTER_INBOXES },
	{ "personal",	FILTER_PERSONAL },
	{ "subscribed",	FILTER_SUBSCRIBED },
};

void
filter_free(struct filter *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		free(f->name[i].folder);
	free(f->name);
	memset(f, 0, sizeof(*f));
}

static bool
add_name(struct session *s, struct parse *p, struct filter *f, int depth)
{
	char folder[NAME_FOLDER];
	struct filter_name *more;
	struct text name;

	if (!parse_astring(p, &name))
		return false;
	if (name_to_folder(&s->set->naming, name.p, name.len, s->out.utf8,
	    folder) != NAME_OK)
		return true;
	if (f->n == FILTER_NAMES)
		return parse_fail(p, "fewer mailboxes");
	more = reallocarray(f->name, f->n + 1, sizeof(*more));
	if (more == NULL)
		return parse_fail(p, "less, for want of memory");
	f->name = more;
	more[f->n].folder = strdup(folder);
	more[f->n].depth = depth;
	if (more[f->n].folder == NULL)
		return parse_fail(p, "less, for want of memory");
	f->n++;
	return true;
}

/* A name, or several in parentheses. */
static bool
parse_names(struct session *s, struct parse *p, struct filter *f, int depth)
{
	if (!parse_space(p))
		return false;
	if (parse_peek(p) != '(')
		return add_name(s, p, f, depth);
	(void)parse_char(p, '(');
	do {
		if (!add_name(s, p, f, depth))
			return false;
	} while (parse_peek(p) == ' ' && parse_space(p));
	return parse_char(p, ')');
}

bool
filter_parse_one(struct session *s, struct parse *p, struct filter *f)
{
	size_t i;

	for (i = 0; i < nitems(words); i++)
		if (parse_word(p, words[i].name)) {
			f->bits |= words[i].bit;
			return true;
		}
	if (parse_word(p, "mailboxes"))
		return parse_names(s, p, f, FILTER_ONE);
	if (parse_word(p, "subtree-one"))
		return parse_names(s, p, f, FILTER_CHILDREN);
	if (parse_word(p, "subtree"))
		return parse_names(s, p, f, FILTER_SUBTREE);
	return parse_fail(p, "which mailboxes");
}

bool
filter_parse(struct session *s, struct parse *p, struct filter *f)
{
	memset(f, 0, sizeof(*f));
	if (!parse_char(p, '('))
		return false;
	do {
		if (!filter_parse_one(s, p, f))
			return false;
	} while (parse_peek(p) == ' ' && parse_space(p));
	return parse_char(p, ')');
}

/* ".INBOX.x" is below INBOX, whose name here is "". */
static bool
is_below(const struct filter_name *n, const char *folder)
{
	const char *top = *n->folder == '\0' ? ".INBOX" : n->folder;
	size_t len = strlen(top);

	return strncmp(folder, top, len) == 0 && folder[len] == '.' &&
	    (n->depth == FILTER_SUBTREE ||
	    strchr(folder + len + 1, '.') == NULL);
}

bool
filter_has(const struct filter *f, const struct folder *folder)
{
	size_t i;

	/* smtpd delivers to any folder: section 6.3 makes them all inboxes. */
	if ((f->bits & (FILTER_PERSONAL | FILTER_INBOXES)) != 0 ||
	    ((f->bits & FILTER_SUBSCRIBED) != 0 && folder->subscribed))
		return true;
	for (i = 0; i < f->n; i++)
		if (strcmp(f->name[i].folder, folder->name) == 0 ||
		    (f->name[i].depth != FILTER_ONE &&
		    is_below(&f->name[i], folder->name)))
			return true;
	return false;
}
