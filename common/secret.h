/*
 * secret: comparing what must not be guessed byte by byte.
 */
#ifndef SECRET_H
#define SECRET_H

#include <stdbool.h>
#include <stddef.h>

/* In a time that depends on len alone. */
bool	 secret_equal(const void *, const void *, size_t len);

#endif
