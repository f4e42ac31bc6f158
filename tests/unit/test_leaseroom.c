/*
 * leasefile, rules 5 and 6: room at the end of a busy file, and what a power
 * cut can make of it.
 */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "common/scan.h"
#include "dhcpd/leasefile.h"
#include "guard.h"
#include "scratch.h"

#define FIRST	0x0a000000u
#define KNOWN	400u		/* leases, enough for the file to be busy */
#define BATCH	40u		/* of them in the batch that is torn */
#define OLD	2000u		/* ends */
#define NEW	9000u
#define SECTOR	512u
#define ROUNDS	2000

static const struct lease_format plain;
static uint32_t seed = 1;

static uint32_t
any(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

static struct leasefile *
open_file(struct leases *leases, struct leasefile_report *report)
{
	struct leasefile *f;
	int dir = open(".", O_RDONLY | O_DIRECTORY);

	assert_int_not_equal(dir, -1);
	f = leasefile_open(dir, "leases", open("leases", O_RDWR |
	    O_CREAT, 0644), leases, &plain, report, NULL, NULL);
	assert_non_null(f);
	return f;
}

static off_t
length(void)
{
	struct stat st;

	assert_int_equal(stat("leases", &st), 0);
	return st.st_size;
}

/* Who it is can be seen by its end: no mixture of two records passes. */
static struct hardware
hardware(uint32_t i, uint32_t ends)
{
	struct hardware h = { 1, 6, { 2, ends == NEW, 0, 0,
	    (uint8_t)(i >> 8), (uint8_t)i } };

	return h;
}

static void
put(struct leasefile *f, struct leases *leases, uint32_t i, uint32_t ends)
{
	struct lease *l = lease_at(leases, FIRST + i);
	struct hardware h = hardware(i, ends);
	struct bytes name = { (const uint8_t *)"a-host-of-some-name",
	    4 + i % 15 };

	l->starts = l->cltt = ends - 1000;
	l->ends = ends;
	assert_int_equal(lease_client(leases, l, &h, (struct bytes){ NULL,
	    0 }), 0);
	assert_int_equal(lease_put(l, LEASE_HOSTNAME, name), 0);
	lease_state(leases, l, LEASE_ACTIVE);
	assert_int_equal(leasefile_put(f, l), 0);
}

static struct leasefile *
busy_file(struct leases *leases)
{
	struct leasefile_report report;
	struct leasefile *f = open_file(leases, &report);
	uint32_t i;

	for (i = 0; i < KNOWN; i++)
		put(f, leases, i, OLD);
	assert_int_equal(leasefile_sync(f), 0);
	return f;
}

static void
room_is_there_while_the_file_is_busy(void **state)
{
	struct leases *leases = leases_new();
	struct leasefile *f;
	off_t busy, text;

	(void)state;
	f = busy_file(leases);
	busy = length();
	put(f, leases, 1, NEW);
	assert_int_equal(leasefile_sync(f), 0);
	assert_int_equal(length(), busy);
	leasefile_tick(f);
	assert_int_equal(length(), busy);
	leasefile_tick(f);
	text = length();
	assert_true(text < busy);
	put(f, leases, 2, NEW);
	assert_int_equal(leasefile_sync(f), 0);
	assert_true(length() > text && length() < text + 1000);
	leasefile_close(f);
	leases_free(leases);
}

static char *
contents(size_t *len)
{
	int fd = open("leases", O_RDONLY);
	char *text;

	*len = (size_t)length();
	text = malloc(*len);
	assert_non_null(text);
	assert_int_equal(read(fd, text, *len), (ssize_t)*len);
	close(fd);
	return text;
}

static bool
has_room(void)
{
	size_t len;
	char *text = contents(&len);
	bool room = len > 1 && text[len - 2] == '#';

	free(text);
	return room;
}

static void
no_room_is_left_by_a_stop_or_a_compaction(void **state)
{
	struct leases *leases = leases_new();
	struct leasefile *f = busy_file(leases);
	struct leasefile_report report;

	(void)state;
	assert_true(has_room());
	assert_int_equal(leasefile_compact(f), 0);
	while (leasefile_step(f) == LEASEFILE_MORE)
		continue;
	assert_false(has_room());
	put(f, leases, 1, NEW);
	assert_int_equal(leasefile_sync(f), 0);
	leasefile_close(f);
	leases_free(leases);
	assert_false(has_room());
	leases = leases_new();
	f = open_file(leases, &report);
	assert_int_equal(report.blocks, KNOWN + 1);
	leasefile_close(f);
	leases_free(leases);
}

/* As after a crash: the file has its room still, and is read and cut. */
static void
room_that_a_crash_left_is_cut(void **state)
{
	struct leases *leases = leases_new();
	struct leasefile *f = busy_file(leases), *g;
	struct leases *again = leases_new();
	struct leasefile_report report;
	off_t before = length();

	(void)state;
	g = open_file(again, &report);
	assert_true(length() < before);
	assert_int_equal(report.blocks, KNOWN);
	assert_int_equal(report.bad, 0);
	assert_false(report.torn);
	put(g, again, KNOWN, NEW);
	assert_int_equal(leasefile_sync(g), 0);
	leasefile_close(g);
	leases_free(again);
	leasefile_close(f);
	leases_free(leases);
}

/* Nothing that was known is lost, and nobody is somebody else. */
static void
check(const char *text, size_t len)
{
	struct leases *leases = leases_new();
	struct leasefile_other other = { NULL, 0, 0 };
	struct leasefile_report report;
	struct hardware h;
	struct lease *l;
	uint32_t i;

	assert_int_equal(leasefile_parse(leases, &other, text, len, &report,
	    NULL, NULL), 0);
	assert_int_equal(leases_count(leases), KNOWN);
	for (i = 0; i < KNOWN; i++) {
		l = lease_find(leases, FIRST + i);
		assert_non_null(l);
		h = hardware(i, l->ends);
		assert_true(hardware_equal(&l->hardware, &h));
		assert_true(l->ends == OLD || (l->ends == NEW && i < BATCH));
		assert_int_equal(l->cltt, l->ends - 1000);
		assert_int_equal(lease_item(l, LEASE_HOSTNAME).len,
		    4 + i % 15);
	}
	leases_free(leases);
	free(other.text);
}

/* A disk writes whole sectors, in the order that it likes. */
static void
a_batch_with_holes_harms_nobody(void **state)
{
	struct leases *leases = leases_new();
	struct leasefile *f = busy_file(leases);
	char *old, *new, *torn;
	size_t len, other, at;
	uint32_t i;

	(void)state;
	old = contents(&len);
	for (i = 0; i < BATCH; i++)
		put(f, leases, i, NEW);
	assert_int_equal(leasefile_sync(f), 0);
	new = contents(&other);
	assert_int_equal(len, other);
	torn = malloc(len);
	assert_non_null(torn);
	check(old, len);
	check(new, len);
	for (i = 0; i < ROUNDS; i++) {
		memcpy(torn, old, len);
		for (at = 0; at < len; at += SECTOR)
			if (any(i % 7 + 2) == 0)
				memcpy(torn + at, new + at, len - at < SECTOR ?
				    len - at : SECTOR);
		check(torn, len);
	}
	free(old);
	free(new);
	free(torn);
	leasefile_close(f);
	leases_free(leases);
}

#define IN_SCRATCH(test) \
	cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_SCRATCH(room_is_there_while_the_file_is_busy),
		IN_SCRATCH(no_room_is_left_by_a_stop_or_a_compaction),
		IN_SCRATCH(room_that_a_crash_left_is_cut),
		IN_SCRATCH(a_batch_with_holes_harms_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
