/*
 * statement: what a scope's braces hold and a request executes.
 *
 * Statements are made by config.c, live in the configuration's arena and
 * are never changed.  They are run by scope.c.
 */
#ifndef DHCPD_STATEMENT_H
#define DHCPD_STATEMENT_H

#include <stddef.h>
#include <stdint.h>

#include "dhcpd/bytes.h"
#include "dhcpd/expr.h"
#include "dhcpd/option.h"

enum {
	STATEMENT_DEPTH = 64	/* blocks in blocks: more is no configuration */
};

enum statement_kind {
	STATEMENT_OPTION,	/* also parameters: their space is "server" */
	STATEMENT_IF,
	STATEMENT_SWITCH,
	STATEMENT_CASE,		/* inside a switch; expr NULL: default */
	STATEMENT_BREAK,
	STATEMENT_ON,
	STATEMENT_SET,
	STATEMENT_UNSET,
	STATEMENT_EVAL,
	STATEMENT_LOG,
	STATEMENT_EXECUTE
};

enum statement_how {
	HOW_SUPERSEDE,		/* "option x", "supersede", "send" */
	HOW_DEFAULT,		/* unless it is set already */
	HOW_APPEND,
	HOW_PREPEND
};

enum event {
	EVENT_COMMIT,
	EVENT_EXPIRY,
	EVENT_RELEASE,
	EVENTS
};

struct statement {
	struct statement *next;
	enum statement_kind kind;
	enum statement_how how;
	struct option	*option;
	const struct expr *expr;	/* value, condition, text */
	struct bytes	 constant;	/* OPTION: encoded when it was read */
	bool		 ignore;	/* OPTION: it was said with "ignore" */
	struct statement *body, *otherwise;
	const char	*name;		/* SET, UNSET: variable; EXECUTE: path */
	const struct expr *const *args;	/* EXECUTE */
	size_t		 nargs;
	unsigned	 events;	/* ON: 1 << EVENT_COMMIT ... */
	int		 priority;	/* LOG: of syslog.h */
	/*
	 * ON: body as a lease file says it, for "on expiry" and "on
	 * release": a line each, indented by two tabs' worth.
	 */
	const char	*text;
};

/*
 * Prints statements as ISC's lease file has them inside "on expiry {",
 * indented by indent blanks; as snprintf.
 */
size_t	 statement_print(char *buf, size_t size, const struct statement *,
	    int indent);

#endif
