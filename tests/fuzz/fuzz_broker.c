/*
 * broker: questions of a hostile front, to the clerk that answers them.
 * Each record is: a byte for what, one for how odd it is, then the strings
 * user and secret with a byte of length each, then eight bytes of number.
 */
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "smtpd/box.h"
#include "smtpd/broker.h"
#include "tests/fuzz/must.h"

#define RECORDS_MAX	8
#define CLEAN_AFTER	2000	/* runs; each may leave a message */

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const char aliases[] = "team: joe, ann\nloop: loop2\nloop2: loop\n";
static const char message[] = "Received: x\n\nbody\n";

static struct settings set;
static struct transaction t;
static struct peer peer;
static struct gate_request ask;
static struct identity who;
static char dir[64];

static void
sweep(void)
{
	char command[128];

	box_forget(&t.deliver);
	(void)snprintf(command, sizeof(command), "rm -rf %s/*", dir);
	must(system(command) == 0);
}

static void
at_end(void)
{
	sweep();
	(void)rmdir(dir);
}

/* We are uid 1 for the accounts, whoever we are. */
static void
set_up(void)
{
	static char text[512];
	const char *shm = "/dev/shm/postern-fuzz.XXXXXX";
	struct recipients *r = &t.recipients;

	strcpy(dir, access("/dev/shm", W_OK) == 0 ? shm :
	    "/tmp/postern-fuzz.XXXXXX");
	must(mkdtemp(dir) != NULL);
	atexit(at_end);
	(void)snprintf(text, sizeof(text), "joe:*:1:1::%s/joe:\n"
	    "ann:*:1:1::%s/ann::quota=300\nbad:*:2:2::%s/bad::\n", dir, dir,
	    dir);
	set.suite.host = "h.test";
	set.suite.timeout = 1;
	set.max_size = 65536;
	transaction_init(&t, &set);
	t.root = false;
	t.spool = memfd_create("spool", 0);
	must(write(t.spool, message, sizeof(message) - 1) > 0);
	r->users.euid = 1;
	r->users.passwd = memfd_create("passwd", 0);
	must(write(r->users.passwd, text, strlen(text)) > 0);
	r->aliases.fd = memfd_create("aliases", 0);
	must(write(r->aliases.fd, aliases, sizeof(aliases) - 1) > 0);
}

/* Takes a string with its length; what is short is "". */
static void
take(char *to, size_t size, uint32_t *len, const uint8_t **data, size_t *left)
{
	size_t n = *left > 0 ? (*data)[0] : 0;

	if (n >= *left || n >= size)
		n = 0;
	if (n > 0)
		memcpy(to, *data + 1, n);
	*len = (uint32_t)n;
	if (*left > 0) {
		*data += n + 1;
		*left -= n + 1;
	}
}

/* What a front that keeps to the rules sends; then the odd bits. */
static void
make(struct gate_request *q, const uint8_t **data, size_t *left)
{
	static const char letters[] = "mrdexobmrdrdq";
	uint64_t crlf;
	uint32_t n;
	uint8_t odd;

	memset(q, 0, sizeof(*q));
	q->what = (uint8_t)letters[(*data)[0] % (sizeof(letters) - 1)];
	odd = *left > 1 ? (*data)[1] : 0;
	*data += *left > 1 ? 2 : 1;
	*left -= *left > 1 ? 2 : 1;
	take(q->user, sizeof(q->user), &n, data, left);
	take(q->secret, sizeof(q->secret), &q->secret_len, data, left);
	if (*left >= sizeof(q->number)) {
		memcpy(&q->number, *data, sizeof(q->number));
		*data += sizeof(q->number);
		*left -= sizeof(q->number);
	}
	if (q->what == BROKER_DELIVER && (odd & 1) == 0)
		q->number = sizeof(message) - 1;
	crlf = q->number + (odd & 2 ? 0 : 3);
	q->rest_len = odd & 4 ? odd : sizeof(crlf);
	memcpy(q->rest, &crlf, sizeof(crlf));
	if (odd & 8)
		q->secret_len = sizeof(q->secret) + odd / 16;
	if (odd & 16)
		memset(q->user, 'u', sizeof(q->user));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct gate_request q;
	static unsigned runs;
	struct gate g = { .front = 0 };
	struct master m = { .gate = &g, .suite = &set.suite, .peer = &peer,
		.ask = &ask, .who = &who, .fd = -1 };
	size_t n, records;
	int pair[2];

	if (t.set == NULL)
		set_up();
	set.lmtp = size % 2;
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == -1)
		return 0;
	for (records = 0; size > 0 && records < RECORDS_MAX; records++) {
		make(&q, &data, &size);
		n = offsetof(struct gate_request, rest);
		if (q.rest_len <= sizeof(q.rest))
			n += q.rest_len;
		if (send(pair[0], &q, n, MSG_DONTWAIT) != (ssize_t)n)
			break;
	}
	(void)shutdown(pair[0], SHUT_WR);
	g.fd = pair[1];
	broker_serve(&t, &m);
	must(!t.active && t.envelope.nrecipients == 0 &&
	    t.envelope.ntargets == 0);
	close(pair[0]);
	close(pair[1]);
	if (++runs % CLEAN_AFTER == 0)
		sweep();
	return 0;
}
