/*
 * resolver: looks up recipients for a parent that is root.
 *
 * A worker opens the passwd-file and the alias file, becomes nobody, and
 * then answers until the session ends.  The parent reads nothing but
 * records of fixed size, and checks them.
 */
#ifndef RESOLVER_H
#define RESOLVER_H

#include "smtpd/envelope.h"
#include "smtpd/post.h"
#include "smtpd/recipient.h"
#include "smtpd/worker.h"

/*
 * As recipient_find().  Starts the worker when there is none, and ends one
 * that does not answer.
 */
enum post_verdict resolver_find(struct worker *, struct recipients *,
	    struct envelope *, const char *local, const char *domain,
	    bool authenticated);

#endif
