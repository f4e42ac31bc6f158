/*
 * charset: text in whatever character set to UTF-8 (7.13).
 *
 * The name that a message gives is looked up in our own list, never passed
 * on.  US-ASCII, UTF-8, ISO-8859-1 and windows-1252, which nearly all mail
 * is in, are converted here, and UTF-7 and HZ, which no libc is sure to have;
 * the others by iconv(3).  Bytes that make no sense become U+FFFD.
 */
#ifndef CHARSET_H
#define CHARSET_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Output that must be left for converter_run() to get on. */
#define CONVERTER_ROOM	16

struct charset;			/* one of the list */

/* NULL: not known. */
const struct charset *charset_find(const char *name, size_t len);

/* Windows-1252, which is what unlabelled 8-bit text most likely is in. */
const struct charset *charset_default(void);

/* Is every byte its own character below 0x80, whatever came before? */
bool	 charset_is_ascii_based(const struct charset *);

/* It keeps its state between pieces of one text. */
struct converter {
	const struct charset *charset;
	iconv_t		 cd;		/* (iconv_t)-1: not used */
	char		 held[16];	/* a sequence whose end has not come */
	size_t		 nheld;
	uint32_t	 bits;		/* UTF-7: base64 not yet used; */
	unsigned	 nbits;
	uint32_t	 surrogate;	/* the first of two; 0: none */
	bool		 shifted;	/* UTF-7, HZ: inside a shift */
};

/* False: this system cannot convert from it.  No memory is left behind. */
bool	 converter_open(struct converter *, const struct charset *);
void	 converter_close(struct converter *);

/*
 * Converts *in up to end into *out up to limit, as much as fits; both are
 * moved.  A sequence cut off at the end is kept for the next piece, or, with
 * last, is bad.
 */
void	 converter_run(struct converter *, const char **in, const char *end,
	    char **out, char *limit, bool last);

#endif
