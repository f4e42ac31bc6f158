/*
 * resolver: looks up recipients for root.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/record.h"
#include "common/scan.h"
#include "smtpd/resolver.h"

/* An alias of a thousand system users, each asked for by a program. */
#define ANSWER_SECONDS	120

struct question {
	uint8_t	 authenticated;
	char	 local[PATH_LOCAL];
	char	 domain[PATH_DOMAIN];
};

struct answer {
	uint32_t verdict;
	uint32_t n;		/* targets that follow */
};

static struct envelope scratch;		/* the worker's own */

static void
answer(struct recipients *r, const struct question *q, int fd)
{
	struct answer a;
	size_t i;

	envelope_clear(&scratch);
	(void)alias_refresh(&r->aliases);
	a.verdict = (uint32_t)recipient_find(r, &scratch, q->local, q->domain,
	    q->authenticated != 0);
	a.n = a.verdict == POST_OK ? (uint32_t)scratch.ntargets : 0;
	if (!record_send(fd, &a, sizeof(a)))
		_exit(0);
	for (i = 0; i < a.n; i++)
		if (!record_send(fd, &scratch.target[i],
		    sizeof(scratch.target[i])))
			_exit(0);
}

/*
 * It opens the files as root and reads them as nobody.  What :include:
 * names it opens as nobody, too: such a list must be readable to all.
 */
static void
resolve(void *arg, int fd)
{
	struct recipients *r = arg;
	struct question q;
	const char *what = "";
	char ip[GATE_IP];

	memcpy(ip, r->local_ip, sizeof(ip));
	if (recipients_open(r, r->set, ip, worker_drop, &what) == -1) {
		log_event(LOG_ERR, "open path=%s error=\"%s\"", what,
		    strerror(errno));
		_exit(111);
	}
	while (record_read(fd, &q, sizeof(q), 0))
		answer(r, &q, fd);
}

static bool
ask(struct worker *w, const struct question *q, struct answer *a)
{
	return record_send(w->fd, q, sizeof(*q)) &&
	    worker_read(w, a, sizeof(*a), ANSWER_SECONDS) &&
	    a->verdict <= POST_TEMPORARY && a->n <= TARGET_MAX &&
	    (a->n > 0) == (a->verdict == POST_OK);
}

/* False: what came is no answer. */
static bool
take_targets(struct worker *w, struct envelope *e, uint32_t n,
    enum post_verdict *verdict)
{
	static struct target t;
	uint32_t i;

	for (i = 0; i < n; i++) {
		if (!worker_read(w, &t, sizeof(t), ANSWER_SECONDS) ||
		    !target_ok(&t, true))
			return false;
		if (*verdict == POST_OK && !envelope_add(e, &t))
			*verdict = e->nrecipients > 1 ? POST_TOO_MANY :
			    POST_CONFIG;
	}
	return true;
}

enum post_verdict
resolver_find(struct worker *w, struct recipients *r, struct envelope *e,
    const char *local, const char *domain, bool authenticated)
{
	struct question q;
	struct answer a;
	enum post_verdict v;

	memset(&q, 0, sizeof(q));
	q.authenticated = authenticated;
	if (!scan_copy(q.local, sizeof(q.local), local, strlen(local)) ||
	    !scan_copy(q.domain, sizeof(q.domain), domain, strlen(domain)))
		return POST_UNKNOWN;
	if (!envelope_begin(e, local, domain))
		return e->nrecipients == SMTPD_RCPT_MAX ? POST_TOO_MANY :
		    POST_UNKNOWN;
	v = POST_TEMPORARY;
	if ((w->pid != 0 || worker_start(w, WORKER_SELF, 0, resolve, r) ==
	    0) && ask(w, &q, &a)) {
		v = (enum post_verdict)a.verdict;
		if (!take_targets(w, e, a.n, &v))
			v = POST_TEMPORARY;
	}
	if (v == POST_TEMPORARY)
		worker_end(w, true);	/* the next may fare better */
	if (v != POST_OK)
		envelope_undo(e);
	return v;
}
