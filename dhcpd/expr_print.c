/* expr_print: expressions as a configuration says them. */
#include <string.h>

#include "dhcpd/expr_impl.h"
#include "dhcpd/print.h"

static const struct {
	enum expr_op	 op;
	const char	*name;
	char		 shape;	/* f function, i infix, o option, w word */
} names[] = {
	{ OP_NULL, "null", 'w' },
	{ OP_OPTION, "option", 'o' },
	{ OP_CONFIG_OPTION, "config-option", 'o' },
	{ OP_EXISTS, "exists", 'o' },
	{ OP_HARDWARE, "hardware", 'w' },
	{ OP_LEASED_ADDRESS, "leased-address", 'w' },
	{ OP_LEASE_TIME, "lease-time", 'w' },
	{ OP_HOST_DECL_NAME, "host-decl-name", 'w' },
	{ OP_GETHOSTNAME, "gethostname()", 'w' },
	{ OP_FILENAME, "filename", 'w' },
	{ OP_SERVER_NAME, "server-name", 'w' },
	{ OP_KNOWN, "known", 'w' },
	{ OP_STATIC, "static", 'w' },
	{ OP_PACKET, "packet", 'f' },
	{ OP_SUBSTRING, "substring", 'f' },
	{ OP_SUFFIX, "suffix", 'f' },
	{ OP_LCASE, "lcase", 'f' },
	{ OP_UCASE, "ucase", 'f' },
	{ OP_CONCAT, "concat", 'f' },
	{ OP_PICK, "pick-first-value", 'f' },
	{ OP_REVERSE, "reverse", 'f' },
	{ OP_TO_ASCII, "binary-to-ascii", 'f' },
	{ OP_ENCODE_INT, "encode-int", 'f' },
	{ OP_EXTRACT_INT, "extract-int", 'f' },
	{ OP_EQUAL, "=", 'i' },
	{ OP_DIFFERENT, "!=", 'i' },
	{ OP_REGEX, "~=", 'i' },
	{ OP_IREGEX, "~~", 'i' },
	{ OP_AND, "and", 'i' },
	{ OP_OR, "or", 'i' },
	{ OP_ADD, "+", 'i' },
	{ OP_SUBTRACT, "-", 'i' },
	{ OP_MULTIPLY, "*", 'i' },
	{ OP_DIVIDE, "/", 'i' },
	{ OP_REMAINDER, "%", 'i' },
	{ OP_BIT_AND, "&", 'i' },
	{ OP_BIT_OR, "|", 'i' },
	{ OP_BIT_XOR, "^", 'i' },
	{ OP_NOT, "not", 'n' },
	{ OP_CHECK, "check", 'c' },
	{ OP_DEFINED, "defined", 'v' },
	{ OP_VARIABLE, "", 'v' },
};

static void expr_put(struct print *, const struct expr *);

static void
put_constant(struct print *p, const struct expr *e)
{
	size_t i;

	/*
	 * Two digits may be octets or a number: they are written as they
	 * were read.  What else is a number has three digits at least.
	 */
	if (e->plain || e->op == OP_NUMBER) {
		print_add(p, e->op == OP_NUMBER ? "0x%x" : "%u", e->number);
		return;
	}
	for (i = 0; i < e->data.len; i++)
		if (e->data.data[i] < 0x20 || e->data.data[i] > 0x7e)
			break;
	if (e->data.len > 1 && i == 0)
		print_hex(p, e->data);
	else
		print_quoted(p, e->data);
}

static void
put_option(struct print *p, const struct option *d)
{
	if (strcmp(d->space->name, "dhcp") == 0)
		print_add(p, " %s", d->name);
	else
		print_add(p, " %s.%s", d->space->name, d->name);
}

static void
put_args(struct print *p, const struct expr *e)
{
	size_t i;

	print_add(p, " (");
	for (i = 0; i < e->nargs; i++) {
		if (i > 0)
			print_add(p, ", ");
		expr_put(p, e->arg[i]);
	}
	if (e->op == OP_ENCODE_INT || e->op == OP_EXTRACT_INT)
		print_add(p, ", %u", e->number);
	print_add(p, ")");
}

/* Parentheses everywhere: no reader's idea of precedence matters. */
static void
put_infix(struct print *p, const struct expr *e, const char *name)
{
	print_add(p, "(");
	expr_put(p, e->arg[0]);
	print_add(p, " %s ", name);
	expr_put(p, e->arg[1]);
	print_add(p, ")");
}

static void
expr_put(struct print *p, const struct expr *e)
{
	struct bytes name = { (const uint8_t *)e->name, 0 };
	size_t i;

	if (e->op == OP_DATA || e->op == OP_NUMBER) {
		put_constant(p, e);
		return;
	}
	for (i = 0; names[i].op != e->op; i++)
		;
	switch (names[i].shape) {
	case 'f':
		print_add(p, "%s", names[i].name);
		put_args(p, e);
		break;
	case 'i':
		put_infix(p, e, names[i].name);
		break;
	case 'n':
		print_add(p, "not ");
		expr_put(p, e->arg[0]);
		break;
	case 'o':
		print_add(p, "%s", names[i].name);
		put_option(p, e->option);
		break;
	case 'c':
		name.len = strlen(e->name);
		print_add(p, "check ");
		print_quoted(p, name);
		break;
	case 'v':
		print_add(p, e->op == OP_DEFINED ? "defined (%s)" : "%s",
		    e->name);
		break;
	default:
		print_add(p, "%s", names[i].name);
	}
}

void
print_expr(struct print *p, const struct expr *e)
{
	expr_put(p, e);
}
