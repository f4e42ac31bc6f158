/*
 * class: the subclasses of a class, by what matched.
 *
 * Clients choose what "spawn with" makes subclasses of: the table grows
 * with them, up to CLASS_SPAWNED in one class.  When it has doubled those
 * that no lease is billed to are freed.
 */
#ifndef DHCPD_CLASS_H
#define DHCPD_CLASS_H

#include "dhcpd/bytes.h"
#include "dhcpd/config.h"

#define CLASS_SPAWNED	1000000		/* a /12 of circuits */
#define CLASS_SWEEP	1024		/* fewer are not worth the work */

/* Takes sub, whose key is set; a second one of a key hides the first. */
int	 class_insert(struct config *, struct class *, struct class *sub);

/* NULL: none. */
struct class *class_find(const struct config *, const struct class *,
	    struct bytes key);

/* Makes one; NULL: ENOMEM, or too many. */
struct class *class_spawn(struct config *, struct class *, struct bytes key);

/* Frees the tables and what was spawned, at the end of a configuration. */
void	 class_forget(struct class *);

#endif
