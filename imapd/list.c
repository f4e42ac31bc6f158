#include <errno.h>
#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "imapd/command.h"
#include "imapd/folder.h"
#include "imapd/list.h"
#include "imapd/resync.h"
#include "imapd/session.h"
#include "imapd/status.h"
#include "imapd/use.h"

enum { PATTERNS = 64 };		/* of one LIST */

enum {
	SELECT_SUBSCRIBED = 1 << 0,
	SELECT_RECURSIVE = 1 << 1,
	SELECT_USE	= 1 << 2,
	SELECT_REMOTE	= 1 << 3,	/* there are none */
	RETURN_STATUS	= 1 << 4,
	EXTENDED	= 1 << 5,	/* not what RFC 3501 knows */
	AS_LSUB		= 1 << 6,
	AS_XLIST	= 1 << 7,
	NO_ACCESS	= 1 << 8	/* RFC 5465 section 3.1 */
};

/* RFC 9051 section 6.3.9. */
struct list {
	unsigned	 how;
	unsigned	 status;	/* items of RETURN (STATUS (...)) */
	struct text	 reference;
	struct text	 pattern[PATTERNS];
	size_t		 n;
	struct folders	 folders;
};

struct option_word {
	const char	*name;
	unsigned	 bit;
};

static const struct option_word selections[] = {
	{ "SUBSCRIBED",		SELECT_SUBSCRIBED },
	{ "RECURSIVEMATCH",	SELECT_RECURSIVE },
	{ "SPECIAL-USE",	SELECT_USE },
	{ "REMOTE",		SELECT_REMOTE },
};

/* What is returned anyway need not be remembered. */
static const struct option_word returns[] = {
	{ "SUBSCRIBED",		0 },
	{ "CHILDREN",		0 },
	{ "SPECIAL-USE",	0 },
	{ "STATUS",		RETURN_STATUS },
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
	return words[i].bit != RETURN_STATUS ||
	    (parse_space(p) && parse_status(p, &l->status));
}

/* "(SUBSCRIBED RECURSIVEMATCH)" */
static bool
parse_options(struct parse *p, const struct option_word *words, size_t n,
    struct list *l)
{
	l->how |= EXTENDED;
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
	l->how |= EXTENDED;
	(void)parse_char(p, '(');
	do {
		if (l->n == PATTERNS)
			return parse_fail(p, "fewer patterns");
		if (!parse_list_mailbox(p, &l->pattern[l->n++]))
			return false;
	} while (parse_peek(p) == ' ' && parse_space(p));
	return parse_char(p, ')');
}

static bool
parse_list(struct parse *p, struct list *l, bool extended)
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
	if ((l->how & SELECT_RECURSIVE) != 0 &&
	    (l->how & (SELECT_SUBSCRIBED | SELECT_USE)) == 0)
		return parse_fail(p, "SUBSCRIBED with RECURSIVEMATCH");
	if (!extended || parse_peek(p) != ' ')
		return true;
	return parse_space(p) &&
	    (parse_word(p, "RETURN") || parse_fail(p, "RETURN")) &&
	    parse_space(p) && parse_options(p, returns, nitems(returns), l);
}

/* Is the name one of those asked for?  The reference comes before each. */
static bool
is_wanted(const struct list *l, const struct naming *n, const char *name,
    size_t len)
{
	char pattern[2 * NAME_SIZE];
	size_t i;

	for (i = 0; i < l->n; i++) {
		const struct text *t = &l->pattern[i];

		if (l->reference.len + t->len > sizeof(pattern))
			continue;	/* longer than any name */
		memcpy(pattern, l->reference.p, l->reference.len);
		memcpy(pattern + l->reference.len, t->p, t->len);
		if (name_match(pattern, l->reference.len + t->len, name, len,
		    n->separator))
			return true;
	}
	return false;
}

static void
attribute(struct out *o, const char *name, bool *first)
{
	if (!*first)
		out_char(o, ' ');
	*first = false;
	out_text(o, name);
}

static void
write_uses(struct out *o, const struct list *l, const struct folder *f,
    bool *first)
{
	unsigned i;

	for (i = 0; i < USE_KINDS; i++)
		if ((f->use & 1u << i) != 0)
			attribute(o, (l->how & AS_XLIST) != 0 &&
			    1u << i == USE_JUNK ? "\\Spam" :
			    use_name(1u << i), first);
	if ((l->how & AS_XLIST) != 0 && f->name[0] == '\0')
		attribute(o, "\\Inbox", first);
}

/* RFC 5258 section 3.5: something below it meets these. */
static const char *
child_info(const struct list *l)
{
	switch (l->how & (SELECT_SUBSCRIBED | SELECT_USE)) {
	case SELECT_SUBSCRIBED:
		return " (\"CHILDINFO\" (\"SUBSCRIBED\"))";
	case SELECT_USE:
		return " (\"CHILDINFO\" (\"SPECIAL-USE\"))";
	default:
		return " (\"CHILDINFO\" (\"SUBSCRIBED\" \"SPECIAL-USE\"))";
	}
}

/* "* LIST (\HasNoChildren) "." name" */
static void
write_line(struct session *s, const struct list *l, const struct folder *f,
    bool children, bool info, const char *name, size_t len)
{
	struct out *o = &s->out;
	bool first = true, lsub = (l->how & AS_LSUB) != 0;

	out_text(o, lsub ? "* LSUB (" : (l->how & AS_XLIST) != 0 ?
	    "* XLIST (" : "* LIST (");
	if (lsub) {
		/* RFC 3501 section 6.3.9: a parent of one that is. */
		if (!f->subscribed)
			attribute(o, "\\Noselect", &first);
	} else {
		if (!f->exists)
			attribute(o, "\\NonExistent \\Noselect", &first);
		attribute(o, children ? "\\HasChildren" : "\\HasNoChildren",
		    &first);
		if ((l->how & NO_ACCESS) != 0)
			attribute(o, "\\NoAccess", &first);
		if (f->subscribed && (l->how & EXTENDED) != 0)
			attribute(o, "\\Subscribed", &first);
		write_uses(o, l, f, &first);
	}
	out_text(o, s->set->naming.separator == '.' ? ") \".\" " :
	    ") \"/\" ");
	out_astring(o, name, len);
	if (info)
		out_text(o, child_info(l));
}

/* Does the folder meet what LIST selects? */
static bool
is_selected(const struct list *l, const struct folder *f)
{
	if ((l->how & SELECT_SUBSCRIBED) != 0 && !f->subscribed)
		return false;
	if ((l->how & SELECT_USE) != 0 && f->use == 0)
		return false;
	if ((l->how & AS_LSUB) != 0)
		return f->subscribed || f->subscribed_below;
	/* What was subscribed to and is gone is no mailbox. */
	return f->exists || f->children ||
	    (l->how & SELECT_SUBSCRIBED) != 0;
}

/* Below INBOX are others, by their names or all of them. */
static bool
inbox_has_children(const struct session *s, const struct list *l)
{
	const struct folder *f = folders_find(&l->folders, ".INBOX");
	size_t i;

	if (strncasecmp(s->set->naming.prefix, "INBOX", 5) != 0)
		return f != NULL && f->children;
	for (i = 0; i < l->folders.n; i++)
		if (l->folders.item[i].name[0] != '\0' &&
		    l->folders.item[i].exists)
			return true;
	return false;
}

/* LSUB "" "%": a parent is listed only where what is below it is not. */
static bool
hides_parent(const struct session *s, const struct list *l,
    const struct folder *f)
{
	const struct folder *end = l->folders.item + l->folders.n, *below;
	size_t len = strlen(f->name), n;
	char name[NAME_SIZE];

	if ((l->how & AS_LSUB) == 0 || f->subscribed)
		return false;
	for (below = f + 1; below < end; below++) {
		if (!below->subscribed ||
		    strncmp(below->name, f->name, len) != 0 ||
		    below->name[len] != '.')
			continue;
		n = name_from_folder(&s->set->naming, below->name,
		    s->out.utf8, name);
		if (n > 0 && !is_wanted(l, &s->set->naming, name, n))
			return false;
	}
	return true;
}

/*
 * RECURSIVEMATCH: does something below it meet what is selected?  *hidden:
 * something that is not listed itself.
 */
static bool
selected_below(const struct session *s, const struct list *l,
    const struct folder *f, bool *hidden)
{
	const struct folder *end = l->folders.item + l->folders.n, *below;
	size_t len = strlen(f->name), n;
	char name[NAME_SIZE];
	bool found = false;

	*hidden = false;
	if ((l->how & SELECT_RECURSIVE) == 0 || len == 0)
		return false;
	for (below = f + 1; below < end && !*hidden &&
	    strncmp(below->name, f->name, len) == 0; below++) {
		if (below->name[len] != '.' || !is_selected(l, below))
			continue;
		found = true;
		n = name_from_folder(&s->set->naming, below->name,
		    s->out.utf8, name);
		*hidden = n > 0 && !is_wanted(l, &s->set->naming, name, n);
	}
	return found;
}

static void
list_one(struct session *s, const struct list *l, const struct folder *f)
{
	char name[NAME_SIZE];
	bool hidden, info;
	size_t len;

	len = name_from_folder(&s->set->naming, f->name, s->out.utf8, name);
	if (len == 0 || !is_wanted(l, &s->set->naming, name, len))
		return;
	info = selected_below(s, l, f, &hidden);
	if ((!is_selected(l, f) && !hidden) || hides_parent(s, l, f))
		return;
	write_line(s, l, f, *f->name == '\0' ? inbox_has_children(s, l) :
	    f->children, info, name, len);
	out_text(&s->out, "\r\n");
	if ((l->how & RETURN_STATUS) != 0 && f->exists)
		(void)status_write(s, f->name, l->status);
}

void
list_tell(struct session *s, const struct folders *all, const char *folder,
    const char *old, bool no_access)
{
	const struct folder none = { .name = NULL };
	const struct folder *f = folders_find(all, folder);
	struct list l = { .how = EXTENDED };
	char name[NAME_SIZE];
	size_t len;

	l.folders = *all;
	len = name_from_folder(&s->set->naming, folder, s->out.utf8, name);
	if (len == 0)
		return;
	if (no_access)
		l.how |= NO_ACCESS;
	if (f == NULL)
		f = &none;
	write_line(s, &l, f, *folder == '\0' ? inbox_has_children(s, &l) :
	    f->children, false, name, len);
	if (old != NULL) {
		len = name_from_folder(&s->set->naming, old, s->out.utf8,
		    name);
		out_text(&s->out, " (\"OLDNAME\" (");
		out_astring(&s->out, name, len);
		out_text(&s->out, "))");
	}
	out_text(&s->out, "\r\n");
}

/* LIST "" "": the separator, and the root of names. */
static void
list_root(struct session *s, const struct list *l)
{
	out_text(&s->out, (l->how & AS_LSUB) != 0 ? "* LSUB" : "* LIST");
	out_text(&s->out, s->set->naming.separator == '.' ?
	    " (\\Noselect) \".\" \"\"\r\n" : " (\\Noselect) \"/\" \"\"\r\n");
}

static void
list(struct session *s, struct parse *p, unsigned how)
{
	const bool extended = how == 0;
	struct list l;
	size_t i;

	memset(&l, 0, sizeof(l));
	l.how = how;
	if (!parse_list(p, &l, extended)) {
		reply_syntax(s, p);
		return;
	}
	if (!command_end(s, p))
		return;
	if (status_has_modseq(l.status))
		condstore_enable(s);
	if (l.n == 1 && l.pattern[0].len == 0 && (l.how & EXTENDED) == 0) {
		list_root(s, &l);
	} else {
		if (folders_read(s->root, &l.folders) == -1) {
			reply_errno(s, "LIST");
			return;
		}
		for (i = 0; i < l.folders.n; i++)
			list_one(s, &l, &l.folders.item[i]);
		folders_free(&l.folders);
	}
	reply_ok(s, "%s completed", s->command->name);
}

void
do_list(struct session *s, struct parse *p)
{
	list(s, p, 0);
}

void
do_lsub(struct session *s, struct parse *p)
{
	list(s, p, AS_LSUB);
}

void
do_xlist(struct session *s, struct parse *p)
{
	list(s, p, AS_XLIST);
}
