/*
 * What the files mailbox*.c share.  For nobody else; the contract is
 * mailbox.h.
 */
#ifndef MAILBOX_IMPL_H
#define MAILBOX_IMPL_H

#include "common/index.h"
#include "common/mailbox.h"

/*
 * Takes the write lock and brings mb->now up to date with the index file,
 * making it anew if need be.  After -1 nothing is locked.
 */
int	 mailbox_begin(struct mailbox *);

/*
 * Does a UID still name what it names in the view?  Not when the index was
 * lost meanwhile and all were given anew (3).
 */
bool	 mailbox_same_uids(const struct mailbox *);

/* mailbox_begin() for who has UIDs of the view; ESTALE: they are void. */
int	 mailbox_begin_same(struct mailbox *);

/* Looks at the directories; needs the write lock.  `all`: in any case. */
int	 mailbox_look(struct mailbox *, bool all);

/* Writes what was changed, durably, and keeps the lock.  -1 with errno. */
int	 mailbox_commit(struct mailbox *);

/* Writes what was changed and unlocks.  After -1 mb->now is NULL. */
int	 mailbox_end(struct mailbox *, bool durable);

/*
 * mailbox_add.c: takes back what was announced in the journal and not done.
 * The caller has the write lock.
 */
void	 mailbox_take_back(struct mailbox *);

/* Gives up what was changed, and unlocks.  Keeps errno. */
void	 mailbox_abandon(struct mailbox *);

/* The record of message number n of the view. */
struct record *mailbox_record(const struct mailbox *, uint32_t n);

#endif
