#include "common/loop.h"

#include <errno.h>
#include <string.h>
#include <time.h>

#include "common/looppoll.h"

/*
 * The timers are a pairing heap.  `child` is the first of those below,
 * `next` its brother, and `prev` the brother before or, for the first, the
 * parent.
 *
 * 1. key, by which the heap is ordered, is never later than at.  A timer
 *    that is moved to later stays where it is, and is put where it belongs
 *    when its key comes up: once a timeout, not once a packet.
 * 2. key is 0 exactly for timers that are not in the heap.
 */

/* What the handler leaves for the loop: signals have no argument. */
static volatile sig_atomic_t arrived[LOOP_SIGNALS], any_arrived;

/*
 * Waiting lets no signal in when descriptors are ready at once, as in a
 * flood they always are, nor when there is no time to wait.  So often the
 * door is opened all the same.
 */
#define BUSY_ROUNDS	64

int64_t
loop_clock(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * LOOP_SECOND + ts.tv_nsec / 1000;
}

int
loop_init(struct loop *l)
{
	memset(l, 0, sizeof(*l));
	l->poll = looppoll_new();
	if (l->poll == NULL)
		return -1;
	sigprocmask(SIG_BLOCK, NULL, &l->waiting);
	l->now = loop_clock();
	return 0;
}

void
loop_free(struct loop *l)
{
	looppoll_free(l->poll);
	l->poll = NULL;
	l->timers = NULL;
}

int
loop_add(struct loop *l, struct loop_fd *f, unsigned events)
{
	return looppoll_add(l->poll, f, events);
}

void
loop_remove(struct loop *l, struct loop_fd *f)
{
	if (f->slot != 0)
		looppoll_remove(l->poll, f);
}

/* Two heaps become one; either may be empty. */
static struct loop_timer *
meld(struct loop_timer *a, struct loop_timer *b)
{
	struct loop_timer *t;

	if (a == NULL)
		return b;
	if (b == NULL)
		return a;
	if (b->key < a->key) {
		t = a;
		a = b;
		b = t;
	}
	b->next = a->child;
	b->prev = a;
	if (a->child != NULL)
		a->child->prev = b;
	a->child = b;
	return a;
}

/* Brothers become one heap: in pairs from the left, then from the right. */
static struct loop_timer *
meld_all(struct loop_timer *first)
{
	struct loop_timer *a, *b, *heap = NULL, *pairs = NULL;

	while (first != NULL) {
		a = first;
		b = a->next;
		first = b == NULL ? NULL : b->next;
		a->next = a->prev = NULL;
		if (b != NULL)
			b->next = b->prev = NULL;
		a = meld(a, b);
		a->next = pairs;
		pairs = a;
	}
	while (pairs != NULL) {
		a = pairs;
		pairs = a->next;
		a->next = NULL;
		heap = meld(heap, a);
	}
	return heap;
}

static void
put_in(struct loop *l, struct loop_timer *t)
{
	t->key = t->at;
	t->child = t->next = t->prev = NULL;
	l->timers = meld(l->timers, t);
}

static void
take_out(struct loop *l, struct loop_timer *t)
{
	struct loop_timer *below = meld_all(t->child);

	if (t == l->timers) {
		l->timers = below;
	} else {
		if (t->prev->child == t)
			t->prev->child = t->next;
		else
			t->prev->next = t->next;
		if (t->next != NULL)
			t->next->prev = t->prev;
		l->timers = meld(l->timers, below);
	}
	t->key = 0;
	t->child = t->next = t->prev = NULL;
}

void
loop_at(struct loop *l, struct loop_timer *t, int64_t at)
{
	/* What a timer sets for now is for the next round: all get a turn. */
	if (l->ticking && at <= l->now)
		at = l->now + 1;
	t->at = at > 0 ? at : 1;
	if (t->key != 0 && t->key <= t->at)
		return;
	if (t->key != 0)
		take_out(l, t);
	put_in(l, t);
}

void
loop_after(struct loop *l, struct loop_timer *t, int64_t us)
{
	loop_at(l, t, l->now + us);
}

void
loop_cancel(struct loop *l, struct loop_timer *t)
{
	if (t->key != 0)
		take_out(l, t);
	t->at = 0;
}

static void
run_timers(struct loop *l)
{
	struct loop_timer *t;
	int64_t key;

	l->ticking = true;
	while ((t = l->timers) != NULL && t->key <= l->now) {
		key = t->key;
		take_out(l, t);
		if (t->at > key) {
			put_in(l, t);
			continue;
		}
		t->at = 0;
		t->due(t);
	}
	l->ticking = false;
}

static void
on_signal(int signal_number)
{
	arrived[signal_number] = 1;
	any_arrived = 1;
}

int
loop_signal(struct loop *l, int signal_number,
    void (*call)(void *arg, int signal_number))
{
	struct sigaction sa;
	sigset_t set;

	if (signal_number <= 0 || signal_number >= LOOP_SIGNALS) {
		errno = EINVAL;
		return -1;
	}
	sigemptyset(&set);
	sigaddset(&set, signal_number);
	if (sigprocmask(SIG_BLOCK, &set, NULL) == -1)
		return -1;
	sigdelset(&l->waiting, signal_number);
	l->signals[signal_number] = call;
	memset(&sa, 0, sizeof(sa));
	sa.sa_handler = on_signal;
	return sigaction(signal_number, &sa, NULL);
}

static void
run_signals(struct loop *l)
{
	sigset_t now;
	int i;

	if (++l->busy >= BUSY_ROUNDS) {
		l->busy = 0;
		sigprocmask(SIG_SETMASK, &l->waiting, &now);
		sigprocmask(SIG_SETMASK, &now, NULL);
	}
	if (!any_arrived)
		return;
	any_arrived = 0;
	for (i = 1; i < LOOP_SIGNALS; i++)
		if (arrived[i] && l->signals[i] != NULL) {
			arrived[i] = 0;
			l->signals[i](l->arg, i);
		}
}

int
loop_once(struct loop *l, int64_t wait_us)
{
	int64_t left;
	int n;

	if (l->timers != NULL) {
		left = l->timers->key - loop_clock();
		if (left < 0)
			left = 0;
		if (wait_us < 0 || left < wait_us)
			wait_us = left;
	}
	n = looppoll_wait(l->poll, wait_us, &l->waiting);
	if (n == -1 && errno != EINTR)
		return -1;
	l->now = loop_clock();
	if (n > 0)
		looppoll_call(l->poll);
	run_timers(l);
	run_signals(l);
	if (l->round != NULL)
		l->round(l->arg);
	return 0;
}

int
loop_run(struct loop *l)
{
	l->stop = false;
	while (!l->stop)
		if (loop_once(l, -1) == -1)
			return -1;
	return 0;
}
