/* annotate: see annotate.h. */
#include <stdlib.h>

#include "imapd/annotate.h"
#include "imapd/command.h"
#include "imapd/folder.h"
#include "imapd/session.h"

/* RFC 6154 section 4. */
#define SPECIAL_USE	"/private/specialuse"

struct annotate *
annotate_begin(struct session *s)
{
	struct annotate *a = calloc(1, sizeof(*a));

	if (a == NULL)
		reply_errno(s, "METADATA");
	else
		a->maxsize = INT64_MAX;
	return a;
}

bool
annotate_mailbox(struct session *s, struct parse *p, struct annotate *a)
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

bool
annotate_entry(struct parse *p, struct annotate *a)
{
	struct text *t = &a->entry[a->n];

	if (a->n == ANNOTATE_NAMES)
		return parse_fail(p, "fewer entries");
	if (!parse_astring(p, t))
		return false;
	a->n++;
	/* To ask for all of them is allowed. */
	return metadata_name_ok(t->p, t->len) || text_is(t, "/private") ||
	    text_is(t, "/shared") ||
	    parse_fail(p, "an entry below /private or /shared");
}

bool
annotate_is_use(const struct annotate *a, const struct text *entry)
{
	return !a->server && text_is(entry, SPECIAL_USE);
}

bool
annotate_is_there(struct session *s, const struct annotate *a)
{
	if (a->server || folder_exists(s->root, a->folder))
		return true;
	reply_no(s, "[NONEXISTENT] there is no such mailbox");
	return false;
}
