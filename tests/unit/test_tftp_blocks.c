/* blocks: a file's bytes by block, also those that are wanted again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/scan.h"
#include "tests/unit/scratch.h"
#include "tftpd/blocks.h"

#define SIZE	100000		/* large enough for file_view() */

static uint8_t contents[SIZE], wire[2 * SIZE], room[2 * SIZE + 2];
static struct file_rules rules = { .secure = true, .create = true };

static int
begin(void **state)
{
	static const char *const dirs[] = { scratch };
	size_t i;
	FILE *f;

	if (scratch_make(state) == -1)
		return -1;
	for (i = 0; i < SIZE; i++)
		contents[i] = i % 7 == 0 ? '\n' : i % 11 == 0 ? '\r' :
		    (uint8_t)('a' + i % 26);
	f = fopen("f", "w");
	if (f == NULL || fwrite(contents, SIZE, 1, f) != 1 || fclose(f) != 0 ||
	    chmod("f", 0644) == -1)
		return -1;
	return file_roots(&rules, dirs, 1);
}

static int
end(void **state)
{
	file_roots_free(&rules);
	return scratch_remove(state);
}

/* As netascii, the simple way. */
static size_t
translate(void)
{
	size_t i, n = 0;

	for (i = 0; i < SIZE; i++) {
		if (contents[i] == '\n')
			wire[n++] = '\r';
		wire[n++] = contents[i];
		if (contents[i] == '\r')
			wire[n++] = '\0';
	}
	return n;
}

/*
 * Reads everything, n blocks at a time, and after each step goes back to
 * base, some blocks behind: the same bytes must come.
 */
static void
read_back_and_forth(const uint8_t *wanted, size_t size, unsigned blksize,
    unsigned n, unsigned behind, bool netascii)
{
	struct file f;
	struct blocks b;
	uint64_t base = 1, first = 1;
	uint8_t *data;
	size_t len, at;
	bool last = false;
	int got;

	assert_int_equal(file_open(&f, &rules, "f"), 0);
	blocks_init(&b, &f, blksize, netascii);
	while (!last) {
		got = blocks_read(&b, base, first, n, room, &data, &len,
		    &last);
		assert_true(got >= 1 && (unsigned)got <= n);
		at = (size_t)(first - 1) * blksize;
		assert_true(at + len <= size);
		assert_memory_equal(data, wanted + at, len);
		assert_int_equal(last, at + len == size && len <
		    (size_t)n * blksize);
		first += (uint64_t)got;
		if (!last && base + behind < first) {
			base = first - behind;
			if (first % 3 == 0)
				first = base;	/* what was lost */
		}
	}
	file_close(&f);
}

static void
blocks_come_again_as_they_were(void **state)
{
	static const struct {
		unsigned blksize, n, behind;
	} rows[] = {
		{ 512, 1, 1 }, { 512, 4, 4 }, { 8, 64, 64 }, { 1428, 16, 5 },
		{ 65464, 1, 1 }, { 1000, 100, 30 }, { 1001, 3, 2 },
	};
	size_t i, size = translate();

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		read_back_and_forth(contents, SIZE, rows[i].blksize,
		    rows[i].n, rows[i].behind, false);
		read_back_and_forth(wire, size, rows[i].blksize, rows[i].n,
		    rows[i].behind, true);
	}
}

/* RFC 1350 section 5: a block shorter than the others is the last one. */
static void
a_file_of_whole_blocks_ends_with_an_empty_one(void **state)
{
	struct file f;
	struct blocks b;
	uint8_t *data;
	size_t len;
	bool last;

	(void)state;
	assert_int_equal(file_open(&f, &rules, "f"), 0);
	blocks_init(&b, &f, 1000, false);
	assert_int_equal(blocks_read(&b, 99, 99, 5, room, &data, &len, &last),
	    3);
	assert_int_equal(len, 2000);
	assert_true(last);
	assert_int_equal(blocks_read(&b, 101, 101, 5, room, &data, &len,
	    &last), 1);
	assert_int_equal(len, 0);
	assert_true(last);
	file_close(&f);
}

static void
a_file_cut_while_it_is_read_is_an_error(void **state)
{
	struct file f;
	struct blocks b;
	uint8_t *data;
	size_t len;
	bool last;

	(void)state;
	assert_int_equal(file_open(&f, &rules, "f"), 0);
	blocks_init(&b, &f, 1000, false);
	assert_int_equal(blocks_read(&b, 1, 1, 1, room, &data, &len, &last),
	    1);
	assert_int_equal(truncate("f", 5500), 0);
	assert_int_equal(blocks_read(&b, 2, 2, 4, room, &data, &len, &last),
	    4);
	assert_int_equal(blocks_read(&b, 6, 6, 1, room, &data, &len, &last),
	    -1);
	assert_non_null(f.why);
	file_close(&f);
}

static void
what_is_written_in_blocks_is_the_file(void **state)
{
	size_t size, at, n, i;
	struct blocks b;
	struct file f;
	char name[2];
	FILE *in;

	(void)state;
	for (i = 0; i < 2; i++) {
		size = i == 0 ? SIZE : translate();
		snprintf(name, sizeof(name), "%zu", i);
		assert_int_equal(file_create(&f, &rules, name, -1), 0);
		blocks_init(&b, &f, 509, i == 1);
		for (at = 0; at <= size; at += 509) {
			n = size - at < 509 ? size - at : 509;
			assert_int_equal(blocks_write(&b, (i == 0 ?
			    contents : wire) + at, n, n < 509, room), 0);
		}
		in = fopen(name, "r");
		assert_non_null(in);
		assert_int_equal(fread(room, 1, sizeof(room), in), SIZE);
		assert_memory_equal(room, contents, SIZE);
		fclose(in);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    blocks_come_again_as_they_were, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_file_of_whole_blocks_ends_with_an_empty_one, begin,
		    end),
		cmocka_unit_test_setup_teardown(
		    a_file_cut_while_it_is_read_is_an_error, begin, end),
		cmocka_unit_test_setup_teardown(
		    what_is_written_in_blocks_is_the_file, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
