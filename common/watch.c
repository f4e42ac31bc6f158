/* watch: see watch.h. */
#ifdef __linux__
#include <sys/inotify.h>
#endif

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/known.h"
#include "common/watch.h"

#ifdef __linux__

#define DRAIN_EVERY	1000	/* of our events; the kernel keeps 16384 */

/* Order does not matter, number does. */
static uint64_t
event_sum(enum watch_event type, const char *name)
{
	return ((uint64_t)table_hash(name, strlen(name)) << 2 | type) + 1;
}

static int
add(const struct watch *w, int fd, uint32_t events)
{
	char path[64];

	(void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	return inotify_add_watch(w->fd, path, events | IN_ONLYDIR);
}

static bool
add_files(struct watch *w, int dir, int fd)
{
	w->wd[dir] = add(w, fd, IN_CREATE | IN_DELETE | IN_MOVED_FROM |
	    IN_MOVED_TO);
	return w->wd[dir] != -1;
}

static bool
open_watch(struct watch *w, const struct maildir *md)
{
	w->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (w->fd == -1)
		return false;
	if (add_files(w, WATCH_NEW, md->new) &&
	    add_files(w, WATCH_CUR, md->cur))
		return true;
	watch_close(w);
	return false;
}

static void
one_event(struct watch *w, const struct inotify_event *e)
{
	enum watch_event type = WATCH_HERE;
	int dir;

	if ((e->mask & IN_Q_OVERFLOW) != 0 || e->len == 0) {
		w->lost = true;
		return;
	}
	if ((e->mask & IN_MOVED_FROM) != 0)
		type = WATCH_AWAY;
	else if ((e->mask & IN_DELETE) != 0)
		type = WATCH_REMOVED;
	for (dir = 0; dir < WATCH_DIRS; dir++)
		if (e->wd == w->wd[dir])
			w->seen[dir] += event_sum(type, e->name);
}

static void
drain(struct watch *w)
{
	_Alignas(struct inotify_event) char buf[16384];
	const struct inotify_event *e;
	ssize_t len;
	char *p;

	while ((len = read(w->fd, buf, sizeof(buf))) > 0)
		for (p = buf; p < buf + len; p += sizeof(*e) + e->len) {
			e = (const void *)p;
			one_event(w, e);
		}
	w->pending = 0;
}

void
watch_expect(struct watch *w, int dir, enum watch_event type, const char *name)
{
	if (!w->active)
		return;
	w->expected[dir] += event_sum(type, name);
	if (++w->pending >= DRAIN_EVERY)
		drain(w);
}

bool
watch_begin(struct watch *w, const struct maildir *md)
{
	int dir;

	if (w->active) {
		w->lost = true;
		return false;
	}
	if (w->fd == -1 && !open_watch(w, md))
		return false;
	drain(w);			/* what went before */
	w->lost = false;
	for (dir = 0; dir < WATCH_DIRS; dir++)
		w->seen[dir] = w->expected[dir] = 0;
	w->active = true;
	return true;
}

static int
first_entry(void *arg, const char *name, size_t len)
{
	(void)arg;
	(void)name;
	(void)len;
	return 1;
}

void
watch_end(struct watch *w, const struct maildir *md, bool clean[WATCH_DIRS])
{
	int dir;

	clean[WATCH_NEW] = clean[WATCH_CUR] = false;
	if (!w->active)
		return;
	/*
	 * Whoever changed an mtime that we saw may not have told inotify yet,
	 * but he holds the directory until he has: reading it waits for him.
	 */
	(void)maildir_list(md->new, first_entry, NULL);
	(void)maildir_list(md->cur, first_entry, NULL);
	drain(w);
	for (dir = 0; dir < WATCH_DIRS; dir++)
		clean[dir] = !w->lost && w->seen[dir] == w->expected[dir];
	w->active = false;
}

void
watch_index(struct watch *w, const struct maildir *md)
{
	/* one_event() knows it by no number of its own: it counts nothing. */
	if (w->fd != -1)
		(void)add(w, md->dir, IN_MODIFY | IN_MOVED_TO);
}

#else

bool
watch_begin(struct watch *w, const struct maildir *md)
{
	(void)w;
	(void)md;
	return false;
}

void
watch_expect(struct watch *w, int dir, enum watch_event type, const char *name)
{
	(void)w;
	(void)dir;
	(void)type;
	(void)name;
}

void
watch_end(struct watch *w, const struct maildir *md, bool clean[WATCH_DIRS])
{
	(void)w;
	(void)md;
	clean[WATCH_NEW] = clean[WATCH_CUR] = false;
}

void
watch_index(struct watch *w, const struct maildir *md)
{
	(void)w;
	(void)md;
}

#endif

void
watch_stop(struct watch *w)
{
	w->active = false;
}

void
watch_init(struct watch *w)
{
	memset(w, 0, sizeof(*w));
	w->from = WATCH_FROM;
	w->fd = -1;
}

void
watch_close(struct watch *w)
{
	if (w->fd != -1)
		(void)close(w->fd);
	watch_init(w);
}
