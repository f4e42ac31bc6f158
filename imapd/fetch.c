#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "imapd/command.h"
#include "imapd/fetchone.h"
#include "imapd/resync.h"
#include "imapd/result.h"
#include "imapd/session.h"

/*
 * To learn the sizes or dates of more messages than these, those of the whole
 * mailbox are learnt, and kept.
 */
#define FEW	20

struct fetch {
	struct fetcher	 one;
	uint64_t	 changedsince;
	bool		 changed, vanished;	/* the modifiers are there */
	struct result	 partial;	/* likewise, if it was given */
	struct set	 numbers;
	uint32_t	*fresh;		/* UIDs made \Seen by this command */
	size_t		 nfresh;
};

/*
 * "(CHANGEDSINCE n VANISHED PARTIAL -1:-9)" (RFC 7162 sections 3.1.4.1 and
 * 3.2.6, RFC 9394).
 */
static bool
parse_modifiers(struct session *s, struct parse *p, struct fetch *f)
{
	/* RFC 7162 section 3.2.6: VANISHED is BAD anywhere else. */
	bool qresync = s->uid && (s->enabled & ENABLED_QRESYNC) != 0;
	bool partial = s->uid && capability_has(s, "PARTIAL");

	if (parse_peek(p) != ' ')
		return true;
	if (!parse_space(p) || !parse_char(p, '('))
		return false;
	do {
		if (parse_word(p, "CHANGEDSINCE")) {
			f->changed = true;
			if (!parse_space(p) || !parse_number(p, INT64_MAX,
			    &f->changedsince))
				return false;
		} else if (qresync && parse_word(p, "VANISHED")) {
			f->vanished = true;
		} else if (partial && !f->partial.given &&
		    parse_word(p, "PARTIAL")) {
			f->partial.given = true;
			if (!parse_space(p) || !partial_parse(p, &f->partial))
				return false;
		} else {
			return parse_fail(p, "a FETCH modifier");
		}
	} while (parse_peek(p) == ' ' && parse_space(p));
	if (f->vanished && !f->changed)
		return parse_fail(p, "CHANGEDSINCE with VANISHED");
	return parse_char(p, ')');
}

/* RFC 9394 section 3.3. */
static void
take_part(struct fetch *f)
{
	size_t from, n;

	n = result_part(&f->partial, (size_t)set_count(&f->numbers), &from);
	set_part(&f->numbers, from, n);
}

/* RFC 7162 section 3.2.6: of the UIDs asked for, before any FETCH. */
static void
tell_vanished(struct session *s, const struct fetch *f, struct parse *p)
{
	struct set uids;
	size_t i;

	memset(&uids, 0, sizeof(uids));
	if (parse_space(p) && parse_set(p, &uids)) {
		for (i = 0; uids.saved && i < s->saved.n; i++)
			set_add(&uids, s->saved.range[i].from,
			    s->saved.range[i].to);
		set_normalize(&uids, s->view.uidnext - 1);
		resync_vanished(s, &uids, f->changedsince);
	}
	set_free(&uids);
}

/* All sizes, or all dates, if many of these are not known. */
static void
learn(struct session *s, const struct fetch *f)
{
	bool sizes = (f->one.wanted.items & ITEM_SIZE) != 0;
	bool dates = (f->one.wanted.items & ITEM_DATE) != 0;
	unsigned no_size = 0, no_date = 0;
	struct message m;
	size_t r;
	uint32_t i;

	if (!sizes && !dates)
		return;
	for (r = 0; r < f->numbers.n; r++)
		for (i = f->numbers.range[r].from;
		    i <= f->numbers.range[r].to &&
		    no_size <= FEW && no_date <= FEW; i++) {
			if (!view_message(&s->view, i, &m))
				continue;
			no_size += sizes && m.vsize < 0;
			/* Who fills the cache learns it on the way. */
			no_date += dates && m.internaldate < 0 &&
			    (f->one.cached == 0 || m.cache != 0);
		}
	if (no_size > FEW)
		(void)mailbox_sizes(&s->view.mb);
	if (no_date > FEW)
		(void)mailbox_dates(&s->view.mb);
}

static int
compare_uids(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static bool
is_fresh(const struct fetch *f, uint32_t uid)
{
	return f->nfresh > 0 && bsearch(&uid, f->fresh, f->nfresh,
	    sizeof(uid), compare_uids) != NULL;
}

/* RFC 7162 section 3.2: what this command made \Seen is told with it. */
static void
fetch_one(struct session *s, struct fetch *f, uint32_t i)
{
	bool condstore = (s->enabled & ENABLED_CONDSTORE) != 0;
	unsigned more = 0;
	struct message m;

	if (!view_message(&s->view, i, &m) ||
	    (f->changed && m.modseq <= f->changedsince))
		return;
	if (is_fresh(f, m.uid))
		more = ITEM_FLAGS | (condstore ? ITEM_UID | ITEM_MODSEQ : 0u);
	fetcher_write(s, &f->one, i, &m, more);
}

/* RFC 3501 section 6.4.5: what is read is \Seen, at once for all of them. */
static void
make_seen(struct session *s, struct fetch *f)
{
	const struct mailbox_change seen = { .set = FLAG_SEEN };
	struct message m;
	size_t i, n, all;

	if ((f->one.wanted.items & ITEM_SEEN) == 0 || s->view.readonly)
		return;
	f->fresh = view_uids(&s->view, &f->numbers, &all);
	if (f->fresh == NULL)
		return;
	for (i = n = 0; i < all; i++) {
		uint32_t number;

		if (mailbox_find(&s->view.mb, f->fresh[i], &number) &&
		    mailbox_numbers(&s->view.mb, number, &m) &&
		    (m.flags & FLAG_SEEN) == 0 &&
		    (!f->changed || m.modseq > f->changedsince))
			f->fresh[n++] = f->fresh[i];
	}
	f->nfresh = n;
	if (n > 0 && view_store(&s->view, f->fresh, n, &seen, false,
	    NULL) == -1) {
		log_event(LOG_ERR, "seen user=%s error=\"%s\"", s->who.user,
		    strerror(errno));
		f->nfresh = 0;
	}
}

static void
run(struct session *s, struct fetch *f)
{
	size_t r;
	uint32_t i;

	fetcher_plan(&f->one, set_count(&f->numbers));
	learn(s, f);
	make_seen(s, f);
	for (r = 0; r < f->numbers.n; r++)
		for (i = f->numbers.range[r].from;
		    i <= f->numbers.range[r].to && s->io.broken == LINE_OK;
		    i++)
			fetch_one(s, f, i);
	fetcher_end(s, &f->one);
	if (f->one.missing > 0)
		reply_no(s, "[EXPUNGEISSUED] some of the messages are gone");
	else if (f->one.undecoded > 0)
		reply_no(s, "[UNKNOWN-CTE] a part has an unknown encoding");
	else
		reply_ok(s, "FETCH completed");
}

void
do_fetch(struct session *s, struct parse *p)
{
	struct parse again = *p;
	struct fetch f;

	memset(&f, 0, sizeof(f));
	if (!messages_arg(s, p, &f.numbers))
		return;
	if (!fetch_items_parse(p, &f.one.wanted) || !parse_modifiers(s, p, &f))
		reply_syntax(s, p);
	else if (command_end(s, p)) {
		/* RFC 9586 section 3.3: that begins with it. */
		if (s->uid && (s->enabled & ENABLED_UIDONLY) == 0)
			f.one.wanted.items |= ITEM_UID;
		if (f.changed)
			f.one.wanted.items |= ITEM_MODSEQ;
		if ((f.one.wanted.items & ITEM_MODSEQ) != 0)
			condstore_enable(s);
		if (f.vanished)
			tell_vanished(s, &f, &again);
		if (f.partial.given)
			take_part(&f);
		run(s, &f);
	}
	set_free(&f.numbers);
	free(f.fresh);
}
