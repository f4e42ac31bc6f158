/* content: from the peer's bytes to what is stored, its sizes, its faults. */
#include <sys/mman.h>

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/scan.h"
#include "smtpd/content.h"

static struct content content;
static char	 stored[1 << 20];

static void
begin(struct content *c, bool dots, bool submission, uint64_t limit)
{
	c->fd = memfd_create("content", MFD_CLOEXEC);
	assert_int_not_equal(c->fd, -1);
	c->limit = limit;
	c->to_disk = false;
	c->submission = submission;
	c->host = "mx.example.org";
	c->id = "id1";
	c->seconds = 1795251600;
	content_begin(c, dots, false);
}

static void
take(struct content *c, const char *bytes, size_t len, size_t piece)
{
	size_t used = 0, n;

	while (used < len && !c->data.ended) {
		n = len - used < piece ? len - used : piece;
		used += content_take(c, bytes + used, n);
	}
}

static size_t
end(struct content *c)
{
	ssize_t n;

	content_end(c);
	n = pread(c->fd, stored, sizeof(stored) - 1, 0);
	assert_int_not_equal(n, -1);
	stored[n] = '\0';
	close(c->fd);
	return (size_t)n;
}

/* The sizes are those of the file, which quotas and UIDs rely on. */
static void
check_sizes(const struct content *c, size_t len)
{
	size_t i, lines = 0;

	for (i = 0; i < len; i++)
		lines += stored[i] == '\n';
	assert_int_equal(c->size, len);
	assert_int_equal(c->lines, lines);
}

static void
content_is_stored_the_same_in_all_pieces(void **state)
{
	static const struct {
		bool		 submission;
		const char	*in, *out;
	} rows[] = {
		{ false, "A: b\r\n\r\n..c\r\n.\r\n", "A: b\n\n.c\n" },
		{ false, "Return-Path: x\r\nA: b\r\n\r\n.\r\n", "A: b\n\n" },
		{ false, "Hello\r\nyou\r\n.\r\n", "\nHello\nyou\n" },
		{ false, ".\r\n", "" },
		{ false, "A: b\r\n.\r\n", "A: b\n" },
		{ false, "A: b\r\nnot a field\r\n.\r\n",
		    "A: b\nnot a field\n" },
		{ true, "A: b\r\nBcc: c\r\n\r\nd\r\n.\r\n",
		    "A: b\nDate: Sat, 21 Nov 2026 09:00:00 +0000\n"
		    "Message-ID: <id1@mx.example.org>\n\nd\n" },
		{ true, "Date: x\r\nmessage-id: y\r\n\r\n.\r\n",
		    "Date: x\nmessage-id: y\n\n" },
		{ true, "Hello\r\n.\r\n",
		    "Date: Sat, 21 Nov 2026 09:00:00 +0000\n"
		    "Message-ID: <id1@mx.example.org>\n\nHello\n" },
	};
	size_t i, piece, len;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		for (piece = 1; piece <= strlen(rows[i].in); piece++) {
			begin(&content, true, rows[i].submission, 1000);
			take(&content, rows[i].in, strlen(rows[i].in), piece);
			len = end(&content);
			assert_string_equal(stored, rows[i].out);
			check_sizes(&content, len);
			assert_true(content.data.ended);
			assert_false(content_failed(&content));
		}
	}
}

/* Longer than every buffer on its way, in odd pieces. */
static void
content_passes_long_messages(void **state)
{
	static const size_t pieces[] = { CONTENT_PIECE - 1, CONTENT_PIECE,
	    CONTENT_PIECE + 1, LINE_BULK - 1, LINE_BULK, LINE_BULK + 1,
	    CONTENT_BUFFER, 400000 };
	static char in[400000];
	size_t i, len, p;

	(void)state;
	memcpy(in, "A: b\r\n\r\n", 8);
	for (i = 8; i < sizeof(in) - 5; i++)
		in[i] = (char)('a' + i % 26);
	for (i = 100; i + 1 < sizeof(in) - 5; i += 78)
		memcpy(in + i, "\r\n", 2);
	memcpy(in + sizeof(in) - 5, "\r\n.\r\n", 5);
	for (p = 0; p < nitems(pieces); p++) {
		begin(&content, true, false, 1000000);
		take(&content, in, sizeof(in), pieces[p]);
		len = end(&content);
		check_sizes(&content, len);
		assert_int_equal(content.size + content.lines,
		    sizeof(in) - 3);
		assert_int_equal(content.octets, sizeof(in) - 3);
		assert_false(content_failed(&content));
	}
}

/* RFC 1870 section 3: octets with CRLF, no stuffed dots, no last dot. */
static void
content_counts_as_size_does(void **state)
{
	static const char in[] = "A: b\r\n\r\n..c\r\n.\r\n";

	(void)state;
	begin(&content, true, false, 12);
	take(&content, in, sizeof(in) - 1, 100);
	assert_int_equal(content.octets, 12);
	assert_false(content_failed(&content));
	(void)end(&content);
	begin(&content, true, false, 11);
	take(&content, in, sizeof(in) - 1, 1);
	assert_true(content_failed(&content));
	assert_true(content.data.ended);
	(void)end(&content);
}

/* What cannot be delivered fills no disk, but is read to its end. */
static void
content_stops_writing_after_a_fault(void **state)
{
	static char in[300000];

	(void)state;
	memset(in, 'x', sizeof(in));
	in[10] = '\n';
	memcpy(in + sizeof(in) - 5, "\r\n.\r\n", 5);
	begin(&content, true, false, 1000000);
	take(&content, in, sizeof(in), LINE_BULK);
	assert_int_equal(end(&content), 0);
	assert_true(content.data.ended);
	assert_int_equal(content.data.fault, DATA_BARE_LF);
	in[10] = 'x';
	begin(&content, true, false, 100000);
	take(&content, in, sizeof(in), LINE_BULK);
	assert_true(end(&content) <= 100000);
	assert_true(content.data.ended);
}

static void
content_remembers_why_a_write_failed(void **state)
{
	static char in[200000];
	int fd;

	(void)state;
	memset(in, 'x', sizeof(in));
	memcpy(in + sizeof(in) - 5, "\r\n.\r\n", 5);
	begin(&content, true, false, 1000000);
	close(content.fd);
	content.fd = fd = open("/dev/full", O_WRONLY | O_CLOEXEC);
	assert_int_not_equal(fd, -1);
	take(&content, in, sizeof(in), LINE_BULK);
	content_end(&content);
	assert_int_equal(content.error, ENOSPC);
	assert_true(content_failed(&content));
	assert_true(content.data.ended);
	close(fd);
}

/* BDAT: no dots, any cut, and a CR that has no LF. */
static void
content_of_chunks_ends_where_it_is_told(void **state)
{
	size_t len;

	(void)state;
	begin(&content, false, false, 1000);
	take(&content, "A: b\r", 5, 5);
	take(&content, "\n\r", 2, 2);
	take(&content, "\n.\r\n", 4, 4);
	len = end(&content);
	assert_string_equal(stored, "A: b\n\n.\n");
	check_sizes(&content, len);
	assert_false(content_failed(&content));
	begin(&content, false, false, 1000);
	take(&content, "A: b\r\n\r\nc\r", 10, 10);
	(void)end(&content);
	assert_int_equal(content.data.fault, DATA_BARE_CR);
	begin(&content, false, false, 1000);
	take(&content, "A: b", 4, 4);
	(void)end(&content);
	assert_string_equal(stored, "A: b\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(content_is_stored_the_same_in_all_pieces),
		cmocka_unit_test(content_passes_long_messages),
		cmocka_unit_test(content_counts_as_size_does),
		cmocka_unit_test(content_stops_writing_after_a_fault),
		cmocka_unit_test(content_remembers_why_a_write_failed),
		cmocka_unit_test(content_of_chunks_ends_where_it_is_told),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
