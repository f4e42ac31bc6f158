/* ftpd/telnet: lines out of the bytes of a control connection. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "ftpd/telnet.h"
#include "guard.h"

#define BYTES(s)	s, sizeof(s) - 1

static struct telnet t;

static enum telnet_end
feed(const char *bytes, size_t len)
{
	const char *p = guard(bytes, len), *end = p + len;

	return telnet_feed(&t, &p, end);
}

static void
lines_lose_telnet_and_their_end(void **state)
{
	static const struct {
		const char	*in;
		size_t		 len;
		const char	*out;
		enum telnet_end	 end;
	} rows[] = {
		{ BYTES("NOOP\r\n"), "NOOP", TELNET_LINE_OK },
		{ BYTES("NOOP\n"), "NOOP", TELNET_LINE_OK },
		{ BYTES("\r\n"), "", TELNET_LINE_OK },
		{ BYTES("\n"), "", TELNET_LINE_OK },
		{ BYTES("a\r\0b\r\n"), "a\rb", TELNET_LINE_OK },
		{ BYTES("a\rb\r\n"), "a\rb", TELNET_LINE_OK },
		{ BYTES("a\r\r\n"), "a\r", TELNET_LINE_OK },
		{ BYTES("a\0b\r\n"), "a", TELNET_LINE_NUL },
		{ BYTES("\xff\xf4\xff\xf2""ABOR\r\n"), "ABOR",
		    TELNET_LINE_OK },
		{ BYTES("\xf2""ABOR\r\n"), "\xf2""ABOR", TELNET_LINE_OK },
		{ BYTES("a\xff\xff""b\r\n"), "a\xff""b", TELNET_LINE_OK },
		{ BYTES("\xff\xfb\nNOOP\n"), "NOOP", TELNET_LINE_OK },
		{ BYTES("\xff\xfe\nNOOP\n"), "NOOP", TELNET_LINE_OK },
		{ BYTES("\xff\xfa\n\xff\xff\n\xff\xf0NOOP\n"), "NOOP",
		    TELNET_LINE_OK },
		{ BYTES("NOOP"), NULL, TELNET_MORE },
		{ BYTES("NOOP\r"), NULL, TELNET_MORE },
		{ BYTES("\xff"), NULL, TELNET_MORE },
		{ BYTES("\xff\xfa\n"), NULL, TELNET_MORE },
		{ BYTES(""), NULL, TELNET_MORE },
	};
	size_t at, i;

	(void)state;
	for (i = 0; i < nitems(rows); i++)
		for (at = 0; at < rows[i].len; at++) {
			telnet_init(&t);
			if (feed(rows[i].in, at) != TELNET_MORE)
				continue;	/* the end is before that */
			assert_int_equal(feed(rows[i].in + at,
			    rows[i].len - at), rows[i].end);
			if (rows[i].out != NULL)
				assert_string_equal(t.line, rows[i].out);
		}
}

static void
options_are_refused_and_refusals_are_not_answered(void **state)
{
	(void)state;
	telnet_init(&t);
	feed(BYTES("\xff\xfb\x01\xff\xfd\x03\xff\xfc\x05\xff\xfe\x07"));
	assert_int_equal(t.answer_len, 6);
	assert_memory_equal(t.answer, "\xff\xfe\x01\xff\xfc\x03", 6);
}

static void
many_options_do_not_overflow_the_answer(void **state)
{
	unsigned i;

	(void)state;
	telnet_init(&t);
	for (i = 0; i < 1000; i++)
		feed(BYTES("\xff\xfd\x03"));
	assert_true(t.answer_len <= sizeof(t.answer));
	assert_int_equal(t.answer_len % 3, 0);
}

static void
a_long_line_is_dropped_whole(void **state)
{
	static char line[3 * TELNET_LINE];

	(void)state;
	memset(line, 'a', sizeof(line));
	telnet_init(&t);
	assert_int_equal(telnet_feed(&t, &(const char *){ line },
	    line + sizeof(line)), TELNET_MORE);
	assert_int_equal(feed(BYTES("\r\n")), TELNET_LINE_LONG);
	assert_string_equal(t.line, "");
	assert_int_equal(feed(BYTES("NOOP\r\n")), TELNET_LINE_OK);
	assert_string_equal(t.line, "NOOP");
}

static void
the_longest_line_is_taken(void **state)
{
	static char line[TELNET_LINE];

	(void)state;
	memset(line, 'a', sizeof(line));
	line[TELNET_LINE - 1] = '\n';
	telnet_init(&t);
	assert_int_equal(telnet_feed(&t, &(const char *){ line },
	    line + sizeof(line)), TELNET_LINE_OK);
	assert_int_equal(strlen(t.line), TELNET_LINE - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_lose_telnet_and_their_end),
		cmocka_unit_test(
		    options_are_refused_and_refusals_are_not_answered),
		cmocka_unit_test(many_options_do_not_overflow_the_answer),
		cmocka_unit_test(a_long_line_is_dropped_whole),
		cmocka_unit_test(the_longest_line_is_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
