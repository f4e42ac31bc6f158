/*
 * probe: in a network namespace of its own, with a wire of which we hold the
 * other end (TAP), 10.0.0.1/24.  127.0.0.0/8 answers pings.
 */
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/scan.h"
#include "dhcpd/probe.h"

/* <linux/if_tun.h>, which not every libc lets us include. */
#define TUNSETIFF_	0x400454caul
#define TAP		0x1002		/* IFF_TAP | IFF_NO_PI */
#define OURS		0x0a000001u
#define QUIET		0x0a000002u
#define ANSWERS		0x7f000007u
#define NOW		1000000		/* milliseconds */
#define PATIENCE	20000

static const uint8_t client_mac[6] = { 2, 0, 0, 0, 0, 7 };
static const uint8_t request[PACKET_MAX] = "the request";
static struct interface wire = { "tap0", 0, OURS, 0xffffff00,
    { HTYPE_ETHERNET, 6, { 2, 0, 0, 0, 0, 1 } } };
static int tap = -1;
static const struct arrival arrival = { .interface = &wire,
    .source_port = 68 };

static int
set_up(const char *what, unsigned long how, uint32_t addr)
{
	struct sockaddr_in in = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(addr) };
	struct ifreq ifr;
	int fd = socket(AF_INET, SOCK_DGRAM, 0), result;

	memset(&ifr, 0, sizeof(ifr));
	strcpy(ifr.ifr_name, what);
	if (how == SIOCSIFFLAGS)
		ifr.ifr_flags = IFF_UP | IFF_RUNNING;
	else
		memcpy(&ifr.ifr_addr, &in, sizeof(in));
	result = ioctl(fd, how, &ifr);
	close(fd);
	return result;
}

static int
open_tap(void)
{
	struct ifreq ifr;

	memset(&ifr, 0, sizeof(ifr));
	strcpy(ifr.ifr_name, wire.name);
	ifr.ifr_flags = TAP;
	tap = open("/dev/net/tun", O_RDWR | O_NONBLOCK);
	if (tap == -1 || ioctl(tap, TUNSETIFF_, &ifr) == -1)
		return -1;
	wire.index = (int)if_nametoindex(wire.name);
	return 0;
}

static int
begin(void **state)
{
	*state = NULL;
	if (geteuid() != 0 || unshare(CLONE_NEWNET) == -1 ||
	    open_tap() == -1 || set_up("lo", SIOCSIFFLAGS, 0) == -1 ||
	    set_up(wire.name, SIOCSIFADDR, OURS) == -1 ||
	    set_up(wire.name, SIOCSIFNETMASK, 0xffffff00) == -1 ||
	    set_up(wire.name, SIOCSIFFLAGS, 0) == -1)
		return 0;
	*state = probes_open();
	return *state == NULL ? -1 : 0;
}

static int
end(void **state)
{
	probes_close(*state);
	return 0;
}

static struct probes *
probes(void **state)
{
	if (*state == NULL)
		skip();		/* not root, or no TAP */
	return *state;
}

static bool
start(struct probes *p, uint32_t address, int64_t now)
{
	static struct reply reply;	/* too large for a stack */

	memset(&reply, 0, sizeof(reply));
	reply.probe = address;
	reply.probe_ms = 500;
	reply.probe_arp = true;
	reply.interface = &wire;
	reply.hardware.type = HTYPE_ETHERNET;
	reply.hardware.len = sizeof(client_mac);
	memcpy(reply.hardware.addr, client_mac, sizeof(client_mac));
	return probe_start(p, &reply, &arrival, request, sizeof(request),
	    now);
}

/* What answered; who waits long enough hears of it. */
static const struct probe *
answered(struct probes *p, int wait)
{
	struct pollfd fds[] = {
		{ probes_fd(p), POLLIN, 0 }, { probes_arp_fd(p), POLLIN, 0 }
	};
	const struct probe *q;

	while ((q = probe_answered(p)) == NULL &&
	    poll(fds, nitems(fds), wait) > 0)
		continue;
	return q;
}

static void
who_answers_a_ping_is_there(void **state)
{
	struct probes *p = probes(state);
	const struct probe *q;

	assert_true(start(p, ANSWERS, NOW));
	q = answered(p, PATIENCE);
	assert_non_null(q);
	assert_int_equal(q->address, ANSWERS);
	assert_int_equal(q->len, sizeof(request));
	assert_memory_equal(q->request, request, sizeof(request));
	assert_ptr_equal(q->arrival.interface, &wire);
	assert_int_equal(probe_next(p), -1);
	/* it is not remembered: the next client asks anew */
	assert_true(start(p, ANSWERS, NOW));
	assert_non_null(answered(p, PATIENCE));
}

static void
nobody_is_good_for_a_minute(void **state)
{
	struct probes *p = probes(state);
	const struct probe *q;
	int64_t later = NOW + 500 + 1000 * PROBE_CACHE_SECONDS;

	assert_true(start(p, QUIET, NOW));
	assert_int_equal(probe_next(p), NOW + 500);
	assert_null(answered(p, 50));
	assert_null(probe_due(p, NOW + 499));
	q = probe_due(p, NOW + 500);
	assert_non_null(q);
	assert_int_equal(q->reply.probe, QUIET);
	assert_null(probe_due(p, NOW + 500));
	assert_false(start(p, QUIET, NOW + 600));
	assert_false(start(p, QUIET, later - 1));
	assert_true(start(p, QUIET, later));
	assert_non_null(probe_due(p, later + 500));
}

static void
the_table_has_an_end(void **state)
{
	struct probes *p = probes(state);
	uint32_t i;

	for (i = 0; i < PROBES; i++)
		assert_true(start(p, ANSWERS + 9 + i, NOW));
	assert_false(start(p, ANSWERS + 8, NOW));
	/* again for the same: it takes the place that it has */
	assert_true(start(p, ANSWERS + 9, NOW));
	for (i = 0; probe_due(p, NOW + 500) != NULL; i++)
		continue;
	assert_int_equal(i, PROBES);
	assert_true(start(p, ANSWERS + 8, NOW));
	assert_non_null(probe_due(p, NOW + 500));
}

/* An ARP reply, "address is at mac", on the wire. */
static void
say_by_arp(uint32_t address, const uint8_t mac[6], size_t len)
{
	uint8_t frame[14 + 28] = { 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 9, 8, 6,
	    0, 1, 8, 0, 6, 4, 0, 2 };

	memcpy(frame + 14 + 8, mac, 6);
	put_u32(frame + 14 + 14, address);
	assert_int_equal(write(tap, frame, 14 + len), (ssize_t)(14 + len));
}

/* Who asks has no address: nobody learns anything. */
static void
asked_by_arp(uint32_t address)
{
	uint8_t frame[2048];
	struct pollfd f = { tap, POLLIN, 0 };
	ssize_t n = 0;

	do {
		assert_int_equal(poll(&f, 1, PATIENCE), 1);
		n = read(tap, frame, sizeof(frame));
	} while (n < 42 || get_u16(frame + 12) != 0x0806 ||
	    get_u32(frame + 28) != 0 || get_u32(frame + 38) != address);
}

static void
who_answers_arp_is_there_but_for_the_client_itself(void **state)
{
	static const uint8_t somebody[6] = { 2, 0, 0, 0, 0, 9 };
	struct probes *p = probes(state);
	const struct probe *q;

	if (probes_arp_fd(p) == -1)
		skip();
	assert_true(start(p, OURS + 20, NOW));
	asked_by_arp(OURS + 20);
	say_by_arp(OURS + 21, somebody, 28);	/* of another */
	say_by_arp(OURS + 20, somebody, 20);	/* cut short */
	say_by_arp(OURS + 20, client_mac, 28);	/* its own */
	assert_null(answered(p, 100));
	wire.index++;				/* not where it was heard */
	say_by_arp(OURS + 20, somebody, 28);
	assert_null(answered(p, 100));
	wire.index--;
	say_by_arp(OURS + 20, somebody, 28);
	q = answered(p, PATIENCE);
	assert_non_null(q);
	assert_int_equal(q->address, OURS + 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_answers_a_ping_is_there),
		cmocka_unit_test(nobody_is_good_for_a_minute),
		cmocka_unit_test(the_table_has_an_end),
		cmocka_unit_test(
		    who_answers_arp_is_there_but_for_the_client_itself),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
