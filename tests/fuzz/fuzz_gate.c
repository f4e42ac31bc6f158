/*
 * gate: records of a hostile front, as the clerk sees them.
 * The input patches a cleared record: two bytes of offset, one of length,
 * the bytes; offset 0xffff sends the record and begins the next; the last
 * one is cut where the input ends within a patch.
 */
#include <sys/mman.h>
#include <sys/socket.h>

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/check.h"
#include "common/checkrun.h"
#include "common/gate.h"
#include "common/peer.h"
#include "tests/fuzz/must.h"

#define RECORDS_MAX	8

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const char accounts[] =
    "joe:{PLAIN}secret:1000:1000::/home/joe:/bin/sh:\n"
    "ann@example.org:{PLAIN}other:1001:1001::/home/ann::\n"
    "root:{PLAIN}rootpass:0:0::/root:/bin/sh:\n";

/* In a file of their own: a password would cost a millisecond here. */
static const char verifiers[] =
    "tim:{SCRAM-SHA-256}4096,c2FsdHNhbHRzYWx0c2FsdA==,"
    "6dlGYMOdZcOPutkcNY8U2g7vK9Y4v3RhK8v0Y2Rk9Y4=,"
    "D+CSWLOshSulAsxiupA+qs2/fTE8v3RhK8v0Y2Rk9Y4=:1002:1002::/::\n";

static char path[64], scram_path[64];

static bool
ends(const char *s, size_t size)
{
	return memchr(s, '\0', size) != NULL;
}

static void
make_file(const char *text, char name[64])
{
	int fd = memfd_create("accounts", 0);

	if (fd == -1 || write(fd, text, strlen(text)) == -1)
		exit(0);
	snprintf(name, 64, "/proc/self/fd/%d", fd);
}

/* Nobody gets in but with his own password, and root not at all. */
static void
check(const struct gate_request *q)
{
	bool scram = q->what == GATE_SALT || q->mechanism == GATE_SCRAM;
	struct check_source source = { .passwd = scram ? scram_path : path };
	struct identity who;
	enum gate_verdict v;

	v = check_request(&source, q, &who);
	must(v == (enum gate_verdict)who.verdict && identity_ok(&who));
	if (v != GATE_YES || q->what != GATE_LOGIN)
		return;
	must(who.uid != 0);
	if (q->mechanism == GATE_PLAIN)
		must((q->secret_len == 6 &&
		    memcmp(q->secret, "secret", 6) == 0 && who.uid == 1000) ||
		    (q->secret_len == 5 &&
		    memcmp(q->secret, "other", 5) == 0 && who.uid == 1001));
}

static void
receive(int fd)
{
	static struct gate_request q;
	struct suite suite = { .proxy = true };
	struct gate g = { .fd = fd };
	struct peer peer = { .port = 0 };

	while (gate_receive(&g, &q)) {
		must(q.secret_len <= sizeof(q.secret));
		must(q.rest_len <= sizeof(q.rest));
		must(ends(q.tag, sizeof(q.tag)));
		must(ends(q.user, sizeof(q.user)));
		must(ends(q.ip, sizeof(q.ip)));
		gate_named(&g, &suite, &peer, &q);
		must(g.named == (peer.ip[0] != '\0'));
		if (q.what == GATE_LOGIN || q.what == GATE_SALT)
			check(&q);
	}
}

/* Patches until the record is to be sent; false when it is cut. */
static bool
patch(struct gate_request *q, const uint8_t **data, size_t *size)
{
	size_t at, n;

	while (*size > 0) {
		if (*size < 3)
			return false;
		at = (size_t)(*data)[0] << 8 | (*data)[1];
		n = (*data)[2];
		*data += 3;
		*size -= 3;
		if (at == 0xffff)
			return true;
		at %= sizeof(*q);
		if (n > *size)
			return false;
		*data += n;
		*size -= n;
		memcpy((uint8_t *)q + at, *data - n,
		    n < sizeof(*q) - at ? n : sizeof(*q) - at);
	}
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct gate_request q;
	size_t n, records;
	int pair[2];
	bool whole = true;

	if (path[0] == '\0') {
		make_file(accounts, path);
		make_file(verifiers, scram_path);
	}
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == -1)
		return 0;
	for (records = 0; size > 0 && whole && records < RECORDS_MAX;
	    records++) {
		memset(&q, 0, sizeof(q));
		q.what = GATE_LOGIN;
		whole = patch(&q, &data, &size);
		n = offsetof(struct gate_request, rest);
		if (q.rest_len <= sizeof(q.rest))
			n += q.rest_len;
		if (!whole)
			n /= 2 + size;
		if (send(pair[0], &q, n, MSG_DONTWAIT) != (ssize_t)n)
			break;
	}
	close(pair[0]);
	receive(pair[1]);
	close(pair[1]);
	return 0;
}
