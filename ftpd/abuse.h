/*
 * abuse: those who speak something else.
 */
#ifndef ABUSE_H
#define ABUSE_H

#include <stdbool.h>

/* Is this the first word of HTTP, SMTP, TLS or SSH? */
bool	 abuse_foreign(const char *word);

#endif
