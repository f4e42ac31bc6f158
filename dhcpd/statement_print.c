/* statement_print: statements as the lease file has them. */
#include <syslog.h>
#include <string.h>

#include "dhcpd/print.h"
#include "dhcpd/statement.h"

static void put(struct print *, const struct statement *, int indent);

static void
put_option(struct print *p, const struct statement *st)
{
	static const char *const hows[] = { "supersede", "default", "append",
	    "prepend" };
	const struct option *d = st->option;

	/* ISC's lease file takes parameters as options of their space */
	print_add(p, "%s %s%s%s = ", hows[st->how],
	    strcmp(d->space->name, "dhcp") == 0 ? "" : d->space->name,
	    strcmp(d->space->name, "dhcp") == 0 ? "" : ".", d->name);
	if (st->expr != NULL)
		print_expr(p, st->expr);
	else
		print_quoted(p, st->constant);
	print_add(p, ";\n");
}

static const char *
priority_name(int priority)
{
	switch (priority) {
	case LOG_CRIT:
		return "fatal";
	case LOG_ERR:
		return "error";
	case LOG_INFO:
		return "info";
	default:
		return "debug";
	}
}

static void
put_braces(struct print *p, const struct statement *body, int indent)
{
	print_add(p, " {\n");
	put(p, body, indent + 2);
	print_add(p, "%*s}", indent, "");
}

static void
put_if(struct print *p, const struct statement *st, int indent)
{
	print_add(p, "if ");
	for (;;) {
		print_expr(p, st->expr);
		put_braces(p, st->body, indent);
		if (st->otherwise == NULL)
			break;
		if (st->otherwise->kind != STATEMENT_IF ||
		    st->otherwise->next != NULL) {
			print_add(p, " else");
			put_braces(p, st->otherwise, indent);
			break;
		}
		st = st->otherwise;
		print_add(p, " elsif ");
	}
	print_add(p, "\n");
}

static void
put_on(struct print *p, const struct statement *st, int indent)
{
	static const char *const names[EVENTS] = { "commit", "expiry",
	    "release" };
	const char *or = "on ";
	int e;

	for (e = 0; e < EVENTS; e++)
		if (st->events & 1u << e) {
			print_add(p, "%s%s", or, names[e]);
			or = " or ";
		}
	put_braces(p, st->body, indent);
	print_add(p, "\n");
}

static void
put_execute(struct print *p, const struct statement *st)
{
	struct bytes path = { (const uint8_t *)st->name, strlen(st->name) };
	size_t i;

	print_add(p, "execute (");
	print_quoted(p, path);
	for (i = 0; i < st->nargs; i++) {
		print_add(p, ", ");
		print_expr(p, st->args[i]);
	}
	print_add(p, ");\n");
}

static void
put_one(struct print *p, const struct statement *st, int indent)
{
	switch (st->kind) {
	case STATEMENT_OPTION:
		put_option(p, st);
		break;
	case STATEMENT_IF:
		put_if(p, st, indent);
		break;
	case STATEMENT_SWITCH:
		print_add(p, "switch (");
		print_expr(p, st->expr);
		print_add(p, ")");
		put_braces(p, st->body, indent);
		print_add(p, "\n");
		break;
	case STATEMENT_CASE:
		print_add(p, st->expr == NULL ? "default" : "case ");
		if (st->expr != NULL)
			print_expr(p, st->expr);
		print_add(p, " :\n");
		break;
	case STATEMENT_BREAK:
		print_add(p, "break;\n");
		break;
	case STATEMENT_ON:
		put_on(p, st, indent);
		break;
	case STATEMENT_SET:
		print_add(p, "set %s = ", st->name);
		print_expr(p, st->expr);
		print_add(p, ";\n");
		break;
	case STATEMENT_UNSET:
		print_add(p, "unset %s;\n", st->name);
		break;
	case STATEMENT_EVAL:
		print_add(p, "eval ");
		print_expr(p, st->expr);
		print_add(p, ";\n");
		break;
	case STATEMENT_LOG:
		print_add(p, "log (%s, ", priority_name(st->priority));
		print_expr(p, st->expr);
		print_add(p, ");\n");
		break;
	case STATEMENT_EXECUTE:
		put_execute(p, st);
		break;
	}
}

static void
put(struct print *p, const struct statement *st, int indent)
{
	for (; st != NULL; st = st->next) {
		print_add(p, "%*s", indent, "");
		put_one(p, st, indent);
	}
}

size_t
statement_print(char *buf, size_t size, const struct statement *st,
    int indent)
{
	struct print p;

	print_init(&p, buf, size);
	put(&p, st, indent);
	return p.len;
}
