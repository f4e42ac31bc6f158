/*
 * landlock: Linux' rule of which directories may be touched, for jail.c
 * alone.  Needs no root and no header of the kernel's.
 */
#ifndef LANDLOCK_H
#define LANDLOCK_H

#include "common/jail.h"

/*
 * From here on only what lies below the n directories (NULL: nothing) can be
 * opened; one that does not exist is left out.  Nothing may be executed or
 * made but files and directories, and in the stages without sockets no
 * connection.  Succeeds where there is no Landlock.  Wants
 * PR_SET_NO_NEW_PRIVS to be set.  -1 with errno.
 */
int	 landlock_enter(enum jail stage, const struct jail_dir dirs[],
	    size_t n);

#endif
