/*
 * moving: what every command does that uses the data connection: 150, the
 * transfer, one reply of 226, 425, 426, 451, 452, 552 (facts 1.5), a line
 * in the logs.
 */
#ifndef MOVING_H
#define MOVING_H

#include <stdbool.h>
#include <stdint.h>

#include "ftpd/ftpd.h"
#include "ftpd/transfer.h"

/*
 * May there be a transfer, and has PORT or PASV been said?  False: it was
 * answered.
 */
bool	 moving_ready(struct session *);

/*
 * Fills *t.  verb is for STAT and the log; path is borrowed until
 * moving_end(); size is -1 when nobody knows.
 */
void	 moving_begin(struct session *, struct transfer *t, const char *verb,
	    const char *path, int64_t size);

/* After "150 ..." was queued: sends it and opens the connection. */
enum transfer_end moving_open(struct session *, struct transfer *t);

/*
 * After all else: the last reply, and the logs.  name is as the client said
 * it; done is the text of 226.
 */
void	 moving_end(struct session *, struct transfer *t,
	    enum transfer_end, const char *name, const char *done);

/* "BINARY" or "ASCII", for the text of 150. */
const char *moving_type(const struct session *);

#endif
