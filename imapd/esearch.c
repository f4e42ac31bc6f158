/* ESEARCH: a search in several mailboxes (RFC 7377). */
#include <errno.h>
#include <string.h>

#include "imapd/command.h"
#include "imapd/context.h"
#include "imapd/filter.h"
#include "imapd/search.h"
#include "imapd/session.h"

struct esearch {
	struct session	*s;
	struct filter	 filter;
	struct result	 result;
	struct criteria	 criteria;
	struct found	 found;		/* UIDs, of one mailbox */
	struct found	 kept;		/* of the one selected, for UPDATE */
};

static bool
add_found(void *arg, uint32_t number, const struct message *m)
{
	struct esearch *e = arg;

	(void)number;
	found_add(&e->found, m->uid, m->modseq);
	return !e->found.failed;
}

/* Section 2.1: nothing for a mailbox where nothing was found. */
static void
answer(struct esearch *e, const char *folder, uint32_t uidvalidity)
{
	const struct session *s = e->s;
	struct out *o = &e->s->out;
	char name[NAME_SIZE];
	size_t len;

	if (e->found.n == 0 || !result_wanted(&e->result))
		return;
	len = name_from_folder(&s->set->naming, folder, o->utf8, name);
	out_text(o, "* ESEARCH (TAG ");
	out_string(o, s->tag, strlen(s->tag));
	out_text(o, " MAILBOX ");
	out_astring(o, name, len);
	out_text(o, " UIDVALIDITY ");
	out_number(o, uidvalidity);
	out_text(o, ") UID");
	result_write(o, &e->result, &e->found, e->criteria.modseq);
	out_text(o, "\r\n");
}

static int
search_in(struct esearch *e, const struct place *at, const char *folder)
{
	struct mailbox_status st;

	found_free(&e->found);
	if (search_each(e->s, &e->criteria, at, false, add_found, e) == -1)
		return -1;
	if (e->found.failed) {
		errno = ENOMEM;
		return -1;
	}
	mailbox_status(at->mb, &st);
	answer(e, folder, st.uidvalidity);
	return 0;
}

static int
search_selected_one(struct esearch *e)
{
	struct session *s = e->s;
	struct place at;

	search_selected(s, &at);
	if (search_in(e, &at, s->view.folder) == -1)
		return -1;
	if ((e->result.options & RETURN_SAVE) != 0)
		search_save(s, &e->result, &e->found);
	found_free(&e->kept);
	e->kept = e->found;
	memset(&e->found, 0, sizeof(e->found));
	return 0;
}

/* RFC 7377 section 2.1: updates are those of the selected mailbox, always. */
static int
keep_up_to_date(struct esearch *e)
{
	struct session *s = e->s;
	const unsigned options = e->result.options;
	int r = 0;

	if ((options & RETURN_UPDATE) == 0)
		return 0;
	if (e->kept.size == 0) {	/* it was not one of those asked for */
		e->result.options = 0;
		r = search_selected_one(e);
		e->result.options = options;
	}
	if (r == 0)
		context_begin(s, &e->result, &e->criteria, &e->kept, NULL,
		    true);
	return r;
}

/* A mailbox that is not selected; one that has just gone is no error. */
static int
search_other(struct esearch *e, const char *folder)
{
	struct mailbox mb;
	struct cache cache;
	struct set none;
	struct place at = { .mb = &mb, .cache = &cache, .saved = &none };
	int r, error;

	memset(&mb, 0, sizeof(mb));
	memset(&cache, 0, sizeof(cache));
	memset(&none, 0, sizeof(none));
	if (mailbox_open(&mb, e->s->root, folder, 0) == -1)
		return errno == ENOENT ? 0 : -1;
	at.count = mb.count;
	r = search_in(e, &at, folder);
	error = errno;
	cache_close(&cache);
	mailbox_close(&mb);
	errno = error;
	return r;
}

static int
search_all(struct esearch *e)
{
	struct session *s = e->s;
	bool selected = s->state == STATE_SELECTED;
	struct folders folders;
	int r = 0, error;
	size_t i;

	if ((e->filter.bits & ~(unsigned)FILTER_SELECTED) == 0 &&
	    e->filter.n == 0)
		return search_selected_one(e);
	if (folders_read(s->root, &folders) == -1)
		return -1;
	for (i = 0; i < folders.n && r == 0; i++) {
		const struct folder *f = &folders.item[i];
		bool here = selected && strcmp(f->name, s->view.folder) == 0;

		if (!f->exists || (!filter_has(&e->filter, f) &&
		    (!here || (e->filter.bits & FILTER_SELECTED) == 0)))
			continue;
		r = here ? search_selected_one(e) : search_other(e, f->name);
	}
	error = errno;
	folders_free(&folders);
	errno = error;
	return r;
}

/* "IN (...) RETURN (...) " */
static bool
parse_options(struct session *s, struct parse *p, struct esearch *e)
{
	if (!parse_space(p))
		return false;
	e->filter.bits = FILTER_SELECTED;
	if (parse_word(p, "IN") && (!parse_space(p) ||
	    !filter_parse(s, p, &e->filter) || !parse_space(p)))
		return false;
	if (!result_parse(p, search_options(s), &e->result))
		return false;
	if (!e->result.given)
		e->result.options = RETURN_ALL;
	return true;
}

/* Section 2.2: what only goes together with the selected mailbox. */
static bool
check_options(struct session *s, const struct esearch *e)
{
	bool others = e->filter.n > 0 ||
	    (e->filter.bits & ~(unsigned)FILTER_SELECTED) != 0;

	if ((e->filter.bits & FILTER_SELECTED) != 0 &&
	    s->state != STATE_SELECTED)
		reply_bad(s, "select a mailbox first");
	else if (others && (e->result.options & RETURN_SAVE) != 0)
		reply_bad(s, "SAVE is for the selected mailbox alone");
	else if ((e->result.options & RETURN_UPDATE) != 0 &&
	    s->state != STATE_SELECTED)
		reply_bad(s, "UPDATE is for a mailbox that is selected");
	else if (context_refuses(s, &e->result))
		return false;
	else
		return true;
	return false;
}

void
do_esearch(struct session *s, struct parse *p)
{
	struct esearch e;

	memset(&e, 0, sizeof(e));
	e.s = s;
	if (!parse_options(s, p, &e))
		reply_syntax(s, p);
	else if (search_criteria(s, p, false, e.result.options,
	    &e.criteria) && check_options(s, &e)) {
		if (search_all(&e) == -1 || keep_up_to_date(&e) == -1)
			reply_errno(s, "ESEARCH");
		else
			reply_ok(s, "ESEARCH completed");
	}
	result_free(&e.result);
	criteria_free(&e.criteria);
	filter_free(&e.filter);
	found_free(&e.found);
	found_free(&e.kept);
}
