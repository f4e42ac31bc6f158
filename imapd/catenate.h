/*
 * catenate: parts of a message to append that are on this server already
 * (RFC 4469), named by URLs (RFC 5092).
 */
#ifndef CATENATE_H
#define CATENATE_H

#include "imapd/imapd.h"
#include "imapd/writer.h"

/* Where a URL leads. */
struct url {
	char		 folder[NAME_FOLDER];
	uint32_t	 uidvalidity;	/* 0: not said */
	uint32_t	 uid;
	char		 section[256];	/* "[1.2.HEADER]" */
	bool		 partial;
	uint64_t	 offset, count;
};

/*
 * "/Drafts;UIDVALIDITY=1/;UID=20/;SECTION=1.2/;PARTIAL=0.100", of this account
 * (another is none of ours).  False: it is no such URL.
 */
bool	 url_parse(const struct naming *, const char *, size_t len,
	    struct url *);

enum catenate {
	CATENATE_OK,
	CATENATE_BADURL,	/* it leads nowhere */
	CATENATE_TOOBIG,	/* more than limit octets in all */
	CATENATE_ERROR		/* errno */
};

/* Adds what the URL names to the writer. */
enum catenate catenate_url(struct session *, struct writer *,
	    const struct text *url, uint64_t limit);

/* "NO [BADURL url]" */
void	 catenate_refuse(struct session *, const struct text *url);

#endif
