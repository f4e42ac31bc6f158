/*
 * server, session and udp: a server on a port of loopback, its clients in
 * the same process, one round of the loop after the other.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/log.h"
#include "tests/unit/scratch.h"
#include "tftpd/server.h"
#include "tftpd/session.h"

#define SIZE		20000		/* of the file "f": 40 blocks */
#define ROUNDS		1000		/* of 10 ms: what hangs fails */

static struct loop loop;
static struct server server;
static struct config config;
static struct sockaddr_in address;	/* the server's */
static struct sockaddr_in from;		/* where the last packet came from */
static uint8_t packet[2048], contents[SIZE];
static size_t len;

/* --- a server and its clients */

static int
begin(void **state)
{
	static const char *const dirs[] = { scratch };
	union address a;
	socklen_t size = sizeof(address);
	size_t i;
	FILE *f;
	int fd;

	if (scratch_make(state) == -1)
		return -1;
	for (i = 0; i < SIZE; i++)
		contents[i] = (uint8_t)(i * 31 + i / 512);
	f = fopen("f", "w");
	if (f == NULL || fwrite(contents, SIZE, 1, f) != 1 || fclose(f) != 0 ||
	    chmod("f", 0644) == -1)
		return -1;
	memset(&config, 0, sizeof(config));
	config.policy.window = 64;
	config.timeout = 200000;
	config.active_max = 10;
	config.host_max = 3;
	config.files.secure = config.files.create = true;
	memset(&a, 0, sizeof(a));
	a.in.sin_family = AF_INET;
	a.in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	fd = udp_listen(&a);
	if (fd == -1 || loop_init(&loop) == -1 ||
	    file_roots(&config.files, dirs, 1) == -1)
		return -1;
	server_init(&server, &loop, &config, 1);
	getsockname(fd, (struct sockaddr *)&address, &size);
	return server_listen(&server, fd);
}

static int
end(void **state)
{
	server_end(&server);
	close(server.sockets[0].fd);
	loop_free(&loop);
	file_roots_free(&config.files);
	return scratch_remove(state);
}

static int
client(void)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_not_equal(fd, -1);
	assert_int_equal(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
	return fd;
}

static void
say(int fd, const struct sockaddr_in *to, const void *text, size_t n)
{
	assert_int_equal(sendto(fd, text, n, 0, (const struct sockaddr *)to,
	    sizeof(*to)), n);
}

#define ASK(fd, text)	say(fd, &address, text, sizeof(text) - 1)

static void
say_number(int fd, const struct sockaddr_in *to, unsigned op, unsigned n)
{
	uint8_t p[PACKET_HEADER];

	packet_header(p, op, n);
	say(fd, to, p, sizeof(p));
}

/* The next packet for this client; false when none comes in that time. */
static bool
hears(int fd, unsigned rounds)
{
	socklen_t size;
	ssize_t n;

	while (rounds-- > 0) {
		size = sizeof(from);
		n = recvfrom(fd, packet, sizeof(packet), MSG_DONTWAIT,
		    (struct sockaddr *)&from, &size);
		if (n >= 0) {
			len = (size_t)n;
			return true;
		}
		assert_int_equal(loop_once(&loop, 10000), 0);
	}
	return false;
}

static void
must_hear(int fd, unsigned op, unsigned number)
{
	assert_true(hears(fd, ROUNDS));
	assert_int_equal(packet_opcode(packet, len), op);
	assert_int_equal(packet_number(packet), number);
}

static void
must_hear_block(int fd, unsigned n)
{
	size_t at = (n - 1) * 512, rest = SIZE - at;

	must_hear(fd, OP_DATA, n);
	assert_int_equal(len - PACKET_HEADER, rest < 512 ? rest : 512);
	assert_memory_equal(packet + PACKET_HEADER, contents + at,
	    len - PACKET_HEADER);
}

/* Until there are so many sessions. */
static void
until_left(size_t n)
{
	unsigned rounds = ROUNDS;

	while (server.table.entries != n && rounds-- > 0)
		assert_int_equal(loop_once(&loop, 10000), 0);
	assert_int_equal(server.table.entries, n);
}

/* Takes blocks from `first` on, up to and with `last`, and says so. */
static void
take_blocks(int fd, unsigned first, unsigned last)
{
	unsigned n;

	for (n = first; n <= last; n++) {
		must_hear_block(fd, n);
		say_number(fd, &from, OP_ACK, n);
	}
}

/* --- the tests */

static void
a_file_is_sent_from_a_port_of_the_sessions_own(void **state)
{
	int fd = client();

	(void)state;
	ASK(fd, "\0\1f\0octet");
	must_hear_block(fd, 1);
	assert_int_not_equal(from.sin_port, address.sin_port);
	assert_int_equal(from.sin_addr.s_addr, address.sin_addr.s_addr);
	say_number(fd, &from, OP_ACK, 1);
	take_blocks(fd, 2, SIZE / 512 + 1);
	until_left(0);
	close(fd);
}

static void
one_port_serves_all_when_told_so(void **state)
{
	int fd[2] = { client(), client() };
	unsigned n;
	size_t i;

	(void)state;
	config.single = true;
	for (i = 0; i < 2; i++)
		ASK(fd[i], "\0\1f\0octet");
	for (n = 1; n <= SIZE / 512 + 1; n++)
		for (i = 0; i < 2; i++) {
			must_hear_block(fd[i], n);
			assert_int_equal(from.sin_port, address.sin_port);
			say_number(fd[i], &from, OP_ACK, n);
		}
	until_left(0);
	close(fd[0]);
	close(fd[1]);
}

/* RFC 1350 section 4; the socket is tied to its peer after some packets. */
static void
strangers_are_told_at_every_block(void **state)
{
	int fd = client(), stranger = client();
	struct sockaddr_in tid;
	unsigned n;

	(void)state;
	ASK(fd, "\0\1f\0octet");
	for (n = 1; n <= SIZE / 512; n++) {
		must_hear_block(fd, n);
		tid = from;
		say_number(stranger, &tid, n % 2 == 0 ? OP_ACK : OP_DATA, n);
		must_hear(stranger, OP_ERROR, ERROR_TID);
		assert_int_equal(from.sin_port, tid.sin_port);
		say_number(stranger, &tid, OP_ERROR, 0);
		say_number(fd, &tid, OP_ACK, n);
	}
	assert_int_equal(server.table.entries, 1);
	close(fd);
	close(stranger);
}

/* What waits in the socket when it is tied is still a stranger's. */
static void
a_strangers_error_does_not_end_it_at_any_moment(void **state)
{
	int fd = client(), stranger = client();
	struct sockaddr_in tid;
	unsigned n;

	(void)state;
	ASK(fd, "\0\1f\0octet");
	for (n = 1; n <= SIZE / 512; n++) {
		must_hear_block(fd, n);
		tid = from;
		say_number(fd, &tid, OP_ACK, n);
		say_number(stranger, &tid, OP_ERROR, 0);
	}
	must_hear_block(fd, n);
	close(fd);
	close(stranger);
}

static void
requests_are_refused_with_the_code_of_their_fault(void **state)
{
#define ROW(text, code)	{ text, sizeof(text) - 1, code }
	static const struct {
		const char	*text;
		size_t		 len;
		int		 code;	/* -1: no answer */
	} rows[] = {
		ROW("\0\1missing\0octet\0", ERROR_NOT_FOUND),
		ROW("\0\1../f\0octet\0", ERROR_ACCESS),
		ROW("\0\1f\0mail\0", ERROR_ILLEGAL),
		ROW("\0\1\0octet\0", ERROR_ILLEGAL),
		ROW("\0\4\0\1", ERROR_TID),
		ROW("\0\3\0\1", ERROR_TID),
		ROW("\0\6x\0y\0", ERROR_TID),
		ROW("\0\7", ERROR_ILLEGAL),
		ROW("\1\1f\0octet\0", ERROR_ILLEGAL),
		ROW("\0\5\0\0x\0", -1),
		ROW("\0", -1),
	};
#undef ROW
	size_t i;
	int fd;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		fd = client();
		say(fd, &address, rows[i].text, rows[i].len);
		if (rows[i].code == -1)
			assert_false(hears(fd, 3));
		else
			must_hear(fd, OP_ERROR, (unsigned)rows[i].code);
		assert_int_equal(server.table.entries, 0);
		close(fd);
	}
}

static void
who_may_not_ask_gets_no_session(void **state)
{
	int fd = client();

	(void)state;
	assert_true(network_parse(&config.allow[config.nallow++],
	    "192.0.2.0/24"));
	ASK(fd, "\0\1f\0octet");
	must_hear(fd, OP_ERROR, ERROR_ACCESS);
	assert_true(network_parse(&config.allow[config.nallow++],
	    "127.0.0.0/8"));
	ASK(fd, "\0\1f\0octet");
	must_hear_block(fd, 1);
	close(fd);
}

static void
beyond_the_limits_nobody_is_answered(void **state)
{
	int fd[4];
	size_t i;

	(void)state;
	for (i = 0; i < 4; i++) {
		fd[i] = client();
		ASK(fd[i], "\0\1f\0octet");
	}
	for (i = 0; i < 3; i++)
		must_hear_block(fd[i], 1);
	assert_false(hears(fd[3], 3));
	assert_int_equal(server.table.active, 3);
	/* RFC 1350 section 7: an ERROR ends the first, and there is room. */
	say_number(fd[2], &from, OP_ERROR, 0);
	until_left(2);
	ASK(fd[3], "\0\1f\0octet");
	must_hear_block(fd[3], 1);
	for (i = 0; i < 4; i++)
		close(fd[i]);
}

static void
a_request_again_is_a_duplicate_or_a_new_beginning(void **state)
{
	int fd = client();
	in_port_t first;

	(void)state;
	ASK(fd, "\0\1f\0octet");
	must_hear_block(fd, 1);
	first = from.sin_port;
	ASK(fd, "\0\1f\0octet");
	assert_false(hears(fd, 3));
	assert_int_equal(server.table.entries, 1);
	ASK(fd, "\0\1f\0netascii");
	must_hear(fd, OP_DATA, 1);
	assert_int_not_equal(from.sin_port, first);
	assert_int_equal(server.table.entries, 1);
	close(fd);
}

static void
a_client_that_is_gone_is_forgotten(void **state)
{
	int fd = client();

	(void)state;
	ASK(fd, "\0\1f\0octet");
	take_blocks(fd, 1, 20);
	must_hear_block(fd, 21);
	close(fd);		/* ICMP says so to what is sent again */
	until_left(0);
}

static void
an_upload_is_there_before_its_last_ack(void **state)
{
	int fd = client(), file;

	(void)state;
	config.files.umask = 022;
	ASK(fd, "\0\2new\0octet");
	must_hear(fd, OP_ACK, 0);
	assert_int_equal(open("new", O_RDONLY), -1);
	say(fd, &from, "\0\3\0\1words", 9);
	must_hear(fd, OP_ACK, 1);
	file = open("new", O_RDONLY);
	assert_int_equal(read(file, packet, sizeof(packet)), 5);
	assert_memory_equal(packet, "words", 5);
	close(file);
	/* It dallies, and does not count. */
	assert_int_equal(server.table.active, 0);
	say(fd, &from, "\0\3\0\1words", 9);
	must_hear(fd, OP_ACK, 1);
	until_left(0);
	close(fd);
}

static void
clients_are_told_when_the_server_stops(void **state)
{
	int fd = client();

	(void)state;
	ASK(fd, "\0\1f\0octet");
	must_hear_block(fd, 1);
	server_end(&server);
	must_hear(fd, OP_ERROR, ERROR_UNDEFINED);
	assert_int_equal(server.table.entries, 0);
	close(fd);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_file_is_sent_from_a_port_of_the_sessions_own, begin,
		    end),
		cmocka_unit_test_setup_teardown(
		    one_port_serves_all_when_told_so, begin, end),
		cmocka_unit_test_setup_teardown(
		    strangers_are_told_at_every_block, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_strangers_error_does_not_end_it_at_any_moment, begin,
		    end),
		cmocka_unit_test_setup_teardown(
		    requests_are_refused_with_the_code_of_their_fault, begin,
		    end),
		cmocka_unit_test_setup_teardown(
		    who_may_not_ask_gets_no_session, begin, end),
		cmocka_unit_test_setup_teardown(
		    beyond_the_limits_nobody_is_answered, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_request_again_is_a_duplicate_or_a_new_beginning, begin,
		    end),
		cmocka_unit_test_setup_teardown(
		    a_client_that_is_gone_is_forgotten, begin, end),
		cmocka_unit_test_setup_teardown(
		    an_upload_is_there_before_its_last_ack, begin, end),
		cmocka_unit_test_setup_teardown(
		    clients_are_told_when_the_server_stops, begin, end),
	};

	log_open("test", LOG_DAEMON, true);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
