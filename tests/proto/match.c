/*
 * match: escapes, variables and patterns of transcripts.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/proto/play.h"

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* One character at *p, which is moved behind it; escapes are resolved. */
static char
literal(const char **p)
{
	const char *s = *p + 1;

	if (**p != '\\' || *s == '\0') {
		(*p)++;
		return s[-1];
	}
	*p += 2;
	switch (*s) {
	case 'r':
		return '\r';
	case 'n':
		return '\n';
	case 't':
		return '\t';
	case '0':
		return '\0';
	case 'x':
		if (hex(s[1]) >= 0 && hex(s[2]) >= 0) {
			*p += 2;
			return (char)(hex(s[1]) << 4 | hex(s[2]));
		}
		break;
	}
	return *s;
}

const char *
match_get(const struct vars *vars, const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < vars->n; i++)
		if (strlen(vars->var[i].name) == len &&
		    memcmp(vars->var[i].name, name, len) == 0)
			return vars->var[i].value;
	return NULL;
}

void
match_set(struct vars *vars, const char *name, size_t nlen,
    const char *value, size_t vlen)
{
	if (vars->n == nitems(vars->var) ||
	    nlen >= sizeof(vars->var[0].name) ||
	    vlen >= sizeof(vars->var[0].value))
		return;
	memcpy(vars->var[vars->n].name, name, nlen);
	vars->var[vars->n].name[nlen] = '\0';
	memcpy(vars->var[vars->n].value, value, vlen);
	vars->var[vars->n].value[vlen] = '\0';
	vars->n++;
}

/* The name in "%{name}" at p, or NULL when that is not what is there. */
static const char *
variable(const char *p, size_t *len)
{
	const char *end;

	if (p[0] != '%' || p[1] != '{' || (end = strchr(p, '}')) == NULL)
		return NULL;
	*len = (size_t)(end - p) - 2;
	return p + 2;
}

/* Appends to a growing buffer. */
static void
append(char **out, size_t *len, const char *s, size_t n)
{
	*out = grow(*out, *len + n + 1, 1);
	memcpy(*out + *len, s, n);
	*len += n;
	(*out)[*len] = '\0';
}

/* "\{500:text}" at p: the text so often.  NULL when it is not one. */
static const char *
repeated(const char *p, char **out, size_t *len)
{
	char *text, one[512];
	unsigned long n;
	size_t size = 0;

	if (p[0] != '\\' || p[1] != '{' || !isdigit((unsigned char)p[2]))
		return NULL;
	n = strtoul(p + 2, &text, 10);
	if (*text++ != ':')
		return NULL;
	while (*text != '}' && *text != '\0' && size < sizeof(one)) {
		const char *next = text;

		one[size++] = literal(&next);
		text += next - text;
	}
	while (n-- > 0)
		append(out, len, one, size);
	return *text == '}' ? text + 1 : text;
}

/* What a C: line sends.  The caller frees it. */
char *
match_unescape(const char *in, const struct vars *vars, size_t *len)
{
	const char *name, *value, *next;
	char *out = NULL, c;
	size_t n;

	*len = 0;
	append(&out, len, "", 0);
	while (*in != '\0') {
		if ((next = repeated(in, &out, len)) != NULL) {
			in = next;
		} else if ((name = variable(in, &n)) != NULL) {
			value = match_get(vars, name, n);
			if (value != NULL)
				append(&out, len, value, strlen(value));
			in = name + n + 1;
		} else {
			c = literal(&in);
			append(&out, len, &c, 1);
		}
	}
	return out;
}

/*
 * A * stands for any bytes, %{name} for a word that is remembered, or, once
 * it is, for that word again.
 */
bool
match_line(const char *p, const char *s, size_t len, struct vars *vars)
{
	const char *name, *value;
	size_t n, i;
	char stop;

	if (*p == '\0')
		return len == 0;
	if (*p == '*') {
		for (i = 0; i <= len; i++)
			if (match_line(p + 1, s + i, len - i, vars))
				return true;
		return false;
	}
	if ((name = variable(p, &n)) != NULL) {
		value = match_get(vars, name, n);
		if (value == NULL) {
			/* Brackets of IMAP end it where they come next. */
			stop = name[n + 1];
			if (strchr(")]", stop) == NULL)
				stop = ' ';
			for (i = 0; i < len && s[i] != ' ' &&
			    s[i] != stop; i++)
				;
			if (i == 0)
				return false;
			match_set(vars, name, n, s, i);
			return match_line(name + n + 1, s + i, len - i, vars);
		}
		i = strlen(value);
		return i <= len && memcmp(s, value, i) == 0 &&
		    match_line(name + n + 1, s + i, len - i, vars);
	}
	return len > 0 && literal(&p) == *s &&
	    match_line(p, s + 1, len - 1, vars);
}

/* For messages; the caller frees it. */
char *
match_printable(const char *s, size_t len)
{
	char *out = grow(NULL, 5, 300), *p = out;
	size_t i;

	for (i = 0; i < len && p < out + 1000; i++) {
		if (s[i] == '\\' || s[i] < ' ' || s[i] > '~')
			p += sprintf(p, s[i] == '\r' ? "\\r" :
			    s[i] == '\n' ? "\\n" : "\\x%02x",
			    (unsigned)(unsigned char)s[i]);
		else
			*p++ = s[i];
	}
	strcpy(p, i < len ? "..." : "");
	return out;
}
