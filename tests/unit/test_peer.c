/* peer and proxy: who is connected, and on whose word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <sys/mman.h>
#include <sys/socket.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/peer.h"
#include "common/scan.h"
#include "common/tls.h"

static void
peer_set_takes_addresses_and_nothing_else(void **state)
{
	static const struct {
		const char	*ip;
		unsigned	 port;
		const char	*expected;	/* NULL: refused */
		bool		 loopback;
	} rows[] = {
		{ "192.0.2.1", 25, "192.0.2.1", false },
		{ "127.0.0.1", 1, "127.0.0.1", true },
		{ "127.9.9.9", 65535, "127.9.9.9", true },
		{ "::1", 0, "::1", true },
		{ "2001:DB8:0:0::1", 0, "2001:db8::1", false },
		{ "::ffff:192.0.2.1", 0, "192.0.2.1", false },
		{ "::ffff:127.0.0.1", 0, "127.0.0.1", true },
		{ "fe80::1%eth0", 0, "fe80::1", false },
		{ "fe80::1%2", 0, "fe80::1", false },
		{ "2001:db8:1111:2222:3333:4444:192.168.100.100", 0,
		    "2001:db8:1111:2222:3333:4444:c0a8:6464", false },
		{ "192.0.2.1", 65536, NULL, false },
		{ "", 0, NULL, false },
		{ "-", 0, NULL, false },
		{ "192.0.2", 0, NULL, false },
		{ "192.0.2.1 ", 0, NULL, false },
		{ "192.0.2.256", 0, NULL, false },
		{ "1270.0.0.1", 0, NULL, false },
		{ "127.0.0.1%lo", 0, NULL, false },
		{ "%eth0", 0, NULL, false },
		{ "[::1]", 0, NULL, false },
		{ "localhost", 0, NULL, false },
		{ "1111:1111:1111:1111:1111:1111:1111:1111:1111:1111:1111:1",
		    0, NULL, false },
	};
	struct peer p;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		memset(&p, 0, sizeof(p));
		assert_int_equal(peer_set(&p, rows[i].ip, rows[i].port),
		    rows[i].expected != NULL);
		assert_string_equal(p.ip, rows[i].expected != NULL ?
		    rows[i].expected : "");
		assert_int_equal(p.loopback, rows[i].loopback);
		if (rows[i].expected != NULL)
			assert_int_equal(p.port, rows[i].port);
	}
}

static void
forget(void)
{
	static const char *const names[] = { TLS_MARK, "PROTO", "TCPREMOTEIP",
	    "TCPREMOTEPORT", "TCPREMOTEHOST", "TCPLOCALIP", "TCPLOCALPORT",
	    "REMOTE_ADDR", "REMOTE_PORT", "REMOTE_HOST" };
	size_t i;

	for (i = 0; i < nitems(names); i++)
		unsetenv(names[i]);
}

/* A connected TCP socket over loopback; *other is its far end. */
static int
tcp(int family, int *other)
{
	struct sockaddr_storage sa;
	socklen_t len = sizeof(sa);
	int fd, one, listener = socket(family, SOCK_STREAM, 0);

	memset(&sa, 0, sizeof(sa));
	sa.ss_family = (sa_family_t)family;
	if (family == AF_INET6)
		((struct sockaddr_in6 *)&sa)->sin6_addr = in6addr_loopback;
	else
		((struct sockaddr_in *)&sa)->sin_addr.s_addr =
		    htonl(INADDR_LOOPBACK);
	if (listener == -1 || bind(listener, (struct sockaddr *)&sa,
	    family == AF_INET6 ? sizeof(struct sockaddr_in6) :
	    sizeof(struct sockaddr_in)) == -1)
		return -1;
	listen(listener, 1);
	getsockname(listener, (struct sockaddr *)&sa, &len);
	one = socket(family, SOCK_STREAM, 0);
	assert_int_equal(connect(one, (struct sockaddr *)&sa, len), 0);
	fd = accept(listener, NULL, NULL);
	close(listener);
	*other = one;
	return fd;
}

static void
the_socket_is_believed_before_the_environment(void **state)
{
	struct suite suite = { .tls = false };
	struct peer p;
	int fd, other;

	(void)state;
	forget();
	setenv("TCPREMOTEIP", "192.0.2.9", 1);
	setenv("REMOTE_ADDR", "192.0.2.8", 1);
	setenv("TCPREMOTEHOST", "Host.Example", 1);
	fd = tcp(AF_INET, &other);
	peer_find(&p, &suite, fd);
	assert_string_equal(p.ip, "127.0.0.1");
	assert_string_equal(p.local_ip, "127.0.0.1");
	assert_true(p.loopback && p.port != 0 && p.local_port != 0);
	assert_string_equal(p.name, "host.example");
	suite.proxy = true;
	peer_find(&p, &suite, fd);
	assert_string_equal(p.ip, "127.0.0.1");
	assert_false(p.loopback);
	close(fd);
	close(other);
	fd = tcp(AF_INET6, &other);
	if (fd == -1)
		return;			/* a machine without IPv6 */
	suite.proxy = false;
	peer_find(&p, &suite, fd);
	assert_string_equal(p.ip, "::1");
	assert_true(p.loopback);
	close(fd);
	close(other);
}

static void
without_a_socket_the_environment_is_asked(void **state)
{
	struct suite suite = { .tls = false };
	struct peer p;
	int pair[2];

	(void)state;
	forget();
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	peer_find(&p, &suite, pair[0]);
	assert_string_equal(p.ip, "");
	assert_false(p.loopback);
	setenv("REMOTE_HOST", "192.0.2.7", 1);
	peer_find(&p, &suite, pair[0]);
	assert_string_equal(p.ip, "192.0.2.7");
	setenv("REMOTE_HOST", "not.an.address", 1);
	peer_find(&p, &suite, pair[0]);
	assert_string_equal(p.ip, "");
	setenv("REMOTE_ADDR", "::ffff:192.0.2.8", 1);
	setenv("REMOTE_PORT", "4711", 1);
	peer_find(&p, &suite, pair[0]);
	assert_string_equal(p.ip, "192.0.2.8");
	assert_int_equal(p.port, 4711);
	setenv("TCPREMOTEIP", "127.0.0.1", 1);
	setenv("TCPREMOTEPORT", "junk", 1);
	setenv("TCPREMOTEHOST", "evil\r\nname", 1);
	setenv("TCPLOCALIP", "192.0.2.1", 1);
	setenv("TCPLOCALPORT", "110", 1);
	peer_find(&p, &suite, pair[0]);
	assert_string_equal(p.ip, "127.0.0.1");
	assert_int_equal(p.port, 0);
	assert_true(p.loopback);
	assert_string_equal(p.name, "");
	assert_string_equal(p.local_ip, "192.0.2.1");
	assert_int_equal(p.local_port, 110);
	close(pair[0]);
	close(pair[1]);
}

static void
inside_tls_the_wrappers_socket_is_not_the_peer(void **state)
{
	struct suite suite = { .tls = true };
	struct peer p;
	int fd, other;

	(void)state;
	forget();
	fd = tcp(AF_INET, &other);
	peer_find(&p, &suite, fd);
	assert_string_equal(p.ip, "");
	assert_false(p.loopback);
	setenv("REMOTE_HOST", "192.0.2.7", 1);		/* stunnel's */
	peer_find(&p, &suite, fd);
	assert_string_equal(p.ip, "192.0.2.7");
	setenv("TCPREMOTEIP", "192.0.2.9", 1);
	peer_find(&p, &suite, fd);
	assert_string_equal(p.ip, "192.0.2.9");
	close(fd);
	close(other);
}

static void
after_starttls_only_our_own_word_counts_and_once(void **state)
{
	static const char *const bad[] = { "", "-", "1 2 3", "- 0 - 0",
	    "localhost 1 - 0", "127.0.0.1" };
	struct suite suite = { .tls = true, .resumed = true };
	struct peer p, q;
	int fd, other;
	size_t i;

	(void)state;
	forget();
	fd = tcp(AF_INET, &other);
	memset(&p, 0, sizeof(p));
	assert_true(peer_set(&p, "2001:db8::1", 4711));
	assert_true(peer_set_local(&p, "2001:db8::2", 110));
	memcpy(p.name, "a.example", 10);
	assert_int_equal(peer_export(&p), 0);
	assert_string_equal(getenv(TLS_MARK),
	    "2001:db8::1 4711 2001:db8::2 110");
	assert_string_equal(getenv("TCPREMOTEIP"), "2001:db8::1");
	assert_string_equal(getenv("TCPLOCALPORT"), "110");
	setenv("TCPREMOTEIP", "127.0.0.1", 1);	/* a wrapper's idea of it */
	peer_find(&q, &suite, fd);
	assert_memory_equal(&p, &q, sizeof(p));
	assert_null(getenv(TLS_MARK));
	for (i = 0; i < nitems(bad); i++) {
		setenv(TLS_MARK, bad[i], 1);
		peer_find(&q, &suite, fd);
		assert_string_equal(q.ip, "");
		assert_false(q.loopback);
		assert_null(getenv(TLS_MARK));
	}
	memset(&p, 0, sizeof(p));		/* nobody knew */
	assert_int_equal(peer_export(&p), 0);
	assert_string_equal(getenv(TLS_MARK), "- 0 - 0");
	assert_null(getenv("TCPREMOTEIP"));
	close(fd);
	close(other);
}

/* --- PROXY */

#define SIG	"\r\n\r\n\0\r\nQUIT\n"
#define BYTES(s)	s, sizeof(s) - 1
#define V4	"\300\0\2\1" "\300\0\2\2" "\x12\x67" "\0\x19"
#define V6	" \1\r\270\0\0\0\0\0\0\0\0\0\0\0\1" \
		" \1\r\270\0\0\0\0\0\0\0\0\0\0\0\2" "\x12\x67" "\0\x19"
#define MAPPED	"\0\0\0\0\0\0\0\0\0\0\377\377\300\0\2\1" \
		"\0\0\0\0\0\0\0\0\0\0\377\377\300\0\2\2" "\x12\x67" "\0\x19"
#define TEN	"0123456789"
#define HUNDRED	TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

static const struct proxy_row {
	const char	*name;
	const char	*bytes;
	size_t		 len;
	const char	*ip;		/* "-": as it was; NULL: bad */
	const char	*local_ip;
} proxies[] = {
	{ "v1 4", BYTES("PROXY TCP4 192.0.2.1 192.0.2.2 4711 25\r\n"),
	    "192.0.2.1", "192.0.2.2" },
	{ "v1 6", BYTES("PROXY TCP6 2001:db8::1 2001:DB8::2 4711 25\r\n"),
	    "2001:db8::1", "2001:db8::2" },
	{ "v1 mapped", BYTES("PROXY TCP6 ::ffff:192.0.2.1 ::2 4711 25\r\n"),
	    "192.0.2.1", "::2" },
	{ "v1 unknown", BYTES("PROXY UNKNOWN\r\n"), "-", "" },
	{ "v1 unknown, longest", BYTES("PROXY UNKNOWN "
	    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff "
	    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n"),
	    "-", "" },
	{ "v1 longest", BYTES("PROXY TCP6 "
	    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe "
	    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 4711 25\r\n"),
	    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe",
	    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" },
	{ "v1 too long", BYTES("PROXY UNKNOWN " HUNDRED), NULL, NULL },
	{ "v1 end beyond 107", BYTES("PROXY UNKNOWN " HUNDRED "\r\n"), NULL,
	    NULL },
	{ "v1 bare LF", BYTES("PROXY UNKNOWN\n"), NULL, NULL },
	{ "v1 only LF", BYTES("PROXY \n"), NULL, NULL },
	{ "v1 nothing", BYTES("PROXY \r\n"), NULL, NULL },
	{ "v1 lower case", BYTES("proxy TCP4 192.0.2.1 192.0.2.2 1 2\r\n"),
	    NULL, NULL },
	{ "v1 udp", BYTES("PROXY UDP4 192.0.2.1 192.0.2.2 1 2\r\n"), NULL,
	    NULL },
	{ "v1 unknownx", BYTES("PROXY UNKNOWNX\r\n"), NULL, NULL },
	{ "v1 two blanks", BYTES("PROXY TCP4  192.0.2.1 192.0.2.2 1 2\r\n"),
	    NULL, NULL },
	{ "v1 blank at the end",
	    BYTES("PROXY TCP4 192.0.2.1 192.0.2.2 1 2 \r\n"), NULL, NULL },
	{ "v1 fifth word", BYTES("PROXY TCP4 192.0.2.1 192.0.2.2 1 2 3\r\n"),
	    NULL, NULL },
	{ "v1 a word short", BYTES("PROXY TCP4 192.0.2.1 192.0.2.2 1\r\n"),
	    NULL, NULL },
	{ "v1 4 in 6", BYTES("PROXY TCP6 192.0.2.1 192.0.2.2 1 2\r\n"), NULL,
	    NULL },
	{ "v1 6 in 4", BYTES("PROXY TCP4 ::1 ::2 1 2\r\n"), NULL, NULL },
	{ "v1 scope", BYTES("PROXY TCP6 fe80::1%1 fe80::2%1 1 2\r\n"), NULL,
	    NULL },
	{ "v1 port", BYTES("PROXY TCP4 192.0.2.1 192.0.2.2 65536 2\r\n"),
	    NULL, NULL },
	{ "v1 port 01", BYTES("PROXY TCP4 192.0.2.1 192.0.2.2 01 2\r\n"),
	    NULL, NULL },
	{ "v1 port -1", BYTES("PROXY TCP4 192.0.2.1 192.0.2.2 -1 2\r\n"),
	    NULL, NULL },
	{ "v1 octal", BYTES("PROXY TCP4 192.0.2.01 192.0.2.2 1 2\r\n"), NULL,
	    NULL },
	{ "v1 NUL", BYTES("PROXY UNKNOWN \0\r\n"), NULL, NULL },
	{ "v1 CR inside", BYTES("PROXY TCP4 192.0.2.1\r 192.0.2.2 1 2\r\n"),
	    NULL, NULL },
	{ "a command", BYTES("EHLO x\r\n"), NULL, NULL },
	{ "TLS", BYTES("\x16\3\1\2\0"), NULL, NULL },

	{ "v2 4", BYTES(SIG "\x21\x11\0\x0c" V4), "192.0.2.1", "192.0.2.2" },
	{ "v2 6", BYTES(SIG "\x21\x21\0\x24" V6), "2001:db8::1",
	    "2001:db8::2" },
	{ "v2 mapped", BYTES(SIG "\x21\x21\0\x24" MAPPED), "192.0.2.1",
	    "192.0.2.2" },
	{ "v2 TLVs", BYTES(SIG "\x21\x11\0\x13" V4 "\3\0\4abcd"),
	    "192.0.2.1", "192.0.2.2" },
	{ "v2 local", BYTES(SIG "\x20\x11\0\x0c" V4), "-", "" },
	{ "v2 local, nothing", BYTES(SIG "\x20\0\0\0"), "-", "" },
	{ "v2 local, any family", BYTES(SIG "\x20\x77\0\1x"), "-", "" },
	{ "v2 unspecified", BYTES(SIG "\x21\0\0\4abcd"), "-", "" },
	{ "v2 udp", BYTES(SIG "\x21\x12\0\x0c" V4), "-", "" },
	{ "v2 unix", BYTES(SIG "\x21\x31\0\xd8" HUNDRED HUNDRED TEN "012345"),
	    "-", "" },
	{ "v2 short unix", BYTES(SIG "\x21\x31\0\2ab"), NULL, NULL },
	{ "v2 short 4", BYTES(SIG "\x21\x11\0\x0b" "abcdefghijk"), NULL,
	    NULL },
	{ "v2 short 6", BYTES(SIG "\x21\x21\0\x0c" V4), NULL, NULL },
	{ "v2 4, nothing", BYTES(SIG "\x21\x11\0\0"), NULL, NULL },
	{ "v2 family", BYTES(SIG "\x21\x41\0\x0c" V4), NULL, NULL },
	{ "v2 transport", BYTES(SIG "\x21\x13\0\x0c" V4), NULL, NULL },
	{ "v2 version 1", BYTES(SIG "\x11\x11\0\x0c" V4), NULL, NULL },
	{ "v2 command 2", BYTES(SIG "\x22\x11\0\x0c" V4), NULL, NULL },
	{ "v2 too long", BYTES(SIG "\x21\x11\2\x09" V4), NULL, NULL },
	{ "v2 signature", BYTES("\r\n\r\n\0\r\nQUIT\r"), NULL, NULL },
	{ "empty line", BYTES("\r\n\r\nEHLO x\r\n"), NULL, NULL },
};

/* Bytes that end where no page follows. */
static const char *
guarded(const char *bytes, size_t len)
{
	static char *pages;
	long size = sysconf(_SC_PAGESIZE);

	if (pages == NULL) {
		pages = mmap(NULL, 2 * (size_t)size, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		assert_int_equal(mprotect(pages + size, (size_t)size,
		    PROT_NONE), 0);
	}
	memcpy(pages + size - len, bytes, len);
	return pages + size - len;
}

static void
proxy_row(const struct proxy_row *row)
{
	struct peer p, before;
	enum peer_proxy result = PEER_PROXY_MORE;
	size_t n, used = 0;

	memset(&p, 0, sizeof(p));
	peer_set(&p, "198.51.100.1", 9);
	before = p;
	for (n = 0; result == PEER_PROXY_MORE && n <= row->len; n++)
		result = peer_proxy(&p, guarded(row->bytes, n), n, &used);
	if (row->ip == NULL) {
		if (result != PEER_PROXY_BAD)
			fail_msg("%s: %d", row->name, (int)result);
		assert_memory_equal(&p, &before, sizeof(p));
		return;
	}
	if (result != PEER_PROXY_OK || used != row->len)
		fail_msg("%s: %d, %zu", row->name, (int)result, used);
	assert_string_equal(p.local_ip, row->local_ip);
	if (strcmp(row->ip, "-") == 0) {
		assert_memory_equal(&p, &before, sizeof(p));
		return;
	}
	assert_string_equal(p.ip, row->ip);
	assert_int_equal(p.port, 4711);
	assert_int_equal(p.local_port, 25);
}

static void
proxy_headers_byte_by_byte(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < nitems(proxies); i++)
		proxy_row(&proxies[i]);
}

static void
a_proxy_header_takes_what_is_its_and_no_more(void **state)
{
	static const char v1[] = "PROXY UNKNOWN\r\nQUIT\r\n";
	static const char v2[] = SIG "\x21\x11\0\x0c" V4 "QUIT\r\n";
	struct peer p = { .port = 1 };
	size_t used;

	(void)state;
	assert_int_equal(peer_proxy(&p, v1, sizeof(v1) - 1, &used),
	    PEER_PROXY_OK);
	assert_int_equal(used, 15);
	assert_int_equal(peer_proxy(&p, v2, sizeof(v2) - 1, &used),
	    PEER_PROXY_OK);
	assert_int_equal(used, 28);
}

static void
no_more_is_asked_for_than_the_maximum(void **state)
{
	static char v2[PEER_PROXY_MAX] = SIG "\x21\x11\2\x08" V4;
	struct peer p = { .port = 1 };
	size_t used;

	(void)state;
	assert_int_equal(peer_proxy(&p, v2, sizeof(v2) - 1, &used),
	    PEER_PROXY_MORE);
	assert_int_equal(peer_proxy(&p, v2, sizeof(v2), &used),
	    PEER_PROXY_OK);
	assert_int_equal(used, PEER_PROXY_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(peer_set_takes_addresses_and_nothing_else),
		cmocka_unit_test(
		    the_socket_is_believed_before_the_environment),
		cmocka_unit_test(without_a_socket_the_environment_is_asked),
		cmocka_unit_test(
		    inside_tls_the_wrappers_socket_is_not_the_peer),
		cmocka_unit_test(
		    after_starttls_only_our_own_word_counts_and_once),
		cmocka_unit_test(proxy_headers_byte_by_byte),
		cmocka_unit_test(
		    a_proxy_header_takes_what_is_its_and_no_more),
		cmocka_unit_test(no_more_is_asked_for_than_the_maximum),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
