#include "common/looppoll.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* -DLOOP_POLL tries on Linux what the others get. */
#if defined(__linux__) && !defined(LOOP_POLL)

#include <sys/epoll.h>

/*
 * Descriptors a round: the timers' turn must come even while packets
 * arrive faster than they are read.
 */
#define BATCH	64

struct loop_poll {
	int	 fd;
	int	 next, n;	/* of batch: still to be called */
	struct epoll_event batch[BATCH];
};

struct loop_poll *
looppoll_new(void)
{
	struct loop_poll *p = calloc(1, sizeof(*p));

	if (p == NULL)
		return NULL;
	p->fd = epoll_create1(EPOLL_CLOEXEC);
	if (p->fd == -1) {
		free(p);
		return NULL;
	}
	return p;
}

void
looppoll_free(struct loop_poll *p)
{
	close(p->fd);
	free(p);
}

static int
control(struct loop_poll *p, int what, struct loop_fd *f, unsigned events)
{
	struct epoll_event e = { 0 };

	if ((events & LOOP_READ) != 0)
		e.events |= EPOLLIN;
	if ((events & LOOP_WRITE) != 0)
		e.events |= EPOLLOUT;
	e.data.ptr = f;
	return epoll_ctl(p->fd, what, f->fd, &e);
}

int
looppoll_add(struct loop_poll *p, struct loop_fd *f, unsigned events)
{
	if (control(p, EPOLL_CTL_ADD, f, events) == -1)
		return -1;
	f->slot = 1;
	return 0;
}

void
looppoll_remove(struct loop_poll *p, struct loop_fd *f)
{
	int i;

	for (i = p->next; i < p->n; i++)
		if (p->batch[i].data.ptr == f)
			p->batch[i].data.ptr = NULL;
	control(p, EPOLL_CTL_DEL, f, 0);
	f->slot = 0;
}

int
looppoll_wait(struct loop_poll *p, int64_t wait_us, const sigset_t *mask)
{
	int ms = wait_us < 0 ? -1 : wait_us > INT64_C(3600000000) ?
	    3600000 : (int)((wait_us + 999) / 1000);

	p->next = 0;
	p->n = epoll_pwait(p->fd, p->batch, BATCH, ms, mask);
	if (p->n == -1) {
		p->n = 0;
		return -1;
	}
	return p->n;
}

void
looppoll_call(struct loop_poll *p)
{
	struct epoll_event *e;
	struct loop_fd *f;

	while (p->next < p->n) {
		e = &p->batch[p->next++];
		f = e->data.ptr;
		if (f == NULL)
			continue;
		f->ready(f, ((e->events & ~(unsigned)EPOLLOUT) != 0 ?
		    LOOP_READ : 0) |
		    ((e->events & EPOLLOUT) != 0 ? LOOP_WRITE : 0));
	}
}

#else

#include <poll.h>
#include <time.h>

/* slot is the index and one.  A slot whose f is NULL waits to be filled. */
struct loop_poll {
	struct loop_fd	**f;
	struct pollfd	*polls;
	size_t		 n, size;
};

struct loop_poll *
looppoll_new(void)
{
	return calloc(1, sizeof(struct loop_poll));
}

void
looppoll_free(struct loop_poll *p)
{
	free(p->f);
	free(p->polls);
	free(p);
}

static int
grow(struct loop_poll *p)
{
	size_t size = p->size == 0 ? 16 : 2 * p->size;
	struct pollfd *polls;
	struct loop_fd **f;

	f = realloc(p->f, size * sizeof(*f));
	if (f == NULL)
		return -1;
	p->f = f;
	polls = realloc(p->polls, size * sizeof(*polls));
	if (polls == NULL)
		return -1;
	p->polls = polls;
	p->size = size;
	return 0;
}

int
looppoll_add(struct loop_poll *p, struct loop_fd *f, unsigned events)
{
	if (p->n == p->size && grow(p) == -1)
		return -1;
	p->f[p->n] = f;
	p->polls[p->n] = (struct pollfd){ .fd = f->fd };
	p->polls[p->n].events =
	    (short)(((events & LOOP_READ) != 0 ? POLLIN : 0) |
	    ((events & LOOP_WRITE) != 0 ? POLLOUT : 0));
	f->slot = ++p->n;
	return 0;
}

void
looppoll_remove(struct loop_poll *p, struct loop_fd *f)
{
	p->f[f->slot - 1] = NULL;
	p->polls[f->slot - 1].fd = -1;
	f->slot = 0;
}

static void
compact(struct loop_poll *p)
{
	size_t i, n = 0;

	for (i = 0; i < p->n; i++) {
		if (p->f[i] == NULL)
			continue;
		p->f[n] = p->f[i];
		p->polls[n] = p->polls[i];
		n++;
		p->f[n - 1]->slot = n;
	}
	p->n = n;
}

int
looppoll_wait(struct loop_poll *p, int64_t wait_us, const sigset_t *mask)
{
	struct timespec ts = { .tv_sec = wait_us / LOOP_SECOND,
		.tv_nsec = wait_us % LOOP_SECOND * 1000 };
	size_t i;
	int n;

	compact(p);
	n = ppoll(p->polls, p->n, wait_us < 0 ? NULL : &ts, mask);
	if (n == -1)
		for (i = 0; i < p->n; i++)
			p->polls[i].revents = 0;
	return n;
}

void
looppoll_call(struct loop_poll *p)
{
	size_t i, n = p->n;
	int events;

	for (i = 0; i < n; i++) {
		events = p->polls[i].revents;
		if (events == 0 || p->f[i] == NULL)
			continue;
		p->f[i]->ready(p->f[i],
		    ((events & ~POLLOUT) != 0 ? LOOP_READ : 0) |
		    ((events & POLLOUT) != 0 ? LOOP_WRITE : 0));
	}
}

#endif
