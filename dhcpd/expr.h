/*
 * expr: the expressions of dhcpd.conf, parsed (config.c) and evaluated.
 *
 * An expression has a value or is null (an option the client did not send,
 * a variable never set).  What null does is as ISC dhcpd 4.4.3-P1 was
 * measured to do, which is not always what its manual says:
 *
 *	null = null is true, null = "x" is false, null != "x" is true;
 *	null ~= "x" is null; not null is null;
 *	a and b is null when either is; a or b is what is not null of them;
 *	what is made of null is null, but for exists, pick-first-value and
 *	defined; in "if", null is false.
 *
 * Evaluation
 * reads its surroundings, changes nothing but arena, and is bounded: depth
 * by EXPR_DEPTH when it was parsed, octets by EXPR_MAX and by the arena.
 */
#ifndef DHCPD_EXPR_H
#define DHCPD_EXPR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dhcpd/arena.h"
#include "dhcpd/bytes.h"
#include "dhcpd/option.h"

enum {
	EXPR_DEPTH = 64,	/* nesting: more is no configuration */
	EXPR_MAX = 65536	/* octets of a string: more fits no packet */
};

/* What an expression may see of a packet.  All is borrowed. */
struct view {
	struct bytes	 packet;	/* from op on: packet(offset, length) */
	struct bytes	 chaddr;	/* hlen octets of it, at most 16 */
	uint8_t		 htype;
	/*
	 * Of 256, by code, those in sname and file among them, long ones
	 * joined (RFC 3396).  data is NULL: not there.
	 */
	const struct bytes *options;
	bool		 bootp;		/* no option 53 */
};

/* A variable that "set" made: they belong to a lease and outlive requests. */
struct binding {
	struct binding	*next;
	enum { BINDING_STRING, BINDING_NUMBER, BINDING_FLAG } type;
	uint32_t	 number;	/* or the flag */
	size_t		 len;
	uint8_t		*data;		/* of a string; malloc'ed */
	char		*name;		/* malloc'ed */
};

/* By name, case not regarded; NULL: never set. */
struct binding *binding_find(struct binding *list, const char *name);

/* Copies; -1 with ENOMEM or, beyond BINDING_MAX variables, ENOSPC. */
#define BINDING_MAX	64	/* of one lease */
int	 binding_set_string(struct binding **list, const char *name,
	    struct bytes);
int	 binding_set_number(struct binding **list, const char *name, uint32_t);
int	 binding_set_flag(struct binding **list, const char *name, bool);
void	 binding_unset(struct binding **list, const char *name);
void	 binding_free(struct binding **list);

/* What an expression may see of the lease that is being given. */
struct tenure {
	bool		 leased;	/* address and time mean something */
	uint32_t	 address;	/* leased-address */
	uint32_t	 lease_time;	/* seconds */
	bool		 is_static;	/* of a fixed-address */
	struct binding	**bindings;	/* of the lease; NULL: temporary ones */
	const char	*host_name;	/* host-decl-name; NULL: null */
	bool		 known;		/* a host declaration matched */
};

struct scope;		/* scope.h: for config-option */

struct expr_env {
	struct arena	*arena;
	const struct view *view;	/* NULL: no packet (on expiry) */
	const struct tenure *tenure;	/* NULL: no lease */
	struct binding	*temporary;	/* variables looked at first */
	struct scope	*scope;		/* NULL: nothing is configured */
};

struct expr;

enum expr_type { EXPR_BOOLEAN, EXPR_DATA, EXPR_NUMBER };

struct value {
	enum expr_type	 type;
	bool		 null;
	bool		 truth;		/* EXPR_BOOLEAN */
	uint32_t	 number;	/* EXPR_NUMBER */
	struct bytes	 data;		/* EXPR_DATA: the arena's, or the
					   packet's, or the expression's */
};

/* Out of memory is null. */
void	 expr_eval(const struct expr *, const struct expr_env *,
	    struct value *);

/* The same, brought to a type; false or null where there is no value. */
bool	 expr_true(const struct expr *, const struct expr_env *);
struct bytes expr_data(const struct expr *, const struct expr_env *);
bool	 expr_number(const struct expr *, const struct expr_env *,
	    uint32_t *number);

#endif
