#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "imapd/list.h"
#include "imapd/session.h"
#include "imapd/status.h"
#include "imapd/subscribe.h"
#include "imapd/use.h"
#include "imapd/watched.h"
#include "imapd/watchtable.h"

enum {
	/* What no directory shows: keywords that no file name has.  Seconds. */
	LOOK		= 60,
	LOOK_BLIND	= 10	/* ... and where a watch is missing (7.8) */
};

#define METADATA_FILE_NAME	"postern-metadata"
#define NEEDS_DIR	(EVENT_METADATA)

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

static bool
is_selected(const struct session *s, const char *folder)
{
	return s->state == STATE_SELECTED &&
	    strcmp(s->view.folder, folder) == 0;
}

/* "FOLDER/new" */
static int
watch(struct session *s, struct watched *w, const char *folder,
    const char *name)
{
	char path[NAME_FOLDER + 8];
	int n = snprintf(path, sizeof(path), "%s%s%s",
	    *folder == '\0' ? "." : folder, *name != '\0' ? "/" : "", name);

	return n < 0 || n >= (int)sizeof(path) ? -1 :
	    tree_add(&w->tree, s->root, path);
}

/* Watches what must be, and no more. */
static void
watch_entry(struct session *s, struct watched *w, struct entry *e)
{
	bool messages = e->exists && (e->events & EVENTS_MESSAGE) != 0;
	bool notes = e->exists && (e->events & NEEDS_DIR) != 0;

	if (messages && e->cur == -1) {
		e->new = watch(s, w, e->name, "new");
		e->cur = watch(s, w, e->name, "cur");
	} else if (!messages && e->cur != -1) {
		tree_remove(&w->tree, e->new);
		tree_remove(&w->tree, e->cur);
		e->new = e->cur = -1;
		e->known = false;
	}
	if (notes && e->dir == -1) {
		e->dir = *e->name == '\0' ? w->root :
		    watch(s, w, e->name, "");
		notes_update(s, &e->notes, e->name, false, false);
	} else if (!notes && e->dir != -1) {
		if (*e->name != '\0')
			tree_remove(&w->tree, e->dir);
		e->dir = -1;
	}
	w->blind |= (messages && (e->new == -1 || e->cur == -1)) ||
	    (notes && e->dir == -1);
}

/* Section 3.1, STATUS; and of a mailbox made anew. */
static unsigned
all_items(const struct entry *e)
{
	unsigned items = 0;

	if ((e->events & (EVENT_NEW | EVENT_EXPUNGE)) != 0)
		items |= STATUS_MESSAGES | STATUS_UIDNEXT |
		    STATUS_UIDVALIDITY;
	if ((e->events & EVENT_FLAGS) != 0)
		items |= STATUS_UIDVALIDITY | STATUS_HIGHESTMODSEQ;
	return items;
}

/* 2.  All that has come is ours. */
static bool
is_ours(const struct entry *e, const struct mailbox_status *now)
{
	return e->made > 0 && e->first == e->st.uidnext &&
	    e->last - e->first + 1 == e->made && now->uidnext == e->last + 1 &&
	    now->messages == e->st.messages + e->made;
}

/* Sections 5.1 to 5.3: what of the difference is to be told. */
static unsigned
difference(const struct session *s, const struct entry *e,
    const struct mailbox_status *now)
{
	const struct mailbox_status *was = &e->st;
	bool condstore = (s->enabled & ENABLED_CONDSTORE) != 0;
	unsigned items = 0;

	if (was->uidvalidity != now->uidvalidity)
		return was->uidvalidity == 0 && now->messages == 0 ? 0 :
		    all_items(e);
	if (is_ours(e, now))
		return 0;
	if ((e->events & EVENT_NEW) != 0 && (was->messages != now->messages ||
	    was->uidnext != now->uidnext))
		items |= STATUS_MESSAGES | STATUS_UIDNEXT;
	if ((e->events & EVENT_FLAGS) != 0 && was->unseen != now->unseen)
		items |= STATUS_UNSEEN | STATUS_UIDVALIDITY;
	if ((e->events & EVENT_FLAGS) != 0 && condstore &&
	    was->highestmodseq != now->highestmodseq)
		items |= STATUS_UIDVALIDITY;
	return items | (condstore && items != 0 ? STATUS_HIGHESTMODSEQ : 0u);
}

/* Section 5.9. */
static void
tell_access(struct session *s, struct entry *e, bool no_access)
{
	struct folders all;

	if (e->no_access == no_access || folders_read(s->root, &all) == -1)
		return;
	e->no_access = no_access;
	list_tell(s, &all, e->name, NULL, no_access);
	folders_free(&all);
}

/* Its messages: tells what is new, or, once, all (`status`). */
static void
look(struct session *s, struct entry *e, bool status)
{
	struct mailbox_status now;
	struct mailbox mb;
	unsigned items;

	e->dirty = false;
	if (is_selected(s, e->name)) {
		e->known = false;
		return;
	}
	if (mailbox_open(&mb, s->root, e->name,
	    *e->name == '\0' ? MAILBOX_CREATE : 0) == -1) {
		if (errno == EACCES || errno == EPERM)
			tell_access(s, e, true);
		return;
	}
	tell_access(s, e, false);
	mailbox_status(&mb, &now);
	items = status ? all_items(e) : e->known ? difference(s, e, &now) : 0;
	if (items != 0)
		status_write_values(s, &mb, e->name, items);
	mailbox_close(&mb);
	e->st = now;
	e->known = true;
	e->made = 0;
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
	if (*name != '.')
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
		(void)watch(r->s, w, name, "");
}

static void
entry_event(struct watched *w, int wd, const char *name)
{
	size_t i;

	for (i = 0; i < w->n; i++) {
		struct entry *e = &w->item[i];

		if (wd == e->new || wd == e->cur)
			e->dirty = true;
		if (wd != e->dir)
			continue;
		if (strcmp(name, METADATA_FILE_NAME) == 0)
			e->noted = true;
		if (strcmp(name, USE_FILE) == 0)
			e->used = e->noted = w->names = true;
	}
	if (strcmp(name, "cur") == 0 && wd != w->root) {
		w->names = true;
		tree_remove(&w->tree, wd);
	}
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

/* What the folder is now, and what the client knew of it. */
static void
inherit(struct watched *w, struct entry *to, const struct folder *f,
    bool silent)
{
	struct entry *from = watched_find(w, f->name);
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
	} else {
		/* All of it is new to the client. */
		to->known = !silent;
		to->dirty = true;
	}
	to->name = NULL;
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
		inherit(w, &items[i], &f->item[i],
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
		watch_entry(s, w, &items[i]);
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
	w->root = watch(s, w, "", "");
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
			look(s, &w->item[i], status);
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
	struct reading r = { s, w };
	size_t i;

	if (!tree_read(&w->tree, event, &r))
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
			look(s, e, false);
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
