/*
 * leaseout: the words of a lease file, written to a buffer.
 */
#ifndef DHCPD_LEASEOUT_H
#define DHCPD_LEASEOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dhcpd/bytes.h"

/* Text that grows up to its end; once it was too long it stays so. */
struct out {
	char	*p, *end;
	bool	 full;
};

void	 out_bytes(struct out *, const char *text, size_t len);
void	 out_text(struct out *, const char *text);
void	 out_char(struct out *, char c);
void	 out_number(struct out *, uint64_t n);
void	 out_address(struct out *, uint32_t addr);

/* A statement with a date, on its line; nothing when there is none. */
void	 out_date(struct out *, const char *name, uint32_t when, bool local);

/*
 * In quotes.  '}', '#' and ';' are written as octal too: readers decode it,
 * and many do not know that they may stand in a string (facts 5.2).
 */
void	 out_string(struct out *, struct bytes);

/* 1:c2:76, or with padding 01:c2:76. */
void	 out_hex(struct out *, struct bytes, bool padded);

#endif
