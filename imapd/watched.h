/*
 * watched: the folders of an account as a client of NOTIFY knows them, and
 * what has become of them since.
 */
#ifndef WATCHED_H
#define WATCHED_H

#include "imapd/notify.h"

/*
 * Looks at all folders, and watches those that s->notify is about; `status`:
 * tells STATUS of them.  NULL: the client cannot have that (EOVERFLOW: there
 * are too many).
 */
struct watched *watched_begin(struct session *, bool status);
void	 watched_free(struct watched *);	/* NULL is allowed */

int	 watched_fd(const struct watched *);
int64_t	 watched_look(const struct watched *);

/* -1: there are too many folders now (EOVERFLOW), or it cannot go on. */
int	 watched_tell(struct session *, struct watched *);

/* See notify.h. */
void	 watched_made(struct watched *, const char *folder,
	    const uint32_t *uids, size_t n);
void	 watched_named(struct watched *, const char *folder);
void	 watched_noted(struct watched *, const char *folder);
void	 watched_left(struct watched *, const char *folder);

#endif
