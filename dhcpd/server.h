/*
 * server: the loop.  Packets come in batches; what they change is written
 * and synced once for the batch, by another process, and only then are its
 * ACKs sent.
 */
#ifndef DHCPD_SERVER_H
#define DHCPD_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/loop.h"
#include "dhcpd/after.h"
#include "dhcpd/config.h"
#include "dhcpd/leasefile.h"
#include "dhcpd/link.h"
#include "dhcpd/probe.h"
#include "dhcpd/respond.h"
#include "dhcpd/scope.h"

#define SERVER_WAITING	256	/* ACKs for one sync */

/* ACKs that wait for one sync. */
struct batch {
	struct reply	 waiting[SERVER_WAITING];
	size_t		 n;
};

struct server {
	struct loop	*loop;		/* borrowed, all of these */
	struct links	*links;
	struct probes	*probes;	/* NULL: nobody is asked */
	struct leases	*leases;
	struct leasefile *file;
	int		 errands;	/* errand.h; -1: none */
	const char	*path;		/* of dhcpd.conf */
	uint32_t	 broadcast;	/* -s, or of all ones */

	struct config	*config;	/* the server's, and its scope */
	struct scope	*scope;
	struct responder responder;

	struct loop_fd	 packet_fds[LINK_MAX], udp_fd, probe_fd, arp_fd,
			 sync_fd;
	struct loop_timer due, compact, clock, again, names;
	bool		 deaf[LINK_MAX];	/* no subnet declared for it */
	struct batch	 batches[2];
	struct batch	*batch;		/* the one that gathers */
	bool		 syncing;	/* ... while the other is synced */
	int		 syncer;	/* syncer.h; -1: none */
	struct after	 after;		/* programs for after the sync */
	int64_t		 offset;	/* seconds, wall less monotonic clock */
	bool		 failing;	/* the last sync failed: said so */
	int64_t		 quiet_until;	/* do not compact before: us */

	bool		 missing, silent;	/* a name had no address; because
						 * nobody answered */
	int64_t		 names_wait;	/* us, until they are looked for */
};

/*
 * Takes config.  Sets up leases' pools; the loop is told in server_start().
 * -1: no memory.
 */
int	 server_configure(struct server *, struct config *);

/*
 * How many interfaces have a subnet; says which have none, and, unless
 * quiet, which have.
 */
size_t	 server_interfaces(struct server *, bool quiet);

/* Adds descriptors and timers to the loop.  -1 with errno. */
int	 server_start(struct server *);

/* SIGHUP, SIGUSR1. */
void	 server_reload(struct server *);
void	 server_usage(struct server *);

/* Writes what is pending; frees what it took. */
void	 server_end(struct server *);

/*
 * The configuration has been read: if names in it had no address they are
 * looked for from time to time, and it is read again when there are some.
 */
void	 server_names(struct server *);

/* For config_load(): files and names by errand; complaints to the log. */
void	 server_environment(struct server *, struct config_env *);

/* Sends it; why it could not is logged. */
void	 server_transmit(struct server *, const struct reply *);

/*
 * commit.c.  commit_reply() is where the next reply is built; commit_add()
 * says that it is an ACK, which waits.  commit_round() ends a round of the
 * loop: begins a sync, unless one is under way.  commit_all() waits until all
 * is on the disk.  -1 with errno.
 */
int	 commit_start(struct server *);
struct reply *commit_reply(struct server *);
void	 commit_add(struct server *);
void	 commit_round(struct server *);
void	 commit_all(struct server *);

/* Seconds since 1970, as the server counts them. */
uint32_t server_now(const struct server *);

#endif
