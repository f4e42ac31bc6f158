/*
 * salvage: what a damaged index still says.
 *
 * Each name in it has its UID and a checksum of its own beside it, so any
 * that is whole is worth keeping, wherever it stands.
 */
#ifndef SALVAGE_H
#define SALVAGE_H

#include "common/highwater.h"
#include "common/index.h"
#include "common/known.h"

/*
 * Looks through `len` bytes of an index file.  UIDVALIDITY comes from either
 * of its headers, or from the high-water mark.  UIDNEXT becomes the highest
 * that may have been given.  0, or -1: nothing can be kept.
 */
int	 salvage_parse(struct known_list *, const char *buf, size_t len,
	    const struct highwater *);

/* The same for the file in `dir`. */
int	 salvage_load(struct known_list *, int dir, const struct highwater *);

/*
 * What is behind the end of an image whose file goes on with rubbish: names
 * with UIDs the image has not given.  It may have been torn off there before
 * anybody saw it, or it is a journal with a byte gone bad: UIDNEXT is raised
 * by as many as can have been in it.  0, or -1 with errno.
 */
int	 salvage_tail(struct known_list *, const struct image *);

#endif
