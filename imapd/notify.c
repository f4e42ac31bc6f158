/* notify: the numbers are those of notify.h. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/scan.h"
#include "imapd/command.h"
#include "imapd/fetchatts.h"
#include "imapd/notify.h"
#include "imapd/resync.h"
#include "imapd/session.h"
#include "imapd/watched.h"

static const struct {
	const char	*name;
	unsigned	 event;
} names[] = {
	{ "MessageNew", EVENT_NEW },
	{ "MessageExpunge", EVENT_EXPUNGE },
	{ "FlagChange", EVENT_FLAGS },
	{ "MailboxName", EVENT_NAME },
	{ "SubscriptionChange", EVENT_SUBSCRIPTION },
	{ "MailboxMetadataChange", EVENT_METADATA },
	{ "ServerMetadataChange", EVENT_SERVER },
};

/* What is being read, for the answer. */
struct reading {
	struct notify	*n;
	bool		 status;
	bool		 selected;	/* that group was there */
	bool		 unknown;	/* an event that we do not have */
	bool		 wrong;		/* section 5: what belongs together */
};

static void
notify_free(struct notify *n)
{
	size_t i;

	if (n == NULL)
		return;
	for (i = 0; i < n->n; i++)
		filter_free(&n->group[i].filter);
	fetch_atts_free(n->atts);
	watched_free(n->watched);
	free(n);
}

void
notify_end(struct session *s)
{
	notify_free(s->notify);
	s->notify = NULL;
}

/* " (UID FLAGS)", if it is there; only of the mailbox selected. */
static bool
parse_atts(struct parse *p, struct reading *r, bool selected)
{
	struct parse at = *p;

	if (!parse_space(&at) || parse_peek(&at) != '(')
		return true;
	*p = at;
	if (!selected || r->n->atts != NULL)
		return parse_fail(p, "no items to fetch");
	return fetch_atts_parse(p, &r->n->atts);
}

static bool
parse_event(struct parse *p, struct reading *r, bool selected,
    unsigned *events)
{
	struct text name;
	size_t i;

	for (i = 0; i < nitems(names); i++)
		if (parse_word(p, names[i].name)) {
			*events |= names[i].event;
			return names[i].event != EVENT_NEW ||
			    parse_atts(p, r, selected);
		}
	r->unknown = true;
	return parse_atom(p, &name);
}

/* Examples of section 3.1 have no parentheses around them. */
static bool
parse_events(struct parse *p, struct reading *r, bool selected,
    unsigned *events)
{
	bool open = parse_peek(p) == '(';

	*events = 0;
	if (parse_word(p, "NONE"))
		return true;
	if (open)
		(void)parse_char(p, '(');
	do {
		if (!parse_event(p, r, selected, events))
			return false;
	} while (parse_peek(p) == ' ' && parse_space(p));
	return !open || parse_char(p, ')');
}

/* Section 5: these only go together. */
static bool
is_whole(unsigned events)
{
	unsigned both = events & (EVENT_NEW | EVENT_EXPUNGE);

	return both == (EVENT_NEW | EVENT_EXPUNGE) ||
	    (events & EVENTS_MESSAGE) == 0;
}

/* "(selected-delayed (MessageNew MessageExpunge))" */
static bool
parse_group(struct session *s, struct parse *p, struct reading *r)
{
	struct notify *n = r->n;
	struct notify_group *g = &n->group[n->n];
	unsigned events;
	bool selected, delayed;

	if (n->n == NOTIFY_GROUPS)
		return parse_fail(p, "fewer groups of events");
	n->n++;
	if (!parse_char(p, '('))
		return false;
	delayed = parse_word(p, "selected-delayed");
	if (!delayed && !filter_parse_one(s, p, &g->filter))
		return false;
	selected = delayed || (g->filter.bits & FILTER_SELECTED) != 0;
	if (!parse_space(p) || !parse_events(p, r, selected, &events) ||
	    !parse_char(p, ')'))
		return false;
	r->wrong |= !is_whole(events) || (selected && (r->selected ||
	    (events & ~(unsigned)EVENTS_MESSAGE) != 0));
	if (selected) {
		r->selected = true;
		n->selected = events;
		n->delayed = delayed;
		filter_free(&g->filter);
		n->n--;			/* it is no other mailbox */
	} else {
		g->events = events;
	}
	return true;
}

/* "SET STATUS (...) (...)", or "NONE". */
static bool
parse_notify(struct session *s, struct parse *p, struct reading *r)
{
	if (!parse_space(p))
		return false;
	if (parse_word(p, "NONE"))
		return true;
	if (!parse_word(p, "SET"))
		return parse_fail(p, "SET or NONE");
	if (!parse_space(p))
		return false;
	if (parse_word(p, "STATUS")) {
		r->status = true;
		if (!parse_space(p))
			return false;
	}
	do {
		if (!parse_group(s, p, r))
			return false;
	} while (parse_peek(p) == ' ' && parse_space(p));
	return true;
}

static void
refuse_events(struct session *s)
{
	size_t i;

	reply_begin(s, "NO");
	out_text(&s->out, "[BADEVENT (");
	for (i = 0; i < nitems(names); i++) {
		if (i > 0)
			out_char(&s->out, ' ');
		out_text(&s->out, names[i].name);
	}
	out_text(&s->out, ")] these are the events we know\r\n");
}

static unsigned
all_events(const struct notify *n)
{
	unsigned events = 0;
	size_t i;

	for (i = 0; i < n->n; i++)
		events |= n->group[i].events;
	return events;
}

/* False: it was answered. */
static bool
begin(struct session *s, struct reading *r)
{
	struct notify *n = r->n, *before = s->notify;

	/* A NOOP is implied; so it is by NONE, which may be the last one. */
	s->notify = NULL;
	if (!session_update(s)) {
		s->notify = before;
		return false;
	}
	s->notify = n;
	if (fetch_atts_modseq(n->atts))
		condstore_enable(s);
	if (all_events(n) != 0 &&
	    (n->watched = watched_begin(s, r->status)) == NULL) {
		s->notify = before;
		if (errno == EOVERFLOW)
			reply_no(s, "[NOTIFICATIONOVERFLOW] these are too "
			    "many mailboxes");
		else
			reply_errno(s, "NOTIFY");
		return false;
	}
	r->n = before;			/* to be freed */
	return true;
}

/* RFC 5465 section 3.1. */
void
do_notify(struct session *s, struct parse *p)
{
	struct reading r = { .n = calloc(1, sizeof(*r.n)) };

	if (r.n == NULL)
		reply_errno(s, "NOTIFY");
	else if (!parse_notify(s, p, &r))
		reply_syntax(s, p);
	else if (!command_end(s, p))
		;			/* answered */
	else if (r.wrong)
		reply_bad(s, "NOTIFY: expected MessageNew and MessageExpunge "
		    "together, and one mailbox selected with nothing else");
	else if (r.unknown)
		refuse_events(s);
	else if (begin(s, &r))
		reply_ok(s, "NOTIFY completed");
	notify_free(r.n);
}

/* 1. */
bool
notify_wants(const struct session *s)
{
	return s->notify == NULL || (s->notify->selected & EVENT_NEW) != 0 ||
	    (s->command != NULL && (s->command->how & COMMAND_EXPUNGES) != 0);
}

/* Section 5.1: with the UID; or not at all. */
unsigned
notify_how(const struct session *s)
{
	if (s->notify == NULL)
		return 0;
	return (s->notify->selected & EVENT_FLAGS) != 0 ? VIEW_UIDS :
	    VIEW_NO_CHANGES;
}

/*
 * Section 6.1.2: rather nothing than half of it, but only while there is
 * something that has to wait.
 */
bool
notify_wants_now(struct session *s, bool idle)
{
	if (!notify_wants(s))
		return false;
	if (idle || s->notify == NULL || !s->notify->delayed ||
	    s->state != STATE_SELECTED)
		return true;
	if (mailbox_changed(&s->view.mb) && mailbox_hear(&s->view.mb) == -1)
		return true;		/* for whoever tells */
	return !view_lost_some(&s->view);
}

/* Section 5.8. */
void
notify_tell(struct session *s)
{
	struct notify *n = s->notify;

	if (n == NULL || n->watched == NULL ||
	    watched_tell(s, n->watched) == 0)
		return;
	log_event(LOG_NOTICE, "notify user=%s error=\"%s\"", s->who.user,
	    strerror(errno));
	out_text(&s->out, "* OK [NOTIFICATIONOVERFLOW] no more "
	    "notifications\r\n");
	watched_free(n->watched);
	n->watched = NULL;
	n->selected = 0;
	while (n->n > 0)
		filter_free(&n->group[--n->n].filter);
}

int
notify_fd(const struct session *s)
{
	return s->notify == NULL || s->notify->watched == NULL ? -1 :
	    watched_fd(s->notify->watched);
}

int64_t
notify_look(const struct session *s)
{
	return s->notify == NULL || s->notify->watched == NULL ? -1 :
	    watched_look(s->notify->watched);
}

void
notify_made(struct session *s, const char *folder, const uint32_t *uids,
    size_t n)
{
	struct notify *y = s->notify;
	size_t i;

	if (s->state == STATE_SELECTED &&
	    strcmp(folder, s->view.folder) == 0) {
		for (i = 0; i < n; i++)
			set_append(&s->made, uids[i]);
	} else if (y != NULL && y->watched != NULL) {
		watched_made(y->watched, folder, uids, n);
	}
}

void
notify_named(struct session *s, const char *folder)
{
	if (s->notify != NULL && s->notify->watched != NULL)
		watched_named(s->notify->watched, folder);
}

void
notify_noted(struct session *s, const char *folder)
{
	if (s->notify != NULL && s->notify->watched != NULL)
		watched_noted(s->notify->watched, folder);
}

void
notify_left(struct session *s)
{
	set_clear(&s->made);
	if (s->notify != NULL && s->notify->watched != NULL)
		watched_left(s->notify->watched, s->view.folder);
}

unsigned
notify_events(const struct notify *n, const struct folder *f)
{
	unsigned events = 0;
	size_t i;

	for (i = 0; i < n->n; i++)
		if (filter_has(&n->group[i].filter, f))
			events |= n->group[i].events;
	return events;
}
