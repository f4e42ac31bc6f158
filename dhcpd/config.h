/*
 * config: dhcpd.conf, read.
 *
 * A struct config is made by config_load() and never changed after it, but
 * for the counters of classes and for the classes "spawn with" makes.  All
 * of it lies in its arena.  A new file means a new one beside the old, and
 * leases that point into the old are moved by name (config_*_named).
 *
 * Groups are ISC's word for scopes: what a brace encloses.  Each knows the
 * one outside it; the outermost is the file.
 *
 * Addresses are in the host's byte order.
 */
#ifndef DHCPD_CONFIG_H
#define DHCPD_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dhcpd/arena.h"
#include "dhcpd/bytes.h"
#include "dhcpd/expr.h"
#include "dhcpd/option.h"
#include "dhcpd/statement.h"

enum {
	CONFIG_ARENA = 1 << 30,		/* octets: 10,000 hosts take 10 MB */
	CONFIG_FILE = 64 << 20,		/* octets of one file */
	CONFIG_INCLUDE = 16,		/* files in files: more is a circle */
	CONFIG_COMPLAINTS = 100,	/* then it is no configuration */
	CONFIG_FIXED = 64,		/* addresses of one host declaration */
	CONFIG_SAME = 64,		/* hosts one client is looked up as */
	CONFIG_IDENTIFIERS = 16		/* different host-identifier options */
};

#define CONFIG_UNASKED	SIZE_MAX

struct group {
	struct group	*outer;		/* NULL: the file */
	struct statement *statements;
	unsigned	 depth;		/* 0: the file */
};

struct network {		/* shared-network, or a subnet alone */
	struct network	*next;
	const char	*name;		/* of a subnet alone: its address */
	struct group	*group;
	const char	*interface;	/* "interface NAME;", or NULL */
	struct subnet	*subnets;
	struct pool	*pools;
	unsigned	 index;		/* 0, 1, ... */
	bool		 implicit;	/* a subnet alone */
};

struct subnet {
	struct subnet	*next;		/* of the network */
	struct subnet	*enclosing;	/* the narrowest it lies in, or NULL */
	struct network	*network;
	struct group	*group;
	const char	*interface;	/* "interface NAME;", or NULL */
	uint32_t	 address, mask;
	unsigned	 index;
};

enum permit_type {
	PERMIT_KNOWN, PERMIT_UNKNOWN, PERMIT_MEMBERS, PERMIT_DYNAMIC_BOOTP,
	PERMIT_AUTHENTICATED, PERMIT_UNAUTHENTICATED, PERMIT_ALL,
	PERMIT_AFTER
};

struct permit {
	struct permit	*next;
	enum permit_type type;
	const struct class *class;	/* MEMBERS */
	int64_t		 after;		/* AFTER: seconds since 1970 */
};

struct pool {
	struct pool	*next;		/* of the network */
	struct network	*network;
	struct group	*group;
	struct permit	*allow, *deny;	/* NULL: no such list */
	const char	*failover;	/* peer's name, or NULL */
	bool		 no_bootp;	/* a subnet's own, and not marked so */
	struct range	*ranges;	/* in the order of the file */
	unsigned	 index;
	bool		 crowded;	/* log-threshold-high was told of */
};

struct range {
	struct range	*next;		/* of the pool */
	struct pool	*pool;
	struct subnet	*subnet;
	uint32_t	 low, high;	/* both inside */
};

/*
 * A client of one class after another gets what all of them say, the first
 * in the file having the last word.  A subclass is a class with super set;
 * spawned ones (spawn with) come and go with clients, by malloc.
 */
struct class {
	struct class	*next;		/* of the file, or of its bucket */
	struct class	*super;		/* subclass: of which; or NULL */
	const char	*name;		/* a subclass has its class's */
	struct bytes	 key;		/* subclass: what matched */
	uint64_t	 hash;
	struct group	*group;
	const struct expr *match_if, *submatch;
	bool		 spawning;	/* submatch makes new subclasses */
	bool		 spawned;	/* was made so */
	uint32_t	 lease_limit;	/* 0: none */
	uint32_t	 leases;	/* billed now: of whoever bills */
	struct class	**buckets;	/* its subclasses */
	size_t		 nbuckets, nsubclasses;
	size_t		 sweep_at;	/* so many: those unused go */
};

struct host {
	struct host	*next;		/* of the file */
	const char	*name;
	struct group	*group;
	uint8_t		 htype;
	struct bytes	 hardware;	/* data NULL: none said */
	struct bytes	 uid;		/* option dhcp-client-identifier */
	struct option	*identifier;	/* host-identifier option; or NULL */
	struct bytes	 identity;	/* its value */
	const uint32_t	*fixed;		/* fixed-address, resolved */
	size_t		 nfixed;
	bool		 dynamic, deleted;	/* of a lease file */
	const struct mention *declared;	/* where, for messages */
};

/* What the surroundings do for the reader. */
struct config_env {
	/* A descriptor, which is then the reader's; -1 with errno. */
	int	(*open)(void *arg, const char *path);
	/*
	 * Up to max addresses of a name; 0: there are none now;
	 * CONFIG_UNASKED: nobody could tell, and resolve has said so where
	 * that is to be said.  NULL: no name is resolved, none is missed.
	 */
	size_t	(*resolve)(void *arg, const char *name, uint32_t *addresses,
		    size_t max);
	/*
	 * What is wrong, or strange: complete lines, the last without its
	 * newline: "FILE line N, column C: message", the line, a caret.
	 * priority: LOG_ERR, and config_load() will fail; LOG_WARNING; or
	 * LOG_INFO for what is announced.
	 */
	void	(*complain)(void *arg, int priority, const char *text);
	void	*arg;
};

struct host_table;

struct config {
	struct arena	 arena;
	struct options	 options;
	struct group	*group;		/* the file's own */
	struct network	*networks;
	struct host	*hosts;
	struct class	*classes;	/* in the order of the file */
	struct subnet	**subnets;	/* by address, the wider first */
	struct range	**ranges;	/* by address; they do not overlap */
	struct pool	**pools;	/* by index */
	uint32_t	*kept;		/* fixed addresses in ranges, sorted:
					 * not for anybody else */
	size_t		 nnetworks, nsubnets, nranges, npools, nhosts,
			 nclasses, nkept;
	const struct host_table *by_hardware, *by_uid, *by_identity;
	const struct option *identifiers[CONFIG_IDENTIFIERS];
	size_t		 nidentifiers;	/* that host-identifier names */
	uint64_t	 seed;		/* of the hashes: not to be guessed */
	bool		 executes;	/* there is an "execute" */
	struct mention	*variables;	/* names that "set" and "unset" have */
	struct pattern	*patterns;	/* compiled, to be freed */
};

/*
 * Reads path and what it includes.  NULL when anything is wrong; all of it
 * has then been complained about, up to CONFIG_COMPLAINTS.  The caller gives
 * it to config_free().
 */
struct config *config_load(const char *path, const struct config_env *);

/* The same from memory; name stands in messages for the file's. */
struct config *config_parse(const char *name, const char *text, size_t len,
	    const struct config_env *);

void	 config_free(struct config *);

/* The narrowest subnet an address is in; NULL: none. */
struct subnet *config_subnet(const struct config *, uint32_t address);

/* The range an address is in; NULL: it is in none. */
struct range *config_range(const struct config *, uint32_t address);

/*
 * Hosts that are declared for this client, in the order of the file, up to
 * CONFIG_SAME of them; returns how many.  The third looks for all options
 * that host-identifier names in view; arena is for what is inside others.
 */
size_t	 config_hosts_hardware(const struct config *, uint8_t htype,
	    struct bytes chaddr, struct host *found[CONFIG_SAME]);
size_t	 config_hosts_uid(const struct config *, struct bytes uid,
	    struct host *found[CONFIG_SAME]);
size_t	 config_hosts_identity(const struct config *, const struct view *,
	    struct arena *, struct host *found[CONFIG_SAME]);

/*
 * The class of that name; its subclass with that key, which is made where
 * the class spawns (a lease file names them).  NULL: none, or ENOMEM.
 * Making one may free others of the same class that no lease is billed to;
 * config_subclass_there() makes none.
 */
struct class *config_class_named(const struct config *, const char *name);
struct class *config_subclass(struct config *, struct class *,
	    struct bytes key);
struct class *config_subclass_there(const struct config *,
	    const struct class *, struct bytes key);

#endif
