#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "imapd/bodystructure.h"
#include "imapd/command.h"
#include "imapd/date.h"
#include "imapd/envelope.h"
#include "imapd/fetchone.h"
#include "imapd/header.h"
#include "imapd/preview.h"
#include "imapd/session.h"

/* Messages that are read for PREVIEW (LAZY). */
#define LAZY_MAX	100

/* What of it the cache may have, and whether anything else is needed. */
void
fetcher_plan(struct fetcher *f, uint64_t messages)
{
	size_t i;

	/* RFC 8970 section 4.1: not where it would take long. */
	f->lazy = (f->wanted.items & ITEM_LAZY) != 0 && messages > LAZY_MAX;
	f->whole = (f->wanted.items & ITEM_BODY) != 0 ||
	    ((f->wanted.items & ITEM_PREVIEW) != 0 && !f->lazy);
	if ((f->wanted.items & ITEM_ENVELOPE) != 0)
		f->cached |= CACHE_ENVELOPE;
	if ((f->wanted.items & ITEM_STRUCTURE) != 0)
		f->cached |= CACHE_STRUCTURE;
	if ((f->wanted.items & ITEM_EMAILID) != 0)
		f->cached |= CACHE_EMAILID;
	for (i = 0; i < f->wanted.sections.n; i++) {
		f->wanted.sections.item[i].kept =
		    section_is_kept(&f->wanted.sections, i);
		if (f->wanted.sections.item[i].kept)
			f->cached |= CACHE_FIELDS;
		else
			f->whole = true;
	}
}

/* Opens message number i.  False: it is gone, or cannot be read. */
static bool
open_content(struct session *s, struct fetcher *f, uint32_t i)
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
true_size(struct session *s, struct fetcher *f, const struct message *m)
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

/* Is there anything that only the message itself can tell? */
static bool
needs_content(const struct fetcher *f, const struct message *m)
{
	return f->whole ||
	    ((f->wanted.items & ITEM_SIZE) != 0 && m->vsize < 0) ||
	    ((f->cached & CACHE_ENVELOPE) != 0 && f->kept.envelope == NULL) ||
	    ((f->cached & CACHE_STRUCTURE) != 0 && f->kept.structure == NULL);
}

static bool
needs_mime(const struct fetcher *f)
{
	return (f->wanted.items & ITEM_BODY) != 0 ||
	    ((f->wanted.items & ITEM_PREVIEW) != 0 && !f->lazy) ||
	    ((f->cached & CACHE_STRUCTURE) != 0 &&
	    f->kept.structure == NULL) ||
	    sections_need_mime(&f->wanted.sections);
}

/* All that is to be sent of message i; false: it is gone. */
static bool
gather(struct session *s, struct fetcher *f, uint32_t i,
    const struct message *m)
{
	memset(&f->kept, 0, sizeof(f->kept));
	if (f->cached != 0 && !cache_get(&s->view.cache, &s->view.mb, i - 1,
	    f->cached, &f->kept))
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
write_numbers(struct session *s, const struct fetcher *f, uint32_t i,
    const struct message *m, unsigned more, uint64_t size, bool *first)
{
	const unsigned items = f->wanted.items | more;
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
	if ((items & ITEM_DATE) != 0) {
		blank(o, first);
		write_date(s, i, m);
	}
	if ((items & ITEM_SIZE) != 0) {
		blank(o, first);
		out_text(o, "RFC822.SIZE ");
		out_number(o, size);
	}
	if ((items & ITEM_SAVEDATE) != 0) {
		blank(o, first);
		write_savedate(o, m);
	}
	if ((items & ITEM_THREADID) != 0) {
		blank(o, first);
		out_text(o, "THREADID NIL");
	}
}

/* What is made of the text of a message, but is none of its parts. */
static void
write_extracts(struct session *s, const struct fetcher *f, bool *first)
{
	const struct content *c = &f->content;
	struct out *o = &s->out;

	if ((f->wanted.items & ITEM_EMAILID) != 0) {
		blank(o, first);
		out_text(o, "EMAILID (");
		out_bytes(o, f->kept.emailid, f->kept.emailid_len);
		out_char(o, ')');
	}
	if ((f->wanted.items & ITEM_PREVIEW) != 0) {
		blank(o, first);
		out_text(o, "PREVIEW ");
		if (f->lazy)
			out_text(o, "NIL");
		else
			preview_write(o, c->p, &f->mime);
	}
}

static void
write_content(struct session *s, const struct fetcher *f, bool *first)
{
	const struct content *c = &f->content;
	struct out *o = &s->out;
	size_t i;

	if ((f->wanted.items & ITEM_ENVELOPE) != 0) {
		blank(o, first);
		out_text(o, "ENVELOPE ");
		if (f->kept.envelope != NULL)
			out_bytes(o, f->kept.envelope, f->kept.envelope_len);
		else
			envelope_write(o, c->p,
			    header_length(c->p, c->len));
	}
	if ((f->wanted.items & ITEM_BODY) != 0) {
		blank(o, first);
		out_text(o, "BODY ");
		bodystructure_write(o, &f->mime, c->p, false);
	}
	if ((f->wanted.items & ITEM_STRUCTURE) != 0) {
		blank(o, first);
		out_text(o, "BODYSTRUCTURE ");
		if (f->kept.structure != NULL)
			out_bytes(o, f->kept.structure,
			    f->kept.structure_len);
		else
			bodystructure_write(o, &f->mime, c->p, true);
	}
	for (i = 0; i < f->wanted.sections.n; i++) {
		blank(o, first);
		if (f->wanted.sections.item[i].kept)
			section_write_fields(o, &f->wanted.sections, i,
			    f->kept.fields, f->kept.fields_len);
		else
			section_write(o, &f->wanted.sections, i, c, &f->mime);
	}
}

/* "* 12 FETCH (...)" */
void
fetcher_write(struct session *s, struct fetcher *f, uint32_t number,
    const struct message *m, unsigned more)
{
	uint64_t size = m->vsize > 0 ? (uint64_t)m->vsize : 0;
	bool first = true;

	if (!gather(s, f, number, m)) {
		f->missing++;
		return;
	}
	if (!sections_can_decode(&f->wanted.sections, &f->mime)) {
		f->undecoded++;
		content_close(&f->content);
		return;
	}
	if (f->content.p != NULL && ((f->wanted.items & ITEM_SIZE) != 0 ||
	    m->vsize < 0 || (int64_t)f->content.len != m->size))
		size = true_size(s, f, m);
	view_begin_fetch(&s->out, number, m->uid, session_how(s));
	write_numbers(s, f, number, m, more, size, &first);
	write_extracts(s, f, &first);
	write_content(s, f, &first);
	out_text(&s->out, ")\r\n");
	content_close(&f->content);
	s->fetched++;
}

void
fetcher_end(struct session *s, struct fetcher *f)
{
	cache_flush(&s->view.cache, &s->view.mb);
	content_free(&f->content);
	mime_free(&f->mime);
}
