/*
 * judge: keys that the message itself decides (judgetext.h).
 */
#include <string.h>

#include "imapd/bodytext.h"
#include "imapd/header.h"
#include "imapd/judgetext.h"
#include "imapd/sentdate.h"

/* Is this a field that the key is about? */
static bool
is_about(const struct judge *j, const struct key *k, const struct field *f)
{
	return field_is(f, j->c->text.p + k->name, k->name_len);
}

static uint8_t
judge_sent(const struct key *k, const struct field *f)
{
	struct sentdate d;
	int64_t day;

	if (!sentdate_read(f->value, f->value_len, &d))
		return FALSE;
	day = sentdate_day(&d);
	return (k->kind == KEY_SENTBEFORE ? day < k->day :
	    k->kind == KEY_SENTON ? day == k->day : day >= k->day) ?
	    TRUE : FALSE;
}

/* Looks for all the strings that may be in this field. */
static bool
judge_field(struct judge *j, const struct field *f)
{
	struct criteria *c = j->c;
	size_t i, n = 0;

	for (i = 0; i < c->n; i++) {
		struct key *k = &c->key[i];

		if (j->value[i] != OPEN || k->kind < KEY_FIRST_HEADER ||
		    k->kind >= KEY_FIRST_BODY || !is_about(j, k, f))
			continue;
		if (k->kind == KEY_HEADER)
			j->needle[n++] = k->needle;
		else
			j->value[i] = judge_sent(k, f);
	}
	if (n == 0)
		return true;
	if (!find_begin(&j->find, j->needle, n))
		return false;
	bodytext_value(&j->find, f->value, f->value_len, &j->text);
	for (i = 0; i < c->n; i++)
		if (c->key[i].kind == KEY_HEADER && c->key[i].needle->found &&
		    j->value[i] == OPEN && is_about(j, &c->key[i], f))
			j->value[i] = TRUE;
	return true;
}

bool
judge_header(struct judge *j, uint32_t number)
{
	const char *p, *end;
	struct field f;
	size_t len, i;

	if (!source_header(&j->source, number, j->kept, &p, &len))
		return false;
	end = p + len;
	while (header_next(&p, end, &f))
		if (!judge_field(j, &f))
			return false;
	for (i = 0; i < j->c->n; i++)
		if (j->value[i] == OPEN && j->c->key[i].kind <
		    KEY_FIRST_BODY)
			j->value[i] = FALSE;
	return true;
}

/* Keys of this kind, or of either, whose string has not been found. */
static size_t
collect(struct judge *j, bool body)
{
	size_t i, n = 0;

	for (i = 0; i < j->c->n; i++) {
		struct key *k = &j->c->key[i];

		if (k->kind < KEY_BODY || j->value[i] != OPEN)
			continue;
		if (k->kind == KEY_TEXT || body)
			j->needle[n++] = k->needle;
	}
	return n;
}

/* What the search among those of collect() has brought. */
static void
keep_found(struct judge *j, bool body)
{
	size_t i;

	for (i = 0; i < j->c->n; i++) {
		struct key *k = &j->c->key[i];

		if (k->kind < KEY_BODY || j->value[i] != OPEN ||
		    (k->kind != KEY_TEXT && !body))
			continue;
		if (k->needle->found)
			j->value[i] = TRUE;
		else if (body)
			j->value[i] = FALSE;
	}
}

/* RFC 8474 section 6. */
bool
judge_ids(struct judge *j, uint32_t number)
{
	const struct key *k;
	struct kept kept = { .emailid = NULL };
	size_t i;

	for (i = 0; i < j->c->n; i++) {
		k = &j->c->key[i];
		if (k->kind != KEY_EMAILID || j->value[i] != OPEN)
			continue;
		if (kept.emailid == NULL && !cache_get(j->at.cache, j->at.mb,
		    number - 1, CACHE_EMAILID, &kept))
			return false;
		j->value[i] = kept.emailid_len == k->name_len &&
		    memcmp(kept.emailid, j->c->text.p + k->name,
		    k->name_len) == 0 ? TRUE : FALSE;
	}
	return true;
}

bool
judge_body(struct judge *j, uint32_t number)
{
	struct source *s = &j->source;
	size_t n;

	if (!source_message(s, number))
		return false;
	n = collect(j, false);
	if (n > 0) {
		if (!find_begin(&j->find, j->needle, n))
			return false;
		bodytext_headers(&j->find, s->content.p, &s->mime, &j->text);
	}
	keep_found(j, false);
	n = collect(j, true);
	if (n > 0) {
		if (!find_begin(&j->find, j->needle, n))
			return false;
		bodytext_parts(&j->find, s->content.p, &s->mime, &j->text);
	}
	keep_found(j, true);
	return true;
}
