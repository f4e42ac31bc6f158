/*
 * data: the message on its way from the peer into the spool.
 *
 * Ends at CRLF "." CRLF and nowhere else, takes one leading dot off a line
 * after CRLF and nowhere else, and remembers what makes the message
 * unacceptable; the caller reads on to the true end and refuses then
 * (S-1 … S-5, S-10).  Line ends are stored as LF.  No I/O: bytes in, bytes
 * out, any split.
 */
#ifndef DATA_H
#define DATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum data_fault {		/* bits */
	DATA_BARE_CR	= 1,
	DATA_BARE_LF	= 2,
	DATA_NUL	= 4
};

struct data {
	bool	 dots;		/* DATA: dot-stuffed and ended by a dot */
	bool	 lf_lines;	/* -z: a bare LF is a line end of the text */
	int	 state;
	unsigned fault;		/* enum data_fault bits seen */
	bool	 ended;		/* CRLF.CRLF was seen */
	uint64_t lines;		/* LFs put out */
};

void	 data_init(struct data *, bool dots, bool lf_lines);

/*
 * Decodes in[0..len) into out, which has room for len + 2 bytes.  Returns
 * how many bytes of in were used (less than len only at the end of the
 * message); *made is how many were put out.
 */
size_t	 data_decode(struct data *, const char *in, size_t len, char *out,
	    size_t *made);

/* BDAT's last chunk: what a trailing CR leaves.  Returns bytes put out. */
size_t	 data_finish(struct data *, char *out);

#endif
