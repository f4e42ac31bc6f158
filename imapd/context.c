/*
 * context: which results are kept up to date: from UPDATE to CANCELUPDATE
 * (context.h).
 */
#include <stdlib.h>
#include <string.h>

#include "imapd/command.h"
#include "imapd/contextlist.h"
#include "imapd/fetchatts.h"
#include "imapd/session.h"
#include "imapd/sort.h"

static struct context **
find(struct session *s, const char *tag, size_t len)
{
	struct context **c = &s->contexts;

	while (*c != NULL && (strlen((*c)->tag) != len ||
	    memcmp((*c)->tag, tag, len) != 0))
		c = &(*c)->next;
	return c;
}

bool
context_refuses(struct session *s, const struct result *r)
{
	if ((r->options & RETURN_UPDATE) == 0 ||
	    *find(s, s->tag, strlen(s->tag)) == NULL)
		return false;
	reply_bad(s, "[CLIENTBUG] a result with this tag is being updated");
	return true;
}

void
context_free(struct context *c)
{
	criteria_free(&c->criteria);
	sort_free(c->sort);
	fetch_atts_free(c->atts);
	set_free(&c->found);
	set_free(&c->out);
	set_free(&c->in);
	free(c);
}

void
contexts_end(struct session *s)
{
	struct context *c;

	while ((c = s->contexts) != NULL) {
		s->contexts = c->next;
		context_free(c);
	}
}

void
context_refuse(struct session *s, const char *tag, const char *why)
{
	out_text(&s->out, "* NO [NOUPDATE ");
	out_string(&s->out, tag, strlen(tag));
	out_text(&s->out, "] ");
	out_text(&s->out, why);
	out_text(&s->out, "\r\n");
}

static bool
is_one_more_allowed(const struct session *s, bool sorted)
{
	const struct context *c;
	unsigned n = 0, of_sort = 0;

	for (c = s->contexts; c != NULL; c = c->next) {
		n++;
		of_sort += c->sort != NULL;
	}
	return n < CONTEXTS_MAX && (!sorted || of_sort < CONTEXTS_SORTED);
}

/*
 * RFC 5267 section 4.3: message numbers mean the messages that they are now;
 * as UIDs they do.  So does "$".
 */
static bool
freeze_key(struct session *s, struct key *k)
{
	struct mailbox *mb = &s->view.mb;
	struct set uids;
	size_t i;

	if (k->kind != KEY_NUMBERS && !k->set.saved)
		return true;
	memset(&uids, 0, sizeof(uids));
	if (k->set.saved) {
		for (i = 0; i < s->saved.n; i++)
			set_add(&uids, s->saved.range[i].from,
			    s->saved.range[i].to);
	} else {
		set_normalize(&k->set, s->view.count);
		for (i = 0; i < k->set.n; i++) {
			struct range *r = &k->set.range[i];

			if (r->from == 0)
				r->from = 1;
			if (r->to > s->view.count)
				r->to = s->view.count;
			if (r->from <= r->to)
				set_add(&uids, mailbox_uid(mb, r->from - 1),
				    mailbox_uid(mb, r->to - 1));
		}
	}
	set_free(&k->set);
	k->set = uids;
	k->kind = KEY_UIDS;
	return !uids.failed;
}

static bool
freeze(struct session *s, struct context *c, const struct found *uids)
{
	size_t i;

	for (i = 0; i < c->criteria.n; i++)
		if (c->criteria.key[i].kind == KEY_NUMBERS ||
		    c->criteria.key[i].kind == KEY_UIDS)
			if (!freeze_key(s, &c->criteria.key[i]))
				return false;
	for (i = 0; i < uids->n; i++)
		set_append(&c->found, uids->number[i]);
	return !c->found.failed;
}

void
context_begin(struct session *s, struct result *r, struct criteria *criteria,
    const struct found *uids, struct sort **sort, bool here)
{
	struct context *c;

	if (!is_one_more_allowed(s, sort != NULL) ||
	    (c = calloc(1, sizeof(*c))) == NULL) {
		context_refuse(s, s->tag,
		    "too many results are being updated");
		return;
	}
	memcpy(c->tag, s->tag, sizeof(c->tag));
	c->uid = s->uid || here;
	c->here = here;
	c->criteria = *criteria;
	memset(criteria, 0, sizeof(*criteria));
	c->atts = r->atts;
	r->atts = NULL;
	if (sort != NULL) {
		c->sort = *sort;
		*sort = NULL;
	}
	c->modseq = mailbox_modseq(&s->view.mb);
	c->uidnext = s->view.uidnext;
	if (!freeze(s, c, uids)) {
		context_free(c);
		context_refuse(s, s->tag, "no memory");
		return;
	}
	c->next = s->contexts;
	s->contexts = c;
	s->view.expunged = contexts_expunged;
	s->view.expunged_arg = s;
}

/* RFC 5267 section 4.3.5.  All the tags, or none. */
void
do_cancelupdate(struct session *s, struct parse *p)
{
	struct parse again = *p;
	struct text tag;
	bool known = true;

	do {
		if (!parse_space(p) || (parse_peek(p) != '"' &&
		    !parse_fail(p, "a tag in quotes")) ||
		    !parse_string(p, &tag)) {
			reply_syntax(s, p);
			return;
		}
		known = known && *find(s, tag.p, tag.len) != NULL;
	} while (parse_peek(p) == ' ');
	if (!command_end(s, p))
		return;
	if (!known) {
		reply_no(s, "no result with that tag is being updated");
		return;
	}
	while (parse_space(&again) && parse_string(&again, &tag)) {
		struct context **at = find(s, tag.p, tag.len), *c = *at;

		if (c == NULL)
			continue;	/* it was named twice */
		*at = c->next;
		context_free(c);
	}
	reply_ok(s, "CANCELUPDATE completed");
}
