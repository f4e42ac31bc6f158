/*
 * watched: the table of folders: made, made anew when names have changed, and
 * gone through to tell what is new (watched.h).
 */
#include <sys/stat.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "imapd/session.h"
#include "imapd/watched.h"
#include "imapd/watchtable.h"

enum {
	/* Seconds.  What no directory shows: keywords without a letter. */
	LOOK		= 60,
	LOOK_BLIND	= 10	/* ... and where a watch is missing (7.8) */
};

static void
entry_free(struct entry *e)
{
	free(e->name);
	notes_free(&e->notes);
}

static void
forget_names(struct watched *w)
{
	while (w->nown > 0)
		free(w->own[--w->nown]);
	w->nrenamed = 0;
}

void
watched_free(struct watched *w)
{
	size_t i;

	if (w == NULL)
		return;
	tree_close(&w->tree);
	for (i = 0; i < w->n; i++)
		entry_free(&w->item[i]);
	free(w->item);
	forget_names(w);
	notes_free(&w->notes);
	free(w);
}

static int
by_name(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return strcmp(x->name, y->name);
}

struct entry *
watched_find(const struct watched *w, const char *name)
{
	struct entry key = { .name = NULL };
	char copy[NAME_FOLDER];

	if (w->n == 0 || !scan_copy(copy, sizeof(copy), name, strlen(name)))
		return NULL;
	key.name = copy;
	return bsearch(&key, w->item, w->n, sizeof(*w->item), by_name);
}

/* All of it, or what nothing tells of. */
static void
suspect(struct watched *w, bool all)
{
	size_t i;

	if (all)
		w->names = w->noted = true;
	for (i = 0; i < w->n; i++) {
		struct entry *e = &w->item[i];

		e->dirty |= (e->events & (all ? EVENTS_MESSAGE :
		    EVENT_FLAGS)) != 0;
		e->noted |= all && (e->events & EVENT_METADATA) != 0;
	}
}

/* 0: nobody can tell. */
static ino_t
inode(int root, const char *folder)
{
	struct stat st;

	return fstatat(root, *folder == '\0' ? "." : folder, &st, 0) == 0 ?
	    st.st_ino : 0;
}

/* What the folder is now, and what the client knew of it. */
static void
inherit(struct watched *w, struct entry *to, const struct folder *f, int root,
    bool silent)
{
	struct entry *from = watched_find(w, f->name);
	ino_t ino = inode(root, f->name);
	size_t i;

	for (i = 0; (from == NULL || !from->exists) && f->exists &&
	    i < w->nrenamed; i++)
		if (strcmp(w->renamed[i].to, f->name) == 0)
			from = watched_find(w, w->renamed[i].from);
	to->dir = to->new = to->cur = -1;
	if (from != NULL && from->exists && f->exists) {
		*to = *from;
		from->exists = false;
		memset(&from->notes, 0, sizeof(from->notes));
		if (ino != to->ino) {
			/* Removed and made again: the watches went with it. */
			to->dir = to->new = to->cur = -1;
			to->dirty = true;
		}
	} else {
		/* All of it is new to the client. */
		to->known = !silent;
		to->dirty = true;
	}
	to->name = NULL;
	to->ino = ino;
	to->used = to->used && to->use != f->use;
	to->exists = f->exists;
	to->subscribed = f->subscribed;
	to->use = f->use;
}

bool
watched_is_below(const char *name, const char *above)
{
	size_t len = strlen(above);

	return strncmp(name, above, len) == 0 &&
	    (name[len] == '\0' || (len > 0 && name[len] == '.'));
}

bool
watched_is_own(const struct watched *w, const char *name)
{
	size_t i;

	for (i = 0; i < w->nown; i++)
		if (watched_is_below(name, w->own[i]))
			return true;
	return false;
}

/* A table of these folders, which takes the place of the one before. */
static int
rebuild(struct session *s, struct watched *w, const struct folders *f,
    bool silent)
{
	struct entry *items = calloc(f->n + 1, sizeof(*items));
	size_t i, n = 0;

	if (items == NULL)
		return -1;
	w->blind = w->root == -1;
	for (i = 0; i < f->n; i++) {
		inherit(w, &items[i], &f->item[i], s->root,
		    silent || watched_is_own(w, f->item[i].name));
		items[i].name = strdup(f->item[i].name);
		items[i].events = notify_events(s->notify, &f->item[i]);
		n += items[i].exists && (items[i].events &
		    (EVENTS_MESSAGE | EVENT_METADATA)) != 0;
		if (items[i].name == NULL) {
			errno = ENOMEM;
			n = SIZE_MAX;
			break;
		}
	}
	for (i = 0; i < w->n; i++)
		entry_free(&w->item[i]);
	free(w->item);
	w->item = items;
	w->n = f->n;
	if (n == SIZE_MAX)
		return -1;
	if (n > NOTIFY_FOLDERS) {
		errno = EOVERFLOW;
		return -1;
	}
	for (i = 0; i < w->n; i++)
		watched_watch(s, w, &items[i]);
	return 0;
}

static int
renew(struct session *s, struct watched *w, bool silent)
{
	struct folders f;
	int r, e;

	w->names = false;
	if (folders_read(s->root, &f) == -1)
		return -1;
	if (!silent)
		watched_tell_names(s, w, &f);
	r = rebuild(s, w, &f, silent);
	e = errno;
	folders_free(&f);
	forget_names(w);
	errno = e;
	return r;
}

struct watched *
watched_begin(struct session *s, bool status)
{
	struct watched *w = calloc(1, sizeof(*w));
	size_t i;
	int e;

	if (w == NULL)
		return NULL;
	tree_open(&w->tree);
	w->root = watched_add(s, w, "", "");
	for (i = 0; i < s->notify->n; i++)
		w->server |= (s->notify->group[i].events & EVENT_SERVER) != 0;
	if (renew(s, w, true) == -1) {
		e = errno;
		watched_free(w);
		errno = e;
		return NULL;
	}
	for (i = 0; i < w->n; i++)
		if (w->item[i].exists &&
		    (w->item[i].events & EVENTS_MESSAGE) != 0)
			watched_status(s, &w->item[i], status);
	if (w->server)
		notes_update(s, &w->notes, NULL, false, false);
	w->looked = line_now();
	return w;
}

int
watched_fd(const struct watched *w)
{
	return w->tree.fd;
}

int64_t
watched_look(const struct watched *w)
{
	int64_t in = w->looked + (w->blind ? LOOK_BLIND : LOOK) * 1000 -
	    line_now();

	return in > 0 ? in : 0;
}

/* Sections 5.6 and 5.7. */
static void
tell_notes(struct session *s, struct entry *e)
{
	notes_update(s, &e->notes, e->name, !e->own_note, e->used);
	e->noted = e->used = e->own_note = false;
}

int
watched_tell(struct session *s, struct watched *w)
{
	size_t i;

	if (!watched_read(s, w))
		suspect(w, true);
	if (watched_look(w) == 0) {
		suspect(w, w->blind);
		w->looked = line_now();
	}
	if (w->names && renew(s, w, false) == -1)
		return -1;
	for (i = 0; i < w->n; i++) {
		struct entry *e = &w->item[i];

		if (e->dirty && e->exists &&
		    (e->events & EVENTS_MESSAGE) != 0)
			watched_status(s, e, false);
		if (e->noted && e->exists &&
		    (e->events & EVENT_METADATA) != 0)
			tell_notes(s, e);
	}
	if (w->noted && w->server)
		notes_update(s, &w->notes, NULL, !w->own_note, false);
	w->noted = w->own_note = false;
	return 0;
}

void
watched_made(struct watched *w, const char *folder, const uint32_t *uids,
    size_t n)
{
	struct entry *e = watched_find(w, folder);

	if (e == NULL || n == 0)
		return;
	if (e->made == 0)
		e->first = uids[0];
	e->last = uids[n - 1];
	e->made += (uint32_t)n;
}

void
watched_named(struct watched *w, const char *folder)
{
	char *name = w->nown < WATCHED_OWN ? strdup(folder) : NULL;

	if (name != NULL)
		w->own[w->nown++] = name;
}

void
watched_noted(struct watched *w, const char *folder)
{
	struct entry *e = folder == NULL ? NULL : watched_find(w, folder);

	if (folder == NULL)
		w->own_note = true;
	else if (e != NULL)
		e->own_note = true;
}

void
watched_left(struct watched *w, const char *folder)
{
	struct entry *e = watched_find(w, folder);

	if (e != NULL) {
		e->known = false;
		e->dirty = true;
	}
}
