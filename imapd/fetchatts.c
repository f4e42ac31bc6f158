#include <stdlib.h>
#include <string.h>

#include "imapd/fetchatts.h"
#include "imapd/fetchone.h"
#include "imapd/session.h"

struct fetch_atts {
	struct fetch_items wanted;
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
	return a != NULL && (a->wanted.items & ITEM_MODSEQ) != 0;
}

/* The names of fields are in the command: now in a copy of it. */
static bool
keep_text(struct fetch_atts *a, const char *text, size_t len)
{
	struct sections *s = &a->wanted.sections;
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

	*atts = a;
	if (a == NULL)
		return parse_fail(p, "less, for want of memory");
	if (parse_peek(p) != '(')
		return parse_fail(p, "items to fetch in parentheses");
	if (!fetch_items_list(p, &a->wanted))
		return false;
	a->wanted.items &= ~(unsigned)ITEM_SEEN;
	return keep_text(a, start, (size_t)(p->p - start)) ||
	    parse_fail(p, "less, for want of memory");
}

void
fetch_tell(struct session *s, uint32_t number,
    const struct fetch_atts *const *atts, size_t n)
{
	struct fetcher *f = calloc(1, sizeof(*f));
	struct message m;
	size_t i;

	if (f == NULL)
		return;
	for (i = 0; i < n; i++)
		if (atts[i] != NULL) {
			f->wanted.items |= atts[i]->wanted.items;
			sections_merge(&f->wanted.sections,
			    &atts[i]->wanted.sections);
		}
	/* RFC 7162 section 3.2.4: nobody has asked for this one. */
	if ((s->enabled & ENABLED_CONDSTORE) != 0)
		f->wanted.items |= ITEM_MODSEQ |
		    ((s->enabled & ENABLED_UIDONLY) == 0 ? ITEM_UID : 0u);
	fetcher_plan(f, 1);
	if ((f->wanted.items != 0 || f->wanted.sections.n > 0) &&
	    view_message(&s->view, number, &m))
		fetcher_write(s, f, number, &m, 0);
	fetcher_end(s, f);
	free(f);
}
