/* LIST, LSUB and XLIST: the folders that are asked for. */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "imapd/command.h"
#include "imapd/folder.h"
#include "imapd/list.h"
#include "imapd/listargs.h"
#include "imapd/resync.h"
#include "imapd/session.h"
#include "imapd/status.h"
#include "imapd/use.h"

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
			attribute(o, (l->how & LIST_AS_XLIST) != 0 &&
			    1u << i == USE_JUNK ? "\\Spam" :
			    use_name(1u << i), first);
	if ((l->how & LIST_AS_XLIST) != 0 && f->name[0] == '\0')
		attribute(o, "\\Inbox", first);
}

/* RFC 5258 section 3.5: something below it meets these. */
static const char *
child_info(const struct list *l)
{
	switch (l->how & (LIST_SUBSCRIBED | LIST_USE)) {
	case LIST_SUBSCRIBED:
		return " (\"CHILDINFO\" (\"SUBSCRIBED\"))";
	case LIST_USE:
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
	bool first = true, lsub = (l->how & LIST_AS_LSUB) != 0;

	out_text(o, lsub ? "* LSUB (" : (l->how & LIST_AS_XLIST) != 0 ?
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
		if ((l->how & LIST_NO_ACCESS) != 0)
			attribute(o, "\\NoAccess", &first);
		if (f->subscribed && (l->how & LIST_EXTENDED) != 0)
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
	if ((l->how & LIST_SUBSCRIBED) != 0 && !f->subscribed)
		return false;
	if ((l->how & LIST_USE) != 0 && f->use == 0)
		return false;
	if ((l->how & LIST_AS_LSUB) != 0)
		return f->subscribed || f->subscribed_below;
	/* What was subscribed to and is gone is no mailbox. */
	return f->exists || f->children ||
	    (l->how & LIST_SUBSCRIBED) != 0;
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

	if ((l->how & LIST_AS_LSUB) == 0 || f->subscribed)
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
	if ((l->how & LIST_RECURSIVE) == 0 || len == 0)
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
	if ((l->how & LIST_STATUS) != 0 && f->exists)
		(void)status_write(s, f->name, l->status);
}

void
list_tell(struct session *s, const struct folders *all, const char *folder,
    const char *old, bool no_access)
{
	const struct folder none = { .name = NULL };
	const struct folder *f = folders_find(all, folder);
	struct list l = { .how = LIST_EXTENDED };
	char name[NAME_SIZE];
	size_t len;

	l.folders = *all;
	len = name_from_folder(&s->set->naming, folder, s->out.utf8, name);
	if (len == 0)
		return;
	if (no_access)
		l.how |= LIST_NO_ACCESS;
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
	out_text(&s->out, (l->how & LIST_AS_LSUB) != 0 ? "* LSUB" : "* LIST");
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
	if (!list_parse(p, &l, extended)) {
		reply_syntax(s, p);
		return;
	}
	if (!command_end(s, p))
		return;
	if (status_has_modseq(l.status))
		condstore_enable(s);
	if (l.n == 1 && l.pattern[0].len == 0 &&
	    (l.how & LIST_EXTENDED) == 0) {
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
	list(s, p, LIST_AS_LSUB);
}

void
do_xlist(struct session *s, struct parse *p)
{
	list(s, p, LIST_AS_XLIST);
}
