/*
 * utf7: modified UTF-7 (RFC 3501 section 5.1.3, 7.9), and back.
 */
#ifndef UTF7_H
#define UTF7_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Both return the length, which is less than size, and end with a NUL; -1:
 * it is not well-formed (or not the one way to write it), has a NUL, or does
 * not fit.
 */
long	 utf7_to_utf8(const char *, size_t len, char *out, size_t size);
long	 utf7_from_utf8(const char *, size_t len, char *out, size_t size);

#endif
