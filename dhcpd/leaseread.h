/*
 * leaseread: what the parts of the lease file's reader share (leaseread.c
 * and leaseread_*.c).
 *
 * A reader never passes its end.  A function that returns bool is false when
 * the text is not what it should be; the first to find that says why, and
 * the block it stands in is skipped.
 */
#ifndef DHCPD_LEASEREAD_H
#define DHCPD_LEASEREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dhcpd/leasefile.h"

struct reader {
	const char	*p, *end;
	const char	*text;		/* the whole */
	const char	*counted;	/* lines were counted up to here */
	size_t		 line;
	struct leases	*leases;
	struct leasefile_other *other;
	struct leasefile_report *report;
	leasefile_complain *complain;
	void		*arg;
	const char	*why;		/* what is wrong with this block */

	/* The block that is being read. */
	struct lease	 lease;		/* its plain fields */
	bool		 abandoned;	/* OpenBSD's word */
	uint8_t		 uid[LEASE_ITEM_HEAD + LEASE_DATA_MAX];
	size_t		 uid_len;
	uint8_t		 agent[LEASE_DATA_MAX];
	size_t		 agent_len;
	uint8_t		 items[LEASE_DATA_MAX];
	size_t		 items_len;
	uint8_t		 scratch[LEASE_DATA_MAX];
};

/* --- leaseread_word.c */

void	 read_blanks(struct reader *);		/* and comments */
/* The next word, borrowed from the text; empty when there is none. */
struct bytes read_word(struct reader *);
bool	 read_is(struct bytes word, const char *name);
/* Is this the next character?  Then it is taken. */
bool	 read_take(struct reader *, char);
/* Says why; always false. */
bool	 read_wrong(struct reader *, const char *why);
bool	 read_semicolon(struct reader *);
bool	 read_number(struct reader *, uint64_t max, uint64_t *);
bool	 read_address(struct reader *, uint32_t *);
bool	 read_string(struct reader *, uint8_t *dst, size_t size, size_t *len);
/* "string", or 1:c2:76. */
bool	 read_octets(struct reader *, uint8_t *dst, size_t size, size_t *len);

/* --- leaseread_date.c: a date and its semicolon */

bool	 read_date(struct reader *, uint32_t *when);

/* --- leaseread_item.c: what becomes an item of the lease (lease.h) */

bool	 read_begins_lease(const struct reader *, const char *p);
/*
 * Behind the closing brace or semicolon of what is not ours.  Where a line
 * begins a lease, something was cut off before.
 */
bool	 read_past(struct reader *);
bool	 read_item(struct reader *, enum lease_item_kind, const void *data,
	    size_t len);
/*
 * Copies text that is kept; a comment like a line of the room gets shorter:
 * it would be a hole.  The length; dst has room for all of it.
 */
size_t	 read_squeezed(char *dst, const char *text, size_t len);
/* The statement that begins at from, as it stands. */
bool	 read_other(struct reader *, enum lease_item_kind, const char *from);
/* Their first word has been read. */
bool	 read_uid(struct reader *);
bool	 read_hostname(struct reader *);
bool	 read_billing(struct reader *, const char *from);
bool	 read_set(struct reader *, const char *from);
bool	 read_agent(struct reader *, const char *from);

/* --- leaseread_statement.c */

/* One statement, whose first word is w; from is where it begins. */
bool	 read_statement(struct reader *, struct bytes w, const char *from);

#endif
