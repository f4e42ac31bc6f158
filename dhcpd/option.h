/*
 * option: the names, codes and types of options, and of the server's
 * parameters, which are options of a space named "server".
 *
 * A space is a set of names and codes: "dhcp" holds those of RFC 2132,
 * "agent" the suboptions of option 82, "server" the parameters, and a
 * configuration defines its own.  Definitions live in the configuration's
 * arena and die with it.
 *
 * Addresses in this program are uint32_t in the host's byte order.
 */
#ifndef DHCPD_OPTION_H
#define DHCPD_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dhcpd/arena.h"
#include "dhcpd/bytes.h"

struct space;

/*
 * type is a string of these, one a field:
 *
 *	I address  6 IPv6 address  t text  X octets  d domain name
 *	D domain names, "c" behind it: compressed (RFC 1035 section 4.1.4)
 *	f flag  B S L unsigned of 8, 16, 32 bits  b s l signed  T seconds
 *	R a destination and its router (RFC 3442)
 *	Z nothing (zerolen)  E encapsulated space
 *	A at the end: the fields before it repeat;
 *	a at the end: the last field repeats
 */
struct option {
	const char	*name;
	struct space	*space;
	const char	*type;
	uint32_t	 code;
	uint32_t	 id;		/* 0, 1, ...: of a space and a code */
	struct space	*inner;		/* type E: what is inside; or NULL */
	struct option	*next_name, *next_code;	/* chains of the hashes */
};

#define OPTION_BUCKETS	64

struct space {
	const char	*name;
	struct space	*next;
	unsigned	 code_width, length_width;	/* octets, 1 1 for dhcp */
	struct option	*outer;		/* encapsulates this space; or NULL */
	struct option	*by_name[OPTION_BUCKETS];
	struct option	*by_code[OPTION_BUCKETS];
};

/* All spaces of a configuration. */
struct options {
	struct arena	*arena;		/* borrowed */
	struct space	*spaces;
	struct space	*dhcp, *server, *agent, *fqdn, *vivso, *vivco;
	uint32_t	 n;		/* ids given out */
};

/* With all standard ones; -1 with ENOMEM. */
int	 options_init(struct options *, struct arena *);

/* Case does not matter in names.  NULL: there is none. */
struct space *space_find(const struct options *, const char *name);
/* Also as "vendor" (vivso) and "vendor-class" (vivco). */
struct space *space_called(const struct options *, const char *name);
struct option *option_named(const struct space *, const char *name);
struct option *option_coded(const struct space *, uint32_t code);

/* NULL: ENOMEM.  The names and types are the caller's, and must stay. */
struct space *space_add(struct options *, const char *name);
struct option *option_add(struct options *, struct space *, const char *name,
	    uint32_t code, const char *type);

/*
 * The value of an option inside an encapsulation, its parts joined
 * (RFC 3396) in arena when there are several; null when it is not there.
 * Suboptions cut short end the search.
 */
struct bytes option_inside(struct arena *, const struct space *,
	    struct bytes encapsulated, uint32_t code);

/* A name in DNS form (RFC 1035 section 3.1) with dots, null if it is none. */
struct bytes option_dotted(struct arena *, struct bytes wire);

/*
 * Prints a value as a configuration would say it: "10.0.0.1, 10.0.0.2",
 * "\"text\"", 1:2:3.  Always NUL-terminated; returns the length it would
 * have had, as snprintf does.  Octets that do not fit the type are printed
 * as hexadecimal.
 */
size_t	 option_print(char *buf, size_t size, const struct option *,
	    struct bytes value);

#endif
