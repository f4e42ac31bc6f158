/*
 * exchange: one packet while it is being answered; what the files below
 * respond.h share.
 */
#ifndef DHCPD_EXCHANGE_H
#define DHCPD_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dhcpd/config.h"
#include "dhcpd/lease.h"
#include "dhcpd/packet.h"
#include "dhcpd/respond.h"
#include "dhcpd/scope.h"

/* Seconds, where the configuration says nothing: ISC's. */
enum {
	DEFAULT_LEASE = 43200,
	MAX_LEASE = 86400,
	MIN_LEASE = 300,
	ABANDON_TIME = 86400,
	OFFER_TIME = 120,	/* an offer is held */
	OFFER_MIN = 10,		/* at least, when there is nothing else */
	PING_CLTT = 60		/* who was heard of so lately is not probed */
};

#define CACHE_THRESHOLD	25	/* per cent: dhcp-cache-threshold */
#define PING_TIMEOUT	1000	/* milliseconds */

/* "aa:bb:cc:dd:ee:ff (name) via eth0", escaped. */
#define WHO_TEXT	400

/* Of option 82, for stash-agent-options; a longer one is not used again. */
#define AGENT_STASH	1024

struct exchange {
	struct responder	*r;
	const struct packet	*p;
	const struct arrival	*a;
	struct reply		*reply;
	struct view		 view;
	struct bytes		 uid;	/* data NULL: none that counts */
	const struct network	*network;	/* where the client is */
	const struct subnet	*link;	/* the subnet it was heard in */

	/* What was chosen for it. */
	struct lease		*lease;	/* NULL: a host's fixed address */
	const struct host	*host;
	uint32_t		 address;
	struct subnet		*subnet;
	const struct pool	*pool;
	struct tenure		 tenure;
	struct binding		*bindings;
	uint32_t		 server;	/* our identifier */
	uint8_t			 identifier[4];	/* the same, on the wire */

	char			 via[32];
	char			 who[WHO_TEXT];

	/* Not cleared: the packet's options with a relay's of before. */
	struct bytes		 stash[256];
	uint8_t			 agent[AGENT_STASH];
};

/* --- respond.c */

void	 say(struct exchange *, int priority, const char *fmt, ...)
	    __attribute__((format(printf, 3, 4)));

/*
 * Known or not, which host, what is in force, by which client-id and under
 * which server identifier: from view and network.
 */
void	 consider(struct exchange *);

/* It is in that subnet, not where it was heard. */
void	 relocate(struct exchange *, const struct subnet *);

/*
 * May it have an address at all ("booting", "unknown-clients")?  If not, that
 * has been said, after "MESSAGE from".
 */
bool	 may_boot(struct exchange *, const char *message);

/* Everything that is in force for what was chosen, evaluated anew. */
void	 enter(struct exchange *, enum scope_mode);

/* The server identifier in force, into server and identifier. */
void	 identify(struct exchange *);

/* Is this lease this client's? */
bool	 is_clients(const struct exchange *, const struct lease *);

/* --- allocate.c */

/*
 * Chooses the address to offer: the host's fixed one, the client's lease,
 * the one it asks for, or a free one.  False: there is none, and *why says
 * what was in the way.
 */
bool	 allocate(struct exchange *, const char **why);

/* May this client have a lease of the pool that the lease is in? */
bool	 permitted(const struct exchange *, const struct lease *,
	    const struct pool **);

/* Takes a lease, or a host's fixed address, as the choice. */
void	 choose_lease(struct exchange *, struct lease *,
	    const struct pool *);
void	 choose_fixed(struct exchange *, const struct host *,
	    struct subnet *, uint32_t address);

/* The client's lease in this network; NULL: none. */
struct lease *clients_lease(const struct exchange *, const struct pool **);

/* --- bind.c */

/* The variables of a lease ("set"), added to a list. */
void	 load_bindings(struct binding **, const struct lease *);

/* How long, as configured and asked for; LEASE_NEVER: for ever. */
uint32_t lease_time(struct exchange *);

/* When so many seconds from now are over; LEASE_NEVER: after 2106. */
uint32_t lease_end(const struct exchange *, uint32_t seconds);

/*
 * Makes the chosen lease the client's until then, runs "on commit" and has
 * it written.  False: no memory, or no class has room for it.
 */
bool	 bind_lease(struct exchange *, uint32_t ends);
/* Of the pool of the lease that was bound: is it fuller than it should be? */
void	 check_threshold(struct exchange *);
/* Nobody's from now on.  event: EVENT_RELEASE or EVENT_EXPIRY. */
void	 free_lease(struct responder *, struct lease *, enum event,
	    const struct view *);
void	 abandon_lease(struct responder *, struct lease *,
	    const char *why);
/*
 * The class whose limit the lease counts against; NULL: none.  spawn: it is
 * made where it is spawned and not there (not during a request).
 */
struct class *billed(const struct responder *, const struct lease *,
	    bool spawn);

/* --- reply.c */

/* The answer to DISCOVER, REQUEST and INFORM; type 0: BOOTP's. */
void	 build_reply(struct exchange *, uint8_t type, uint32_t seconds);
void	 build_nak(struct exchange *, const char *message);
/* Where it goes (facts 3.4). */
void	 address_reply(struct exchange *, uint8_t type, uint16_t *flags);

/* --- fqdn.c */

/*
 * What to say to a client's option 81, in out or data NULL: nothing; its
 * flags answered, its name or the one that is configured.
 */
#define FQDN_MAX	255
struct bytes fqdn_reply(struct exchange *, uint8_t out[FQDN_MAX]);

/* --- the messages */

enum outcome do_discover(struct exchange *);
enum outcome do_request(struct exchange *);
enum outcome do_decline(struct exchange *);
enum outcome do_release(struct exchange *);
enum outcome do_inform(struct exchange *);
enum outcome do_bootp(struct exchange *);
enum outcome do_leasequery(struct exchange *);

#endif
