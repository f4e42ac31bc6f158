/*
 * leasefile_impl: what leasefile.c and compact.c share.
 */
#ifndef DHCPD_LEASEFILE_IMPL_H
#define DHCPD_LEASEFILE_IMPL_H

#include <sys/types.h>

#include "dhcpd/leasefile.h"

#define LEASEFILE_NAME	240	/* of the file; ours get four bytes more */

/* Text on its way to a file. */
struct text {
	char	*data;
	size_t	 len, size;
};

/* Blocks on their way to the disk, and the leases in them, from 1. */
struct queue {
	struct text	 text;
	uint32_t	*leases;
	size_t		 n, size;
};

struct leasefile {
	int		 dir;		/* borrowed */
	int		 fd;
	char		 name[LEASEFILE_NAME];
	struct leases	*leases;
	struct lease_format format;
	struct leasefile_other other;
	off_t		 good;		/* so much of the file counts */
	off_t		 length;	/* good and the room behind it */
	size_t		 busy;		/* bytes since the last tick */
	size_t		 blocks;	/* in it */
	bool		 suspect;	/* an error: it should be replaced */
	bool		 unnamed;	/* its name may not be on the disk */
	struct queue	 queue;		/* not yet written */
	struct queue	 going;		/* written, not yet synced */

	/* The next file, while it is being written. */
	int		 next_fd;	/* -1: it is not */
	size_t		 next_lease;	/* to be written next ... */
	size_t		 next_end;	/* ... and those from here on follow */
	size_t		 next_blocks;
	off_t		 next_len, next_synced;
	int		 next_error;	/* it failed with this errno */
};

/* Room for so many bytes more.  -1: no memory. */
int	 text_reserve(struct text *, size_t);

/* Cuts off what is behind good.  -1 with errno. */
int	 leasefile_cut(struct leasefile *);

/* compact.c: what was just made durable goes to the next file as well. */
void	 leasefile_follow(struct leasefile *, const char *data, size_t len);
void	 leasefile_abandon(struct leasefile *);
/*
 * Makes sure of its name: until then a power cut brings back the old file,
 * without what was appended to this one.  -1 with errno.
 */
int	 leasefile_name(struct leasefile *);

#endif
