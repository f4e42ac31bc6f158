/* transfer: every byte, in both types, or the reason why not. */
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
#include "ftpd/transfer.h"
#include "scratch.h"

/* Fits in a socket, so that nobody need read meanwhile; over one buffer. */
#define SIZE	100000

static struct data data;
static struct transfer t;
static char	 content[SIZE], got[2 * SIZE + 1];
static int	 peer;			/* the client's end */

static int
begin(void **state)
{
	int pair[2], room = 1 << 20;

	(void)state;
	memset(&data, 0, sizeof(data));
	memset(&t, 0, sizeof(t));
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	assert_int_equal(fcntl(pair[0], F_SETFL, O_NONBLOCK), 0);
	(void)setsockopt(pair[0], SOL_SOCKET, SO_SNDBUF, &room, sizeof(room));
	(void)setsockopt(pair[1], SOL_SOCKET, SO_SNDBUF, &room, sizeof(room));
	data.fd = pair[0];
	data.listener = -1;
	data.how = DATA_OPEN;
	peer = pair[1];
	t.data = &data;
	return 0;
}

static int
end(void **state)
{
	(void)state;
	data_close(&data);
	close(peer);
	return 0;
}

static int
file_of(const char *text, size_t len)
{
	int fd = open("file", O_RDWR | O_CREAT | O_TRUNC, 0600);

	assert_int_not_equal(fd, -1);
	assert_int_equal(write(fd, text, len), len);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

/* What the client has, up to the end. */
static size_t
received(void)
{
	size_t len = 0;
	ssize_t n;

	while ((n = read(peer, got + len, sizeof(got) - len)) > 0)
		len += (size_t)n;
	assert_int_equal(n, 0);
	return len;
}

static void
fill_content(void)
{
	size_t i;

	for (i = 0; i < SIZE; i++)
		content[i] = "ab\r\n\n\0c"[(i * 7 + i / 1000) % 7];
}

static void
binary_is_sent_as_it_is_and_any_part_of_it(void **state)
{
	static const struct {
		int64_t offset, length;
		size_t want;
	} rows[] = {
		{ 0, -1, SIZE }, { 0, SIZE, SIZE }, { 1, -1, SIZE - 1 },
		{ 5, 10, 10 }, { SIZE - 3, 10, 3 }, { SIZE, -1, 0 },
		{ 0, 0, 0 }, { 0, 2 * SIZE, SIZE }
	};
	size_t i;
	int fd;

	fill_content();
	fd = file_of(content, SIZE);
	for (i = 0; i < nitems(rows); i++) {
		assert_int_equal(transfer_send(&t, fd, rows[i].offset,
		    rows[i].length), TRANSFER_DONE);
		assert_int_equal(received(), rows[i].want);
		assert_memory_equal(got, content + rows[i].offset,
		    rows[i].want);
		assert_int_equal(data_fd(&data), -1);
		end(state);
		begin(state);
	}
	close(fd);
}

static void
ascii_gets_its_cr_wherever_a_buffer_ends(void **state)
{
	static char want[2 * SIZE];
	size_t i, n = 0;
	int fd;

	(void)state;
	fill_content();
	for (i = 0; i < SIZE; i++) {
		if (content[i] == '\n')
			want[n++] = '\r';
		want[n++] = content[i];
	}
	fd = file_of(content, SIZE);
	t.ascii = true;
	assert_int_equal(transfer_send(&t, fd, 0, -1), TRANSFER_DONE);
	assert_int_equal(received(), n);
	assert_memory_equal(got, want, n);
	assert_int_equal(t.progress.bytes, n);
	close(fd);
}

static void
what_is_stored_is_what_came_split_anywhere(void **state)
{
	static const char wire[] = "one\r\ntwo\r\r\nthree\n\r\nx\r",
	    text[] = "one\ntwo\r\nthree\n\nx\r";
	const size_t len = sizeof(wire) - 1;
	size_t split;
	bool ascii;
	int fd;

	for (split = 0; split < 2 * len; split++) {
		ascii = split >= len;
		t.ascii = ascii;
		fd = file_of("", 0);
		assert_int_equal(write(peer, wire, split % len), split % len);
		assert_int_equal(write(peer, wire + split % len,
		    len - split % len), len - split % len);
		shutdown(peer, SHUT_WR);
		assert_int_equal(transfer_receive(&t, fd), TRANSFER_DONE);
		assert_int_equal(pread(fd, got, sizeof(got), 0), ascii ?
		    sizeof(text) - 1 : len);
		assert_memory_equal(got, ascii ? text : wire,
		    ascii ? sizeof(text) - 1 : len);
		close(fd);
		end(state);
		begin(state);
	}
}

static void
more_than_the_largest_file_is_refused(void **state)
{
	int fd;

	fill_content();
	fd = file_of("", 0);
	t.max_size = SIZE - 1;
	assert_int_equal(write(peer, content, SIZE), SIZE);
	shutdown(peer, SHUT_WR);
	assert_int_equal(transfer_receive(&t, fd), TRANSFER_WRITE);
	assert_int_equal(errno, EFBIG);
	end(state);
	begin(state);
	t.max_size = SIZE;
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	assert_int_equal(write(peer, content, SIZE), SIZE);
	shutdown(peer, SHUT_WR);
	assert_int_equal(transfer_receive(&t, fd), TRANSFER_DONE);
	close(fd);
}

static void
a_file_that_cannot_be_read_or_written_is_told_from_the_network(void **state)
{
	int dir = open(".", O_RDONLY), fd = file_of(content, SIZE), bad;

	assert_int_not_equal(dir, -1);
	t.ascii = true;
	assert_int_equal(transfer_send(&t, dir, 0, -1), TRANSFER_READ);
	assert_int_equal(received(), 0);
	end(state);
	begin(state);
	bad = open("file", O_RDONLY);
	assert_int_equal(write(peer, "x", 1), 1);
	shutdown(peer, SHUT_WR);
	assert_int_equal(transfer_receive(&t, bad), TRANSFER_WRITE);
	assert_int_equal(errno, EBADF);
	end(state);
	begin(state);
	close(peer);
	assert_int_equal(transfer_send(&t, fd, 0, -1), TRANSFER_BROKEN);
	assert_int_equal(data_fd(&data), -1);
	peer = -1;
	close(bad);
	close(fd);
	close(dir);
}

static void
silence_is_not_waited_for_beyond_the_limit(void **state)
{
	int fd = file_of(content, SIZE), small = 4096;

	assert_int_equal(transfer_receive(&t, fd), TRANSFER_STALLED);
	end(state);
	begin(state);
	(void)setsockopt(data.fd, SOL_SOCKET, SO_SNDBUF, &small,
	    sizeof(small));
	assert_int_equal(transfer_send(&t, fd, 0, -1), TRANSFER_STALLED);
	close(fd);
}

/* Parts of different lengths, one of them as long as may be. */
static ssize_t
fill(void *source, char *buf, size_t size)
{
	static const size_t parts[] = { 1, TRANSFER_ROOM, 3, 0 };
	size_t *n = source;

	assert_true(size >= TRANSFER_ROOM);
	if (*n == 100)
		return -1;
	memset(buf, 'a' + (int)*n, parts[*n]);
	return (ssize_t)parts[(*n)++];
}

static void
a_listing_is_sent_to_its_end_or_is_451(void **state)
{
	size_t n = 0;

	assert_int_equal(transfer_produce(&t, fill, &n), TRANSFER_DONE);
	assert_int_equal(received(), TRANSFER_ROOM + 4);
	assert_memory_equal(got + TRANSFER_ROOM, "bccc", 4);
	end(state);
	begin(state);
	n = 100;
	assert_int_equal(transfer_produce(&t, fill, &n), TRANSFER_READ);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    binary_is_sent_as_it_is_and_any_part_of_it, begin, end),
		cmocka_unit_test_setup_teardown(
		    ascii_gets_its_cr_wherever_a_buffer_ends, begin, end),
		cmocka_unit_test_setup_teardown(
		    what_is_stored_is_what_came_split_anywhere, begin, end),
		cmocka_unit_test_setup_teardown(
		    more_than_the_largest_file_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_file_that_cannot_be_read_or_written_is_told_from_the_network,
		    begin, end),
		cmocka_unit_test_setup_teardown(
		    silence_is_not_waited_for_beyond_the_limit, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_listing_is_sent_to_its_end_or_is_451, begin, end),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
