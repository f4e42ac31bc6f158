/*
 * charset: text in whatever character set to UTF-8 (7.13).
 *
 * The name that a message gives is looked up in our own list; US-ASCII,
 * UTF-8, ISO-8859-1 and windows-1252 are converted here, the others by
 * iconv(3) under the name that the list has.  Bytes that make no sense become
 * U+FFFD.
 */
#ifndef CHARSET_H
#define CHARSET_H

#include <stdbool.h>
#include <stddef.h>

struct charset;			/* one of the list */

/* NULL: not known. */
const struct charset *charset_find(const char *name, size_t len);

/* A converter keeps its state between pieces of one text. */
struct converter;
struct converter *converter_open(const struct charset *);
void	 converter_close(struct converter *);

/*
 * Converts *in up to end into *out up to limit, as much as fits (at least 4
 * bytes must); both are moved.  A sequence cut off at the end is kept for the
 * next piece, or, with last, is bad.
 */
void	 converter_run(struct converter *, const char **in, const char *end,
	    char **out, char *limit, bool last);

/*
 * glibc loads its converters from files that a jail hides: opens those it
 * can, before (7.13).
 */
void	 charset_prepare(void);

#endif
