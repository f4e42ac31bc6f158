/* GETMETADATA (RFC 5464 section 4.2). */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "imapd/annotate.h"
#include "imapd/command.h"
#include "imapd/folder.h"
#include "imapd/session.h"
#include "imapd/use.h"

enum { USES = 32 * USE_KINDS };		/* bytes of all their names */

/* "(MAXSIZE 1024 DEPTH infinity)" */
static bool
parse_options(struct parse *p, struct annotate *a)
{
	if (!parse_char(p, '('))
		return false;
	do {
		if (parse_word(p, "MAXSIZE")) {
			if (!parse_space(p) ||
			    !parse_number(p, INT64_MAX, &a->maxsize))
				return false;
		} else if (parse_word(p, "DEPTH")) {
			if (!parse_space(p))
				return false;
			if (parse_word(p, "infinity"))
				a->depth = INT_MAX;
			else if (parse_word(p, "1"))
				a->depth = 1;
			else if (parse_word(p, "0"))
				a->depth = 0;
			else
				return parse_fail(p, "0, 1 or infinity");
		} else {
			return parse_fail(p, "MAXSIZE or DEPTH");
		}
	} while (parse_peek(p) == ' ' && parse_space(p));
	return parse_char(p, ')');
}

/* In parentheses, or, as in the examples of section 4.4, without. */
static bool
parse_entries(struct parse *p, struct annotate *a)
{
	bool open = parse_peek(p) == '(';

	if (open)
		(void)parse_char(p, '(');
	do {
		if (!annotate_entry(p, a))
			return false;
	} while (parse_peek(p) == ' ' && parse_space(p));
	return !open || parse_char(p, ')');
}

/* Options come before the mailbox in the grammar, behind it in examples. */
static bool
is_options(const struct parse *p)
{
	struct parse at = *p;

	return parse_peek(&at) == '(' && parse_char(&at, '(') &&
	    (parse_word(&at, "MAXSIZE") || parse_word(&at, "DEPTH"));
}

static void
write_entry(struct session *s, struct annotate *a, const char *name,
    size_t name_len, const char *value, size_t len)
{
	struct out *o = &s->out;

	if (value != NULL && len > a->maxsize) {
		if (len > a->longest)
			a->longest = len;
		return;
	}
	if (a->first) {
		out_text(o, "* METADATA ");
		out_string(o, a->name, strlen(a->name));
		out_text(o, " (");
	} else {
		out_char(o, ' ');
	}
	a->first = false;
	out_astring(o, name, name_len);
	out_char(o, ' ');
	if (value != NULL && len > 0 && memchr(value, '\0', len) != NULL) {
		out_text(o, "~{");
		out_number(o, len);
		out_text(o, "}\r\n");
		out_bytes(o, value, len);
	} else {
		out_nstring(o, value, len);
	}
}

/* What the folder is for, as LIST tells it; 0: nothing special. */
static unsigned
find_use(struct session *s, const char *folder)
{
	const struct folder *f;
	struct folders all;
	unsigned use = 0;

	if (folders_read(s->root, &all) == -1)
		return 0;
	f = folders_find(&all, folder);
	if (f != NULL)
		use = f->use;
	folders_free(&all);
	return use;
}

static void
write_use(struct session *s, struct annotate *a, const struct text *entry)
{
	unsigned use = find_use(s, a->folder), kind;
	char text[USES] = "";
	size_t len = 0;

	for (kind = 0; kind < USE_KINDS; kind++)
		if ((use & 1u << kind) != 0)
			len += (size_t)snprintf(text + len, USES - len,
			    "%s%s", len > 0 ? " " : "", use_name(1u << kind));
	write_entry(s, a, entry->p, entry->len, use != 0 ? text : NULL, len);
}

/* An entry, and what is below it as far as is wanted. */
static void
get_entry(struct session *s, struct annotate *a, const struct text *entry)
{
	const struct annotation *item;
	bool found = false;
	size_t i;
	int depth;

	if (annotate_is_use(a, entry)) {
		write_use(s, a, entry);
		return;
	}
	for (i = 0; i < a->data.n; i++) {
		item = &a->data.item[i];
		depth = metadata_depth(item->name, item->name_len, entry->p,
		    entry->len);
		if (depth < 0 || depth > a->depth)
			continue;
		found = true;
		write_entry(s, a, item->name, item->name_len, item->value,
		    item->len);
	}
	if (!found && a->depth == 0)
		write_entry(s, a, entry->p, entry->len, NULL, 0);
}

static void
get(struct session *s, struct annotate *a)
{
	size_t i;

	if (!annotate_is_there(s, a))
		return;
	if (metadata_read(s->root, a->server ? NULL : a->folder,
	    &a->data) == -1) {
		reply_errno(s, "GETMETADATA");
		return;
	}
	a->first = true;
	for (i = 0; i < a->n; i++)
		get_entry(s, a, &a->entry[i]);
	if (!a->first)
		out_text(&s->out, ")\r\n");
	metadata_free(&a->data);
	if (a->longest > 0)
		reply_ok(s, "[METADATA LONGENTRIES %llu] GETMETADATA "
		    "completed", (unsigned long long)a->longest);
	else
		reply_ok(s, "GETMETADATA completed");
}

void
do_getmetadata(struct session *s, struct parse *p)
{
	struct annotate *a = annotate_begin(s);
	struct parse at = *p;

	if (a == NULL)
		return;
	if (parse_space(&at) && is_options(&at)) {
		*p = at;
		if (!parse_options(p, a)) {
			reply_syntax(s, p);
			goto out;
		}
	}
	if (!annotate_mailbox(s, p, a))
		goto out;
	if (!parse_space(p) || (is_options(p) &&
	    (!parse_options(p, a) || !parse_space(p))) ||
	    !parse_entries(p, a))
		reply_syntax(s, p);
	else if (command_end(s, p))
		get(s, a);
out:
	free(a);
}
