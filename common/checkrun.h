/*
 * checkrun: runs a program with the checkpassword interface.
 *
 * It reads "user\0password\0timestamp\0" on descriptor 3, and ours (or ours
 * run by it, as its last argument) writes a struct identity to descriptor
 * 4.  Exit code 0 is yes, 1 is no, anything else is trouble.  Descriptors
 * 0 to 2, which are the client's, are /dev/null for it.
 */
#ifndef CHECKRUN_H
#define CHECKRUN_H

#include <stddef.h>

#include "common/gate.h"

struct master;

enum {
	CHECKRUN_SECONDS = 30,		/* for the program to answer */

	/*
	 * What it gets at most.  The classic interface has 512; the longest
	 * name and password that we take are 849, and a pipe holds it all.
	 */
	CHECKRUN_INPUT_MAX = 1024,

	CHECKRUN_WORDS = 32		/* of the command, with its end */
};

/* Where postern-checkpassword is. */
char	*checkrun_path(void);

/*
 * Runs argv (found in PATH), by the master's hand unless that is NULL, and
 * fills *who from what it says: its verdict, and a reason unless that is
 * yes.  input has len bytes and is borrowed.
 */
enum gate_verdict checkrun(struct master *, char *const argv[],
	    const void *input, size_t len, struct identity *who);

/*
 * Runs argv with in as descriptor 3 and out as 4, and waits for its end.
 * After CHECKRUN_SECONDS it and what it has started are killed; what it
 * leaves behind before is its own.  Its wait status; -1 with errno when it
 * was not started.
 */
int	 checkrun_program(char *const argv[], int in, int out);

/* A record from another process: strings end, counts and verdict hold. */
bool	 identity_ok(const struct identity *);

#endif
