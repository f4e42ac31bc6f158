/*
 * leasefile: dhcpd.leases, ISC's text, read and written (dhcpd.leases(5)).
 *
 * The file is a journal: the last block of an address counts.  Rules:
 * 1. A record is on the disk (fdatasync) before its ACK is sent.
 * 2. The file is appended to or replaced whole; what it says is never
 *    changed in place.  What an append that failed left behind is cut off
 *    again, or, when that fails too, the file is replaced.
 * 3. A replacement holds all that the old one holds when it gets its name.
 * 4. What is not ours in it is kept.
 * 5. While much is written there is room ahead: comments at the file's
 *    end, on the disk before they are written over.  A sync is then one of data; one
 *    that makes the file longer waits for the file system's journal, and for
 *    all that others have in it.  The room goes when it is quiet again.
 * 6. A power cut can leave sectors of the room between those of a record
 *    (a hole).  Only what was not yet synced can have one, so nothing that
 *    was promised; records that a hole is in are not read.
 * A file is read as if an enemy wrote it.
 */
#ifndef DHCPD_LEASEFILE_H
#define DHCPD_LEASEFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dhcpd/lease.h"

/* How dates and client-ids are written. */
struct lease_format {
	bool	 local_time;	/* db-time-format local */
	bool	 hex_ids;	/* lease-id-format hex */
};

/* What reading found. */
struct leasefile_report {
	size_t	 blocks;	/* lease blocks that were read */
	size_t	 bad;		/* skipped, each said by the callback */
	bool	 torn;		/* the end is half a block */
	uint32_t latest;	/* the last time that it speaks of as past */
};

/* Told of what is wrong: a line and why.  arg is the caller's. */
typedef void leasefile_complain(void *arg, size_t line, const char *why);

/*
 * Text that is not a lease (hosts, groups, failover, server-duid …), kept as
 * it stood.
 */
struct leasefile_other {
	char	*text;
	size_t	 len, size;
};

/*
 * Reads a whole file's text into leases.  Goes on after what is wrong.
 * -1: no memory.
 */
int	 leasefile_parse(struct leases *, struct leasefile_other *,
	    const char *text, size_t len, struct leasefile_report *,
	    leasefile_complain *, void *arg);

/*
 * One block as ISC writes it, with its newline.  Returns the length, 0 when
 * it does not fit; LEASEFILE_BLOCK always suffices.
 */
#define LEASEFILE_BLOCK	(8 * LEASE_DATA_MAX)
size_t	 leasefile_format(char *buf, size_t size, const struct lease *,
	    const struct lease_format *);

struct leasefile;

/*
 * Opens name below the directory dirfd, makes it when it is missing, and
 * has it alone as long as that descriptor is open.  -1 with errno;
 * EWOULDBLOCK: another server has it, and did not end within some seconds.
 */
int	 leasefile_lock(int dirfd, const char *name);

/*
 * Reads fd, which is taken, into leases (borrowed until leasefile_close());
 * it is name below the directory dirfd (borrowed).  A torn end is repaired
 * by replacing the file before this returns, and so is one that may only be
 * read.  NULL with errno; fd may be -1, with errno.
 */
struct leasefile *leasefile_open(int dirfd, const char *name, int fd,
	    struct leases *, const struct lease_format *,
	    struct leasefile_report *, leasefile_complain *, void *arg);
void	 leasefile_close(struct leasefile *);

/* From now on. */
void	 leasefile_set_format(struct leasefile *,
	    const struct lease_format *);

/*
 * Queues a lease's block.  Until the next leasefile_sync() it is only in
 * memory, and LEASE_F_DIRTY.  -1: no memory; it stays dirty then.
 */
int	 leasefile_put(struct leasefile *, struct lease *);
bool	 leasefile_pending(const struct leasefile *);

/* To be called every few seconds: rule 5. */
void	 leasefile_tick(struct leasefile *);

/*
 * Writes what is queued and waits for the disk.  -1 with errno: none of it
 * counts, its leases stay LEASE_F_DIRTY and no ACK may be sent; the
 * next one may succeed.
 */
int	 leasefile_sync(struct leasefile *);

/*
 * The same in two parts, for who lets another process wait for the disk.
 * leasefile_write() gives the descriptor that is to be synced, -1 when nothing
 * is queued; leasefile_written() is told the errno of that, or 0, before
 * anything is written again.  Meanwhile leases may be put.  Both fail as
 * leasefile_sync() does.
 */
int	 leasefile_write(struct leasefile *, int *fd);
int	 leasefile_written(struct leasefile *, int error);

/*
 * Replacing the file by one without history, bit by bit: begin once, then a
 * step now and then (each takes a millisecond or so) until it says
 * LEASEFILE_DONE or LEASEFILE_FAILED (with errno; the old file is in place).
 * Records may be put and synced between the steps.
 */
enum leasefile_step { LEASEFILE_IDLE, LEASEFILE_MORE, LEASEFILE_DONE,
	    LEASEFILE_FAILED };
int	 leasefile_compact(struct leasefile *);
enum leasefile_step leasefile_step(struct leasefile *);
/* Is there so much history that it pays? */
bool	 leasefile_wasteful(const struct leasefile *);

#endif
