/*
 * after: programs of "execute" that wait until the lease file is synced.
 *
 * What a program is told of must be true: when the sync fails, those of an
 * ACK that is not sent are forgotten, those of other events stay.
 */
#ifndef DHCPD_AFTER_H
#define DHCPD_AFTER_H

#include <stdbool.h>
#include <stddef.h>

#define AFTER_BYTES	(4 << 20)	/* of arguments that may wait */

struct after_item;

struct after {
	struct after_item *first, *last;	/* NULL: none */
	struct after_item *mark;	/* the last of earlier requests ... */
	struct after_item *going;	/* ... of those being synced ... */
	struct after_item *synced;	/* ... and of those that were */
	size_t		 bytes;
};

/* Copies.  -1 with errno: ENOMEM, or ENOSPC beyond AFTER_BYTES. */
int	 after_add(struct after *, char *const argv[]);

/*
 * A request has been answered: what was added since the last call is for
 * its ACK, or not.
 */
void	 after_request(struct after *, bool for_ack);

/* A sync begins: that of all requests up to now. */
void	 after_begin(struct after *);
/* It has ended.  Not good: forgets what was for ACKs. */
void	 after_end(struct after *, bool good);

/* Is there anything, whose sync has ended or not? */
bool	 after_pending(const struct after *);

/*
 * Gives all whose sync has ended to start, in order; stops where that returns
 * -1 with EAGAIN: the rest stays, and false is returned.
 */
bool	 after_run(struct after *, int (*start)(void *, char *const argv[]),
	    void *arg);

void	 after_free(struct after *);

#endif
