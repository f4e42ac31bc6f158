/* send: messages as POP3 carries them. */
#include <sys/stat.h>

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/scan.h"
#include "pop3d/send.h"

#define BIG	(3 * SEND_BUFFER)

static struct lineio	 io;
static struct sender	 sender;
static char		 in[BIG], got[3 * BIG + 64], want[3 * BIG + 64];

static int
file_of(const char *bytes, size_t len)
{
	FILE *f = tmpfile();
	int fd;

	assert_non_null(f);
	fd = dup(fileno(f));
	assert_true(fd >= 0);
	fclose(f);
	assert_int_equal(write(fd, bytes, len), (ssize_t)len);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

/* Sends a file; returns what came out, in got. */
static size_t
sent(const char *bytes, size_t len, int64_t size, int64_t vsize, int top)
{
	int fd = file_of(bytes, len), out = file_of("", 0);
	enum send result;
	ssize_t n;

	line_init(&io, fd, out, 1);
	result = top < 0 ? send_message(&sender, &io, fd, size, vsize) :
	    send_top(&sender, &io, fd, (uint64_t)top);
	assert_int_equal(result, SEND_OK);
	assert_int_equal(line_flush(&io), 0);
	n = pread(out, got, sizeof(got) - 1, 0);
	assert_true(n >= 0);
	got[n] = '\0';
	close(fd);
	close(out);
	return (size_t)n;
}

/* The same in the plainest way: rules 1 to 3 of send.h. */
static size_t
expected(const char *bytes, size_t len)
{
	size_t i, n = 0, dots = 0, crs = 0;
	char *body = want + 64;

	for (i = 0; i < len; i++) {
		if (bytes[i] == '.' && (i == 0 || bytes[i - 1] == '\n')) {
			body[n++] = '.';
			dots++;
		}
		if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r')) {
			body[n++] = '\r';
			crs++;
		}
		body[n++] = bytes[i];
	}
	if (len > 0 && bytes[len - 1] != '\n') {
		memcpy(body + n, "\r\n", 2);
		n += 2;
	}
	memcpy(body + n, ".\r\n", 3);
	n += 3;
	i = (size_t)sprintf(want, "+OK %zu octets\r\n", len + crs);
	memmove(want + i, body, n);
	return i + n;
}

static void
check(const char *bytes, size_t len, int64_t size, int64_t vsize)
{
	size_t n = expected(bytes, len);

	assert_int_equal(sent(bytes, len, size, vsize, -1), n);
	assert_memory_equal(got, want, n);
	assert_int_equal(sender.size, (int64_t)len);
	assert_int_equal(sender.vsize, strtoll(want + 4, NULL, 10));
}

static void
a_line_end_is_crlf_and_a_dot_is_doubled(void **state)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{ "", "+OK 0 octets\r\n.\r\n" },
		{ "\n", "+OK 2 octets\r\n\r\n.\r\n" },
		{ "a\n", "+OK 3 octets\r\na\r\n.\r\n" },
		{ "a\r\n", "+OK 3 octets\r\na\r\n.\r\n" },
		{ "a", "+OK 1 octets\r\na\r\n.\r\n" },
		{ "a\r", "+OK 2 octets\r\na\r\r\n.\r\n" },
		{ "a\rb\n", "+OK 5 octets\r\na\rb\r\n.\r\n" },
		{ "a\r\r\n", "+OK 4 octets\r\na\r\r\n.\r\n" },
		{ ".\n", "+OK 3 octets\r\n..\r\n.\r\n" },
		{ "..\n", "+OK 4 octets\r\n...\r\n.\r\n" },
		{ "\n.", "+OK 3 octets\r\n\r\n..\r\n.\r\n" },
		{ "a\r.b\n", "+OK 6 octets\r\na\r.b\r\n.\r\n" },
		{ "a\n\r\n.\n\n", "+OK 10 octets\r\na\r\n\r\n..\r\n\r\n.\r\n" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		sent(rows[i].in, strlen(rows[i].in),
		    (int64_t)strlen(rows[i].in), -1, -1);
		assert_string_equal(got, rows[i].out);
	}
}

/* Every buffer's edge falls on every kind of byte. */
static void
any_message_arrives_whole(void **state)
{
	static const char alphabet[] = "\n\n\r..ab";
	static const size_t sizes[] = { 1, 7, 8, 9, 500, 4095, 4096, 16000,
	    SEND_BUFFER - 1, SEND_BUFFER, SEND_BUFFER + 1, BIG };
	unsigned odds, round;
	size_t i, n;

	(void)state;
	srandom(1939);
	for (round = 0; round < 40; round++) {
		odds = 1u << round % 8;		/* from odd bytes to long lines */
		n = sizes[round % nitems(sizes)] - (round > 20 && round % 3);
		for (i = 0; i < n; i++)
			in[i] = (unsigned)random() % odds > 0 ? 'x' :
			    alphabet[(size_t)random() % 7];
		check(in, n, (int64_t)n, -1);
	}
}

static void
octets_are_counted_anew_when_the_size_is_wrong(void **state)
{
	size_t i;

	(void)state;
	check("a\nb\n", 4, 4, 6);	/* right */
	check("a\nb\n", 4, 3, 17);	/* longer than the name says */
	check("a\nb\n", 4, 5, 17);	/* shorter */
	check("a\nb\n", 4, -1, -1);
	for (i = 0; i < BIG; i++)
		in[i] = i % 60 == 59 ? '\n' : 'y';
	check(in, BIG, BIG - 1, 5);
	check(in, BIG, BIG, -1);

	/* The size is right, so the rest is believed and then repaired. */
	sent("a\nb\n", 4, 4, 17, -1);
	assert_string_equal(got, "+OK 17 octets\r\na\r\nb\r\n.\r\n");
	assert_int_equal(sender.vsize, 6);
}

static void
top_ends_after_so_many_lines_of_the_body(void **state)
{
	static const struct {
		const char	*in;
		int		 lines;
		const char	*out;
	} rows[] = {
		{ "h: 1\n\na\nb\n", 0, "h: 1\r\n\r\n" },
		{ "h: 1\n\na\nb\n", 1, "h: 1\r\n\r\na\r\n" },
		{ "h: 1\n\na\nb\n", 2, "h: 1\r\n\r\na\r\nb\r\n" },
		{ "h: 1\n\na\nb\n", 9, "h: 1\r\n\r\na\r\nb\r\n" },
		{ "h: 1\r\n\r\na\r\nb\r\n", 1, "h: 1\r\n\r\na\r\n" },
		{ "h: 1\n\n\n\nb", 2, "h: 1\r\n\r\n\r\n\r\n" },
		{ "h: 1\n\n.\nb", 1, "h: 1\r\n\r\n..\r\n" },
		{ "h: 1\n\na", 1, "h: 1\r\n\r\na\r\n" },
		{ "h: 1\nh: 2\n", 0, "h: 1\r\nh: 2\r\n" },
		{ "h: 1", 0, "h: 1\r\n" },
		{ "\na\n", 0, "\r\n" },
		{ "", 3, "" },
	};
	char text[128];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		snprintf(text, sizeof(text), "+OK\r\n%s.\r\n", rows[i].out);
		sent(rows[i].in, strlen(rows[i].in), 0, 0, rows[i].lines);
		assert_string_equal(got, text);
	}
}

static void
top_finds_a_blank_line_across_its_buffers(void **state)
{
	size_t header, n;

	(void)state;
	for (header = 8180; header < 8200; header++) {
		memset(in, 'h', header);
		memcpy(in + header, "\r\n\r\nbody\r\nmore\r\n", 16);
		n = sent(in, header + 16, 0, 0, 1);
		assert_int_equal(n, 5 + header + 4 + 6 + 3);
		assert_string_equal(got + n - 9, "body\r\n.\r\n");
	}
}

static void
numbers_are_printed(void **state)
{
	static const uint64_t rows[] = { 0, 9, 10, 4294967296u, UINT64_MAX };
	char text[SEND_DIGITS + 1], plain[32];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		*send_number(text, rows[i]) = '\0';
		snprintf(plain, sizeof(plain), "%llu",
		    (unsigned long long)rows[i]);
		assert_string_equal(text, plain);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_end_is_crlf_and_a_dot_is_doubled),
		cmocka_unit_test(any_message_arrives_whole),
		cmocka_unit_test(octets_are_counted_anew_when_the_size_is_wrong),
		cmocka_unit_test(top_ends_after_so_many_lines_of_the_body),
		cmocka_unit_test(top_finds_a_blank_line_across_its_buffers),
		cmocka_unit_test(numbers_are_printed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
