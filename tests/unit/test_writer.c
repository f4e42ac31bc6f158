/* writer.h: what it says of a file is what the file says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/maildir.h"
#include "imapd/writer.h"

/* Writes text in pieces of `size`; how many octets it is to be sent as. */
static void
check(const char *text, size_t len, size_t size)
{
	FILE *f = tmpfile();
	struct writer *w;
	size_t at, n;

	assert_non_null(f);
	w = writer_begin(fileno(f), false);
	assert_non_null(w);
	for (at = 0; at < len; at += n) {
		n = len - at < size ? len - at : size;
		assert_int_equal(writer_add(w, text + at, n), 0);
	}
	assert_int_equal(writer_end(w), 0);
	assert_int_equal(w->octets, len);
	assert_int_equal(w->vsize, maildir_vsize(fileno(f)));
	free(w);
	(void)fclose(f);
}

static void
the_size_with_crlf_is_counted_on_the_way(void **state)
{
	static const char *const cases[] = {
		"", "a\r\nb\r\n", "a\nb\n", "\r", "\n", "\r\r\n", "a\rb\r\r\r\n\n",
		"no end", "one\r\ntwo\nthree\r\n\r\n",
	};
	size_t i, size;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		for (size = 1; size < 9; size++)
			check(cases[i], strlen(cases[i]), size);
}

/* Across the buffer's end, too. */
static void
it_is_counted_in_large_messages(void **state)
{
	const size_t len = 3 * WRITER_BUFFER + 17;
	char *text = malloc(len);
	size_t i;
	int round;

	(void)state;
	assert_non_null(text);
	srandom(7);
	for (round = 0; round < 8; round++) {
		for (i = 0; i < len; i++)
			text[i] = "\r\nxy"[(size_t)random() % 4];
		check(text, len, 1 + (size_t)random() % 100000);
	}
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_size_with_crlf_is_counted_on_the_way),
		cmocka_unit_test(it_is_counted_in_large_messages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
