/*
 * judgetext: keys that cannot be decided without the message.  For judge.c
 * alone.
 *
 * Each looks at the keys of its kind whose value is OPEN.  False: the message
 * cannot be read, or there is no memory.
 */
#ifndef JUDGETEXT_H
#define JUDGETEXT_H

#include "imapd/judge.h"

/* What is known of a key. */
enum { FALSE, TRUE, OPEN };

/* Those about fields of the header. */
bool	 judge_header(struct judge *, uint32_t number);

/* EMAILID. */
bool	 judge_ids(struct judge *, uint32_t number);

/* BODY and TEXT. */
bool	 judge_body(struct judge *, uint32_t number);

#endif
