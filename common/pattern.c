#include <string.h>

#include "common/pattern.h"

/* What stands before; a run of marks doubles regcomp(3)'s work with each. */
enum before { START, ATOM, GROUP, REPEATED };

#define RUN		3	/* "(.*)+?" is somebody's habit */
#define FOREIGN_GROUPS	4

struct state {
	enum before	 before;
	bool		 foreign;
	unsigned	 run, groups;	/* of marks; repeated ones */
};

/* Behind a bracket expression, whose first ] or that behind ^ is itself. */
static const char *
skip_bracket(const char *p)
{
	const char *inner;

	p += *p == '^';
	p += *p == ']';
	while (*p != '\0' && *p != ']') {
		inner = p[0] == '[' && p[1] != '\0' &&
		    strchr(".:=", p[1]) != NULL ? strchr(p + 2, ']') : NULL;
		p = inner != NULL ? inner + 1 : p + 1;
	}
	return p + (*p != '\0');
}

/* Behind an interval, or its brace where it is none. */
static const char *
skip_interval(const char *p)
{
	const char *end = p + strspn(p, "0123456789,");

	return *end == '}' ? end + 1 : p;
}

static bool
repeat(struct state *s, char mark)
{
	s->run = s->before == REPEATED ? s->run + 1 : 1;
	s->groups += s->before == GROUP;
	s->before = REPEATED;
	return s->run <= (s->foreign ? 1 : RUN) &&
	    !(s->foreign && (mark == '{' || s->groups > FOREIGN_GROUPS));
}

bool
pattern_ok(const char *p, bool foreign)
{
	struct state s = { START, foreign, 0, 0 };
	char c;

	while ((c = *p) != '\0') {
		p++;
		if (strchr("*+?{", c) != NULL) {
			if (!repeat(&s, c))
				return false;
			if (c == '{')
				p = skip_interval(p);
		} else if (c == '(' || c == '|') {
			s.before = START;
		} else {
			if (c == '\\' && foreign && *p >= '1' && *p <= '9')
				return false;
			if (c == '\\')
				p += *p != '\0';
			if (c == '[')
				p = skip_bracket(p);
			s.before = c == ')' ? GROUP : ATOM;
		}
	}
	return true;
}
