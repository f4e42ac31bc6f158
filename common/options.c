#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "common/options.h"
#include "common/scan.h"
#include "common/tls.h"

#define SUITE_ROWS	14	/* the flags of DESIGN section 3 and an end */
#define LETTERS		128

/* The flags that mean the same in every server. */
static void
suite_table(struct suite *s, struct option rows[SUITE_ROWS])
{
	const struct option table[SUITE_ROWS] = {
		{ 'f', OPTION_STRING, &s->passwd, "file",
		    "accounts from this passwd-file", 0, 0 },
		{ 'k', OPTION_COMMAND, &s->check, "command",
		    "passwords are checked by this program", 0, 0 },
		{ 'w', OPTION_COMMAND, &s->wrapper, "command",
		    "TLS wrapper: offers TLS", 0, 0 },
		{ 's', OPTION_SWITCH, &s->tls, NULL,
		    "the session is already inside TLS", 0, 0 },
		{ 'c', OPTION_SWITCH, &s->cleartext, NULL,
		    "passwords are allowed outside TLS", 0, 0 },
		{ 'H', OPTION_SWITCH, &s->proxy, NULL,
		    "a PROXY protocol header comes first", 0, 0 },
		{ 'n', OPTION_STRING, &s->host, "name",
		    "host name to announce", 0, 0 },
		{ 't', OPTION_NUMBER, &s->timeout, "seconds",
		    "idle timeout", 1, 86400 },
		{ 'x', OPTION_LIST, &s->hidden, "NAME",
		    "do not announce this capability (may repeat)", 0, 0 },
		{ 'e', OPTION_SWITCH, &s->to_stderr, NULL,
		    "log to standard error, not syslog", 0, 0 },
		{ 'l', OPTION_COUNT, &s->verbose, NULL,
		    "log each command (twice: replies too)", 0, 0 },
		{ 'V', OPTION_SWITCH, NULL, NULL, "version", 0, 0 },
		{ 'h', OPTION_SWITCH, NULL, NULL, "this help", 0, 0 },
		{ '\0', OPTION_SWITCH, NULL, NULL, NULL, 0, 0 }
	};

	memcpy(rows, table, sizeof(table));
}

static void
show_rows(const struct option *o)
{
	char flag[64];

	for (; o->letter != '\0'; o++) {
		snprintf(flag, sizeof(flag), "-%c %s", o->letter,
		    o->value == NULL ? "" : o->value);
		printf("  %-16s %s\n", flag, o->text);
	}
}

static void
show_usage(const char *program, const struct option *suite,
    const struct option *own)
{
	printf("usage: %s [flags]\n", program);
	show_rows(suite);
	show_rows(own);
	fflush(stdout);
}

static const struct option *
find_row(const struct option *o, int letter)
{
	for (; o->letter != '\0'; o++)
		if (o->letter == letter)
			return o;
	return NULL;
}

/* getopt's "ab:c:" out of the tables. */
static void
letters_of(const struct option *o, char *letters)
{
	size_t n = strlen(letters);

	for (; o->letter != '\0' && n + 3 < LETTERS; o++) {
		letters[n++] = o->letter;
		if (o->value != NULL)
			letters[n++] = ':';
	}
	letters[n] = '\0';
}

/* argv itself stays whole: it is what runs again behind the wrapper. */
static bool
take_command(struct option_command *c, const char *value)
{
	char *word, *text = c->text;

	if (!scan_copy(c->text, sizeof(c->text), value, strlen(value)))
		return false;
	c->argc = 0;
	while ((word = scan_word(&text)) != NULL) {
		if (c->argc == OPTION_WORDS)
			return false;
		c->argv[c->argc++] = word;
	}
	c->argv[c->argc] = NULL;
	return c->argc > 0;
}

static bool
take_number(const struct option *o, const char *text)
{
	uint64_t n;

	if (!scan_number(text, o->max, &n) || n < o->min)
		return false;
	*(unsigned long *)o->to = (unsigned long)n;
	return true;
}

static bool
take_item(struct option_list *l, const char *text)
{
	if (l->n == OPTION_LIST_MAX)
		return false;
	l->item[l->n++] = text;
	return true;
}

/* Stores one flag's value; false when it is not one. */
static bool
take(const struct option *o, const char *value)
{
	switch (o->kind) {
	case OPTION_SWITCH:
		*(bool *)o->to = true;
		return true;
	case OPTION_COUNT:
		++*(unsigned *)o->to;
		return true;
	case OPTION_STRING:
		*(const char **)o->to = value;
		return *value != '\0';
	case OPTION_NUMBER:
		return take_number(o, value);
	case OPTION_LIST:
		return *value != '\0' && take_item(o->to, value);
	case OPTION_COMMAND:
		return take_command(o->to, value);
	}
	return false;
}

static void
say_unusable(const struct option *o, const char *value, char *error,
    size_t size)
{
	if (o->kind == OPTION_NUMBER)
		snprintf(error, size, "-%c %s: %s must be from %lu to %lu",
		    o->letter, value, o->value, o->min, o->max);
	else
		snprintf(error, size, "-%c %s: not a usable %s", o->letter,
		    value, o->value);
}

static void
host_name(struct suite *s)
{
	if (s->host != NULL)
		return;
	if (gethostname(s->hostname, sizeof(s->hostname)) == -1 ||
	    s->hostname[0] == '\0')
		snprintf(s->hostname, sizeof(s->hostname), "localhost");
	s->hostname[sizeof(s->hostname) - 1] = '\0';
	s->host = s->hostname;
}

enum options_end
options_read(struct suite *s, const char *program, const struct option *own,
    int argc, char **argv, char *error, size_t size)
{
	struct option suite[SUITE_ROWS];
	const struct option *o;
	char letters[LETTERS] = ":";
	int letter;

	s->argc = argc;
	s->argv = argv;
	suite_table(s, suite);
	letters_of(suite, letters);
	letters_of(own, letters);
	opterr = 0;
	optind = 1;
	while ((letter = getopt(argc, argv, letters)) != -1) {
		if (letter == 'h') {
			show_usage(program, suite, own);
			return OPTIONS_SHOWN;
		}
		if (letter == 'V') {
			printf("postern %s %s\n", program, VERSION);
			fflush(stdout);
			return OPTIONS_SHOWN;
		}
		o = find_row(own, letter);
		if (o == NULL)
			o = find_row(suite, letter);
		if (o == NULL) {
			snprintf(error, size, "-%c: %s; -h lists the flags",
			    optopt, letter == ':' ? "needs a value" :
			    "no such flag");
			return OPTIONS_BAD;
		}
		if (!take(o, optarg)) {
			say_unusable(o, optarg, error, size);
			return OPTIONS_BAD;
		}
	}
	if (optind < argc) {
		snprintf(error, size, "%s: no arguments are taken",
		    argv[optind]);
		return OPTIONS_BAD;
	}
	if (getenv(TLS_MARK) != NULL)
		s->tls = s->resumed = true;
	host_name(s);
	return OPTIONS_OK;
}

bool
options_hides(const struct suite *s, const char *name)
{
	size_t i;

	for (i = 0; i < s->hidden.n; i++)
		if (strcasecmp(s->hidden.item[i], name) == 0)
			return true;
	return false;
}

bool
options_password(const struct suite *s, bool loopback)
{
	return s->tls || s->cleartext || (loopback && !tls_offered(s));
}
