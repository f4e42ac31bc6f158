/*
 * staff: a worker for each user of a message.
 */
#include <string.h>
#include <unistd.h>

#include "common/record.h"
#include "smtpd/deliver.h"
#include "smtpd/staff.h"

/*
 * A file system that is slow to sync, or a user's that hangs.  The peer
 * waits for ten minutes, or five (S-14).
 */
#define STAGE_SECONDS	240
#define COMMIT_SECONDS	60

/* One of them, and the targets that are his. */
struct member {
	struct worker	 worker;
	uid_t		 uid;
	gid_t		 gid;
	size_t		 n;
	uint16_t	 which[TARGET_MAX];
};

/* What a worker knows by fork. */
struct job {
	struct transaction	*t;
	const struct source	*source;
	struct member		*m;
};

static struct member staff[TRANSACTION_UIDS];
static size_t nstaff;

static bool
report(const struct job *j, int fd)
{
	uint8_t verdict[TARGET_MAX];
	size_t k;

	for (k = 0; k < j->m->n; k++)
		verdict[k] =
		    (uint8_t)j->t->deliver.copy[j->m->which[k]].verdict;
	return record_send(fd, verdict, j->m->n);
}

/* In the worker, as the user. */
static void
serve_user(void *arg, int fd)
{
	struct job *j = arg;
	struct deliver *d = &j->t->deliver;
	uint8_t all, undo, go[TARGET_MAX];
	uint16_t which[TARGET_MAX];
	size_t k, n = 0;

	for (k = 0; k < nstaff; k++)	/* the others' */
		if (staff[k].worker.pid != 0)
			close(staff[k].worker.fd);
	deliver_begin(d, &j->t->envelope, j->t->sender);
	deliver_stage(d, j->m->which, j->m->n, j->source);
	if (report(j, fd) && record_read(fd, &all, 1, 0) &&
	    record_read(fd, go, j->m->n, 0)) {
		for (k = 0; k < j->m->n; k++)
			if (go[k])
				which[n++] = j->m->which[k];
		deliver_commit(d, which, n, all != 0);
		if (!report(j, fd) || !record_read(fd, &undo, 1, 0) || !undo)
			deliver_keep(d, which, n);	/* 250 was said? */
	}
	deliver_end(d);
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
	m->worker.pid = 0;
	m->worker.fd = -1;
	m->uid = t->uid;
	m->gid = t->gid;
	m->n = 0;
	return m;
}

/* A verdict for each of his; what is not one is a failure. */
static void
take_report(struct transaction *t, struct member *m, unsigned seconds)
{
	uint8_t verdict[TARGET_MAX];
	size_t i;
	bool ok = m->worker.pid != 0 &&
	    worker_read(&m->worker, verdict, m->n, seconds);

	for (i = 0; i < m->n; i++)
		t->verdict[m->which[i]] = ok && verdict[i] <= POST_TEMPORARY ?
		    (enum post_verdict)verdict[i] : POST_TEMPORARY;
	if (!ok)
		worker_end(&m->worker, false);	/* it may clean up */
}

void
staff_stage(struct transaction *t, const uint16_t which[], size_t n,
    const struct source *source)
{
	struct job j = { t, source, NULL };
	struct member *m;
	size_t k;

	for (k = 0; k < n; k++) {
		t->verdict[which[k]] = POST_TEMPORARY;
		m = member_for(&t->envelope.target[which[k]]);
		if (m != NULL)
			m->which[m->n++] = which[k];
	}
	for (k = 0; k < nstaff; k++) {
		j.m = m = &staff[k];
		if (worker_start(&m->worker, m->uid, m->gid, serve_user,
		    &j) == -1)
			break;
	}
	for (k = 0; k < nstaff; k++)
		take_report(t, &staff[k], STAGE_SECONDS);
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
	return m->worker.pid != 0 &&
	    record_send(m->worker.fd, go, 1 + m->n);
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
			worker_end(&staff[k].worker, false);
	for (k = 0; k < nstaff; k++)
		take_report(t, &staff[k], COMMIT_SECONDS);
	if (!all || first_of(t, which, n) == POST_OK)
		return;
	for (k = 0; k < nstaff; k++)
		if (staff[k].worker.pid != 0)
			(void)record_send(staff[k].worker.fd, &undo, 1);
	for (k = 0; k < n; k++)
		if (t->verdict[which[k]] == POST_OK)
			t->verdict[which[k]] = POST_TEMPORARY;
}

/* Who was not told to go undoes what he has done, and is waited for. */
void
staff_end(void)
{
	size_t k;

	for (k = 0; k < nstaff; k++)
		worker_end(&staff[k].worker, false);
	nstaff = 0;
}
