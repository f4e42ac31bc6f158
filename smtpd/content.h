/*
 * content: the text of one message, from the peer's bytes into the spool.
 *
 * After a fault, an error or too many octets nothing more is written, but
 * everything is still read: the refusal comes after the true end.
 */
#ifndef CONTENT_H
#define CONTENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/lineio.h"
#include "smtpd/data.h"
#include "smtpd/header.h"

/*
 * One write for most messages, and few for the largest: a full buffer of the
 * peer's fits behind what is left of the one before.
 */
#define CONTENT_BUFFER	(2 * LINE_BULK)

#define CONTENT_PIECE	16384	/* of a header, at a time */

struct content {
	int		 fd;		/* the spool; borrowed */
	int		 error;		/* errno of a failed write, or 0 */
	uint64_t	 limit;		/* octets, CRLF line ends; -S */
	uint64_t	 octets;	/* the same, received */
	uint64_t	 size, lines;	/* put out: bytes, and LFs in them */
	uint64_t	 started;	/* of these, on their way to the disk */
	bool		 to_disk;	/* the spool is what will be synced */
	bool		 in_body;
	bool		 submission;
	const char	*host, *id;	/* for a Message-ID of ours */
	int64_t		 seconds;	/* and a Date */
	struct data	 data;
	struct header	 header;
	size_t		 used;
	char		 buf[CONTENT_BUFFER];
	char		 text[CONTENT_PIECE + 2];	/* decoded, not yet read */
	char		 edited[CONTENT_PIECE + 2 + HEADER_HOLD];
};

/*
 * Sets all but what the caller has set: fd, limit, to_disk, submission, host,
 * id and seconds.
 */
void	 content_begin(struct content *, bool dots, bool lf_lines);

void	 content_put(struct content *, const char *bytes, size_t len);

/* Takes bytes of the peer; returns how many it used, at least one. */
size_t	 content_take(struct content *, const char *bytes, size_t len);

/* The message is over: writes what is still here. */
void	 content_end(struct content *);

/* Nothing that comes now can save the message. */
bool	 content_failed(const struct content *);

#endif
