/*
 * writer: a message on its way into a file: CRLF becomes LF (M-10).
 */
#ifndef WRITER_H
#define WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WRITER_BUFFER	65536

struct writer {
	int		 fd;
	bool		 cr;		/* one is held back */
	bool		 binary;	/* refuse what is no text: EILSEQ */
	char		 last;		/* that came (binary) */
	bool		 after_cr;	/* the last one written is a CR */
	uint64_t	 octets;	/* that have come */
	uint64_t	 vsize;		/* of what was written, with CRLF */
	size_t		 len;
	char		 buf[WRITER_BUFFER];
};

/* Gives one, which free(3) ends; borrows fd. */
struct writer *writer_begin(int fd, bool binary);

/* -1 with errno. */
int	 writer_add(struct writer *, const char *p, size_t len);
int	 writer_end(struct writer *);

#endif
