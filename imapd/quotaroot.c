/* GETQUOTA and GETQUOTAROOT (RFC 9208): the one quota root is "". */
#include <string.h>

#include "common/quota.h"
#include "imapd/command.h"
#include "imapd/folder.h"
#include "imapd/session.h"

enum { UNIT = 1024 };		/* RFC 9208 section 5.1 */

static int64_t
units(int64_t bytes)
{
	return bytes > 0 ? (bytes + UNIT - 1) / UNIT : 0;
}

static void
resource(struct out *o, const char *name, int64_t used, int64_t limit,
    bool *first)
{
	if (limit <= 0)
		return;
	if (!*first)
		out_char(o, ' ');
	*first = false;
	out_text(o, name);
	out_char(o, ' ');
	out_number(o, (uint64_t)(used > 0 ? used : 0));
	out_char(o, ' ');
	out_number(o, (uint64_t)limit);
}

static void
write_quota(struct out *o, const struct quota *q)
{
	bool first = true;

	out_text(o, "* QUOTA \"\" (");
	resource(o, "STORAGE", units(q->bytes), q->max_bytes / UNIT, &first);
	resource(o, "MESSAGE", q->count, q->max_count, &first);
	out_text(o, ")\r\n");
}

void
do_getquota(struct session *s, struct parse *p)
{
	struct quota q;
	struct text root;

	if (!parse_space(p) || !parse_astring(p, &root)) {
		reply_syntax(s, p);
		return;
	}
	if (!command_end(s, p))
		return;
	if (root.len > 0 || quota_read(s->root, &q) != 1) {
		reply_no(s, "[NONEXISTENT] there is no such quota root");
		return;
	}
	write_quota(&s->out, &q);
	reply_ok(s, "GETQUOTA completed");
}

void
do_getquotaroot(struct session *s, struct parse *p)
{
	char folder[NAME_FOLDER], name[NAME_SIZE];
	struct quota q;
	size_t len;
	int r;

	if (!folder_arg(s, p, folder) || !command_end(s, p))
		return;
	if (!folder_exists(s->root, folder)) {
		reply_no(s, "[NONEXISTENT] there is no such mailbox");
		return;
	}
	r = quota_counts(folder) ? quota_read(s->root, &q) : 0;
	len = name_from_folder(&s->set->naming, folder, s->out.utf8, name);
	out_text(&s->out, "* QUOTAROOT ");
	out_astring(&s->out, name, len);
	out_text(&s->out, r == 1 ? " \"\"\r\n" : "\r\n");
	if (r == 1)
		write_quota(&s->out, &q);
	reply_ok(s, "GETQUOTAROOT completed");
}
