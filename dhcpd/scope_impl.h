/*
 * scope_impl: what a scope keeps of its request.
 */
#ifndef DHCPD_SCOPE_IMPL_H
#define DHCPD_SCOPE_IMPL_H

#include "dhcpd/expr_impl.h"
#include "dhcpd/scope.h"

/* An option in force.  It is one if its serial is the scope's. */
struct cell {
	uint64_t	 serial;
	struct cell	*next;		/* in the order they were set */
	const struct statement *statement;
	struct bytes	 value;
	bool		 known;		/* value has been evaluated */
	bool		 busy;		/* ... is being: it asks for itself */
};

struct scope {
	struct config	*config;
	struct scope_hooks hooks;
	struct arena	 arena;
	const struct view *view;
	struct place	 place;
	struct expr_env	 env;
	enum scope_mode	 mode;

	struct cell	*cells;		/* by option's id */
	size_t		 ncells;
	struct cell	*first, **last;
	uint64_t	 serial;

	struct host	*hosts[CONFIG_SAME];
	size_t		 nhosts;
	struct class	*classes[SCOPE_CLASSES];
	size_t		 nclasses;
	const struct statement *on[EVENTS];
};

/* NULL: it is not in force. */
struct cell *scope_cell(struct scope *, const struct option *);

/* scope_class.c */
void	 scope_classify(struct scope *);

/* scope_run.c: a list of statements. */
void	 scope_statements(struct scope *, const struct statement *);

#endif
