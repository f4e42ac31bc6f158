/*
 * looppoll: the waiting of loop.c, by epoll(7) where there is one, else by
 * poll(2).  For loop.c alone.
 */
#ifndef LOOPPOLL_H
#define LOOPPOLL_H

#include "common/loop.h"

/* NULL with errno. */
struct loop_poll *looppoll_new(void);
void	 looppoll_free(struct loop_poll *);

/* As loop_add() and its like. */
int	 looppoll_add(struct loop_poll *, struct loop_fd *, unsigned events);
void	 looppoll_remove(struct loop_poll *, struct loop_fd *);

/*
 * Waits with this signal mask; -1 as timeout waits for ever.  Returns how
 * many are ready, -1 with errno.
 */
int	 looppoll_wait(struct loop_poll *, int64_t wait_us,
	    const sigset_t *);

/* Calls those that the last wait found and nobody removed since. */
void	 looppoll_call(struct loop_poll *);

#endif
