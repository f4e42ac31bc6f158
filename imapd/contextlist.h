/*
 * contextlist: what context.c and contextupdate.c share: the results of a
 * session that are kept up to date, in s->contexts.
 */
#ifndef CONTEXTLIST_H
#define CONTEXTLIST_H

#include "imapd/context.h"

struct context {
	struct context	*next;
	char		 tag[GATE_TAG];
	bool		 uid;		/* UIDs are told, not numbers */
	bool		 here;
	bool		 broken;	/* no memory: it can only end */
	struct criteria	 criteria;
	struct sort	*sort;		/* NULL: in the mailbox's order */
	struct fetch_atts *atts;	/* of what is new and fits, or NULL */
	struct set	 found;		/* 1. */
	struct set	 out, in;	/* what is to be told */
	uint64_t	 modseq;	/* what was looked at... */
	uint32_t	 uidnext;	/* ... and judged */
};

/* The client learns that nothing more will come. */
void	 context_refuse(struct session *, const char *tag, const char *why);

/* Of one that is in no list any more. */
void	 context_free(struct context *);

#endif
