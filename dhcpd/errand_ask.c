/* errand_ask: our end: asks, and waits for the answer. */
#include <sys/socket.h>

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "dhcpd/config.h"
#include "dhcpd/errand_impl.h"

#define ANSWER_MS	20000	/* the resolver gives up sooner */

static int
ask(int fd, char kind, uint32_t serial, const char *text, size_t len)
{
	struct request head = { .kind = kind, .serial = serial };
	struct iovec iov[2];
	struct msghdr m = { .msg_iov = iov, .msg_iovlen = 2 };
	ssize_t n;

	if (len > ERRAND_SIZE) {
		errno = E2BIG;
		return -1;
	}
	iov[0].iov_base = &head;
	iov[0].iov_len = REQUEST_HEAD;
	memcpy(head.text, text, len);
	iov[1].iov_base = head.text;
	iov[1].iov_len = len;
	do
		n = sendmsg(fd, &m, MSG_NOSIGNAL |
		    (kind == ERRAND_EXECUTE ? MSG_DONTWAIT : 0));
	while (n == -1 && errno == EINTR);
	return n == -1 ? -1 : 0;
}

/* An answer that came too late for an earlier question is passed over. */
static int
hear(int fd, uint32_t serial, struct answer *a, int *given)
{
	union control control;
	struct iovec iov = { .iov_base = a, .iov_len = sizeof(*a) };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1 };
	struct pollfd p = { .fd = fd, .events = POLLIN };

	*given = -1;
	for (;;) {
		m.msg_control = control.space;
		m.msg_controllen = sizeof(control.space);
		if (poll(&p, 1, ANSWER_MS) != 1) {
			errno = ETIMEDOUT;
			return -1;
		}
		if (recvmsg(fd, &m, MSG_CMSG_CLOEXEC) !=
		    (ssize_t)sizeof(*a)) {
			errno = EPIPE;
			return -1;
		}
		if (m.msg_controllen >= sizeof(struct cmsghdr) &&
		    control.align.cmsg_type == SCM_RIGHTS)
			memcpy(given, CMSG_DATA(&control.align), sizeof(int));
		if (a->serial == serial)
			return 0;
		if (*given != -1)
			close(*given);
		*given = -1;
	}
}

static int
question(int fd, char kind, const char *text, struct answer *a, int *given)
{
	static uint32_t serial;

	serial++;
	if (ask(fd, kind, serial, text, strlen(text) + 1) == -1)
		return -1;
	return hear(fd, serial, a, given);
}

int
errand_open(int fd, const char *path)
{
	struct answer a;
	int given;

	if (question(fd, ERRAND_OPEN, path, &a, &given) == -1)
		return -1;
	if (given == -1)
		errno = a.error != 0 ? a.error : EIO;
	return given;
}

void
errand_seal(int fd)
{
	(void)ask(fd, ERRAND_SEAL, 0, "", 1);
}

size_t
errand_resolve(int fd, const char *name, uint32_t *addresses, size_t max)
{
	struct answer a;
	size_t n;
	int given;

	if (question(fd, ERRAND_RESOLVE, name, &a, &given) == -1 ||
	    a.error != 0)
		return CONFIG_UNASKED;
	n = a.n > NAMES_ADDRESSES ? NAMES_ADDRESSES : a.n;
	if (n > max)
		n = max;
	memcpy(addresses, a.address, n * sizeof(*addresses));
	return n;
}

size_t
errand_missing(int fd)
{
	struct answer a;
	int given;

	return question(fd, ERRAND_MISSING, "", &a, &given) == -1 ? 0 : a.n;
}

int
errand_execute(int fd, char *const argv[])
{
	char text[ERRAND_SIZE];
	size_t len = 0, n, i;

	for (i = 0; argv[i] != NULL; i++) {
		n = strlen(argv[i]) + 1;
		if (n > sizeof(text) - len) {
			errno = E2BIG;
			return -1;
		}
		memcpy(text + len, argv[i], n);
		len += n;
	}
	return ask(fd, ERRAND_EXECUTE, 0, text, len);
}
