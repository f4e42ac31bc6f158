/* ftpd/control: what comes on the control connection during a transfer. */
#include <sys/socket.h>

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/scan.h"
#include "ftpd/control.h"

#define BYTES(s)	s, sizeof(s) - 1

static const struct settings settings;
static struct session s;
static int	 peer;

static int
begin(void **state)
{
	int pair[2];

	(void)state;
	memset(&s, 0, sizeof(s));
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	s.set = &settings;
	s.state = STATE_FILES;
	s.transferring = true;
	telnet_init(&s.telnet);
	line_init(&s.io, pair[0], pair[0], 1);
	peer = pair[1];
	return 0;
}

static int
end(void **state)
{
	(void)state;
	close(s.io.in);
	if (peer != -1)
		close(peer);
	return 0;
}

static void
say(const char *bytes, size_t len)
{
	assert_int_equal(write(peer, bytes, len), len);
}

/* What the peer has been told so far. */
static const char *
told(void)
{
	static char text[4096];
	ssize_t n;

	line_flush(&s.io);
	n = recv(peer, text, sizeof(text) - 1, MSG_DONTWAIT);
	text[n < 0 ? 0 : n] = '\0';
	return text;
}

/* The commands that the loop runs afterwards, each with a ';'. */
static const char *
left(void)
{
	static char text[256];
	char *line;
	size_t n = 0;

	shutdown(peer, SHUT_WR);
	text[0] = '\0';
	while (control_line(&s, &line) == LINE_OK) {
		assert_true(n + strlen(line) + 2 < sizeof(text));
		memcpy(text + n, line, strlen(line));
		n += strlen(line);
		memcpy(text + n++, ";", 2);
	}
	return text;
}

static void
a_command_that_waits_hides_nothing(void **state)
{
	static const struct {
		const char	*in;
		size_t		 len;
		enum control	 how;
		const char	*told, *left;
	} rows[] = {
		{ BYTES(""), CONTROL_GO, "", "" },
		{ BYTES("NOOP\r\n"), CONTROL_GO, "200 ", "" },
		{ BYTES("PWD\r\n"), CONTROL_GO, "", "PWD;" },
		{ BYTES("ABOR\r\n"), CONTROL_ABORT, "226 ", "" },
		{ BYTES("ABOR x\r\n"), CONTROL_GO, "", "ABOR x;" },
		{ BYTES("\xff\xf4\xff\xf2""ABOR\r\n"), CONTROL_ABORT, "226 ",
		    "" },
		{ BYTES("PWD\r\nABOR\r\n"), CONTROL_ABORT, "", "PWD;ABOR;" },
		{ BYTES("PWD\r\n\xff\xf4\xff\xf2""abor \r\nSYST\r\n"),
		    CONTROL_ABORT, "", "PWD;abor ;SYST;" },
		{ BYTES("PWD\r\nSYST\r\nABOR\r\n"), CONTROL_ABORT, "",
		    "PWD;SYST;ABOR;" },
		{ BYTES("PWD\r\nABOR"), CONTROL_GO, "", "PWD;" },
		{ BYTES("PWD\r\nABOR\0\r\n"), CONTROL_GO, "", "PWD;" },
		{ BYTES("PWD\r\nXABOR\r\n"), CONTROL_GO, "", "PWD;XABOR;" },
		{ BYTES("PWD\r\nSTAT\r\nNOOP\r\n"), CONTROL_GO, "",
		    "PWD;STAT;NOOP;" },
		{ BYTES("NOOP\r\nPWD\r\nQUIT\r\n"), CONTROL_GO, "200 ",
		    "PWD;QUIT;" },
		{ BYTES("QUIT\r\nABOR\r\n"), CONTROL_ABORT, "221 ", "ABOR;" },
	};
	size_t i, at;

	for (i = 0; i < nitems(rows); i++)
		for (at = 0; at <= rows[i].len; at++) {
			say(rows[i].in, at);
			(void)control_poll(&s);
			say(rows[i].in + at, rows[i].len - at);
			assert_int_equal(control_poll(&s), rows[i].how);
			assert_string_equal(told(), "");
			control_settle(&s);
			assert_int_equal(strncmp(told(), rows[i].told,
			    strlen(rows[i].told)), 0);
			assert_string_equal(left(), rows[i].left);
			end(state);
			begin(state);
		}
}

static void
an_abor_that_waited_ends_the_next_transfer_too(void **state)
{
	char *line;

	(void)state;
	say(BYTES("PASV\r\nRETR a\r\nABOR\r\nPWD\r\n"));
	assert_int_equal(control_poll(&s), CONTROL_ABORT);
	control_settle(&s);
	assert_int_equal(control_line(&s, &line), LINE_OK);
	assert_string_equal(line, "PASV");
	assert_int_equal(control_line(&s, &line), LINE_OK);
	assert_string_equal(line, "RETR a");
	assert_int_equal(control_poll(&s), CONTROL_ABORT);
	control_settle(&s);
	assert_string_equal(told(), "226 ABOR command successful.\r\n");
	assert_string_equal(left(), "PWD;");
}

static void
a_client_that_is_gone_is_seen_behind_what_it_said(void **state)
{
	static const struct {
		const char	*in;
		size_t		 len;
		enum control	 how;
	} rows[] = {
		{ BYTES(""), CONTROL_LOST },
		{ BYTES("NOOP\r\n"), CONTROL_LOST },
		{ BYTES("PWD\r\n"), CONTROL_LOST },
		{ BYTES("PWD\r\nSYST\r\nNO"), CONTROL_LOST },
		{ BYTES("QUIT\r\n"), CONTROL_LEFT },
		{ BYTES("PWD\r\nQUIT\r\n"), CONTROL_LEFT },
		{ BYTES("QUIT\r\nPWD\r\n"), CONTROL_LEFT },
	};
	size_t i;

	for (i = 0; i < nitems(rows); i++) {
		say(rows[i].in, rows[i].len);
		close(peer);
		peer = -1;
		assert_int_equal(control_poll(&s), rows[i].how);
		assert_int_equal(control_poll(&s), rows[i].how);
		end(state);
		begin(state);
	}
}

/* Is there anything that a poll(2) would return for at once? */
static bool
stirs(void)
{
	struct pollfd p;

	control_watch(&s, &p);
	return p.fd != -1 && poll(&p, 1, 0) == 1;
}

static void
a_full_buffer_neither_spins_nor_hides_the_end(void **state)
{
	static char lines[2 * LINE_INPUT];

	(void)state;
	memset(lines, '\n', sizeof(lines));
	say(lines, sizeof(lines));
	assert_true(stirs());
	assert_int_equal(control_poll(&s), CONTROL_GO);
	assert_false(stirs());
	close(peer);
	peer = -1;
	assert_true(stirs());
	assert_int_equal(control_poll(&s), CONTROL_LOST);
	assert_false(stirs());
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_command_that_waits_hides_nothing, begin, end),
		cmocka_unit_test_setup_teardown(
		    an_abor_that_waited_ends_the_next_transfer_too, begin,
		    end),
		cmocka_unit_test_setup_teardown(
		    a_client_that_is_gone_is_seen_behind_what_it_said, begin,
		    end),
		cmocka_unit_test_setup_teardown(
		    a_full_buffer_neither_spins_nor_hides_the_end, begin,
		    end),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
