#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/scan.h"
#include "imapd/bodystructure.h"
#include "imapd/cache.h"
#include "imapd/command.h"
#include "imapd/content.h"
#include "imapd/date.h"
#include "imapd/envelope.h"
#include "imapd/fetch.h"
#include "imapd/header.h"
#include "imapd/mime.h"
#include "imapd/preview.h"
#include "imapd/resync.h"
#include "imapd/result.h"
#include "imapd/section.h"
#include "imapd/session.h"

/*
 * To learn the sizes or dates of more messages than these, those of the whole
 * mailbox are learnt, and kept.
 */
#define FEW	20

/* Messages that are read for PREVIEW (LAZY). */
#define LAZY_MAX	100

enum {
	ITEM_UID	= 1 << 0,
	ITEM_MODSEQ	= 1 << 1,
	ITEM_FLAGS	= 1 << 2,
	ITEM_DATE	= 1 << 3,
	ITEM_SIZE	= 1 << 4,
	ITEM_ENVELOPE	= 1 << 5,
	ITEM_BODY	= 1 << 6,
	ITEM_STRUCTURE	= 1 << 7,
	ITEM_SEEN	= 1 << 8,	/* makes messages \Seen */
	ITEM_SAVEDATE	= 1 << 9,	/* RFC 8514 */
	ITEM_EMAILID	= 1 << 10,	/* RFC 8474 */
	ITEM_THREADID	= 1 << 11,
	ITEM_PREVIEW	= 1 << 12,	/* RFC 8970 */
	ITEM_LAZY	= 1 << 13,

	ITEMS_CONTENT	= ITEM_ENVELOPE | ITEM_BODY | ITEM_STRUCTURE,
	ITEMS_FAST	= ITEM_FLAGS | ITEM_DATE | ITEM_SIZE
};

struct fetch {
	unsigned	 items;
	struct sections	 sections;
	uint64_t	 changedsince;
	bool		 changed, vanished;	/* the modifiers are there */
	struct result	 partial;	/* likewise, if it was given */
	struct set	 numbers;
	uint32_t	*fresh;		/* UIDs made \Seen by this command */
	size_t		 nfresh;
	unsigned	 want;		/* CACHE_ bits that answer some of it */
	bool		 whole;		/* or not: the message is needed */
	struct kept	 kept;
	struct content	 content;
	struct mime	 mime;
	unsigned	 missing;	/* messages that are gone */
	unsigned	 undecoded;	/* ... or of an unknown encoding */
	bool		 lazy;		/* no PREVIEW now */
	bool		 repaired;	/* a wrong size was logged already */
};

/* What a word means, longer ones first. */
static const struct word {
	const char	*name;
	unsigned	 items;
} words[] = {
	{ "FLAGS",		ITEM_FLAGS },
	{ "UID",		ITEM_UID },
	{ "INTERNALDATE",	ITEM_DATE },
	{ "RFC822.SIZE",	ITEM_SIZE },
	{ "ENVELOPE",		ITEM_ENVELOPE },
	{ "BODYSTRUCTURE",	ITEM_STRUCTURE },
	{ "MODSEQ",		ITEM_MODSEQ },
	{ "SAVEDATE",		ITEM_SAVEDATE },
	{ "EMAILID",		ITEM_EMAILID },
	{ "THREADID",		ITEM_THREADID },
};

/* RFC 9051 section 6.4.5; only alone, not in a list. */
static const struct word macros[] = {
	{ "ALL",	ITEMS_FAST | ITEM_ENVELOPE },
	{ "FAST",	ITEMS_FAST },
	{ "FULL",	ITEMS_FAST | ITEM_ENVELOPE | ITEM_BODY },
};

/* "BODY" and what can follow it. */
static bool
parse_body(struct parse *p, struct fetch *f)
{
	if (parse_word(p, "BODY.PEEK"))
		return parse_section(p, &f->sections);
	if (parse_word(p, "BINARY.SIZE"))
		return parse_binary_section(p, &f->sections, true);
	if (parse_word(p, "BINARY.PEEK"))
		return parse_binary_section(p, &f->sections, false);
	if (parse_word(p, "BINARY")) {
		f->items |= ITEM_SEEN;
		return parse_binary_section(p, &f->sections, false);
	}
	if (!parse_word(p, "BODY"))
		return parse_fail(p, "an item to fetch");
	if (parse_peek(p) != '[') {
		f->items |= ITEM_BODY;
		return true;
	}
	f->items |= ITEM_SEEN;
	return parse_section(p, &f->sections);
}

/* "PREVIEW (LAZY)" (RFC 8970 section 3) */
static bool
parse_preview(struct parse *p, struct fetch *f)
{
	struct parse at = *p;

	f->items |= ITEM_PREVIEW;
	/* In the list of items a parenthesis can be nothing else. */
	if (!parse_space(&at) || parse_peek(&at) != '(' ||
	    !parse_char(&at, '(') || !parse_word(&at, "LAZY"))
		return true;
	*p = at;
	f->items |= ITEM_LAZY;
	return parse_char(p, ')');
}

static bool
parse_item(struct parse *p, struct fetch *f)
{
	size_t i;

	for (i = 0; i < nitems(words); i++)
		if (parse_word(p, words[i].name)) {
			f->items |= words[i].items;
			return true;
		}
	if (parse_word(p, "RFC822.HEADER"))
		return section_add(p, &f->sections, "RFC822.HEADER",
		    SECTION_HEADER);
	if (parse_word(p, "RFC822.TEXT")) {
		f->items |= ITEM_SEEN;
		return section_add(p, &f->sections, "RFC822.TEXT",
		    SECTION_TEXT);
	}
	if (parse_word(p, "RFC822")) {
		f->items |= ITEM_SEEN;
		return section_add(p, &f->sections, "RFC822", SECTION_ALL);
	}
	if (parse_word(p, "PREVIEW"))
		return parse_preview(p, f);
	return parse_body(p, f);
}

/* "(item item)" */
static bool
parse_items_list(struct parse *p, struct fetch *f)
{
	(void)parse_char(p, '(');
	do {
		if (!parse_item(p, f))
			return false;
	} while (parse_peek(p) == ' ' && parse_space(p));
	return parse_char(p, ')');
}

/* "(item item)", an item, or a macro. */
static bool
parse_items(struct parse *p, struct fetch *f)
{
	size_t i;

	if (!parse_space(p))
		return false;
	for (i = 0; i < nitems(macros); i++)
		if (parse_word(p, macros[i].name)) {
			f->items = macros[i].items;
			return true;
		}
	return parse_peek(p) != '(' ? parse_item(p, f) :
	    parse_items_list(p, f);
}

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
	bool sizes = (f->items & ITEM_SIZE) != 0;
	bool dates = (f->items & ITEM_DATE) != 0;
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
			    (f->want == 0 || m.cache != 0);
		}
	if (no_size > FEW)
		(void)mailbox_sizes(&s->view.mb);
	if (no_date > FEW)
		(void)mailbox_dates(&s->view.mb);
}

/* Opens message number i.  False: it is gone, or cannot be read. */
static bool
open_content(struct session *s, struct fetch *f, uint32_t i)
{
	int fd = mailbox_openat(&s->view.mb, i - 1), r;

	if (fd == -1) {
		if (errno != ENOENT)
			log_event(LOG_ERR, "message user=%s number=%u "
			    "error=\"open: %s\"", s->who.user, i,
			    strerror(errno));
		return false;
	}
	r = content_open(&f->content, fd);
	close(fd);
	if (r == -1)
		log_event(LOG_ERR, "message user=%s number=%u "
		    "error=\"read: %s\"", s->who.user, i, strerror(errno));
	return r == 0;
}

/* I-5: what the index says and what is sent must be the same. */
static uint64_t
true_size(struct session *s, struct fetch *f, const struct message *m)
{
	uint64_t octets = content_octets(f->content.p, f->content.len);

	f->content.octets = octets;
	if ((int64_t)octets == m->vsize)
		return octets;
	if (m->vsize >= 0 && !f->repaired) {
		log_event(LOG_NOTICE, "size-repaired user=%s uid=%u "
		    "octets=%llu", s->who.user, m->uid,
		    (unsigned long long)octets);
		f->repaired = true;
	}
	(void)mailbox_repair_size(&s->view.mb, m->uid,
	    (int64_t)f->content.len, (int64_t)octets);
	return octets;
}

/* What of it the cache may have, and whether anything else is needed. */
static void
plan(struct fetch *f)
{
	size_t i;

	/* RFC 8970 section 4.1: not where it would take long. */
	f->lazy = (f->items & ITEM_LAZY) != 0 &&
	    set_count(&f->numbers) > LAZY_MAX;
	f->whole = (f->items & ITEM_BODY) != 0 ||
	    ((f->items & ITEM_PREVIEW) != 0 && !f->lazy);
	if ((f->items & ITEM_ENVELOPE) != 0)
		f->want |= CACHE_ENVELOPE;
	if ((f->items & ITEM_STRUCTURE) != 0)
		f->want |= CACHE_STRUCTURE;
	if ((f->items & ITEM_EMAILID) != 0)
		f->want |= CACHE_EMAILID;
	for (i = 0; i < f->sections.n; i++) {
		f->sections.item[i].kept = section_is_kept(&f->sections, i);
		if (f->sections.item[i].kept)
			f->want |= CACHE_FIELDS;
		else
			f->whole = true;
	}
}

/* Is there anything that only the message itself can tell? */
static bool
needs_content(const struct fetch *f, const struct message *m)
{
	return f->whole || ((f->items & ITEM_SIZE) != 0 && m->vsize < 0) ||
	    ((f->want & CACHE_ENVELOPE) != 0 && f->kept.envelope == NULL) ||
	    ((f->want & CACHE_STRUCTURE) != 0 && f->kept.structure == NULL);
}

static bool
needs_mime(const struct fetch *f)
{
	return (f->items & ITEM_BODY) != 0 ||
	    ((f->items & ITEM_PREVIEW) != 0 && !f->lazy) ||
	    ((f->want & CACHE_STRUCTURE) != 0 && f->kept.structure == NULL) ||
	    sections_need_mime(&f->sections);
}

/* All that is to be sent of message i; false: it is gone. */
static bool
gather(struct session *s, struct fetch *f, uint32_t i,
    const struct message *m)
{
	memset(&f->kept, 0, sizeof(f->kept));
	if (f->want != 0 && !cache_get(&s->view.cache, &s->view.mb, i - 1,
	    f->want, &f->kept))
		return false;
	if (!needs_content(f, m))
		return true;
	return open_content(s, f, i) && (!needs_mime(f) ||
	    mime_parse(&f->mime, f->content.p, f->content.len) == 0);
}

static void
write_date(struct session *s, uint32_t i, const struct message *m)
{
	int64_t date = m->internaldate;
	char text[DATE_TIME];

	if (date < 0)
		date = mailbox_date(&s->view.mb, i - 1);
	date_write(text, date < 0 ? 0 : date);
	out_text(&s->out, "INTERNALDATE \"");
	out_text(&s->out, text);
	out_char(&s->out, '"');
}

/* RFC 8514 section 4.2. */
static void
write_savedate(struct out *o, const struct message *m)
{
	char text[DATE_TIME];

	out_text(o, "SAVEDATE ");
	if (m->savedate < 0) {
		out_text(o, "NIL");
		return;
	}
	date_write(text, m->savedate);
	out_char(o, '"');
	out_text(o, text);
	out_char(o, '"');
}

static void
blank(struct out *o, bool *first)
{
	if (!*first)
		out_char(o, ' ');
	*first = false;
}

static void
write_numbers(struct session *s, const struct fetch *f, uint32_t i,
    const struct message *m, unsigned items, uint64_t size, bool *first)
{
	struct out *o = &s->out;

	if ((items & ITEM_UID) != 0) {
		blank(o, first);
		out_text(o, "UID ");
		out_number(o, m->uid);
	}
	if ((items & ITEM_FLAGS) != 0) {
		blank(o, first);
		out_text(o, "FLAGS ");
		view_write_flags(&s->view, o, m,
		    (s->enabled & ENABLED_REV2) != 0 ? VIEW_REV2 : 0);
	}
	if ((items & ITEM_MODSEQ) != 0) {
		blank(o, first);
		out_text(o, "MODSEQ (");
		out_number(o, m->modseq);
		out_char(o, ')');
	}
	if ((f->items & ITEM_DATE) != 0) {
		blank(o, first);
		write_date(s, i, m);
	}
	if ((f->items & ITEM_SIZE) != 0) {
		blank(o, first);
		out_text(o, "RFC822.SIZE ");
		out_number(o, size);
	}
	if ((f->items & ITEM_SAVEDATE) != 0) {
		blank(o, first);
		write_savedate(o, m);
	}
	if ((f->items & ITEM_THREADID) != 0) {
		blank(o, first);
		out_text(o, "THREADID NIL");
	}
}

/* What is made of the text of a message, but is none of its parts. */
static void
write_extracts(struct session *s, const struct fetch *f, bool *first)
{
	const struct content *c = &f->content;
	struct out *o = &s->out;

	if ((f->items & ITEM_EMAILID) != 0) {
		blank(o, first);
		out_text(o, "EMAILID (");
		out_bytes(o, f->kept.emailid, f->kept.emailid_len);
		out_char(o, ')');
	}
	if ((f->items & ITEM_PREVIEW) != 0) {
		blank(o, first);
		out_text(o, "PREVIEW ");
		if (f->lazy)
			out_text(o, "NIL");
		else
			preview_write(o, c->p, &f->mime);
	}
}

static void
write_content(struct session *s, const struct fetch *f, bool *first)
{
	const struct content *c = &f->content;
	struct out *o = &s->out;
	size_t i;

	if ((f->items & ITEM_ENVELOPE) != 0) {
		blank(o, first);
		out_text(o, "ENVELOPE ");
		if (f->kept.envelope != NULL)
			out_bytes(o, f->kept.envelope, f->kept.envelope_len);
		else
			envelope_write(o, c->p,
			    header_length(c->p, c->len));
	}
	if ((f->items & ITEM_BODY) != 0) {
		blank(o, first);
		out_text(o, "BODY ");
		bodystructure_write(o, &f->mime, c->p, false);
	}
	if ((f->items & ITEM_STRUCTURE) != 0) {
		blank(o, first);
		out_text(o, "BODYSTRUCTURE ");
		if (f->kept.structure != NULL)
			out_bytes(o, f->kept.structure,
			    f->kept.structure_len);
		else
			bodystructure_write(o, &f->mime, c->p, true);
	}
	for (i = 0; i < f->sections.n; i++) {
		blank(o, first);
		if (f->sections.item[i].kept)
			section_write_fields(o, &f->sections, i,
			    f->kept.fields, f->kept.fields_len);
		else
			section_write(o, &f->sections, i, c, &f->mime);
	}
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

/* One message: "* 12 FETCH (...)". */
static void
fetch_one(struct session *s, struct fetch *f, uint32_t i)
{
	unsigned items = f->items;
	struct message m;
	uint64_t size;
	bool first = true;

	if (!view_message(&s->view, i, &m) ||
	    (f->changed && m.modseq <= f->changedsince))
		return;
	size = m.vsize > 0 ? (uint64_t)m.vsize : 0;
	if (!gather(s, f, i, &m)) {
		f->missing++;
		return;
	}
	if (!sections_can_decode(&f->sections, &f->mime)) {
		f->undecoded++;
		content_close(&f->content);
		return;
	}
	if (f->content.p != NULL && ((items & ITEM_SIZE) != 0 ||
	    m.vsize < 0 || (int64_t)f->content.len != m.size))
		size = true_size(s, f, &m);
	if (is_fresh(f, m.uid))
		items |= ITEM_FLAGS | ((s->enabled & ENABLED_CONDSTORE) != 0 ?
		    ITEM_UID | ITEM_MODSEQ : 0u);
	view_begin_fetch(&s->out, i, m.uid, session_how(s));
	write_numbers(s, f, i, &m, items, size, &first);
	write_extracts(s, f, &first);
	write_content(s, f, &first);
	out_text(&s->out, ")\r\n");
	content_close(&f->content);
	s->fetched++;
}

/* RFC 3501 section 6.4.5: what is read is \Seen, at once for all of them. */
static void
make_seen(struct session *s, struct fetch *f)
{
	const struct mailbox_change seen = { .set = FLAG_SEEN };
	struct message m;
	size_t i, n, all;

	if ((f->items & ITEM_SEEN) == 0 || s->view.readonly)
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

	plan(f);
	learn(s, f);
	make_seen(s, f);
	for (r = 0; r < f->numbers.n; r++)
		for (i = f->numbers.range[r].from;
		    i <= f->numbers.range[r].to && s->io.broken == LINE_OK;
		    i++)
			fetch_one(s, f, i);
	cache_flush(&s->view.cache, &s->view.mb);
	if (f->missing > 0)
		reply_no(s, "[EXPUNGEISSUED] some of the messages are gone");
	else if (f->undecoded > 0)
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
	if (!parse_items(p, &f) || !parse_modifiers(s, p, &f))
		reply_syntax(s, p);
	else if (command_end(s, p)) {
		/* RFC 9586 section 3.3: that begins with it. */
		if (s->uid && (s->enabled & ENABLED_UIDONLY) == 0)
			f.items |= ITEM_UID;
		if (f.changed)
			f.items |= ITEM_MODSEQ;
		if ((f.items & ITEM_MODSEQ) != 0)
			condstore_enable(s);
		if (f.vanished)
			tell_vanished(s, &f, &again);
		if (f.partial.given)
			take_part(&f);
		run(s, &f);
	}
	set_free(&f.numbers);
	free(f.fresh);
	content_free(&f.content);
	mime_free(&f.mime);
}

/* What fetch.h gives away. */
struct fetch_atts {
	unsigned	 items;
	struct sections	 sections;
	char		*text;		/* where its names of fields are */
};

void
fetch_atts_free(struct fetch_atts *a)
{
	if (a != NULL)
		free(a->text);
	free(a);
}

bool
fetch_atts_modseq(const struct fetch_atts *a)
{
	return a != NULL && (a->items & ITEM_MODSEQ) != 0;
}

/* The names of fields are in the command: now in a copy of it. */
static bool
keep_text(struct fetch_atts *a, const char *text, size_t len)
{
	struct sections *s = &a->sections;
	size_t i;

	a->text = malloc(len);
	if (a->text == NULL)
		return false;
	memcpy(a->text, text, len);
	for (i = 0; i < s->names; i++)
		if (s->name[i].p >= text && s->name[i].p < text + len)
			s->name[i].p = a->text + (s->name[i].p - text);
	return true;
}

bool
fetch_atts_parse(struct parse *p, struct fetch_atts **atts)
{
	const char *start = p->p;
	struct fetch_atts *a = calloc(1, sizeof(*a));
	struct fetch *f = calloc(1, sizeof(*f));
	bool good = false;

	*atts = a;
	if (a == NULL || f == NULL)
		(void)parse_fail(p, "less, for want of memory");
	else if (parse_peek(p) != '(')
		(void)parse_fail(p, "items to fetch in parentheses");
	else if (parse_items_list(p, f)) {
		a->items = f->items & ~(unsigned)ITEM_SEEN;
		a->sections = f->sections;
		good = keep_text(a, start, (size_t)(p->p - start)) ||
		    parse_fail(p, "less, for want of memory");
	}
	free(f);
	return good;
}

void
fetch_tell(struct session *s, uint32_t number,
    const struct fetch_atts *const *atts, size_t n)
{
	struct fetch *f = calloc(1, sizeof(*f));
	size_t i;

	if (f == NULL)
		return;
	for (i = 0; i < n; i++)
		if (atts[i] != NULL) {
			f->items |= atts[i]->items;
			sections_merge(&f->sections, &atts[i]->sections);
		}
	/* RFC 7162 section 3.2.4: nobody has asked for this one. */
	if ((s->enabled & ENABLED_CONDSTORE) != 0)
		f->items |= ITEM_MODSEQ |
		    ((s->enabled & ENABLED_UIDONLY) == 0 ? ITEM_UID : 0u);
	plan(f);
	if (f->items != 0 || f->sections.n > 0)
		fetch_one(s, f, number);
	cache_flush(&s->view.cache, &s->view.mb);
	content_free(&f->content);
	mime_free(&f->mime);
	free(f);
}
