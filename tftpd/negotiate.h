/*
 * negotiate: a request's options become the terms of its transfer
 * (RFC 2347, 2348, 2349, 7440, and tftpd-hpa's utimeout, blksize2 and
 * rollover).
 *
 * 1. What was not asked is never in the OACK; what was is there once, in the
 *    order of the request, its name spelled as it came.
 * 2. A value out of its range is clamped where the RFC lets the server
 *    choose (blksize, windowsize), else the option is ignored: an ERROR 8
 *    makes ROMs give up (T 2.4).
 * 3. Of an option that comes twice the first counts.
 */
#ifndef TFTPD_NEGOTIATE_H
#define TFTPD_NEGOTIATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tftpd/packet.h"

enum option_name {
	OPT_BLKSIZE,
	OPT_BLKSIZE2,
	OPT_TSIZE,
	OPT_TIMEOUT,
	OPT_UTIMEOUT,
	OPT_WINDOWSIZE,
	OPT_ROLLOVER,
	OPT_COUNT
};

/* What the operator allows. */
struct policy {
	unsigned	 refused;	/* 1 << OPT_...: as if not known */
	unsigned	 blksize;	/* -B: at most; 0: no limit */
	unsigned	 window;	/* -W: blocks at most */
	size_t		 window_bytes;	/* --window-bytes; 0: no limit */
	unsigned	 rollover;	/* what comes after 65535: 0 or 1 */
};

struct terms {
	unsigned	 blksize;
	unsigned	 window;	/* blocks before an ACK */
	unsigned	 rollover;	/* as in the policy, or as asked for */
	int64_t		 timeout;	/* asked for, in us; 0: was not */
	bool		 tsize;		/* asked for, and can be answered */
	uint64_t	 size;		/* WRQ: as announced */
	unsigned	 asked;		/* 1 << OPT_...: goes into the OACK */
	uint8_t		 order[OPT_COUNT];	/* which option of the request */
	size_t		 n;			/* of order[] */
};

/*
 * path is the largest block that fits into one packet on the way to the
 * client, 0 when that is of no concern.
 */
void	 negotiate(struct terms *, const struct request *,
	    const struct policy *, unsigned path);

/* Is there anything to be said in an OACK? */
bool	 terms_oack(const struct terms *);

#define OACK_MAX	(PACKET_HEADER + REQUEST_MAX + OPT_COUNT * 24)

/*
 * Writes the OACK; size is the file's, for a RRQ with tsize.  Returns its
 * length.
 */
size_t	 oack_write(uint8_t packet[OACK_MAX], const struct terms *,
	    const struct request *, uint64_t size);

/* By name, without regard to case; OPT_COUNT: none of ours. */
enum option_name option_find(const char *name);

#endif
