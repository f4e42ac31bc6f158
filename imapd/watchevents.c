/*
 * watched: which directories are watched for each folder, and what an event in
 * one of them means.
 */
#include <stdio.h>
#include <string.h>

#include "common/index.h"
#include "common/scan.h"
#include "imapd/session.h"
#include "imapd/subscribe.h"
#include "imapd/use.h"
#include "imapd/watchtable.h"

#define METADATA_FILE_NAME	"postern-metadata"

/* What shows in the folder itself: its notes; of flags, see entry_event(). */
#define NEEDS_DIR	(EVENT_METADATA | EVENT_FLAGS)

int
watched_add(struct session *s, struct watched *w, const char *folder,
    const char *name)
{
	char path[NAME_FOLDER + 8];
	int n = snprintf(path, sizeof(path), "%s%s%s",
	    *folder == '\0' ? "." : folder, *name != '\0' ? "/" : "", name);

	return n < 0 || n >= (int)sizeof(path) ? -1 :
	    tree_add(&w->tree, s->root, path);
}

void
watched_watch(struct session *s, struct watched *w, struct entry *e)
{
	bool messages = e->exists && (e->events & EVENTS_MESSAGE) != 0;
	bool dir = e->exists && (e->events & NEEDS_DIR) != 0;
	bool notes = e->exists && (e->events & EVENT_METADATA) != 0;

	if (messages && e->cur == -1) {
		e->new = watched_add(s, w, e->name, "new");
		e->cur = watched_add(s, w, e->name, "cur");
	} else if (!messages && e->cur != -1) {
		tree_remove(&w->tree, e->new);
		tree_remove(&w->tree, e->cur);
		e->new = e->cur = -1;
		e->known = false;
	}
	if (dir && e->dir == -1) {
		e->dir = *e->name == '\0' ? w->root :
		    watched_add(s, w, e->name, "");
	} else if (!dir && e->dir != -1) {
		if (*e->name != '\0')
			tree_remove(&w->tree, e->dir);
		e->dir = -1;
	}
	if (notes && !e->annotated)
		notes_update(s, &e->notes, e->name, false, false);
	e->annotated = notes;
	w->blind |= (messages && (e->new == -1 || e->cur == -1)) ||
	    (dir && e->dir == -1);
}

/* Something was renamed in the root of all folders. */
static void
note_renamed(struct watched *w, const char *to)
{
	struct renamed *r;
	size_t i;

	for (i = 0; i < w->nrenamed; i++)	/* again? */
		if (strcmp(w->renamed[i].to, w->from) == 0)
			break;
	if (i == WATCHED_RENAMES)
		return;
	r = &w->renamed[i];
	if (i == w->nrenamed) {
		memcpy(r->from, w->from, sizeof(r->from));
		w->nrenamed++;
	}
	(void)scan_copy(r->to, sizeof(r->to), to, strlen(to));
}

static bool
is_subscriptions(const char *name)
{
	return strcmp(name, SUBSCRIPTIONS) == 0 ||
	    strcmp(name, "subscriptions") == 0 ||
	    strcmp(name, "courierimapsubscribed") == 0;
}

struct reading {
	struct session	*s;
	struct watched	*w;
};

static void
root_event(struct reading *r, enum tree_event event, uint32_t cookie,
    const char *name)
{
	struct watched *w = r->w;

	if (is_subscriptions(name))
		w->names = true;
	if (strcmp(name, METADATA_FILE_NAME ".server") == 0)
		w->noted = true;
	if (*name != '.' || event == TREE_WRITTEN)
		return;
	w->names = true;
	if (event == TREE_FROM && maildir_folder_ok(name) &&
	    scan_copy(w->from, sizeof(w->from), name, strlen(name)))
		w->cookie = cookie;
	else if (event == TREE_TO && cookie == w->cookie &&
	    maildir_folder_ok(name))
		note_renamed(w, name);
	else if (event == TREE_CHANGED && maildir_folder_ok(name) &&
	    !folder_exists(r->s->root, name))
		/* It is a folder from when it has a cur: see entry_event(). */
		(void)watched_add(r->s, w, name, "");
}

static void
entry_event(struct watched *w, int wd, const char *name)
{
	bool known = wd == w->root;
	size_t i;

	for (i = 0; i < w->n; i++) {
		struct entry *e = &w->item[i];

		if (wd == e->new || wd == e->cur)
			e->dirty = true;
		if (wd != e->dir)
			continue;
		known = true;
		/* Keywords without a letter are in the index alone. */
		if ((e->events & EVENT_FLAGS) != 0 &&
		    strcmp(name, INDEX_FILE) == 0)
			e->dirty = true;
		if (strcmp(name, METADATA_FILE_NAME) == 0)
			e->noted = true;
		if (strcmp(name, USE_FILE) == 0)
			e->used = e->noted = w->names = true;
	}
	if (strcmp(name, "cur") == 0 && wd != w->root)
		w->names = true;
	if (strcmp(name, "cur") == 0 && !known)
		tree_remove(&w->tree, wd);
}

static void
event(void *arg, int wd, enum tree_event event, uint32_t cookie,
    const char *name)
{
	struct reading *r = arg;

	if (wd == r->w->root)
		root_event(r, event, cookie, name);
	entry_event(r->w, wd, name);
}

bool
watched_read(struct session *s, struct watched *w)
{
	struct reading r = { s, w };

	return tree_read(&w->tree, event, &r);
}
