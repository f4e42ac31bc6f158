/*
 * staff: one worker for each user that a message is for, when the master is
 * root.  Each becomes that user, writes and syncs his copies, says that they
 * are ready and waits; when all are, all are told to go.
 *
 * The message is read by them alone, by position: the offset of the spool
 * belongs to the front.
 */
#ifndef STAFF_H
#define STAFF_H

#include "smtpd/transaction.h"

/*
 * As deliver_stage() and deliver_commit(), with t->verdict[].  They come in
 * this order, once a message, and staff_end() last.
 */
void	 staff_stage(struct transaction *, const uint16_t which[], size_t n,
	    const struct source *);
void	 staff_commit(struct transaction *, const uint16_t which[], size_t n,
	    bool all);
void	 staff_end(void);

/* WORKER_DELIVER. */
void	 staff_job(uint32_t arg, int fd);

#endif
