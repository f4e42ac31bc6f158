/*
 * blocks: a file as the blocks of a transfer, in octets or in netascii.
 *
 * In octets a block's place in the file follows from its number.  In
 * netascii it does not: the state of the encoder is kept for the first
 * block without an ACK, and what must be sent again is encoded again from
 * there, so that a transfer costs no buffer.
 */
#ifndef TFTPD_BLOCKS_H
#define TFTPD_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tftpd/file.h"
#include "tftpd/netascii.h"

struct blocks_place {
	uint64_t	 block;		/* starts here: */
	off_t		 offset;
	struct netascii	 state;
};

struct blocks {
	struct file	*file;		/* borrowed */
	unsigned	 blksize;
	bool		 netascii;
	bool		 views;		/* file_view() may be used: the caller
					   sets it */
	struct blocks_place kept, next;	/* reading; next also for writing */
};

void	 blocks_init(struct blocks *, struct file *, unsigned blksize,
	    bool netascii);

/*
 * Reads the blocks first, first + 1, ... one behind the other, n of them at
 * most; base, which is not behind first, is the first that may still be
 * wanted again.  *data is where they are: in buf, or in a file_view(), which
 * nobody may look at.  *len is what there is of it: whole blocks, but for the
 * last one when *last.  Returns how many, at least 1; -1 with errno.
 */
int	 blocks_read(struct blocks *, uint64_t base, uint64_t first,
	    unsigned n, uint8_t *buf, uint8_t **data, size_t *len,
	    bool *last);

/*
 * Stores the next block; with last the file is on the disk when this
 * returns 0.  -1 with errno.  room holds len + 2 bytes and is not data.
 */
int	 blocks_write(struct blocks *, const uint8_t *data, size_t len,
	    bool last, uint8_t *room);

#endif
