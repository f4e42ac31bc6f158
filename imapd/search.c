#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "imapd/command.h"
#include "imapd/context.h"
#include "imapd/progress.h"
#include "imapd/resync.h"
#include "imapd/search.h"
#include "imapd/session.h"

unsigned
search_options(const struct session *s)
{
	unsigned options = 0;

	if (capability_has(s, "ESEARCH"))
		options |= RETURN_MIN | RETURN_MAX | RETURN_ALL |
		    RETURN_COUNT;
	if (capability_has(s, "SEARCHRES"))
		options |= RETURN_SAVE;
	if (capability_has(s, "PARTIAL"))
		options |= RETURN_PARTIAL;
	if (capability_has(s, "CONTEXT=SEARCH"))
		options |= RETURN_UPDATE | RETURN_CONTEXT |
		    (capability_has(s, "NOTIFY") ? RETURN_ATTS : 0u);
	return options;
}

/* Can we convert from it? */
static bool
usable(const struct charset *charset)
{
	struct converter c;

	if (charset == NULL || !converter_open(&c, charset))
		return false;
	converter_close(&c);
	return true;
}

/* "CHARSET x ", or "x ".  False: p says why, or *known is false. */
static bool
parse_charset(struct parse *p, bool required, const struct charset **charset,
    bool *known)
{
	struct text name;

	*charset = NULL;
	*known = true;
	if (!required) {
		if (!parse_word(p, "CHARSET"))
			return true;
		if (!parse_space(p))
			return false;
	}
	if (!parse_astring(p, &name) || !parse_space(p))
		return false;
	*charset = charset_find(name.p, name.len);
	*known = usable(*charset);
	return *known;
}

/* RFC 9051 section 6.4.4, RFC 5182 section 2.1. */
static void
refuse_charset(struct session *s, unsigned options)
{
	if ((options & RETURN_SAVE) != 0)
		set_clear(&s->saved);
	reply_no(s, "[BADCHARSET (US-ASCII UTF-8)] we do not know that "
	    "character set");
}

/* RFC 9586 section 3.5: "$" holds UIDs, but a set alone has numbers. */
static bool
has_numbers(const struct criteria *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->key[i].kind == KEY_NUMBERS && !c->key[i].set.saved)
			return true;
	return false;
}

bool
search_criteria(struct session *s, struct parse *p, bool required,
    unsigned options, struct criteria *c)
{
	const struct charset *charset;
	bool known;

	memset(c, 0, sizeof(*c));
	if (!parse_charset(p, required, &charset, &known)) {
		if (known)
			reply_syntax(s, p);
		else
			refuse_charset(s, options);
		return false;
	}
	if (!criteria_parse(p, charset, c)) {
		reply_syntax(s, p);
		return false;
	}
	if (!command_end(s, p))
		return false;
	if ((s->enabled & ENABLED_UIDONLY) != 0 && has_numbers(c)) {
		reply_bad(s, "[UIDREQUIRED] you have enabled UIDONLY");
		return false;
	}
	if (c->modseq)
		condstore_enable(s);
	return true;
}

void
search_selected(struct session *s, struct place *at)
{
	at->mb = &s->view.mb;
	at->cache = &s->view.cache;
	at->count = s->view.count;
	at->recent = &s->view.recent;
	at->saved = &s->saved;
}

int
search_each(struct session *s, struct criteria *c, const struct place *at,
    bool backwards, bool (*each)(void *, uint32_t, const struct message *),
    void *arg)
{
	struct progress progress;
	struct judge j;
	struct message m;
	uint32_t i, number;
	int r = -1;

	if (judge_begin(&j, c, at) == -1)
		goto end;
	r = 0;
	if (j.first > j.last)
		goto end;
	progress_begin(&progress, s, j.last - j.first + 1);
	for (i = 0; i <= j.last - j.first; i++) {
		if (!backwards)
			i = mailbox_next(at->mb, j.first + i - 1, j.set,
			    j.clear) + 1 - j.first;
		if (i > j.last - j.first)
			break;
		number = backwards ? j.last - i : j.first + i;
		if (mailbox_numbers(at->mb, number - 1, &m) &&
		    (m.flags & FLAG_GONE) == 0 && judge(&j, number, &m) &&
		    !each(arg, number, &m))
			break;
		if (!progress_step(&progress, i))
			break;
	}
end:
	judge_end(&j);
	return r;
}

void
search_begin_esearch(struct session *s, bool uid)
{
	out_text(&s->out, "* ESEARCH (TAG ");
	out_string(&s->out, s->tag, strlen(s->tag));
	out_text(&s->out, uid ? ") UID" : ")");
}

static int
ascending(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Those of f that "$" is to mean, in any order, some perhaps twice. */
static void
choose(const struct result *r, const struct found *f, struct found *to)
{
	size_t from = 0, n = f->n, i;

	if ((r->options & (RETURN_ALL | RETURN_COUNT)) == 0 &&
	    (r->options & (RETURN_MIN | RETURN_MAX | RETURN_PARTIAL)) != 0) {
		n = 0;
		if ((r->options & RETURN_PARTIAL) != 0)
			n = result_part(r, f->n, &from);
		if (f->n > 0 && (r->options & RETURN_MIN) != 0)
			found_add(to, f->number[0], 0);
		if (f->n > 0 && (r->options & RETURN_MAX) != 0)
			found_add(to, f->number[f->n - 1], 0);
	}
	for (i = 0; i < n; i++)
		found_add(to, f->number[from + i], 0);
}

void
search_save(struct session *s, const struct result *r,
    const struct found *uids)
{
	struct found chosen;
	size_t i;

	memset(&chosen, 0, sizeof(chosen));
	choose(r, uids, &chosen);
	if (chosen.n > 0)
		qsort(chosen.number, chosen.n, sizeof(*chosen.number),
		    ascending);
	set_clear(&s->saved);
	for (i = 0; i < chosen.n; i++)
		if (i == 0 || chosen.number[i] != chosen.number[i - 1])
			set_append(&s->saved, chosen.number[i]);
	found_free(&chosen);
}

/* SEARCH: what was found; numbers, or UIDs for "$" as well. */
struct search {
	struct result	 result;
	struct criteria	 criteria;
	bool		 uid, one;
	struct found	 found, uids;
};

static bool
add_found(void *arg, uint32_t number, const struct message *m)
{
	struct search *t = arg;

	found_add(&t->found, t->uid ? m->uid : number, m->modseq);
	if ((t->result.options & (RETURN_SAVE | RETURN_UPDATE)) != 0)
		found_add(&t->uids, m->uid, 0);
	return !t->one;
}

/* "* SEARCH 2 84 882 (MODSEQ 917162500)" */
static void
write_old(struct session *s, const struct search *t)
{
	struct out *o = &s->out;
	size_t i;

	out_text(o, "* SEARCH");
	for (i = 0; i < t->found.n; i++) {
		out_char(o, ' ');
		out_number(o, t->found.number[i]);
	}
	if (t->criteria.modseq && t->found.n > 0) {
		out_text(o, " (MODSEQ ");
		out_number(o, t->found.modseq);
		out_char(o, ')');
	}
	out_text(o, "\r\n");
}

static void
answer(struct session *s, struct search *t)
{
	struct result *r = &t->result;

	if ((r->options & RETURN_SAVE) != 0)
		search_save(s, r, &t->uids);
	if (!r->given && (s->enabled & ENABLED_REV2) == 0) {
		write_old(s, t);
	} else if (!r->given || result_wanted(r)) {
		if (!r->given)		/* RFC 9051 section 7.3.4 */
			r->options = RETURN_ALL;
		search_begin_esearch(s, s->uid);
		result_write(&s->out, r, &t->found, t->criteria.modseq);
		out_text(&s->out, "\r\n");
	}
	if ((r->options & RETURN_UPDATE) != 0)
		context_begin(s, &t->result, &t->criteria, &t->uids, NULL,
		    false);
	reply_ok(s, (r->options & RETURN_SAVE) != 0 ?
	    "SEARCH completed, result saved" : "SEARCH completed");
}

static void
run(struct session *s, struct search *t)
{
	const unsigned options = t->result.options &
	    ~(unsigned)(RETURN_SAVE | RETURN_CONTEXT);
	struct place at;

	t->uid = s->uid;
	/* Who wants only one end need not wait for the other. */
	t->one = options == RETURN_MIN || options == RETURN_MAX;
	search_selected(s, &at);
	if (search_each(s, &t->criteria, &at, options == RETURN_MAX,
	    add_found, t) == -1 || t->found.failed || t->uids.failed) {
		if (t->found.failed || t->uids.failed)
			errno = ENOMEM;
		if ((t->result.options & RETURN_SAVE) != 0)
			set_clear(&s->saved);
		reply_errno(s, "SEARCH");
		return;
	}
	answer(s, t);
}

/* RFC 9051 section 6.4.4. */
void
do_search(struct session *s, struct parse *p)
{
	struct search t;

	memset(&t, 0, sizeof(t));
	if (!parse_space(p) || !result_parse(p, search_options(s),
	    &t.result)) {
		reply_syntax(s, p);
		result_free(&t.result);
		return;
	}
	if (search_criteria(s, p, false, t.result.options, &t.criteria) &&
	    !context_refuses(s, &t.result))
		run(s, &t);
	result_free(&t.result);
	criteria_free(&t.criteria);
	found_free(&t.found);
	found_free(&t.uids);
}
