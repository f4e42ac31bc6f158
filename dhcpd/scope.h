/*
 * scope: what is in force for one request.
 *
 * Which hosts, classes, options and parameters apply to this packet, at
 * this place.  One struct scope is made for a configuration and used for
 * one request after another; a request asks the system for no memory.
 *
 *	scope_begin(s, view);		who is it: hosts and classes
 *	scope_enter(s, &place, SCOPE_LOOK);	for the parameters that
 *	if (scope_flag(s, PARAM_PING_CHECK, false)) ...   choose the lease
 *	scope_enter(s, &place, SCOPE_ACT);	once, with the lease chosen
 *	mask = scope_option(s, 1);
 *	scope_run(s, EVENT_COMMIT);	when it is on the disk
 *
 * The order, the least specific first, each overriding the ones before it
 * (dhcpd.conf(5), SCOPES): file, groups, shared-network, subnet, pool,
 * classes from the last in the file to the first, host.
 *
 * Every value returned is good until the next scope_begin().
 */
#ifndef DHCPD_SCOPE_H
#define DHCPD_SCOPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dhcpd/bytes.h"
#include "dhcpd/config.h"
#include "dhcpd/expr.h"
#include "dhcpd/param.h"
#include "dhcpd/statement.h"

enum {
	SCOPE_CLASSES = 64,	/* one client is in no more: the rest is lost */
	SCOPE_ARGS = 64,	/* of one execute */
	SCOPE_ARENA = 1 << 20	/* octets one request may evaluate to */
};

/* Where the statements "log" and "execute" go; either may be NULL. */
struct scope_hooks {
	void	(*log)(void *arg, int priority, const char *text);
	/* argv[0] is the path; NULL-ended; good during the call. */
	void	(*execute)(void *arg, char *const argv[]);
	void	*arg;
};

struct scope;

/* NULL: ENOMEM.  Borrows both as long as it lives. */
struct scope *scope_new(struct config *, const struct scope_hooks *);
void	 scope_free(struct scope *);

/*
 * A new request: finds the hosts of this client and its classes.  view is
 * borrowed until the next one; NULL: there is no packet (a lease expires).
 */
void	 scope_begin(struct scope *, const struct view *);

/*
 * Hosts declared for this client: those by uid, or else by hardware, or
 * else by host-identifier, in the order of the file.  *n is 0: unknown.
 */
struct host *const *scope_hosts(const struct scope *, size_t *n);

/*
 * The host to use in a network: the first with a fixed address in one of
 * its subnets (*subnet and *address say which), else the first without any
 * (*subnet NULL), else NULL.  network NULL: the first of all.
 */
struct host *scope_host(const struct scope *, const struct network *,
	    struct subnet **subnet, uint32_t *address);

/*
 * May this client have an address of this pool, as its allow and deny say?
 * now: seconds since 1970, for "after".  A pool without lists allows all.
 * "known" is whether there are scope_hosts().
 */
bool	 scope_permitted(const struct scope *, const struct pool *,
	    int64_t now);

/*
 * The class whose limit a lease for this client counts against: its first
 * with a limit that has room, or that is the one already billed (which may
 * be NULL).  *full: it has such classes and none has room: no lease.
 * The caller counts class->leases up and down.
 */
struct class *scope_billing(const struct scope *, const struct class *billed,
	    bool *full);

/* Parts that are NULL say nothing. */
struct place {
	const struct network *network;
	const struct subnet *subnet;
	const struct pool *pool;
	const struct host *host;
	const struct tenure *tenure;	/* borrowed until scope_begin() */
};

enum scope_mode {
	SCOPE_LOOK,	/* set, log and execute do nothing */
	SCOPE_ACT
};

/*
 * Runs all that applies at a place; what was in force before is gone.
 * tenure says what leased-address and the like are and may be changed by
 * the caller later: options are evaluated when they are asked for.
 */
void	 scope_enter(struct scope *, const struct place *, enum scope_mode);

/*
 * Parameters in force, or otherwise what is given.  A flag's third state,
 * "ignore", is false here and true at scope_ignored().
 */
bool	 scope_flag(struct scope *, enum param, bool otherwise);
bool	 scope_ignored(struct scope *, enum param);
uint32_t scope_number(struct scope *, enum param, uint32_t otherwise);
struct bytes scope_text(struct scope *, enum param);	/* null: not set */
bool	 scope_address(struct scope *, enum param, uint32_t *address);

/*
 * The value of an option in force, encoded for the wire, null when there is
 * none.  code: of the DHCP space, site-option-space and encapsulations
 * (43 by vendor-option-space or by any of its suboptions, 125, user-defined
 * ones) being regarded.  May be longer than 255.
 */
struct bytes scope_option(struct scope *, uint8_t code);

/* The same with a NUL behind it if it is a text, and did not end so. */
struct bytes scope_option_ended(struct scope *, uint8_t code);

/* The same for any space's. */
struct bytes scope_option_of(struct scope *, const struct option *);

/*
 * Codes scope_option() has a value for, in the order in which they were
 * set; returns how many.  For clients without a parameter request list.
 */
size_t	 scope_codes(struct scope *, uint8_t codes[256]);

/*
 * Statements of "on commit", "on expiry", "on release" in force; NULL: none.
 * Its text is what the lease file gets for the latter two.
 */
const struct statement *scope_on(const struct scope *, enum event);

/* Runs them, if there are any, as SCOPE_ACT. */
void	 scope_run(struct scope *, enum event);

/*
 * Runs what a lease file had between the braces of "on expiry {": it was
 * printed by statement_print().  tenure: of that lease.  Errors in it are
 * complained about to env, which may be NULL; -1 then.
 */
int	 scope_run_text(struct scope *, const char *text,
	    const struct tenure *, const struct config_env *);

#endif
