/*
 * parse_expr_impl: what parse_expr.c and parse_function.c share.
 */
#ifndef DHCPD_PARSE_EXPR_IMPL_H
#define DHCPD_PARSE_EXPR_IMPL_H

#include "dhcpd/expr_impl.h"
#include "dhcpd/parse.h"

/* In the arena of the configuration; both have complained when they fail. */
struct expr *parse_expr_new(struct parser *, enum expr_op, enum expr_type);
bool	 parse_expr_args(struct parser *, struct expr *,
	    const struct expr *const *args, size_t n);

/*
 * Operators of this rank and of those that bind closer: 0 is all of an
 * expression.  wanted is what the context makes of it.
 */
bool	 parse_level(struct parser *, int level, enum expr_type wanted,
	    const struct expr **);

/* What has no operator outside parentheses. */
bool	 parse_primary(struct parser *, enum expr_type wanted,
	    const struct expr **);

#endif
