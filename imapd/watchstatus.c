/*
 * watched: what has become of the messages of a folder, as STATUS tells it
 * (RFC 5465); sections are those of it.
 */
#include <errno.h>
#include <string.h>

#include "imapd/list.h"
#include "imapd/session.h"
#include "imapd/status.h"
#include "imapd/watchtable.h"

static bool
is_selected(const struct session *s, const char *folder)
{
	return s->state == STATE_SELECTED &&
	    strcmp(s->view.folder, folder) == 0;
}

/* Section 3.1, STATUS; and of a mailbox made anew. */
static unsigned
all_items(const struct entry *e)
{
	unsigned items = 0;

	if ((e->events & (EVENT_NEW | EVENT_EXPUNGE)) != 0)
		items |= STATUS_MESSAGES | STATUS_UIDNEXT |
		    STATUS_UIDVALIDITY;
	if ((e->events & EVENT_FLAGS) != 0)
		items |= STATUS_UIDVALIDITY | STATUS_HIGHESTMODSEQ;
	return items;
}

/* 2.  All that has come is ours. */
static bool
is_ours(const struct entry *e, const struct mailbox_status *now)
{
	return e->made > 0 && e->first == e->st.uidnext &&
	    e->last - e->first + 1 == e->made && now->uidnext == e->last + 1 &&
	    now->messages == e->st.messages + e->made;
}

/* Sections 5.1 to 5.3: what of the difference is to be told. */
static unsigned
difference(const struct session *s, const struct entry *e,
    const struct mailbox_status *now)
{
	const struct mailbox_status *was = &e->st;
	bool condstore = (s->enabled & ENABLED_CONDSTORE) != 0;
	unsigned items = 0;

	if (was->uidvalidity == 0 && now->messages == 0)
		return 0;
	if (was->uidvalidity != now->uidvalidity)
		return all_items(e) | (condstore ? STATUS_HIGHESTMODSEQ : 0u);
	if (is_ours(e, now))
		return 0;
	if ((e->events & EVENT_NEW) != 0 && (was->messages != now->messages ||
	    was->uidnext != now->uidnext))
		items |= STATUS_MESSAGES | STATUS_UIDNEXT;
	if ((e->events & EVENT_FLAGS) != 0 && was->unseen != now->unseen)
		items |= STATUS_UNSEEN | STATUS_UIDVALIDITY;
	if ((e->events & EVENT_FLAGS) != 0 && condstore &&
	    was->highestmodseq != now->highestmodseq)
		items |= STATUS_UIDVALIDITY;
	if (items != 0 && e->untold)
		items |= all_items(e);
	return items | (condstore && items != 0 ? STATUS_HIGHESTMODSEQ : 0u);
}

/* Section 5.9. */
static void
tell_access(struct session *s, struct entry *e, bool no_access)
{
	struct folders all;

	if (e->no_access == no_access || folders_read(s->root, &all) == -1)
		return;
	e->no_access = no_access;
	list_tell(s, &all, e->name, NULL, no_access);
	folders_free(&all);
}

void
watched_status(struct session *s, struct entry *e, bool status)
{
	struct mailbox_status now;
	struct mailbox mb;
	unsigned items;

	e->dirty = false;
	if (is_selected(s, e->name)) {
		e->known = false;
		return;
	}
	if (mailbox_open(&mb, s->root, e->name,
	    *e->name == '\0' ? MAILBOX_CREATE : 0) == -1) {
		if (errno == EACCES || errno == EPERM)
			tell_access(s, e, true);
		return;
	}
	tell_access(s, e, false);
	mailbox_status(&mb, &now);
	items = status ? all_items(e) : e->known ? difference(s, e, &now) : 0;
	if (items != 0)
		status_write_values(s, &mb, e->name, items);
	mailbox_close(&mb);
	e->untold = items == 0 && e->known &&
	    (e->untold || e->st.uidvalidity == 0);
	e->st = now;
	e->known = true;
	e->made = 0;
}
