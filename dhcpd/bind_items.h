/*
 * bind_items: a lease's items (lease.h), gathered for lease_replace().
 */
#ifndef DHCPD_BIND_ITEMS_H
#define DHCPD_BIND_ITEMS_H

#include "dhcpd/exchange.h"

struct items {
	size_t	 used;
	bool	 full;
	uint8_t	 data[LEASE_DATA_MAX];
};

/* One more; full when there is no room.  data NULL: none. */
void	 items_add(struct items *, enum lease_item_kind, const void *data,
	    size_t len);
/* Those of a kind that the lease has. */
void	 items_keep(struct items *, const struct lease *,
	    enum lease_item_kind);
void	 items_bindings(struct items *, const struct binding *);
/* What is to run when it expires or is released. */
void	 items_events(struct items *, const struct scope *);
/* Option 82, or what it said before. */
void	 items_agent(struct items *, struct exchange *);

/* billing.c; class NULL: none. */
void	 items_billing(struct items *, const struct class *);
/* An active lease counts no longer. */
void	 unbill(const struct responder *, const struct lease *);

#endif
