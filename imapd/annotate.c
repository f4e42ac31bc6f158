/* GETMETADATA and SETMETADATA (RFC 5464). */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/highwater.h"
#include "imapd/command.h"
#include "imapd/folder.h"
#include "imapd/metadata.h"
#include "imapd/notify.h"
#include "imapd/session.h"
#include "imapd/use.h"

/* RFC 6154 section 4. */
#define SPECIAL_USE	"/private/specialuse"

enum { NAMES = 64, USES = 32 * USE_KINDS };

/* One command. */
struct annotate {
	bool		 server;	/* the mailbox name was "" */
	char		 folder[NAME_FOLDER];
	char		 name[NAME_SIZE];
	uint64_t	 maxsize;
	int		 depth;
	struct text	 entry[NAMES];
	struct text	 value[NAMES];
	size_t		 n;
	struct metadata	 data;
	uint64_t	 longest;	/* of those larger than maxsize */
	bool		 first;
};

/* False: it was answered. */
static bool
mailbox_arg(struct session *s, struct parse *p, struct annotate *a)
{
	struct parse again = *p;
	struct text name;

	if (parse_space(&again) && parse_peek(&again) == '"' &&
	    parse_astring(&again, &name) && name.len == 0) {
		*p = again;
		a->server = true;
		return true;
	}
	if (!folder_arg(s, p, a->folder))
		return false;
	(void)name_from_folder(&s->set->naming, a->folder, s->out.utf8,
	    a->name);
	return true;
}

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

static bool
parse_entry(struct parse *p, struct annotate *a)
{
	struct text *t = &a->entry[a->n];

	if (a->n == NAMES)
		return parse_fail(p, "fewer entries");
	if (!parse_astring(p, t))
		return false;
	a->n++;
	/* To ask for all of them is allowed. */
	return metadata_name_ok(t->p, t->len) || text_is(t, "/private") ||
	    text_is(t, "/shared") ||
	    parse_fail(p, "an entry below /private or /shared");
}

/* In parentheses, or, as in the examples of section 4.4, without. */
static bool
parse_entries(struct parse *p, struct annotate *a)
{
	bool open = parse_peek(p) == '(';

	if (open)
		(void)parse_char(p, '(');
	do {
		if (!parse_entry(p, a))
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

static bool
is_use(const struct annotate *a, const struct text *entry)
{
	return !a->server && text_is(entry, SPECIAL_USE);
}

/* An entry, and what is below it as far as is wanted. */
static void
get_entry(struct session *s, struct annotate *a, const struct text *entry)
{
	const struct annotation *item;
	bool found = false;
	size_t i;
	int depth;

	if (is_use(a, entry)) {
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

/* False: it was answered. */
static bool
is_there(struct session *s, const struct annotate *a)
{
	if (a->server || folder_exists(s->root, a->folder))
		return true;
	reply_no(s, "[NONEXISTENT] there is no such mailbox");
	return false;
}

static void
get(struct session *s, struct annotate *a)
{
	size_t i;

	if (!is_there(s, a))
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
		reply_ok(s, "[METADATA LONGENTRIES %llu] GETMETADATA completed",
		    (unsigned long long)a->longest);
	else
		reply_ok(s, "GETMETADATA completed");
}

/* It is too large for the stack. */
static struct annotate *
begin(struct session *s)
{
	struct annotate *a = calloc(1, sizeof(*a));

	if (a == NULL)
		reply_errno(s, "METADATA");
	else
		a->maxsize = INT64_MAX;
	return a;
}

void
do_getmetadata(struct session *s, struct parse *p)
{
	struct annotate *a = begin(s);
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
	if (!mailbox_arg(s, p, a))
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

static bool
parse_value(struct parse *p, struct text *value)
{
	if (parse_word(p, "NIL")) {
		value->p = NULL;
		value->len = 0;
		return true;
	}
	return parse_binary(p, value);
}

/* "(/private/comment "text" /shared/comment NIL)" */
static bool
parse_pairs(struct parse *p, struct annotate *a)
{
	if (!parse_space(p) || !parse_char(p, '('))
		return false;
	do {
		if (!parse_entry(p, a) || !parse_space(p) ||
		    !parse_value(p, &a->value[a->n - 1]))
			return false;
		if (!metadata_name_ok(a->entry[a->n - 1].p,
		    a->entry[a->n - 1].len))
			return parse_fail(p, "the name of an entry");
	} while (parse_peek(p) == ' ' && parse_space(p));
	return parse_char(p, ')');
}

/* "\Sent \Archive".  False: it was answered. */
static bool
set_use(struct session *s, const struct annotate *a, const struct text *value)
{
	unsigned use = 0, bit;
	size_t from = 0, to;

	for (from = 0; from < value->len; from = to + 1) {
		struct text word = { value->p + from, 0 };

		for (to = from; to < value->len && value->p[to] != ' '; to++)
			word.len++;
		bit = use_bit(&word);
		if (bit == 0) {
			reply_no(s, "[USEATTR] we know no such use");
			return false;
		}
		use |= bit;
	}
	if (*a->folder == '\0' && use != 0) {
		reply_no(s, "[USEATTR] not INBOX");
		return false;
	}
	if (use_set(s->root, a->folder, use) == 0)
		return true;
	reply_errno(s, "SETMETADATA");
	return false;
}

/* All of them or none.  False: it was answered. */
static bool
apply(struct session *s, struct annotate *a)
{
	const struct text *use = NULL;
	size_t i;

	for (i = 0; i < a->n; i++) {
		if (is_use(a, &a->entry[i])) {
			use = &a->value[i];
			continue;
		}
		if (a->value[i].len > METADATA_VALUE) {
			reply_no(s, "[METADATA MAXSIZE %d] that is too long",
			    METADATA_VALUE);
			return false;
		}
		if (!metadata_set(&a->data, a->entry[i].p, a->entry[i].len,
		    a->value[i].p, a->value[i].len)) {
			reply_no(s, "[METADATA TOOMANY] no more entries");
			return false;
		}
	}
	return use == NULL || set_use(s, a, use);
}

/* RFC 7162 section 3.2: the mailbox's modseq moves on. */
static void
touch(struct session *s, const struct annotate *a)
{
	struct mailbox mb;

	if (!a->server && mailbox_open(&mb, s->root, a->folder, 0) == 0) {
		(void)mailbox_touch(&mb);
		mailbox_close(&mb);
	}
}

/* Under the lock of the account.  False: it was answered. */
static bool
change(struct session *s, struct annotate *a)
{
	const char *folder = a->server ? NULL : a->folder;
	int lock = lock_open(s->root);
	bool done = false;

	if (lock == -1 ||
	    lock_set(lock, LOCK_ACCOUNT, F_WRLCK, true) == -1 ||
	    metadata_read(s->root, folder, &a->data) == -1)
		reply_errno(s, "SETMETADATA");
	else if (apply(s, a)) {
		done = metadata_write(s->root, folder, &a->data) == 0;
		if (!done)
			reply_errno(s, "SETMETADATA");
	}
	metadata_free(&a->data);
	if (lock != -1)
		close(lock);
	return done;
}

static void
set(struct session *s, struct annotate *a)
{
	if (!is_there(s, a) || !change(s, a))
		return;
	touch(s, a);
	notify_noted(s, a->server ? NULL : a->folder);
	reply_ok(s, "SETMETADATA completed");
}

void
do_setmetadata(struct session *s, struct parse *p)
{
	struct annotate *a = begin(s);

	if (a == NULL)
		return;
	if (mailbox_arg(s, p, a)) {
		if (!parse_pairs(p, a))
			reply_syntax(s, p);
		else if (command_end(s, p))
			set(s, a);
	}
	free(a);
}
