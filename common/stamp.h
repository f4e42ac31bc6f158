/*
 * stamp: the mtime of a directory, and whether it can be relied on.
 *
 * A change in the same tick of the filesystem's clock as the mtime we saw
 * leaves no trace in it.  So an mtime counts only if it was older than a
 * tick when we began to read.  Newer kernels give each change that follows
 * a stat(2) an mtime of its own; then every mtime counts.
 */
#ifndef STAMP_H
#define STAMP_H

#include <stdbool.h>

#include "common/index.h"

struct fsclock {
	struct index_stamp now;		/* of the filesystem, not of ours */
	bool		 fine;		/* no two changes share a time */
};

int	 stamp_read(int fd, struct index_stamp *);
bool	 stamp_equal(const struct index_stamp *, const struct index_stamp *);

/* Touches the file (ours, on the same filesystem) and looks. */
int	 fsclock_read(int fd, struct fsclock *);

/* May there be changes that this does not show? */
bool	 stamp_racy(const struct index_stamp *, const struct fsclock *);

#endif
