/* ascii: TYPE A, both ways, whatever the buffers. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "ftpd/ascii.h"
#include "guard.h"

static const struct {
	const char *file, *wire;	/* out */
	const char *back;		/* of the wire */
} rows[] = {
	{ "", "", "" },
	{ "a", "a", "a" },
	{ "\n", "\r\n", "\n" },
	{ "a\nb\n", "a\r\nb\r\n", "a\nb\n" },
	{ "a\r\nb", "a\r\r\nb", "a\r\nb" },
	{ "\r", "\r", "\r" },
	{ "\r\r", "\r\r", "\r\r" },
	{ "a\rb", "a\rb", "a\rb" },
	{ "\n\n\n", "\r\n\r\n\r\n", "\n\n\n" },
	{ "0123456789abcde\n0123456789abcde\r\n",
	    "0123456789abcde\r\n0123456789abcde\r\r\n",
	    "0123456789abcde\n0123456789abcde\r\n" },
	{ "0123456789abcdef\r0123456789abcdef\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n",
	    "0123456789abcdef\r0123456789abcdef\r\n\r\n\r\n\r\n\r\n\r\n\r\n"
	    "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n",
	    "0123456789abcdef\r0123456789abcdef\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n" },
};

/* In pieces of step bytes each. */
static size_t
out_in_steps(char *out, const char *in, size_t len, size_t step)
{
	size_t done = 0, total = 0, n;

	for (; done < len; done += n) {
		n = len - done < step ? len - done : step;
		total += ascii_out(out + total, guard(in + done, n), n);
	}
	return total;
}

static size_t
in_in_steps(char *out, const char *in, size_t len, size_t step)
{
	struct ascii_in a = { .cr = false };
	size_t done = 0, total = 0, n;

	for (; done < len; done += n) {
		n = len - done < step ? len - done : step;
		total += ascii_in(&a, out + total, guard(in + done, n), n);
	}
	return total + ascii_in_end(&a, out + total);
}

static void
every_lf_goes_out_as_crlf(void **state)
{
	char out[256];
	size_t i, step, len;

	(void)state;
	for (i = 0; i < nitems(rows); i++)
		for (step = 1; step < 70; step++) {
			len = out_in_steps(out, rows[i].file,
			    strlen(rows[i].file), step);
			assert_int_equal(len, strlen(rows[i].wire));
			assert_memory_equal(out, rows[i].wire, len);
		}
}

static void
every_crlf_comes_in_as_lf(void **state)
{
	char out[256];
	size_t i, step, len;

	(void)state;
	for (i = 0; i < nitems(rows); i++)
		for (step = 1; step < 70; step++) {
			len = in_in_steps(out, rows[i].wire,
			    strlen(rows[i].wire), step);
			assert_int_equal(len, strlen(rows[i].back));
			assert_memory_equal(out, rows[i].back, len);
		}
}

/* What goes out comes back the same, and no more room is used than said. */
static void
any_file_survives_the_way_out_and_back(void **state)
{
	static const char bytes[] = "\r\n\nab\r";
	static char file[3000], wire[ASCII_ROOM(3000)],
	    back[ASCII_ROOM_IN(sizeof(wire))];
	size_t i, len, n, round;

	(void)state;
	srand(1);
	for (round = 0; round < 300; round++) {
		len = (size_t)rand() % sizeof(file);
		for (i = 0; i < len; i++)
			file[i] = round % 2 == 0 ?
			    bytes[(size_t)rand() % 6] : (char)rand();
		n = out_in_steps(wire, file, len,
		    1 + (size_t)rand() % 200);
		assert_true(n <= 2 * len);
		n = in_in_steps(back, wire, n, 1 + (size_t)rand() % 200);
		assert_int_equal(n, len);
		assert_memory_equal(back, file, len);
	}
}

static void
size_counts_what_would_be_sent(void **state)
{
	FILE *f = tmpfile();
	char block[1000];
	int i;

	(void)state;
	assert_non_null(f);
	memset(block, 'x', sizeof(block));
	block[10] = block[11] = block[999] = '\n';
	for (i = 0; i < 300; i++)
		fwrite(block, 1, sizeof(block), f);
	fflush(f);
	assert_int_equal(ascii_size(fileno(f)), 300 * 1003);
	fclose(f);
	assert_int_equal(ascii_size(-1), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_lf_goes_out_as_crlf),
		cmocka_unit_test(every_crlf_comes_in_as_lf),
		cmocka_unit_test(any_file_survives_the_way_out_and_back),
		cmocka_unit_test(size_counts_what_would_be_sent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
