/*
 * remap: file names rewritten by rules of the operator's (-m), in
 * tftpd-hpa's language with the additions of its version 6.0 (tftpd(8),
 * FILE NAME REMAPPING).
 *
 * A struct remap is read once and not changed by use; SIGHUP reads a new
 * one and frees the old.  Rules run at most REMAP_STEPS steps (or as
 * many as the operator says), so that a loop in them ends.  Nothing here
 * opens a file but what the caller hands in.
 */
#ifndef TFTPD_REMAP_H
#define TFTPD_REMAP_H

#include <sys/socket.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define REMAP_STEPS	4096		/* as tftpd-hpa */
#define REMAP_RULES	10000		/* rules and labels of a file */
#define REMAP_LINE	4096		/* bytes of one line of it */
#define REMAP_NAME	1024		/* a name: more than a request holds,
					   which is 512 (RFC 2347) */
#define REMAP_TEXT	128		/* an error text, to client or log */

struct remap;

/* Who asks for what; the rules may depend on it. */
struct remap_request {
	const struct sockaddr	*client;
	bool			 write;		/* WRQ */
	/* Could this be transferred?  For the operation E; borrows. */
	bool			(*exists)(void *ctx, const char *name,
				    bool write);
	/* Called after each rule that matched, unless NULL. */
	void			(*trace)(void *ctx, unsigned line,
				    const char *name);
	void			*ctx;
};

enum remap_result {
	REMAP_OK,		/* name[] is what to open */
	REMAP_REFUSED,		/* ERROR 2; text[] is the rule's own or "" */
	REMAP_FAILED		/* ERROR 0; text[] says what: too many steps,
				   too long, no such label */
};

/*
 * Reads rules from fd, which it borrows, up to its end.  NULL, and one line
 * with the line's number in error, when one of them is wrong.  The caller
 * gives it back to remap_free(), which takes NULL too.
 */
struct remap *remap_read(int fd, char *error, size_t size);
void	 remap_free(struct remap *);

/* 0: REMAP_STEPS. */
void	 remap_limit(struct remap *, unsigned long steps);

/*
 * Rewrites name[], a string, in place.  text is always ended by a NUL.
 * No rules (NULL): REMAP_OK and the name as it was.
 */
enum remap_result remap_apply(const struct remap *,
	    const struct remap_request *, char name[REMAP_NAME],
	    char text[REMAP_TEXT]);

/*
 * --map-test: each line of in is a name; each that the rules let through is
 * written to out as they made it, and what they refused to errors, with
 * the reason.  -1 with errno when in cannot be read or out not written.
 */
int	 remap_test(const struct remap *, const struct remap_request *,
	    FILE *in, FILE *out, FILE *errors);

#endif
