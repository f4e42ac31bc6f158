/*
 * header: the header of a message, edited as it passes.
 *
 * Takes out fields that nobody but us may write, counts Received, and says
 * at the end which fields are missing.  No field is ever held whole: what
 * decides is in its first HEADER_HOLD bytes.  Lines end with LF here.
 *
 *	n = header_feed(&h, in, len, out, &made);	until h.ended, or the
 *	made = header_end(&h, out);			message is over
 *	the caller adds what is missing, and an empty line if h.bare
 *	made = header_rest(&h, out);
 *	the body: in[n..len) and all that follows
 */
#ifndef HEADER_H
#define HEADER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Name and, for Authentication-Results, the server's name behind it (a
 * domain has 255 bytes); a field that hides it behind longer comments is
 * taken out.
 */
#define HEADER_HOLD	512

struct header {
	const char	*host;		/* whose Authentication-Results go */
	bool		 submission;	/* -M: Bcc goes too */
	unsigned	 received;	/* Received fields seen */
	bool		 has_date, has_message_id;
	bool		 ended;		/* the body begins here */
	bool		 bare;		/* the first line is no field at all */
	bool		 first;		/* nothing was decided yet */
	bool		 keep;		/* the field that is passing */
	int		 state;
	size_t		 used;
	char		 hold[HEADER_HOLD];
};

/* Borrows host. */
void	 header_init(struct header *, const char *host, bool submission);

/*
 * Reads in[0..len) up to the end of the header and puts what is kept into
 * out, which has room for len + HEADER_HOLD bytes.  Returns how many bytes
 * were used; less than len only when h->ended is set.  The empty line is
 * of the body.
 */
size_t	 header_feed(struct header *, const char *in, size_t len, char *out,
	    size_t *made);

/* The header has ended, or the message has.  Ends a line cut short. */
size_t	 header_end(struct header *, char *out);

/* What had to be read to see that it is of the body (<= HEADER_HOLD). */
size_t	 header_rest(struct header *, char *out);

#endif
