/*
 * content: the bytes of one message, for those who must look into them.
 *
 * Small files are read, large ones are mapped.  Lines may end in LF or CRLF;
 * what a client is sent, and all sizes it is told, are with CRLF (I-5): each
 * LF without its CR counts as two.
 */
#ifndef CONTENT_H
#define CONTENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct content {
	const char	*p;
	size_t		 len;
	uint64_t	 octets;	/* of all, where somebody counted */
	void		*map;		/* NULL: it is in buf */
	char		*buf;
	int64_t		 date;		/* st_mtime of the file */
};

/*
 * Opens what fd, which is borrowed, has.  A struct content all zero bytes can
 * be used again and again; each time what was there before is closed.
 */
int	 content_open(struct content *, int fd);

/*
 * The same, but of a large file only as much as nearly all headers have;
 * *all says whether that is all of it.
 */
int	 content_open_head(struct content *, int fd, bool *all);
void	 content_close(struct content *);	/* keeps buf */
void	 content_free(struct content *);

/* How many octets these bytes are when sent; they begin a line. */
uint64_t content_octets(const char *p, size_t len);

struct out;

/*
 * Sends octets `skip` up to skip + count of what these bytes are with CRLF.
 * A NUL becomes 0x80: no literal may hold one.
 */
void	 content_write(struct out *, const char *p, size_t len, uint64_t skip,
	    uint64_t count);

#endif
