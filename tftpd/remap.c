/*
 * remap: reading the rules.  A line is an operation, a regular expression
 * and a replacement, with blanks between them; or a label.  "\ " and "\#"
 * are no blank and no comment.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/pattern.h"
#include "common/scan.h"
#include "tftpd/remap_impl.h"

#define FILE_MAX	(4 << 20)	/* bytes; rules are short */
#define BLANKS		" \t\r\v\f"

static const struct {
	char	 letter;
	unsigned flag;
} letters[] = {
	{ 'r', RULE_REPLACE },
	{ 'g', RULE_REPEAT },
	{ 'e', RULE_END },
	{ 'E', RULE_EXISTS },
	{ 's', RULE_START },
	{ 'a', RULE_ABORT },
	{ 'j', RULE_JUMP },
	{ 'G', RULE_GET },
	{ 'P', RULE_PUT },
	{ '4', RULE_IPV4 },
	{ '6', RULE_IPV6 },
	{ '~', RULE_INVERSE },
	{ 'i', RULE_ICASE },
};

/* What cannot be said in one rule: of each set at most one. */
static const struct {
	unsigned	 flags;
	const char	*text;
} exclusive[] = {
	{ RULE_REPLACE | RULE_INVERSE, "r and ~ cannot be combined" },
	{ RULE_REPLACE | RULE_ABORT, "r and a cannot be combined" },
	{ RULE_REPLACE | RULE_JUMP, "r and j cannot be combined" },
	{ RULE_END | RULE_EXISTS | RULE_START | RULE_ABORT | RULE_JUMP,
	    "only one of e, E, s, a and j can be used" },
};

/* --- lines */

/* Cuts the next word off *line, with its backslashes; "" at the end. */
static char *
word(char **line)
{
	char *p = *line + strspn(*line, BLANKS), *begin = p;
	bool end;

	while (*p != '\0' && *p != '#' && strchr(BLANKS, *p) == NULL)
		p += *p == '\\' && p[1] != '\0' ? 2 : 1;
	end = *p == '\0' || *p == '#';	/* a comment ends the line */
	*p = '\0';
	*line = end ? p : p + 1;
	return begin;
}

static const char *
operation(struct rule *r, const char *letters_given)
{
	const char *p;
	size_t i;

	for (p = letters_given; *p != '\0'; p++) {
		for (i = 0; i < nitems(letters); i++)
			if (letters[i].letter == *p)
				break;
		if (i == nitems(letters))
			return "no such operation";
		if (*p == 'g' && (r->flags & RULE_REPEAT) != 0)
			r->flags |= RULE_ONWARD;
		r->flags |= letters[i].flag;
	}
	for (i = 0; i < nitems(exclusive); i++)
		if (((r->flags & exclusive[i].flags) &
		    ((r->flags & exclusive[i].flags) - 1)) != 0)
			return exclusive[i].text;
	return NULL;
}

static const char *
expression(struct rule *r, const char *regex, char *error, size_t size)
{
	int flags = REG_EXTENDED, result;

	if (*regex == '\0')
		return "no regular expression";
	if (!pattern_ok(regex, false))
		return "four marks of repetition in a row";
	if ((r->flags & RULE_ICASE) != 0)
		flags |= REG_ICASE;
	if ((r->flags & RULE_INVERSE) != 0)
		flags |= REG_NOSUB;
	result = regcomp(&r->regex, regex, flags);
	if (result == 0)
		return NULL;
	(void)regerror(result, &r->regex, error, size);
	return error;
}

/* Fills *r from its line, or says what is wrong. */
static const char *
parse(struct rule *r, char *first, char *rest, char *error, size_t size)
{
	const char *problem;

	if (first[0] == ':') {
		r->flags = RULE_LABEL;
		r->text = strdup(first[1] != '\0' ? first + 1 : word(&rest));
		if (r->text == NULL)
			return strerror(errno);
		return r->text[0] == '\0' ? "a label without a name" : NULL;
	}
	problem = operation(r, first);
	if (problem != NULL)
		return problem;
	problem = expression(r, word(&rest), error, size);
	if (problem != NULL)
		return problem;
	r->text = strdup(word(&rest));
	if (r->text == NULL) {
		regfree(&r->regex);
		return strerror(errno);
	}
	return NULL;
}

/* --- the list */

static int
grow(struct remap *m)
{
	size_t size = m->size == 0 ? 16 : m->size * 2;
	struct rule **p;

	if (m->n < m->size)
		return 0;
	p = realloc(m->rules, size * sizeof(*p));
	if (p == NULL)
		return -1;
	m->rules = p;
	m->size = size;
	return 0;
}

static const char *
add_line(struct remap *m, unsigned number, char *line, char *error,
    size_t size)
{
	char *first = word(&line);
	const char *problem;
	struct rule *r;

	if (*first == '\0')
		return NULL;
	if (m->n == REMAP_RULES)
		return "too many rules";
	r = calloc(1, sizeof(*r));
	if (r == NULL || grow(m) == -1) {
		free(r);
		return strerror(errno);
	}
	r->line = number;
	problem = parse(r, first, line, error, size);
	if (problem != NULL) {
		free(r->text);
		free(r);
		return problem;
	}
	m->rules[m->n++] = r;
	return NULL;
}

size_t
remap_label(const struct remap *m, const char *name)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (m->rules[i]->flags == RULE_LABEL &&
		    strcmp(m->rules[i]->text, name) == 0)
			break;
	return i;
}

/* Where a jump goes is known now, unless it depends on the name. */
static const char *
check_jumps(const struct remap *m, unsigned *line)
{
	const struct rule *r;
	size_t i;

	for (i = 0; i < m->n; i++) {
		r = m->rules[i];
		*line = r->line;
		if ((r->flags & RULE_JUMP) == 0)
			continue;
		if (r->text[0] == '\0')
			return "j without a label";
		if (strchr(r->text, '\\') == NULL &&
		    remap_label(m, r->text) == m->n)
			return "no such label";
	}
	return NULL;
}

static const char *
add_lines(struct remap *m, char *text, size_t len, unsigned *number,
    char *error, size_t size)
{
	char *line = text, *end = text + len, *next;
	const char *problem = NULL;

	for (*number = 1; line < end && problem == NULL; line = next + 1) {
		next = memchr(line, '\n', (size_t)(end - line));
		if (next == NULL)
			next = end;
		*next = '\0';
		if ((size_t)(next - line) != strlen(line))
			return "a NUL byte";
		if (next - line >= REMAP_LINE)
			return "line too long";
		problem = add_line(m, *number, line, error, size);
		if (problem == NULL)
			++*number;
	}
	return problem != NULL ? problem : check_jumps(m, number);
}

/* --- the file */

/* All of it, with room for a NUL; the caller frees. */
static char *
slurp(int fd, size_t *len)
{
	char *text = malloc(FILE_MAX + 1);
	ssize_t n;

	for (*len = 0; text != NULL; *len += (size_t)n) {
		n = read(fd, text + *len, FILE_MAX + 1 - *len);
		if (n == -1 && errno == EINTR)
			n = 0;
		else if (n == 0)
			return text;
		else if (n == -1 || *len + (size_t)n > FILE_MAX) {
			if (n != -1)
				errno = EFBIG;
			free(text);
			text = NULL;
		}
	}
	return NULL;
}

struct remap *
remap_read(int fd, char *error, size_t size)
{
	struct remap *m = calloc(1, sizeof(*m));
	const char *problem;
	char why[REMAP_TEXT], *text;
	unsigned line;
	size_t len;

	text = m == NULL ? NULL : slurp(fd, &len);
	if (text == NULL) {
		(void)snprintf(error, size, "%s", strerror(errno));
		free(m);
		return NULL;
	}
	m->steps = REMAP_STEPS;
	problem = add_lines(m, text, len, &line, why, sizeof(why));
	if (problem != NULL)
		(void)snprintf(error, size, "line %u: %s", line, problem);
	free(text);
	if (problem == NULL)
		return m;
	remap_free(m);
	return NULL;
}

void
remap_free(struct remap *m)
{
	size_t i;

	if (m == NULL)
		return;
	for (i = 0; i < m->n; i++) {
		if ((m->rules[i]->flags & RULE_LABEL) == 0)
			regfree(&m->rules[i]->regex);
		free(m->rules[i]->text);
		free(m->rules[i]);
	}
	free(m->rules);
	free(m);
}

void
remap_limit(struct remap *m, unsigned long steps)
{
	m->steps = steps == 0 ? REMAP_STEPS : steps;
}
