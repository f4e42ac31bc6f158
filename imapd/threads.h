/*
 * threads: who answers whom (RFC 5256, THREAD).
 *
 * Messages are added in their order; then threads_finish() makes a forest of
 * them.  All takes time linear in the number of messages and references, but
 * for the sorting by date, and nothing recurses: a thread may be as deep as
 * there are messages.
 */
#ifndef THREADS_H
#define THREADS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "imapd/out.h"

#define THREADS_NONE	UINT32_MAX

enum {
	/* References of one message; nobody has written so many. */
	THREADS_REFERENCES = 1000,
	THREADS_ID = 998		/* of a message id: a line */
};

/* A message, or one that only others speak of. */
struct thread_node {
	uint64_t	 hash;		/* of its id */
	size_t		 id;		/* where it is in ids... */
	uint32_t	 id_len;
	uint32_t	 message;	/* THREADS_NONE: it is a dummy */
	uint32_t	 parent;
	uint32_t	 children;	/* how many */
	uint32_t	 group;		/* all linked are one (union-find) */
	bool		 broken;	/* of a group: a link was taken back */
};

struct threads {
	struct thread_node *node;
	uint32_t	 n, size;
	uint32_t	*table;		/* of ids: nodes */
	uint32_t	 table_size;	/* a power of 2 */
	uint64_t	 seed;
	struct out	 ids;
	uint64_t	 climbed;	/* steps, to find out about loops */
	uint32_t	 previous;	/* reference of the message to come */
	unsigned	 references;
	int64_t		*date;		/* of each message */
	uint32_t	*node_of;	/* its node */
	uint32_t	 messages, messages_size;
	bool		 failed;	/* no memory */

	/* The forest, once finished; of nodes and new dummies. */
	uint32_t	*up, *child, *next, *last;
	uint32_t	 all;		/* how many they are */
	uint32_t	 root;		/* the first; then by next[] */
};

enum threads_how { BY_ORDEREDSUBJECT, BY_REFERENCES, BY_REFS };

void	 threads_init(struct threads *);
void	 threads_free(struct threads *);

/*
 * The references of the next message, the oldest first, and then it.  No id:
 * len 0.
 */
void	 threads_reference(struct threads *, const char *id, size_t len);
void	 threads_message(struct threads *, const char *id, size_t len,
	    int64_t date);

/*
 * Makes the forest.  subject() adds the base subject of a message to o and
 * says whether it is a reply.  False: no memory.
 */
bool	 threads_finish(struct threads *, enum threads_how,
	    bool (*subject)(void *arg, uint32_t message, struct out *o),
	    void *arg);

/* "(2)(3 6 (4 23)(44 7 96))"; number[i] is that of message i. */
void	 threads_write(struct out *, const struct threads *,
	    const uint32_t *number);

/*
 * The next message id at *p, which is moved behind it, in its normal form:
 * without angle brackets and quotes.  0: there is no more.
 */
size_t	 msgid_next(const char **p, const char *end, char id[THREADS_ID]);

#endif
