/*
 * bodystructure: BODY and BODYSTRUCTURE (RFC 9051 section 7.5.2).
 */
#ifndef BODYSTRUCTURE_H
#define BODYSTRUCTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "imapd/mime.h"
#include "imapd/out.h"

/*
 * Of the message in p, whose parts *m has.  extended: BODYSTRUCTURE.  Without
 * recursion; never an empty list where clients cannot bear one (I-12).
 */
void	 bodystructure_write(struct out *, const struct mime *m,
	    const char *p, bool extended);

#endif
