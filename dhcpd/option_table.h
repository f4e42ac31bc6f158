/*
 * option_table: the options and parameters that need no definition.
 *
 * Each table ends with a row whose name is NULL.  Beside the types of
 * option.h the parameters have "U", the name of a space, "N", one of a few
 * words (option_words()), and "w", a word or a text; on the wire they
 * would be text.
 */
#ifndef DHCPD_OPTION_TABLE_H
#define DHCPD_OPTION_TABLE_H

#include <stdint.h>

struct standard {
	uint32_t	 code;
	const char	*name;
	const char	*type;
};

extern const struct standard option_dhcp[], option_agent[], option_fqdn[],
	    option_nwip[], option_server[];

/* The words a parameter of type "N" takes, and their values. */
const struct standard *option_words(uint32_t param);

#endif
