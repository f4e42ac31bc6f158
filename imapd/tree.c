#ifdef __linux__
#include <sys/inotify.h>
#endif

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "imapd/tree.h"

#ifdef __linux__

void
tree_open(struct tree *t)
{
	t->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
}

int
tree_add(struct tree *t, int at, const char *path)
{
	const int how = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	char proc[64];
	int fd, wd = -1;

	if (t->fd == -1 || (fd = openat(at, path, how)) == -1)
		return -1;
	(void)snprintf(proc, sizeof(proc), "/proc/self/fd/%d", fd);
	wd = inotify_add_watch(t->fd, proc, IN_CREATE | IN_DELETE |
	    IN_MODIFY | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR);
	(void)close(fd);
	return wd;
}

void
tree_remove(struct tree *t, int wd)
{
	if (t->fd != -1 && wd != -1)
		(void)inotify_rm_watch(t->fd, wd);
}

static enum tree_event
event_of(uint32_t mask)
{
	return (mask & IN_MOVED_FROM) != 0 ? TREE_FROM :
	    (mask & IN_MOVED_TO) != 0 ? TREE_TO :
	    (mask & IN_MODIFY) != 0 ? TREE_WRITTEN : TREE_CHANGED;
}

bool
tree_read(struct tree *t, void (*each)(void *, int, enum tree_event,
    uint32_t, const char *), void *arg)
{
	_Alignas(struct inotify_event) char buf[16384];
	const struct inotify_event *e;
	bool all = true;
	ssize_t len;
	char *p;

	if (t->fd == -1)
		return true;
	while ((len = read(t->fd, buf, sizeof(buf))) > 0)
		for (p = buf; p < buf + len; p += sizeof(*e) + e->len) {
			e = (const void *)p;
			if ((e->mask & IN_Q_OVERFLOW) != 0)
				all = false;
			else if (e->len > 0)
				each(arg, e->wd, event_of(e->mask), e->cookie,
				    e->name);
		}
	return all;
}

#else

void
tree_open(struct tree *t)
{
	t->fd = -1;
}

int
tree_add(struct tree *t, int at, const char *path)
{
	(void)t;
	(void)at;
	(void)path;
	return -1;
}

void
tree_remove(struct tree *t, int wd)
{
	(void)t;
	(void)wd;
}

bool
tree_read(struct tree *t, void (*each)(void *, int, enum tree_event,
    uint32_t, const char *), void *arg)
{
	(void)t;
	(void)each;
	(void)arg;
	return true;
}

#endif

void
tree_close(struct tree *t)
{
	if (t->fd != -1)
		(void)close(t->fd);
	t->fd = -1;
}
