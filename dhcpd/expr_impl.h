/*
 * expr_impl: an expression taken apart, for those who make, evaluate and
 * print it.
 */
#ifndef DHCPD_EXPR_IMPL_H
#define DHCPD_EXPR_IMPL_H

#include <regex.h>

#include "dhcpd/expr.h"

enum expr_op {
	OP_NULL,
	OP_DATA,		/* data */
	OP_NUMBER,		/* number */
	OP_VARIABLE,		/* name */
	OP_OPTION, OP_CONFIG_OPTION, OP_EXISTS,		/* option */
	OP_HARDWARE, OP_LEASED_ADDRESS, OP_LEASE_TIME, OP_HOST_DECL_NAME,
	OP_GETHOSTNAME, OP_FILENAME, OP_SERVER_NAME,
	OP_KNOWN, OP_STATIC,
	OP_CHECK,		/* name: of a class */
	OP_DEFINED,		/* name: of a variable */
	OP_PACKET,		/* arg[0]: offset, arg[1]: length */
	OP_SUBSTRING,		/* of arg[0], from arg[1], arg[2] long */
	OP_SUFFIX,		/* of arg[0], arg[1] long */
	OP_LCASE, OP_UCASE,
	OP_CONCAT, OP_PICK,	/* all of arg */
	OP_REVERSE,		/* arg[0] octets at a time, of arg[1] */
	OP_TO_ASCII,		/* base, width, separator, data */
	OP_ENCODE_INT,		/* arg[0] as number bits */
	OP_EXTRACT_INT,		/* of arg[0], number bits */
	OP_EQUAL, OP_DIFFERENT, OP_REGEX, OP_IREGEX,
	OP_NOT, OP_AND, OP_OR,
	OP_ADD, OP_SUBTRACT, OP_MULTIPLY, OP_DIVIDE, OP_REMAINDER,
	OP_BIT_AND, OP_BIT_OR, OP_BIT_XOR
};

struct expr {
	enum expr_op	 op;
	enum expr_type	 type;		/* of a variable: not known */
	struct bytes	 data;
	uint32_t	 number;
	bool		 plain;		/* OP_DATA "10": octet 16, or number 10 */
	const char	*name;
	const struct option *option;
	const regex_t	*regex;		/* arg[1] of ~= when it is constant */
	const struct expr *const *arg;
	size_t		 nargs;
};

/* A compiled one: they are libc's, and freed with the configuration. */
struct pattern {
	struct pattern	*next;
	regex_t		 regex;
};

/* --- values */

static inline void
value_data(struct value *v, struct bytes b)
{
	v->type = EXPR_DATA;
	v->data = b;
	v->null = b.data == NULL;
}

static inline void
value_number(struct value *v, bool known, uint32_t number)
{
	v->type = EXPR_NUMBER;
	v->number = number;
	v->null = !known;
}

static inline void
value_truth(struct value *v, bool truth)
{
	v->type = EXPR_BOOLEAN;
	v->truth = truth;
	v->null = false;
}

static inline void
value_null(struct value *v, enum expr_type type)
{
	v->type = type;
	v->null = true;
}

/* expr_source.c: the value of what has no arguments. */
void	 expr_source(const struct expr *, const struct expr_env *,
	    struct value *);

/* Is the type known, and this one?  A variable may be any. */
bool	 expr_may_be(const struct expr *, enum expr_type);

/* scope.c: what is configured so far, and the classes of this client. */
struct bytes expr_configured(struct scope *, const struct option *);
bool	 expr_in_class(struct scope *, const char *name);
bool	 expr_known(struct scope *);
const char *expr_host_name(struct scope *);

/* The variable that a name stands for; NULL: never set. */
const struct binding *expr_binding(const struct expr_env *,
	    const char *name);

/* expr_text.c: the functions that make strings. */
struct bytes expr_substring(struct bytes, uint32_t from, uint32_t len);
struct bytes expr_suffix(struct bytes, uint32_t len);
struct bytes expr_case(struct arena *, struct bytes, bool upper);
struct bytes expr_join(struct arena *, struct bytes, struct bytes);
struct bytes expr_reverse(struct arena *, struct bytes, uint32_t width);
struct bytes expr_encode(struct arena *, uint32_t number, uint32_t bits);
bool	 expr_extract(struct bytes, uint32_t bits, uint32_t *number);
struct bytes expr_to_ascii(struct arena *, uint32_t base, uint32_t bits,
	    struct bytes separator, struct bytes data);

#endif
