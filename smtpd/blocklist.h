/*
 * blocklist: is a peer's address in a DNS block list (RFC 5782)?
 */
#ifndef BLOCKLIST_H
#define BLOCKLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "smtpd/transaction.h"

/* All zones together.  A list that does not answer does not block. */
#define BLOCKLIST_SECONDS	10

/*
 * Asks the zones of -R in turn, in a worker without privilege.
 * zone[GATE_TEXT] becomes the one that has the address.
 */
bool	 blocklist_find(struct transaction *, const char *ip, char *zone);

/* WORKER_BLOCKLIST. */
void	 blocklist_job(uint32_t arg, int fd);

/*
 * "192.0.2.99" and "bad.example" make "99.2.0.192.bad.example"; of IPv6 each
 * half byte is a label.  False when it is no address or does not fit.
 */
bool	 blocklist_name(char *name, size_t size, const char *ip,
	    const char *zone);

#endif
