#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "imapd/list.h"
#include "imapd/session.h"
#include "imapd/watchtable.h"

/* Names of which LIST is to tell, each once. */
struct mark {
	const char	*name, *old;
};

struct marks {
	struct session	*s;
	struct watched	*w;
	const struct folders *f;
	struct mark	*item;
	size_t		 n, size;
};

/* Does the client want such an event of that name, as it was or is? */
static bool
is_wanted(const struct marks *m, const char *name, unsigned event)
{
	const struct entry *was = watched_find(m->w, name);
	const struct folder *is = folders_find(m->f, name);
	struct folder f = { .subscribed = was != NULL && was->subscribed };
	char copy[NAME_FOLDER];
	bool wanted;

	if (!scan_copy(copy, sizeof(copy), name, strlen(name)))
		return false;
	f.name = copy;
	wanted = (notify_events(m->s->notify, &f) & event) != 0;
	f.subscribed = is != NULL && is->subscribed;
	return wanted || (notify_events(m->s->notify, &f) & event) != 0;
}

static void
mark(struct marks *m, const char *name, const char *old, unsigned event)
{
	size_t size = m->size > 0 ? m->size * 2 : 16, i;
	struct mark *more;

	if (!is_wanted(m, name, event) &&
	    (old == NULL || !is_wanted(m, old, event)))
		return;
	for (i = 0; i < m->n; i++)
		if (strcmp(m->item[i].name, name) == 0)
			return;
	if (m->n == m->size) {
		more = reallocarray(m->item, size, sizeof(*more));
		if (more == NULL)
			return;
		m->item = more;
		m->size = size;
	}
	m->item[m->n].name = name;
	m->item[m->n++].old = old;
}

/* Section 5.4: the direct parent is affected, too. */
static void
mark_with_parent(struct marks *m, const char *name)
{
	const char *prefix = m->s->set->naming.prefix;
	const char *dot = strrchr(name, '.');
	const struct folder *f;
	const struct entry *e;
	char parent[NAME_FOLDER];

	mark(m, name, NULL, EVENT_NAME);
	if (dot == NULL || (dot == name && *prefix == '\0'))
		return;
	(void)scan_copy(parent, sizeof(parent), name, (size_t)(dot - name));
	f = folders_find(m->f, parent);
	e = watched_find(m->w, parent);
	if (f != NULL || e != NULL)	/* a name that stays */
		mark(m, f != NULL ? f->name : e->name, NULL, EVENT_NAME);
}

static const struct renamed *
find_renamed(const struct watched *w, const char *from, const char *to)
{
	size_t i;

	for (i = 0; i < w->nrenamed; i++)
		if ((from == NULL || strcmp(w->renamed[i].from, from) == 0) &&
		    (to == NULL || strcmp(w->renamed[i].to, to) == 0))
			return &w->renamed[i];
	return NULL;
}

/* Was it renamed only because a folder above it was? */
static bool
is_child(const struct watched *w, const struct renamed *r)
{
	size_t i, len;

	for (i = 0; i < w->nrenamed; i++) {
		const struct renamed *a = &w->renamed[i];

		len = strlen(a->from);
		if (a != r && watched_is_below(r->from, a->from) &&
		    watched_is_below(r->to, a->to) && strcmp(r->from + len,
		    r->to + strlen(a->to)) == 0)
			return true;
	}
	return false;
}

static bool
exists(const struct folders *f, const char *name)
{
	const struct folder *item = folders_find(f, name);

	return item != NULL && item->exists;
}

static void
mark_gone(struct marks *m)
{
	const struct renamed *r;
	size_t i;

	for (i = 0; i < m->w->n; i++) {
		const struct entry *e = &m->w->item[i];

		if (watched_is_own(m->w, e->name))
			continue;
		if (e->subscribed && folders_find(m->f, e->name) == NULL)
			mark(m, e->name, NULL, EVENT_SUBSCRIPTION);
		if (!e->exists || exists(m->f, e->name))
			continue;
		r = find_renamed(m->w, e->name, NULL);
		if (r == NULL || !exists(m->f, r->to))
			mark_with_parent(m, e->name);
	}
}

static void
mark_come(struct marks *m)
{
	const struct renamed *r;
	size_t i;

	for (i = 0; i < m->f->n; i++) {
		const struct folder *f = &m->f->item[i];
		const struct entry *e = watched_find(m->w, f->name);

		if (watched_is_own(m->w, f->name))
			continue;
		if (f->exists && (e == NULL || !e->exists)) {
			r = find_renamed(m->w, NULL, f->name);
			if (r == NULL || watched_find(m->w, r->from) == NULL)
				mark_with_parent(m, f->name);
			else if (!is_child(m->w, r))
				mark(m, f->name, r->from, EVENT_NAME);
		}
		if (f->subscribed != (e != NULL && e->subscribed))
			mark(m, f->name, NULL, EVENT_SUBSCRIPTION);
	}
}

/* Sections 5.4 and 5.5. */
void
watched_tell_names(struct session *s, struct watched *w,
    const struct folders *f)
{
	struct marks m = { .s = s, .w = w, .f = f };
	size_t i;

	mark_gone(&m);
	mark_come(&m);
	/* A name that is gone might be the old one of another. */
	for (i = 0; i < m.n; i++)
		if (m.item[i].old != NULL)
			list_tell(s, f, m.item[i].name, m.item[i].old, false);
	for (i = 0; i < m.n; i++)
		if (m.item[i].old == NULL)
			list_tell(s, f, m.item[i].name, NULL, false);
	free(m.item);
}
