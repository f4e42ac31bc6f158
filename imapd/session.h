/*
 * session: the authenticated and the selected state, in the process that has
 * become the user.
 */
#ifndef SESSION_H
#define SESSION_H

#include "imapd/imapd.h"

/*
 * Goes on where the front stopped: s->who has logged in as s->ask says, and
 * this process is him, in his home directory.  Locks itself up in the
 * Maildir, answers the login and serves until the end.
 */
void	 session_run(struct session *);

/* Gives back what a session has; all but its descriptors. */
void	 session_free(struct session *);

/*
 * Reads a mailbox name and makes a folder of it.  False: it was answered,
 * with BAD if it is no name, with NO if it cannot be one of ours.  s->mailbox
 * is the name as it came, for this command.
 */
bool	 folder_arg(struct session *, struct parse *,
	    char folder[NAME_FOLDER]);

/* list.c: LIST, LSUB, XLIST; subscribe.c; manage.c; status.c */
void	 do_list(struct session *, struct parse *);
void	 do_lsub(struct session *, struct parse *);
void	 do_xlist(struct session *, struct parse *);
void	 do_subscribe(struct session *, struct parse *);
void	 do_unsubscribe(struct session *, struct parse *);
void	 do_create(struct session *, struct parse *);
void	 do_delete(struct session *, struct parse *);
void	 do_rename(struct session *, struct parse *);
void	 do_status(struct session *, struct parse *);

/* Leaves the selected mailbox, and all that goes with it. */
void	 session_leave(struct session *);

/* select.c */
void	 do_select(struct session *, struct parse *);
void	 do_examine(struct session *, struct parse *);
void	 do_close(struct session *, struct parse *);
void	 do_unselect(struct session *, struct parse *);
void	 do_check(struct session *, struct parse *);

/* fetch.c, store.c, copy.c, move.c, append.c, expunge.c, idle.c */
void	 do_fetch(struct session *, struct parse *);
void	 do_store(struct session *, struct parse *);
void	 do_copy(struct session *, struct parse *);
void	 do_move(struct session *, struct parse *);
void	 do_append(struct session *, struct parse *);
void	 do_expunge(struct session *, struct parse *);
void	 do_idle(struct session *, struct parse *);

/*
 * idle.c: tells what NOTIFY has asked for until the peer says something; it
 * is no command's time.  False: the session is over.
 */
bool	 session_wait(struct session *);

/* quotaroot.c */
void	 do_getquota(struct session *, struct parse *);
void	 do_getquotaroot(struct session *, struct parse *);

void	 do_replace(struct session *, struct parse *);

/* append.c: the largest message that can be appended. */
uint64_t append_limit(const struct session *);

/* getmetadata.c, setmetadata.c */
void	 do_getmetadata(struct session *, struct parse *);
void	 do_setmetadata(struct session *, struct parse *);

/*
 * move.c: moves all of INBOX into a folder, which is made (RENAME of INBOX).
 * How many messages stayed, or -1 with errno.
 */
int	 move_inbox(struct session *, const char *folder);

/* search.c, sort.c, thread.c, esearch.c */
void	 do_search(struct session *, struct parse *);
void	 do_sort(struct session *, struct parse *);
void	 do_thread(struct session *, struct parse *);
void	 do_esearch(struct session *, struct parse *);

/* context.c */
void	 do_cancelupdate(struct session *, struct parse *);

/*
 * Reads a sequence set; `numbers` gets the message numbers that it means now,
 * normal.  False: it was answered (RFC 9051: a message number that is none
 * is BAD).
 */
bool	 messages_arg(struct session *, struct parse *, struct set *numbers);

#endif
