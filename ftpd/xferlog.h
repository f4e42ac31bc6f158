/*
 * xferlog: one line a transfer, as wu-ftpd wrote it and every log analyser
 * reads it.
 */
#ifndef XFERLOG_H
#define XFERLOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct xfer {
	time_t		 end;		/* when it ended */
	unsigned	 seconds;	/* how long it took */
	uint64_t	 bytes;
	const char	*host;		/* the peer's name or address */
	const char	*path;		/* as seen from outside the chroot */
	const char	*user;		/* or "anonymous" */
	bool		 ascii;
	char		 direction;	/* i: to us, o: from us, d: deleted */
	bool		 anonymous;
	bool		 complete;
};

/* Any line fits: PATH_MAX and then some. */
#define XFERLOG_LINE	6144

/*
 * The line with its LF; returns its length.  Blanks, controls and bytes
 * above 0x7e of names become '_'.  Uses the local time zone: tzset(3) has
 * been called before any chroot.
 */
size_t	 xferlog_line(char line[XFERLOG_LINE], const struct xfer *);

/* -L FILE: opens it to append, mode 0640.  -1 with errno.  Before login. */
int	 xferlog_open(const char *path);

/* One write(2), so that lines of several sessions do not mix. */
void	 xferlog_write(int fd, const struct xfer *);

#endif
