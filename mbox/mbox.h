/*
 * mbox: the messages in a mailbox file, and what UW's library (Pine, UW
 * imapd, Dovecot with mbox) keeps about them in header fields of its own:
 * UIDs, flags and keywords (facts 7.4).
 *
 * A function of a buffer, which the results point into.  A message begins
 * with a From_ line at the start or behind an empty line; ">From " is left
 * as it is, since those programs show it so.
 */
#ifndef MBOX_H
#define MBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/maildir.h"

enum {
	MBOX_KEYWORD = 64	/* bytes of a keyword, with the NUL */
};

struct mbox_message {
	const char	*text;		/* header and body, with bookkeeping */
	size_t		 len;		/* without the empty line at the end */
	int64_t		 date;		/* of the From_ line, or -1 */
	uint32_t	 uid;
	unsigned	 flags;		/* FLAG_SEEN ... */
	uint32_t	 keywords;	/* bit n is mbox.keyword[n] */
	bool		 old;		/* some program has shown it before */
};

struct mbox {
	const char	*next, *end;
	uint32_t	 uidvalidity;	/* 0: the file names none */
	uint32_t	 uidlast;	/* the highest UID ever given */
	uint32_t	 seen;		/* the UID of the message before */
	size_t		 nkeywords;
	bool		 more_keywords;	/* than there are letters: left out */
	char		 keyword[MAILDIR_LETTERS][MBOX_KEYWORD];
};

/* Does it begin as a mailbox file does?  An empty one does. */
bool	 mbox_is(const char *buf, size_t len);

/* Borrows buf. */
void	 mbox_init(struct mbox *, const char *buf, size_t len);

/*
 * False at the end.  UIDs come in ascending order: the one in the message
 * where it can be true, else a new one.  The message in which UW's library
 * hides its numbers is passed over.
 */
bool	 mbox_next(struct mbox *, struct mbox_message *);

/*
 * The header field at p, with the lines that continue it: its length, or 0
 * where the header ends.
 */
size_t	 mbox_field(const char *p, const char *end);

/* Is the field at p one of the bookkeeping, not of the message? */
bool	 mbox_bookkeeping(const char *p, size_t len);

#endif
