#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "imapd/command.h"
#include "imapd/expunge.h"
#include "imapd/session.h"

/* Is there anything to look for?  A view of old cannot tell. */
static bool
none_deleted(struct session *s)
{
	struct mailbox_status st;

	mailbox_status(&s->view.mb, &st);
	return s->view.mb.view == s->view.mb.now && st.deleted == 0;
}

int
expunge_deleted(struct session *s, const struct set *numbers)
{
	uint32_t *uids = NULL, i;
	size_t n = 0, size = 0;
	struct message m;
	int r, e;

	if (none_deleted(s))
		return 0;
	for (i = 1; i <= s->view.count; i++) {
		if (!view_message(&s->view, i, &m) ||
		    (m.flags & FLAG_DELETED) == 0 ||
		    (numbers != NULL && !set_has(numbers, i)))
			continue;
		if (n == size) {
			uint32_t *more;

			size = size > 0 ? size * 2 : 64;
			more = reallocarray(uids, size, sizeof(*uids));
			if (more == NULL) {
				free(uids);
				return -1;
			}
			uids = more;
		}
		uids[n++] = m.uid;
	}
	r = mailbox_expunge(&s->view.mb, uids, n, NULL);
	e = errno;
	free(uids);
	errno = e;
	return r;
}

/* RFC 7162 section 3.2.7. */
void
expunge_reply_ok(struct session *s, uint64_t before, const char *text)
{
	if (!session_update(s))
		return;
	if ((s->enabled & ENABLED_QRESYNC) != 0 && s->view.modseq != before)
		reply_ok(s, "[HIGHESTMODSEQ %llu] %s",
		    (unsigned long long)s->view.modseq, text);
	else
		reply_ok(s, "%s", text);
}

/* RFC 9051 section 6.4.3; with UIDs, RFC 4315 section 2.1. */
void
do_expunge(struct session *s, struct parse *p)
{
	uint64_t before = s->view.modseq;
	struct set numbers;
	int r;

	memset(&numbers, 0, sizeof(numbers));
	if (s->uid && !messages_arg(s, p, &numbers))
		return;
	if (!command_end(s, p)) {
		set_free(&numbers);
		return;
	}
	if (s->view.readonly) {
		reply_no(s, "[NOPERM] the mailbox is read-only");
	} else {
		r = expunge_deleted(s, s->uid ? &numbers : NULL);
		if (r == -1)
			reply_errno(s, "EXPUNGE");
		else if (session_update(s) && r > 0)
			reply_no(s, "[SERVERBUG] %d messages could not be "
			    "removed", r);
		else if (s->state != STATE_DONE)
			expunge_reply_ok(s, before, "EXPUNGE completed");
	}
	set_free(&numbers);
}
