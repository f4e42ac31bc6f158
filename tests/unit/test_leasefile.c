/* leasefile: ISC's lease file, read, written, and replaced while in use. */
#include <sys/resource.h>

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>

#include <cmocka.h>

#include "common/scan.h"
#include "dhcpd/leasefile.h"
#include "guard.h"
#include "scratch.h"

#define ADDR(a, b, c, d)	((uint32_t)(a) << 24 | (b) << 16 | (c) << 8 | (d))

static const struct lease_format plain;

/* What ISC dhcpd 4.4.3 wrote; nothing of it may change on the way. */
static const char *const isc[] = {
	"lease 10.77.0.50 {\n"
	"  starts 6 2026/11/21 12:09:23;\n"
	"  ends 6 2026/11/21 12:09:43;\n"
	"  cltt 6 2026/11/21 12:09:23;\n"
	"  binding state active;\n"
	"  next binding state free;\n"
	"  rewind binding state free;\n"
	"  billing class \"foo\";\n"
	"  hardware ethernet c2:76:a8:0c:87:cc;\n"
	"  uid \"\\001\\302v\\250\\014\\207\\314\";\n"
	"  set clock = \"a\\\"b\\\\c\";\n"
	"  set flag = true;\n"
	"  set number = %300;\n"
	"  set vendor-class-identifier = \"udhcp x\";\n"
	"  client-hostname \"joe\";\n"
	"  on expiry or release {\n"
	"    if exists host-name {\n"
	"      log (info, \"both\");\n"
	"    } else {\n"
	"      log (debug, \"x\");\n"
	"    }\n"
	"  }\n"
	"}\n",
	"lease 10.77.0.50 {\n"
	"  starts 6 2026/11/21 12:09:23;\n"
	"  ends 6 2026/11/21 12:09:43;\n"
	"  tstp 6 2026/11/21 12:09:43;\n"
	"  cltt 6 2026/11/21 12:09:23;\n"
	"  binding state free;\n"
	"  hardware ethernet c2:76:a8:0c:87:cc;\n"
	"  uid \"\\001\\302v\\250\\014\\207\\314\";\n"
	"}\n",
	"lease 10.77.0.51 {\n"
	"  starts 6 2026/11/21 12:10:03;\n"
	"  ends 0 2026/11/22 12:10:03;\n"
	"  tstp 0 2026/11/22 12:10:03;\n"
	"  cltt 6 2026/11/21 12:10:03;\n"
	"  binding state abandoned;\n"
	"  next binding state free;\n"
	"  rewind binding state free;\n"
	"}\n",
	"lease 10.77.0.52 {\n"
	"  starts 6 2026/11/21 12:10:04;\n"
	"  ends never;\n"
	"  cltt 6 2026/11/21 12:10:04;\n"
	"  binding state active;\n"
	"  next binding state free;\n"
	"  rewind binding state free;\n"
	"  reserved;\n"
	"  dynamic-bootp;\n"
	"  hardware token-ring 02:00:00:00:00:02;\n"
	"  option agent.circuit-id \"eth0/1\";\n"
	"  option agent.remote-id 1:2:3;\n"
	"  option agent.link-selection 10.0.0.1;\n"
	"  option agent.unknown-9 \"zz\";\n"
	"  option agent.unknown-5 \"z\";\n"
	"  option agent.DOCSIS-device-class 5;\n"
	"  option agent.unknown-255 \"\";\n"
	"  option agent.unknown-0 \"\";\n"
	"}\n",
};

static void
count_complaint(void *arg, size_t line, const char *why)
{
	(void)why;
	*(size_t *)arg = line;
}

/* The text through the reader, the last lease through the writer. */
static size_t
through(const char *text, char *out, size_t size,
    struct leasefile_report *report)
{
	struct leases *leases = leases_new();
	struct leasefile_other other = { NULL, 0, 0 };
	size_t n = 0;

	assert_non_null(leases);
	assert_int_equal(leasefile_parse(leases, &other,
	    guard(text, strlen(text)), strlen(text), report, NULL, NULL), 0);
	if (leases_count(leases) > 0)
		n = leasefile_format(out, size, leases_at(leases,
		    leases_count(leases) - 1), &plain);
	out[n] = '\0';
	leases_free(leases);
	free(other.text);
	return n;
}

static void
what_isc_wrote_is_written_so_again(void **state)
{
	struct leasefile_report report;
	char out[4096];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(isc); i++) {
		through(isc[i], out, sizeof(out) - 1, &report);
		assert_string_equal(out, isc[i]);
		assert_int_equal(report.bad, 0);
	}
}

/* Facts 5.2: what breaks the readers of others is written as octal. */
static void
characters_that_break_readers_are_octal(void **state)
{
	struct leasefile_report report;
	char out[4096];

	(void)state;
	through("lease 1.2.3.4 {\n  ends never;\n uid \"a}b#c;d\";\n}\n", out,
	    sizeof(out) - 1, &report);
	assert_non_null(strstr(out, "uid \"a\\175b\\043c\\073d\";"));
}

static void
other_dialects_are_read(void **state)
{
	static const struct {
		const char	*text, *has;
	} rows[] = {
		/* OpenBSD */
		{ "lease 1.2.3.4 {\n\tstarts 6 2026/11/21 12:09:23 UTC;\n"
		    "\tends 6 2026/11/21 12:09:43 UTC;\n"
		    "\thardware ethernet 0:1:2:3:4:5;\n}\n",
		    "  binding state active;\n  next binding state free;\n" },
		{ "lease 1.2.3.4 {\n\tstarts 6 2026/11/21 12:09:23 UTC;\n"
		    "\tabandoned;\n}\n", "  binding state abandoned;\n" },
		/* db-time-format local */
		{ "lease 1.2.3.4 {\n  ends epoch 1795262963; # Sat Nov 21 "
		    "12:09:23 2026\n  binding state free;\n}\n",
		    "  ends 6 2026/11/21 12:09:23;\n" },
		/* lease-id-format hex */
		{ "lease 1.2.3.4 { uid 01:c2:76; }", "  uid \"\\001\\302v\";" },
		/* old dates */
		{ "lease 1.2.3.4 { ends 4 1999/2/28 1:02:03; }",
		    "ends 0 1999/02/28 01:02:03;" },
		/* statements that are not ours are kept */
		{ "lease 1.2.3.4 { ends never; ddns-client-fqdn \"x;}\"; }",
		    "  ddns-client-fqdn \"x;}\";\n" },
		{ "lease 1.2.3.4 { ends never; set x = concat(\"a\", \"b\"); }",
		    "  set x = concat(\"a\", \"b\");\n" },
		{ "lease 1.2.3.4 { ends 6 2200/01/01 00:00:00; }",
		    "  ends never;\n" },
		{ "lease 1.2.3.4 { atsfp 6 2026/11/21 12:09:23; ends never; }",
		    "  atsfp 6 2026/11/21 12:09:23;\n" },
	};
	struct leasefile_report report;
	char out[4096];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		through(rows[i].text, out, sizeof(out) - 1, &report);
		if (strstr(out, rows[i].has) == NULL)
			fail_msg("%s gave %s", rows[i].text, out);
	}
}

/* A block that is wrong costs itself alone. */
static void
damage_is_skipped(void **state)
{
	static const struct {
		const char	*text;
		size_t		 blocks, bad;
		bool		 torn;
	} rows[] = {
		{ "", 0, 0, false },
		{ "lease 1.2.3.4 {\n}\nlease 1.2.3.5 {\n}\n", 2, 0, false },
		{ "lease 1.2.3.400 {\n}\nlease 1.2.3.5 {\n}\n", 1, 1, false },
		{ "lease 1.2.3.4 {\n  ends x;\n}\nlease 1.2.3.5 {\n}\n",
		    1, 1, false },
		/* cut off, and the next one appended to it */
		{ "lease 1.2.3.4 {\n  sta\nlease 1.2.3.5 {\n}\n", 1, 1,
		    false },
		{ "lease 1.2.3.4 {\n  ends 6 2026/1", 0, 1, true },
		{ "lease 1.2.3.4 {\n  uid \"abc", 0, 1, true },
		{ "lease 1.2.3.4 {\n  uid \"abc\\", 0, 1, true },
		{ "lease 1.2.3.4 {\n  on expiry {\n", 0, 1, true },
		{ "lease 1.2.3.4 {\n}\nlease", 1, 1, true },
		{ "lease 1.2.3.4 {\n}\nhost x { hardw", 1, 1, true },
		{ "}\nlease 1.2.3.4 {\n}\n", 1, 1, false },
		{ "lease 1.2.3.4 { hardware ethernet 1:2:3:4:5:6:7:8:9:a:b:c:"
		    "d:e:f:10:11; }\n", 0, 1, true },
		{ "lease 1.2.3.4 { uid \"\"; }\n", 1, 0, false },
	};
	struct leasefile_report report;
	char out[4096];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		through(rows[i].text, out, sizeof(out) - 1, &report);
		if (report.blocks != rows[i].blocks ||
		    report.bad != rows[i].bad || report.torn != rows[i].torn)
			fail_msg("%s: %zu blocks, %zu bad, torn %d",
			    rows[i].text, report.blocks, report.bad,
			    report.torn);
	}
}

/* What a file system may leave after a crash; "@" is a zero. */
static void
zeros_cost_what_they_touch(void **state)
{
	static const struct {
		const char	*text;
		size_t		 blocks, bad;
	} rows[] = {
		{ "lease 1.2.3.4 {\n}\n@@@@", 1, 1 },
		{ "lease 1.2.3.4 {\n}\n@@@@lease 1.2.3.5 {\n}\n", 2, 1 },
		{ "@lease 1.2.3.4 {\n}\n@\n@lease 1.2.3.5 {\n}\n", 2, 2 },
		{ "lease 1.2.3.4 {\n}\n@@@g state active;\n}\n"
		    "lease 1.2.3.5 {\n}\n", 2, 1 },
		{ "lease 1.2.3.4 {\n  star@@@@\n  ends never;\n}\n"
		    "lease 1.2.3.5 {\n}\n", 1, 1 },
		{ "lease 1.2.3.4 {\n  uid \"a@@@@\";\n}\n"
		    "lease 1.2.3.5 {\n}\n", 1, 1 },
	};
	struct leasefile_report report;
	struct leasefile_other other;
	struct leases *leases;
	char text[256], *p;
	size_t i, len;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		len = strlen(rows[i].text);
		memcpy(text, rows[i].text, len);
		for (p = text; p < text + len; p++)
			if (*p == '@')
				*p = '\0';
		memset(&other, 0, sizeof(other));
		leases = leases_new();
		assert_int_equal(leasefile_parse(leases, &other,
		    guard(text, len), len, &report, NULL, NULL), 0);
		if (report.blocks != rows[i].blocks ||
		    report.bad != rows[i].bad || other.len > 0)
			fail_msg("%s: %zu blocks, %zu bad", rows[i].text,
			    report.blocks, report.bad);
		leases_free(leases);
		free(other.text);
	}
}

static struct leasefile *
open_file(struct leases *leases, struct leasefile_report *report)
{
	struct leasefile *f;
	size_t line = 0;
	int dir = open(".", O_RDONLY | O_DIRECTORY);

	assert_int_not_equal(dir, -1);
	f = leasefile_open(dir, "leases", open("leases", O_RDWR |
	    O_CREAT, 0644), leases, &plain, report,
	    count_complaint, &line);
	return f;
}

static struct lease *
bind(struct leases *leases, uint32_t addr, uint32_t ends)
{
	struct lease *l = lease_at(leases, addr);

	assert_non_null(l);
	l->starts = l->cltt = 1000;
	l->ends = ends;
	lease_state(leases, l, LEASE_ACTIVE);
	return l;
}

/* How many leases a file has, and which end the one of addr has. */
static size_t
reread(uint32_t addr, uint32_t *ends)
{
	struct leases *leases = leases_new();
	struct leasefile_report report;
	struct leasefile *f = open_file(leases, &report);
	struct lease *l;
	size_t n;

	assert_non_null(f);
	assert_int_equal(report.bad, 0);
	l = lease_find(leases, addr);
	*ends = l == NULL ? 0 : l->ends;
	n = leases_count(leases);
	leasefile_close(f);
	leases_free(leases);
	return n;
}

static void
a_missing_file_is_made_and_appended_to(void **state)
{
	struct leases *leases = leases_new();
	struct leasefile_report report;
	struct leasefile *f = open_file(leases, &report);
	uint32_t ends;

	(void)state;
	assert_non_null(f);
	assert_false(leasefile_pending(f));
	assert_int_equal(leasefile_put(f, bind(leases, ADDR(10, 0, 0, 1),
	    2000)), 0);
	assert_int_equal(leasefile_put(f, bind(leases, ADDR(10, 0, 0, 2),
	    3000)), 0);
	assert_true(leasefile_pending(f));
	assert_int_equal(leasefile_sync(f), 0);
	assert_int_equal(leasefile_put(f, bind(leases, ADDR(10, 0, 0, 1),
	    4000)), 0);
	assert_int_equal(leasefile_sync(f), 0);
	leasefile_close(f);
	leases_free(leases);
	assert_int_equal(reread(ADDR(10, 0, 0, 1), &ends), 2);
	assert_int_equal(ends, 4000);
}

static void
a_torn_end_is_repaired(void **state)
{
	uint32_t ends;

	(void)state;
	scratch_write("leases", "host a { dynamic; }\nlease 10.0.0.1 {\n"
	    "  ends never;\n}\nlease 10.0.0.2 {\n  ends", 0644);
	{
		struct leases *leases = leases_new();
		struct leasefile_report report;
		struct leasefile *f = open_file(leases, &report);

		assert_non_null(f);
		assert_true(report.torn);
		leasefile_close(f);
		leases_free(leases);
	}
	assert_int_equal(reread(ADDR(10, 0, 0, 1), &ends), 1);
	assert_int_equal(ends, LEASE_NEVER);
	assert_non_null(strstr(scratch_first("."), "host a { dynamic; }\n"));
}

/* Rule 3: also what changed meanwhile, before and behind the cursor. */
static void
compaction_loses_nothing_that_changes_meanwhile(void **state)
{
	struct leases *leases = leases_new();
	struct leasefile_report report;
	struct leasefile *f = open_file(leases, &report);
	enum leasefile_step step;
	uint32_t i, ends;

	(void)state;
	for (i = 0; i < 1000; i++)
		assert_int_equal(leasefile_put(f, bind(leases,
		    ADDR(10, 0, 0, 0) + i, 2000)), 0);
	assert_int_equal(leasefile_sync(f), 0);
	assert_int_equal(leasefile_compact(f), 0);
	for (i = 0; (step = leasefile_step(f)) == LEASEFILE_MORE; i++) {
		leasefile_put(f, bind(leases, ADDR(10, 0, 0, 5), 5000 + i));
		leasefile_put(f, bind(leases, ADDR(10, 0, 3, 200), 6000 + i));
		leasefile_put(f, bind(leases, ADDR(10, 0, 4, 0) + i, 7));
		assert_int_equal(leasefile_sync(f), 0);
	}
	assert_int_equal(step, LEASEFILE_DONE);
	assert_int_equal(leasefile_put(f, bind(leases, ADDR(10, 9, 0, 0), 8)),
	    0);
	assert_int_equal(leasefile_sync(f), 0);
	leasefile_close(f);
	leases_free(leases);
	assert_int_equal(reread(ADDR(10, 0, 0, 5), &ends), 1000 + i + 1);
	assert_int_equal(ends, 5000 + i - 1);
	reread(ADDR(10, 0, 3, 200), &ends);
	assert_int_equal(ends, 6000 + i - 1);
	reread(ADDR(10, 9, 0, 0), &ends);
	assert_int_equal(ends, 8);
}

static void
what_is_put_while_it_is_synced_waits_for_the_next_sync(void **state)
{
	struct leases *leases = leases_new();
	struct leasefile_report report;
	struct leasefile *f = open_file(leases, &report);
	struct lease *l, *other;
	uint32_t ends;
	int fd;

	(void)state;
	assert_int_equal(leasefile_write(f, &fd), 0);
	assert_int_equal(fd, -1);
	leasefile_put(f, other = bind(leases, ADDR(10, 0, 0, 2), 2000));
	leasefile_put(f, l = bind(leases, ADDR(10, 0, 0, 1), 2000));
	assert_int_equal(leasefile_write(f, &fd), 0);
	assert_int_not_equal(fd, -1);
	assert_false(leasefile_pending(f));
	leasefile_put(f, bind(leases, l->addr, 3000));
	leasefile_tick(f);
	assert_int_equal(leasefile_written(f, 0), 0);
	assert_true((l->flags & LEASE_F_DIRTY) != 0);
	assert_true((other->flags & LEASE_F_DIRTY) == 0);
	assert_true(leasefile_pending(f));
	assert_int_equal(reread(l->addr, &ends), 2);
	assert_int_equal(ends, 2000);
	assert_int_equal(leasefile_sync(f), 0);
	assert_true((l->flags & LEASE_F_DIRTY) == 0);
	reread(l->addr, &ends);
	assert_int_equal(ends, 3000);
	leasefile_close(f);
	leases_free(leases);
}

static void
a_sync_that_fails_leaves_what_was_put_meanwhile(void **state)
{
	struct leases *leases = leases_new();
	struct leasefile_report report;
	struct leasefile *f = open_file(leases, &report);
	struct lease *lost, *next;
	uint32_t ends;
	int fd;

	(void)state;
	leasefile_put(f, bind(leases, ADDR(10, 0, 0, 1), 2000));
	assert_int_equal(leasefile_sync(f), 0);
	leasefile_put(f, lost = bind(leases, ADDR(10, 0, 0, 2), 2000));
	assert_int_equal(leasefile_write(f, &fd), 0);
	leasefile_put(f, next = bind(leases, ADDR(10, 0, 0, 3), 2000));
	errno = 0;
	assert_int_equal(leasefile_written(f, EIO), -1);
	assert_int_equal(errno, EIO);
	assert_true((lost->flags & LEASE_F_DIRTY) != 0);
	assert_int_equal(reread(lost->addr, &ends), 1);
	assert_int_equal(leasefile_sync(f), 0);
	assert_true((lost->flags & LEASE_F_DIRTY) != 0);
	assert_true((next->flags & LEASE_F_DIRTY) == 0);
	assert_int_equal(reread(next->addr, &ends), 2);
	assert_int_equal(ends, 2000);
	leasefile_close(f);
	leases_free(leases);
}

/* Rule 3: what is not in the old file yet may be promised by it. */
static void
a_file_is_not_replaced_while_it_is_synced(void **state)
{
	struct leases *leases = leases_new();
	struct leasefile_report report;
	struct leasefile *f = open_file(leases, &report);
	uint32_t ends;
	int fd, i;

	(void)state;
	leasefile_put(f, bind(leases, ADDR(10, 0, 0, 1), 2000));
	assert_int_equal(leasefile_compact(f), 0);
	assert_int_equal(leasefile_write(f, &fd), 0);
	for (i = 0; i < 10; i++)
		assert_int_equal(leasefile_step(f), LEASEFILE_MORE);
	assert_int_equal(leasefile_written(f, 0), 0);
	assert_int_equal(leasefile_step(f), LEASEFILE_DONE);
	assert_int_equal(reread(ADDR(10, 0, 0, 1), &ends), 1);
	leasefile_close(f);
	leases_free(leases);
}

/* Rule 2, with a limit in the place of a full disk. */
static void
a_failed_append_leaves_nothing_behind(void **state)
{
	struct leases *leases = leases_new();
	struct leasefile_report report;
	struct leasefile *f = open_file(leases, &report);
	struct rlimit old, small;
	struct lease *l;
	uint32_t ends;
	int i;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	leasefile_put(f, bind(leases, ADDR(10, 0, 0, 1), 2000));
	assert_int_equal(leasefile_sync(f), 0);
	getrlimit(RLIMIT_FSIZE, &old);
	small = old;
	small.rlim_cur = 600;
	setrlimit(RLIMIT_FSIZE, &small);
	for (i = 0; i < 20; i++)
		leasefile_put(f, l = bind(leases, ADDR(10, 0, 1, 0) +
		    (uint32_t)i, 3000));
	assert_int_equal(leasefile_sync(f), -1);
	assert_int_equal(errno, EFBIG);
	assert_true((l->flags & LEASE_F_DIRTY) != 0);
	assert_false(leasefile_pending(f));
	assert_int_equal(reread(ADDR(10, 0, 0, 1), &ends), 1);
	setrlimit(RLIMIT_FSIZE, &old);
	leasefile_put(f, l);
	assert_int_equal(leasefile_sync(f), 0);
	assert_int_equal(reread(l->addr, &ends), 2);
	assert_int_equal(ends, 3000);
	leasefile_close(f);
	leases_free(leases);
}

#define IN_SCRATCH(test) \
	cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_isc_wrote_is_written_so_again),
		cmocka_unit_test(characters_that_break_readers_are_octal),
		cmocka_unit_test(other_dialects_are_read),
		cmocka_unit_test(damage_is_skipped),
		IN_SCRATCH(a_missing_file_is_made_and_appended_to),
		cmocka_unit_test(zeros_cost_what_they_touch),
		IN_SCRATCH(a_torn_end_is_repaired),
		IN_SCRATCH(compaction_loses_nothing_that_changes_meanwhile),
		IN_SCRATCH(
		    what_is_put_while_it_is_synced_waits_for_the_next_sync),
		IN_SCRATCH(a_sync_that_fails_leaves_what_was_put_meanwhile),
		IN_SCRATCH(a_file_is_not_replaced_while_it_is_synced),
		IN_SCRATCH(a_failed_append_leaves_nothing_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
