/*
 * remap_impl: rules as remap.c has read them and remap_apply.c runs them;
 * for nobody else.
 */
#ifndef TFTPD_REMAP_IMPL_H
#define TFTPD_REMAP_IMPL_H

#include <regex.h>

#include "tftpd/remap.h"

enum rule_flag {
	RULE_REPLACE	= 1 << 0,	/* r */
	RULE_REPEAT	= 1 << 1,	/* g: from the beginning each time */
	RULE_ONWARD	= 1 << 2,	/* gg: behind what was put in */
	RULE_END	= 1 << 3,	/* e */
	RULE_EXISTS	= 1 << 4,	/* E */
	RULE_START	= 1 << 5,	/* s */
	RULE_ABORT	= 1 << 6,	/* a */
	RULE_JUMP	= 1 << 7,	/* j */
	RULE_GET	= 1 << 8,	/* G */
	RULE_PUT	= 1 << 9,	/* P */
	RULE_IPV4	= 1 << 10,	/* 4 */
	RULE_IPV6	= 1 << 11,	/* 6 */
	RULE_INVERSE	= 1 << 12,	/* ~ */
	RULE_ICASE	= 1 << 13,	/* i */
	RULE_LABEL	= 1 << 14	/* no operation: ":text" */
};

struct rule {
	unsigned	 line, flags;
	regex_t		 regex;		/* unless RULE_LABEL */
	char		*text;		/* replacement, error, or label */
};

struct remap {
	unsigned long	 steps;
	size_t		 n, size;
	struct rule	**rules;
};

/* The rule that is this label; m->n: there is none. */
size_t	 remap_label(const struct remap *, const char *name);

#endif
