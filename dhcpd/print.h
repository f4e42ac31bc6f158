/*
 * print: text that grows in a buffer, and goes on being counted when the
 * buffer is full.
 */
#ifndef DHCPD_PRINT_H
#define DHCPD_PRINT_H

#include <stddef.h>

#include "dhcpd/bytes.h"

struct print {
	char		*buf;
	size_t		 size;
	size_t		 len;	/* as long as it would be */
};

void	 print_init(struct print *, char *buf, size_t size);
void	 print_add(struct print *, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));

/* "..." as dhcpd.conf reads it: controls and 8-bit octets as \ooo. */
void	 print_quoted(struct print *, struct bytes);

struct expr;
void	 print_expr(struct print *, const struct expr *);

/* 1:2f:3 */
void	 print_hex(struct print *, struct bytes);

#endif
