/*
 * staff: a worker for each user of a message.
 */
#include <string.h>
#include <unistd.h>

#include "common/lineio.h"
#include "common/record.h"
#include "smtpd/brief.h"
#include "smtpd/deliver.h"
#include "smtpd/staff.h"

/*
 * A file system that is slow to sync, or a user's that hangs.  The peer
 * waits for ten minutes, or five (S-14), for all of them together.  When it
 * has its answer, they may still clean up after themselves.
 */
#define STAGE_MS	240000
#define COMMIT_MS	60000
#define END_MS		10000

/*
 * A worker that does not hear how it goes on may wait for others, and for
 * commands; one that hangs for so long would stay for ever.
 */
#define LIFE_SECONDS	1200

/* One of them, and the targets that are his. */
struct member {
	struct worker	 worker;
	bool		 lost;		/* hangs, or is not there */
	uid_t		 uid;
	gid_t		 gid;
	size_t		 n;
	uint16_t	 which[TARGET_MAX];
};

static struct member staff[TRANSACTION_UIDS];
static size_t nstaff;

static bool
report(const struct transaction *t, int fd)
{
	uint8_t verdict[TARGET_MAX];
	size_t k, n = t->envelope.ntargets;

	for (k = 0; k < n; k++)
		verdict[k] = (uint8_t)t->deliver.copy[k].verdict;
	return record_send(fd, verdict, n);
}

/* Staged; now by the word of the others. */
static void
finish(struct transaction *t, int fd)
{
	struct deliver *d = &t->deliver;
	uint8_t all, undo, go[TARGET_MAX];
	uint16_t which[TARGET_MAX];
	size_t k, n = 0;

	if (!record_read(fd, &all, 1, 0) ||
	    !record_read(fd, go, t->envelope.ntargets, 0))
		return;
	for (k = 0; k < t->envelope.ntargets; k++)
		if (go[k])
			which[n++] = (uint16_t)k;
	deliver_commit(d, which, n, all != 0);
	if (!report(t, fd) || !record_read(fd, &undo, 1, 0) || !undo)
		deliver_keep(d, which, n);	/* 250 was said? */
}

void
staff_job(uint32_t arg, int fd)
{
	struct source source;
	struct transaction *t = brief_read(fd, &source);
	uint16_t which[TARGET_MAX];
	size_t k;

	(void)arg;
	if (t == NULL)
		return;
	for (k = 0; k < t->envelope.ntargets; k++)
		which[k] = (uint16_t)k;
	deliver_begin(&t->deliver, &t->envelope, t->sender);
	deliver_stage(&t->deliver, which, t->envelope.ntargets, &source);
	if (report(t, fd))
		finish(t, fd);
	deliver_end(&t->deliver);
}

/* Who serves this target: a new one, when nobody does yet; NULL: no more. */
static struct member *
member_for(const struct target *t)
{
	struct member *m;
	size_t k;

	for (k = 0; k < nstaff; k++)
		if (staff[k].uid == t->uid && staff[k].gid == t->gid)
			return &staff[k];
	if (nstaff == TRANSACTION_UIDS)
		return NULL;
	m = &staff[nstaff++];
	m->worker.fd = -1;
	m->lost = false;
	m->uid = t->uid;
	m->gid = t->gid;
	m->n = 0;
	return m;
}

/* He gets no word any more: he undoes what he was not told to commit. */
static void
lose(struct member *m)
{
	m->lost = true;
	worker_dismiss(&m->worker);
}

/* A verdict for each of his; what is not one is a failure. */
static void
take_report(struct transaction *t, struct member *m, int64_t end)
{
	uint8_t verdict[TARGET_MAX];
	size_t i;
	bool ok = !m->lost && record_read(m->worker.fd, verdict, m->n, end);

	for (i = 0; i < m->n; i++)
		t->verdict[m->which[i]] = ok && verdict[i] <= POST_TEMPORARY ?
		    (enum post_verdict)verdict[i] : POST_TEMPORARY;
	if (!ok)
		lose(m);
}

static void
take_reports(struct transaction *t, int64_t end)
{
	size_t k;

	for (k = 0; k < nstaff; k++)
		take_report(t, &staff[k], end);
}

static bool
start(struct transaction *t, struct member *m, const struct source *source)
{
	return worker_start(&m->worker, t, WORKER_DELIVER, m->uid,
	    m->gid, LIFE_SECONDS) && brief_send(m->worker.fd, t, m->which,
	    m->n, source);
}

void
staff_stage(struct transaction *t, const uint16_t which[], size_t n,
    const struct source *source)
{
	struct member *m;
	size_t k;

	for (k = 0; k < n; k++) {
		t->verdict[which[k]] = POST_TEMPORARY;
		m = member_for(&t->envelope.target[which[k]]);
		if (m != NULL)
			m->which[m->n++] = which[k];
	}
	for (k = 0; k < nstaff; k++)
		if (!start(t, &staff[k], source))
			lose(&staff[k]);
	take_reports(t, line_now() + STAGE_MS);
}

static bool
has(const uint16_t which[], size_t n, uint16_t i)
{
	while (n > 0)
		if (which[--n] == i)
			return true;
	return false;
}

static bool
send_go(struct member *m, const uint16_t which[], size_t n, bool all)
{
	uint8_t go[1 + TARGET_MAX];
	size_t k;

	go[0] = all;
	for (k = 0; k < m->n; k++)
		go[1 + k] = has(which, n, m->which[k]);
	return !m->lost && record_send(m->worker.fd, go, 1 + m->n);
}

static enum post_verdict
first_of(const struct transaction *t, const uint16_t which[], size_t n)
{
	size_t k;

	for (k = 0; k < n; k++)
		if (t->verdict[which[k]] != POST_OK)
			return t->verdict[which[k]];
	return POST_OK;
}

/*
 * A user's copy may fail after another's has been committed: then all that
 * still can take theirs back.  That has to be said: who hears nothing must
 * keep his, since the peer may have been told 250.
 */
void
staff_commit(struct transaction *t, const uint16_t which[], size_t n,
    bool all)
{
	static const uint8_t undo = 1;
	size_t k;

	for (k = 0; k < nstaff; k++)
		if (!send_go(&staff[k], which, n, all))
			lose(&staff[k]);
	take_reports(t, line_now() + COMMIT_MS);
	if (!all || first_of(t, which, n) == POST_OK)
		return;
	for (k = 0; k < nstaff; k++)
		if (!staff[k].lost)
			(void)record_send(staff[k].worker.fd, &undo, 1);
	for (k = 0; k < n; k++)
		if (t->verdict[which[k]] == POST_OK)
			t->verdict[which[k]] = POST_TEMPORARY;
}

/* Who was not told to go undoes what he has done, and is waited for. */
void
staff_end(void)
{
	const int64_t end = line_now() + END_MS;
	size_t k;

	for (k = 0; k < nstaff; k++)
		worker_dismiss(&staff[k].worker);
	for (k = 0; k < nstaff; k++)
		worker_end(&staff[k].worker, end);
	nstaff = 0;
}
