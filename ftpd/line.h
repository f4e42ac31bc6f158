/*
 * line: one line of a long listing, as ls -l prints it and every client
 * parses it (facts 1.5).
 */
#ifndef LINE_H
#define LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ftpd/entries.h"

/* The local time zone, looked up once for each stretch of time. */
#define LINE_ZONES	256

/* The owner of one line is mostly that of the next, and so the day. */
struct line_owner {
	bool	 known;
	uint32_t id;
	size_t	 len;
	char	 text[16];
};

struct line_style {
	int64_t	 now;
	bool	 hide_ids;
	struct {
		int64_t	 stretch;
		int32_t	 offset;
		bool	 known, varies;
	} zones[LINE_ZONES];
	struct line_owner uid, gid;
	int64_t	 day;		/* since 1970, of the two below */
	unsigned year;		/* 0: there was no day yet */
	char	 month_day[6];
};

void	 line_begin(struct line_style *, int64_t now, bool hide_ids);

/* All before the name; room for LINE_LONG.  Returns its end. */
#define LINE_LONG	128
char	*line_long(struct line_style *, char *to, const struct brief *);

#endif
