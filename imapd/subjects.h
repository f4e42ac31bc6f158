/*
 * subjects: numbers for the base subjects of a mailbox, from 0; equal ones
 * have the same (RFC 5256, THREAD, step 5).
 */
#ifndef SUBJECTS_H
#define SUBJECTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "imapd/out.h"

#define SUBJECTS_NONE	UINT32_MAX	/* as THREADS_NONE */

struct subjects {
	struct out	 text;		/* all of them */
	size_t		*from, *to;	/* where each is */
	uint32_t	*table, size;	/* by hash; a power of 2 */
	uint32_t	*holder;	/* of each: the caller's */
	uint32_t	 n;
};

/* Room for n; each holder is SUBJECTS_NONE.  False: no memory. */
bool	 subjects_init(struct subjects *, uint32_t n);

/* Also after that; harmless on one that is all zero. */
void	 subjects_free(struct subjects *);

/* The number of the subject that the caller has put into text, at `from`. */
uint32_t subjects_number(struct subjects *, size_t from);

#endif
