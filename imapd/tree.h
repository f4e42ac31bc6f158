/*
 * tree: tells which of many directories something has happened in.
 *
 * inotify(7) with one descriptor, which a loop can poll.  Where there is none,
 * or no more directories can be watched, tree_add() says so and the caller
 * looks for himself from time to time.
 */
#ifndef TREE_H
#define TREE_H

#include <stdbool.h>
#include <stdint.h>

struct tree {
	int	 fd;			/* -1: it does not work here */
};

enum tree_event {
	TREE_CHANGED,			/* came, or went */
	TREE_WRITTEN,			/* a file was written to */
	TREE_FROM,			/* renamed from here... */
	TREE_TO				/* ... to here: by cookie */
};

void	 tree_open(struct tree *);
void	 tree_close(struct tree *);

/*
 * The directory `path` below `at`; a name for it, which the same directory
 * always has.  -1: it cannot be watched.
 */
int	 tree_add(struct tree *, int at, const char *path);
void	 tree_remove(struct tree *, int wd);

/*
 * Calls `each` for what has happened so far, `name` being a name in the
 * directory wd.  False: something was missed, anything may have happened.
 */
bool	 tree_read(struct tree *, void (*each)(void *arg, int wd,
	    enum tree_event, uint32_t cookie, const char *name), void *arg);

#endif
