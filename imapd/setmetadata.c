/* SETMETADATA (RFC 5464 section 4.3). */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/highwater.h"
#include "imapd/annotate.h"
#include "imapd/command.h"
#include "imapd/notify.h"
#include "imapd/session.h"
#include "imapd/use.h"

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
		if (!annotate_entry(p, a) || !parse_space(p) ||
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
		if (annotate_is_use(a, &a->entry[i])) {
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
	if (!annotate_is_there(s, a) || !change(s, a))
		return;
	touch(s, a);
	notify_noted(s, a->server ? NULL : a->folder);
	reply_ok(s, "SETMETADATA completed");
}

void
do_setmetadata(struct session *s, struct parse *p)
{
	struct annotate *a = annotate_begin(s);

	if (a == NULL)
		return;
	if (annotate_mailbox(s, p, a)) {
		if (!parse_pairs(p, a))
			reply_syntax(s, p);
		else if (command_end(s, p))
			set(s, a);
	}
	free(a);
}
