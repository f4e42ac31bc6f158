/* ftpd/permission, abuse and admit: who may do what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "ftpd/abuse.h"
#include "ftpd/admit.h"
#include "ftpd/permission.h"

static void
letters_are_bits_and_others_are_refused(void **state)
{
	unsigned perms = 99;

	(void)state;
	assert_true(permission_letters("elradfmwMT", &perms));
	assert_int_equal(perms, PERM_ALL);
	assert_true(permission_letters("elr", &perms));
	assert_int_equal(perms, PERM_READ_ONLY);
	assert_true(permission_letters("", &perms));
	assert_int_equal(perms, 0);
	assert_true(permission_letters("ww", &perms));
	assert_int_equal(perms, PERM_STORE);
	assert_false(permission_letters("elrx", &perms));
	assert_false(permission_letters("E", &perms));
	assert_int_equal(perms, PERM_STORE);
}

static void
bytes_have_units(void **state)
{
	static const struct {
		const char	*text;
		bool		 good;
		uint64_t	 bytes;
	} rows[] = {
		{ "0", true, 0 },
		{ "1000", true, 1000 },
		{ "1k", true, 1024 },
		{ "10M", true, 10 << 20 },
		{ "2g", true, UINT64_C(2) << 30 },
		{ "1T", true, UINT64_C(1) << 40 },
		{ "8388607T", true, UINT64_C(8388607) << 40 },
		{ "8388608T", false, 0 },
		{ "99999999999999999999", false, 0 },
		{ "", false, 0 },
		{ "k", false, 0 },
		{ "1kb", false, 0 },
		{ "1x", false, 0 },
		{ "-1", false, 0 },
		{ " 1", false, 0 },
	};
	uint64_t n;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		n = 0;
		assert_int_equal(permission_bytes(rows[i].text, &n),
		    rows[i].good);
		assert_int_equal(n, rows[i].bytes);
	}
}

static void
a_rate_is_for_both_ways_or_one_each(void **state)
{
	uint64_t down, up;

	(void)state;
	assert_true(permission_rate("100k", &down, &up));
	assert_int_equal(down, 102400);
	assert_int_equal(up, 102400);
	assert_true(permission_rate("1m:5", &down, &up));
	assert_int_equal(down, 1 << 20);
	assert_int_equal(up, 5);
	assert_true(permission_rate("0:5", &down, &up));
	assert_false(permission_rate("5:", &down, &up));
	assert_false(permission_rate(":5", &down, &up));
	assert_false(permission_rate("fast", &down, &up));
}

static void
a_umask_is_octal(void **state)
{
	mode_t m;

	(void)state;
	assert_true(permission_umask("022", &m));
	assert_int_equal(m, 022);
	assert_true(permission_umask("0777", &m));
	assert_true(permission_umask("0", &m));
	assert_false(permission_umask("", &m));
	assert_false(permission_umask("8", &m));
	assert_false(permission_umask("1777", &m));
	assert_false(permission_umask("00022", &m));
	assert_false(permission_umask("-22", &m));
}

static void
the_extra_field_changes_what_it_names(void **state)
{
	struct rights r;

	(void)state;
	memset(&r, 0, sizeof(r));
	r.perms = PERM_ALL;
	assert_true(permission_extra("", &r));
	assert_int_equal(r.perms, PERM_ALL);
	assert_true(permission_extra("quota=5 perm=elr,umask=077 "
	    "overwrite=no rename=yes dots=no maxsize=1k rate=2k:1k", &r));
	assert_int_equal(r.perms, PERM_READ_ONLY);
	assert_int_equal(r.umask, 077);
	assert_true(r.no_overwrite);
	assert_true(r.auto_rename);
	assert_true(r.hide_dots);
	assert_int_equal(r.max_size, 1024);
	assert_int_equal(r.rate_down, 2048);
	assert_int_equal(r.rate_up, 1024);
	assert_true(permission_extra("overwrite=yes dots=yes rename=no",
	    &r));
	assert_false(r.no_overwrite || r.auto_rename || r.hide_dots);
	assert_true(permission_extra("perm=", &r));
	assert_int_equal(r.perms, 0);
}

static void
what_cannot_be_read_allows_nothing(void **state)
{
	static const char *const rows[] = { "perm=elrx", "perm=ALL",
	    "umask=9", "overwrite=maybe", "rate=fast", "maxsize=-1", "dots",
	    "perm=elr rate=x" };
	struct rights r;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		memset(&r, 0, sizeof(r));
		r.perms = PERM_ALL;
		assert_false(permission_extra(rows[i], &r));
		assert_int_equal(r.perms, 0);
	}
}

static void
incoming_is_for_storing_only(void **state)
{
	struct rights r;

	(void)state;
	memset(&r, 0, sizeof(r));
	r.perms = PERM_READ_ONLY;
	r.incoming = "/in";
	assert_true(permission_ok(&r, PERM_READ, "/other"));
	assert_true(permission_ok(&r, PERM_READ, "/inside"));
	assert_false(permission_ok(&r, PERM_STORE, "/inside"));
	assert_true(permission_ok(&r, PERM_STORE, "/in/x"));
	assert_true(permission_ok(&r, PERM_ENTER, "/in"));
	assert_false(permission_ok(&r, PERM_READ, "/in/x"));
	assert_false(permission_ok(&r, PERM_LIST, "/in"));
	assert_false(permission_ok(&r, PERM_DELETE, "/in/x/y"));
	assert_false(permission_ok(&r, PERM_STORE | PERM_APPEND, "/in/x"));
	r.incoming = "/in/";
	assert_true(permission_ok(&r, PERM_STORE, "/in/x"));
	assert_false(permission_ok(&r, PERM_STORE, "/inside"));
	r.incoming = "//";
	assert_false(permission_ok(&r, PERM_STORE, "/in/x"));
	r.incoming = NULL;
	assert_false(permission_ok(&r, PERM_STORE, "/in/x"));
}

static void
ftpusers_names_one_a_line(void **state)
{
	static const char list[] = "# root\nroot\n  ann # no\r\n\njoe\tx\n"
	    "Bob";

	(void)state;
	assert_true(admit_listed(list, "root"));
	assert_true(admit_listed(list, "ann"));
	assert_true(admit_listed(list, "joe"));
	assert_true(admit_listed(list, "bob"));
	assert_false(admit_listed(list, "roo"));
	assert_false(admit_listed(list, "no"));
	assert_false(admit_listed(list, "x"));
	assert_false(admit_listed(list, ""));
	assert_false(admit_listed("", "root"));
}

static void
hosts_may_have_directories(void **state)
{
	static struct settings set;
	const char *dir;

	(void)state;
	set.hosts.item[set.hosts.n++] = "a.example=/srv/a";
	set.hosts.item[set.hosts.n++] = "b.example";
	assert_true(admit_host(&set, "A.example", &dir));
	assert_string_equal(dir, "/srv/a");
	assert_true(admit_host(&set, "b.example", &dir));
	assert_null(dir);
	assert_false(admit_host(&set, "a.exampl", NULL));
	assert_false(admit_host(&set, "a.example=/srv/a", NULL));
	assert_false(admit_host(&set, "", NULL));
}

static void
other_protocols_are_recognized(void **state)
{
	static const char *const yes[] = { "GET", "post", "Host:", "EHLO",
	    "SSH-2.0-x", "\x16\x03\x01", "\xff" };
	static const char *const no[] = { "", "RETR", "GETX", "HOST", "NOOP",
	    "OPTS" };
	size_t i;

	(void)state;
	for (i = 0; i < nitems(yes); i++)
		assert_true(abuse_foreign(yes[i]));
	for (i = 0; i < nitems(no); i++)
		assert_false(abuse_foreign(no[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_are_bits_and_others_are_refused),
		cmocka_unit_test(bytes_have_units),
		cmocka_unit_test(a_rate_is_for_both_ways_or_one_each),
		cmocka_unit_test(a_umask_is_octal),
		cmocka_unit_test(the_extra_field_changes_what_it_names),
		cmocka_unit_test(what_cannot_be_read_allows_nothing),
		cmocka_unit_test(incoming_is_for_storing_only),
		cmocka_unit_test(ftpusers_names_one_a_line),
		cmocka_unit_test(hosts_may_have_directories),
		cmocka_unit_test(other_protocols_are_recognized),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
