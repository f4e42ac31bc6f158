/* lineio: lines and bytes from the peer, over a socketpair and over pipes. */
#include <sys/socket.h>
#include <sys/wait.h>

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/lineio.h"
#include "common/scan.h"

static struct lineio io;

struct pair {
	int	 peer_out, peer_in;	/* the peer's ends */
	int	 in, out;		/* ours */
};

static void
open_socket(struct pair *p)
{
	int s[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, s), 0);
	p->peer_in = p->peer_out = s[0];
	p->in = p->out = s[1];
	line_init(&io, p->in, p->out, 1);
}

static void
open_pipes(struct pair *p)
{
	int a[2], b[2];

	assert_int_equal(pipe(a), 0);
	assert_int_equal(pipe(b), 0);
	p->peer_out = a[1];
	p->in = a[0];
	p->out = b[1];
	p->peer_in = b[0];
	line_init(&io, p->in, p->out, 1);
}

static void
close_pair(struct pair *p)
{
	close(p->peer_in);
	if (p->peer_out != p->peer_in)
		close(p->peer_out);
	close(p->in);
	if (p->out != p->in)
		close(p->out);
}

static void
feed(struct pair *p, const char *bytes, size_t len)
{
	assert_int_equal(write(p->peer_out, bytes, len), len);
}

static void
line_get_takes_crlf_and_lf_and_judges_bare_bytes(void **state)
{
	static const struct {
		const char	*bytes;
		size_t		 len;
		enum line	 result;
		const char	*line;
	} rows[] = {
		{ "QUIT\r\n", 6, LINE_OK, "QUIT" },
		{ "QUIT\n", 5, LINE_OK, "QUIT" },
		{ "\r\n", 2, LINE_OK, "" },
		{ "\n", 1, LINE_OK, "" },
		{ "A\rB\r\n", 5, LINE_BARE, "A\rB" },
		{ "A\0B\r\n", 5, LINE_BARE, "A" },
		{ "A\r\r\n", 4, LINE_BARE, "A\r" },
	};
	struct pair p;
	char *line;
	size_t i, len;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		open_socket(&p);
		feed(&p, rows[i].bytes, rows[i].len);
		assert_int_equal(line_get(&io, &line, &len), rows[i].result);
		assert_string_equal(line, rows[i].line);
		close_pair(&p);
	}
}

static void
line_get_discards_a_long_line_through_its_end(void **state)
{
	char big[5000];
	struct pair p;
	char *line;
	size_t len;

	(void)state;
	memset(big, 'x', sizeof(big));
	open_socket(&p);
	io.max = 100;
	feed(&p, big, sizeof(big));
	feed(&p, "\r\nNOOP\r\n", 8);
	assert_int_equal(line_get(&io, &line, &len), LINE_TOOLONG);
	assert_int_equal(line_get(&io, &line, &len), LINE_OK);
	assert_string_equal(line, "NOOP");
	close_pair(&p);
}

static void
line_get_refuses_one_byte_more_than_max(void **state)
{
	struct pair p;
	char *line;
	size_t len;

	(void)state;
	open_socket(&p);
	io.max = 6;
	feed(&p, "QUIT\r\nQUITX\r\n", 13);
	assert_int_equal(line_get(&io, &line, &len), LINE_OK);
	assert_int_equal(line_get(&io, &line, &len), LINE_TOOLONG);
	close_pair(&p);
}

static void
errors_stick(void **state)
{
	struct pair p;
	char *line;
	size_t len;

	(void)state;
	open_socket(&p);
	feed(&p, "half", 4);
	shutdown(p.peer_out, SHUT_WR);
	assert_int_equal(line_get(&io, &line, &len), LINE_EOF);
	assert_int_equal(line_get(&io, &line, &len), LINE_EOF);
	close_pair(&p);
}

static void
replies_to_pipelined_commands_leave_in_one_write(void **state)
{
	struct pair p;
	char *line, got[64];
	size_t len;
	ssize_t n;
	int i;

	(void)state;
	open_socket(&p);
	feed(&p, "A\r\nB\r\nC\r\n", 9);
	for (i = 0; i < 3; i++) {
		assert_int_equal(line_get(&io, &line, &len), LINE_OK);
		line_put(&io, "+OK %s\r\n", line);
		n = recv(p.peer_in, got, sizeof(got), MSG_DONTWAIT);
		assert_int_equal(n, -1);	/* held back */
	}
	io.timeout = 0;
	assert_int_equal(line_get(&io, &line, &len), LINE_TIMEOUT);
	n = recv(p.peer_in, got, sizeof(got), MSG_DONTWAIT);
	assert_int_equal(n, 21);
	assert_memory_equal(got, "+OK A\r\n+OK B\r\n+OK C\r\n", 21);
	close_pair(&p);
}

static void
a_phase_ends_however_slowly_bytes_come(void **state)
{
	struct pair p;
	char *line;
	size_t len;

	(void)state;
	open_socket(&p);
	io.timeout = 3600;
	io.deadline = line_now() - 1;
	feed(&p, "no end", 6);
	assert_int_equal(line_get(&io, &line, &len), LINE_TIMEOUT);
	close_pair(&p);
}

static void
bytes_put_back_are_read_first(void **state)
{
	struct pair p;
	char *line;
	size_t len;

	(void)state;
	open_socket(&p);
	feed(&p, "C\r\nD\r\n", 6);
	assert_int_equal(line_get(&io, &line, &len), LINE_OK);
	assert_true(line_unread(&io, "A\r\nB\r\n", 6));
	assert_int_equal(line_get(&io, &line, &len), LINE_OK);
	assert_string_equal(line, "A");
	assert_int_equal(line_get(&io, &line, &len), LINE_OK);
	assert_string_equal(line, "B");
	assert_int_equal(line_get(&io, &line, &len), LINE_OK);
	assert_string_equal(line, "D");
	close_pair(&p);
}

static void
line_unread_refuses_what_does_not_fit(void **state)
{
	static char big[LINE_INPUT + 1];
	struct pair p;

	(void)state;
	open_socket(&p);
	assert_false(line_unread(&io, big, LINE_INPUT + 1));
	assert_true(line_unread(&io, big, LINE_INPUT));
	assert_false(line_unread(&io, big, 1));
	close_pair(&p);
}

/* The peer: reads all, exits 0 when it was n bytes of 'x'. */
static pid_t
reader(struct pair *p, size_t n)
{
	char buf[1000];
	ssize_t got, i;
	size_t total = 0;
	pid_t pid = fork();

	if (pid != 0)
		return pid;
	close(p->in);
	if (p->out != p->in)
		close(p->out);
	while ((got = read(p->peer_in, buf, sizeof(buf))) > 0)
		for (i = 0; i < got; i++, total++)
			if (buf[i] != 'x')
				_exit(2);
	_exit(total == n ? 0 : 1);
}

static void
output_of_any_size_arrives_whole(void **state)
{
	void (*open_kind[])(struct pair *) = { open_socket, open_pipes };
	static char chunk[77777];
	struct pair p;
	size_t i, k, size;
	int status;
	pid_t pid;
	char *room;

	(void)state;
	memset(chunk, 'x', sizeof(chunk));
	for (k = 0; k < nitems(open_kind); k++) {
		open_kind[k](&p);
		pid = reader(&p, 10 * sizeof(chunk) + 5000);
		for (i = 0; i < 10; i++)
			line_write(&io, chunk, sizeof(chunk));
		room = line_room(&io, 5000, &size);
		assert_non_null(room);
		assert_true(size >= 5000);
		memset(room, 'x', 5000);
		line_made(&io, 5000);
		assert_int_equal(line_flush(&io), 0);
		close_pair(&p);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_int_equal(status, 0);
	}
}

static void
a_peer_that_is_gone_makes_no_signal(void **state)
{
	struct pair p;
	char *line;
	size_t len;

	(void)state;
	open_socket(&p);
	close(p.peer_in);
	line_put(&io, "+OK\r\n");
	assert_int_equal(line_flush(&io), -1);
	assert_int_equal(line_get(&io, &line, &len), LINE_EOF);
	close(p.in);
}

static void
line_end_reads_what_came_behind_the_last_command(void **state)
{
	struct pair p;
	char *line, got[16];
	size_t len;

	(void)state;
	open_socket(&p);
	feed(&p, "QUIT\r\n", 6);
	assert_int_equal(line_get(&io, &line, &len), LINE_OK);
	feed(&p, "behind", 6);
	line_put(&io, "221\r\n");
	line_end(&io);
	assert_int_equal(recv(p.in, got, sizeof(got), MSG_DONTWAIT), -1);
	assert_int_equal(recv(p.peer_in, got, sizeof(got), 0), 5);
	assert_int_equal(recv(p.peer_in, got, sizeof(got), 0), 0);
	close_pair(&p);
}

static void
line_bulk_reads_more_at_a_time(void **state)
{
	static char big[LINE_BULK];
	const char *data;
	struct pair p;
	size_t len;

	(void)state;
	open_socket(&p);
	feed(&p, big, LINE_INPUT + 1);
	assert_int_equal(line_data(&io, &data, &len), LINE_OK);
	assert_int_equal(len, LINE_INPUT);
	line_took(&io, len);
	assert_int_equal(line_data(&io, &data, &len), LINE_OK);
	assert_int_equal(len, 1);
	line_took(&io, len);
	line_bulk(&io);
	feed(&p, big, LINE_INPUT + 1);
	assert_int_equal(line_data(&io, &data, &len), LINE_OK);
	assert_int_equal(len, LINE_INPUT + 1);
	line_took(&io, len);
	assert_true(line_unread(&io, big, LINE_BULK));
	assert_false(line_unread(&io, big, 1));
	close_pair(&p);
}

static void
line_read_gives_what_is_buffered_first(void **state)
{
	struct pair p;
	char *line, buf[16];
	size_t len;

	(void)state;
	open_pipes(&p);
	feed(&p, "DATA\r\nxyz", 9);
	assert_int_equal(line_get(&io, &line, &len), LINE_OK);
	assert_int_equal(line_read(&io, buf, 2, &len), LINE_OK);
	assert_int_equal(len, 2);
	assert_memory_equal(buf, "xy", 2);
	assert_int_equal(line_read(&io, buf, sizeof(buf), &len), LINE_OK);
	assert_int_equal(len, 1);
	assert_false(line_waiting(&io, 0));
	feed(&p, "more", 4);
	assert_true(line_waiting(&io, 0));
	assert_int_equal(line_read(&io, buf, sizeof(buf), &len), LINE_OK);
	assert_int_equal(len, 4);
	close_pair(&p);
}

static void
line_more_reads_behind_what_is_unread_until_it_is_full(void **state)
{
	static char much[LINE_INPUT];
	void (*const opened[])(struct pair *) = { open_socket, open_pipes };
	const char *data;
	struct pair p;
	size_t i, len;

	(void)state;
	for (i = 0; i < nitems(opened); i++) {
		opened[i](&p);
		assert_int_equal(line_more(&io), LINE_OK);
		assert_int_equal(write(p.peer_out, "one\ntwo\n", 8), 8);
		assert_int_equal(line_data(&io, &data, &len), LINE_OK);
		line_took(&io, 4);
		assert_int_equal(line_more(&io), LINE_OK);
		assert_int_equal(write(p.peer_out, much, sizeof(much)),
		    sizeof(much));
		assert_int_equal(line_more(&io), LINE_OK);
		assert_int_equal(line_more(&io), LINE_TOOLONG);
		assert_int_equal(line_data(&io, &data, &len), LINE_OK);
		assert_int_equal(len, LINE_INPUT);
		assert_memory_equal(data, "two\n", 4);
		line_took(&io, len);
		close(p.peer_out);
		p.peer_out = p.peer_in;
		assert_int_equal(line_more(&io), LINE_OK);
		assert_int_equal(line_more(&io), LINE_EOF);
		assert_int_equal(io.broken, LINE_OK);
		assert_int_equal(line_data(&io, &data, &len), LINE_OK);
		assert_int_equal(len, 4);
		close_pair(&p);
	}
}

static void
line_put_cuts_a_reply_that_is_too_long_and_ends_it(void **state)
{
	static char big[4000], got[4000];
	struct pair p;
	ssize_t n;

	(void)state;
	memset(big, 'y', sizeof(big) - 1);
	open_socket(&p);
	line_put(&io, "%s\r\n", big);
	assert_int_equal(line_flush(&io), 0);
	n = recv(p.peer_in, got, sizeof(got), 0);
	assert_true(n > 1000 && n < (ssize_t)sizeof(big));
	assert_memory_equal(got + n - 2, "\r\n", 2);
	close_pair(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    line_get_takes_crlf_and_lf_and_judges_bare_bytes),
		cmocka_unit_test(
		    line_get_discards_a_long_line_through_its_end),
		cmocka_unit_test(line_get_refuses_one_byte_more_than_max),
		cmocka_unit_test(errors_stick),
		cmocka_unit_test(
		    replies_to_pipelined_commands_leave_in_one_write),
		cmocka_unit_test(a_phase_ends_however_slowly_bytes_come),
		cmocka_unit_test(bytes_put_back_are_read_first),
		cmocka_unit_test(line_unread_refuses_what_does_not_fit),
		cmocka_unit_test(output_of_any_size_arrives_whole),
		cmocka_unit_test(a_peer_that_is_gone_makes_no_signal),
		cmocka_unit_test(
		    line_end_reads_what_came_behind_the_last_command),
		cmocka_unit_test(line_bulk_reads_more_at_a_time),
		cmocka_unit_test(line_read_gives_what_is_buffered_first),
		cmocka_unit_test(
		    line_more_reads_behind_what_is_unread_until_it_is_full),
		cmocka_unit_test(
		    line_put_cuts_a_reply_that_is_too_long_and_ends_it),
	};

	signal(SIGPIPE, SIG_DFL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
