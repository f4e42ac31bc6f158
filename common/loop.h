/*
 * loop: one process waits for many descriptors, timers and signals.
 *
 * Descriptors and timers are structs of the caller's, usually inside what
 * they belong to; the loop links them and allocates nothing for them, so
 * that setting a timer cannot fail.  Zeroed memory is a timer not set and
 * a descriptor not added.  Times are microseconds of the monotonic clock.
 *
 * One round is: wait; call for each descriptor that is ready; call for
 * each timer that is due; call for each signal; call the hook `round`.
 * Any callback may add, remove, set and stop whatever it likes, its own
 * struct among them: nothing removed is called any more, and its memory may
 * be freed at once.
 */
#ifndef LOOP_H
#define LOOP_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LOOP_READ	1u	/* also: there is an error to be read */
#define LOOP_WRITE	2u

#define LOOP_SECOND	INT64_C(1000000)	/* microseconds */

#define LOOP_SIGNALS	32	/* signals have numbers below this */

struct loop_poll;

struct loop_fd {
	int	 fd;		/* the caller opens and closes it */
	void	 (*ready)(struct loop_fd *, unsigned events);
	void	*arg;		/* the caller's */
	size_t	 slot;		/* the loop's: 0 when not added */
};

struct loop_timer {
	void	 (*due)(struct loop_timer *);
	void	*arg;		/* the caller's */
	int64_t	 at;		/* when it is due; 0: not set */
	int64_t	 key;		/* the rest is the loop's: see loop.c */
	struct loop_timer *child, *next, *prev;
};

struct loop {
	int64_t	 now;		/* when this round began: cheap to read */
	void	 (*round)(void *arg);	/* after each round; NULL: none */
	void	*arg;			/* of round and of the signals */
	bool	 stop;		/* loop_run() returns after this round */

	/* the loop's own */
	struct loop_timer *timers;	/* the one due first */
	bool	 ticking;		/* it is the timers' turn */
	void	 (*signals[LOOP_SIGNALS])(void *arg, int signal_number);
	sigset_t waiting;		/* what is blocked while it waits */
	unsigned busy;			/* rounds since it was looked */
	struct loop_poll *poll;		/* epoll(7), or poll(2) elsewhere */
};

/* -1 with errno. */
int	 loop_init(struct loop *);

/* Forgets all descriptors and timers; closes none of the caller's. */
void	 loop_free(struct loop *);

/* f->ready is called while f->fd is so (level-triggered).  -1 with errno. */
int	 loop_add(struct loop *, struct loop_fd *, unsigned events);

/* Must come before close(2) of the descriptor.  Not added: does nothing. */
void	 loop_remove(struct loop *, struct loop_fd *);

/*
 * Sets t->at; a time that has passed means "after the descriptors of this
 * round", or of the next, when the timers' turn is on.  Moving a timer to
 * later costs next to nothing, so it may be done for every packet.
 */
void	 loop_at(struct loop *, struct loop_timer *, int64_t at);

/* The same, this many microseconds after the round began. */
void	 loop_after(struct loop *, struct loop_timer *, int64_t us);

/* Not set: does nothing. */
void	 loop_cancel(struct loop *, struct loop_timer *);

/*
 * From now on this signal arrives only while the loop waits, and `call` is
 * called for it, with loop.arg, outside the handler.  Several that came
 * together are one.  -1 with errno.
 */
int	 loop_signal(struct loop *, int signal_number,
	    void (*call)(void *arg, int signal_number));

/* One round, which waits at most this long (-1: as long as it takes). */
int	 loop_once(struct loop *, int64_t wait_us);

/*
 * Rounds until `stop`.  -1 with errno when waiting itself fails, which it
 * does not with descriptors that are open.
 */
int	 loop_run(struct loop *);

/* The monotonic clock itself, for what must be finer than loop.now. */
int64_t	 loop_clock(void);

#endif
