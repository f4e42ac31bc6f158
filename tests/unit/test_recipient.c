/* recipient: from an address to targets, in the order that is promised. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/log.h"
#include "common/scan.h"
#include "scratch.h"
#include "smtpd/domain.h"
#include "smtpd/recipient.h"

static struct settings set;
static struct recipients r;
static struct envelope e;

static const char aliases[] =
    "root: joe\n"
    "team: joe, ann@h.test, joe\n"
    "info@b.test: ann\n"
    "ann: ann, joe\n"
    "final: \\ann\n"
    "loop: loop2\nloop2: loop3\nloop3: loop\n"
    "ghost: nobody-here\n"
    "half: joe, nobody-here\n"
    "pipe: \"|cat\"\n"
    "away: x@else.where\n"
    "mixed: joe, x@else.where\n"
    "d1: d2\nd2: d3\nd3: d4\nd4: d5\nd5: d6\nd6: d7\nd7: d8\nd8: d9\n"
    "d9: d10\nd10: d11\nd11: joe\n"
    "list: :include:list\n";

static const char passwd[] =
    "joe:{PLAIN}x:::J:/mail/joe::quota=10M\n"
    "ann:{PLAIN}x:::A:/mail/ann::\n"
    "joe@b.test:{PLAIN}x:::J:/mail/b/joe::\n"
    "a+b:{PLAIN}x:::P:/mail/plus::\n"
    "typo:{PLAIN}x:::T:/mail/typo::quota=5X\n"
    "units:{PLAIN}x:::T:/mail/units::quota=2gb\n"
    "homeless:{PLAIN}x:::P:::\n"
    "other:{PLAIN}x:12345:12345:P:/mail/other::\n";

static int
open_all(void **state)
{
	const char *what = "";

	if (scratch_make(state) != 0)
		return -1;
	scratch_write("passwd", passwd, 0600);
	scratch_write("aliases", aliases, 0600);
	set.suite.host = "h.test";
	set.suite.passwd = "passwd";
	set.aliases = "aliases";
	set.domains.item[0] = "h.test";
	set.domains.item[1] = "b.test";
	set.domains.n = 2;
	return recipients_open(&r, &set, "192.0.2.7", &what);
}

/* "user tag,user tag,": what the address comes down to. */
static enum post_verdict
find(const char *local, const char *domain, bool authenticated, char *out)
{
	enum post_verdict v;
	size_t i;

	envelope_clear(&e);
	v = recipient_find(&r, &e, local, domain, authenticated);
	out[0] = '\0';
	for (i = 0; i < e.ntargets; i++)
		sprintf(out + strlen(out), "%s %s,", e.target[i].kind ==
		    TARGET_MAILBOX ? e.target[i].user : e.target[i].address,
		    e.target[i].kind == TARGET_MAILBOX ? e.target[i].tag :
		    "away");
	if (v != POST_OK)
		assert_int_equal(e.nrecipients + e.ntargets + e.nlinks, 0);
	return v;
}

static void
recipient_is_found_in_the_order_promised(void **state)
{
	static const struct {
		const char *local, *domain;
		enum post_verdict v;
		const char *targets;
	} rows[] = {
		{ "joe", "h.test", POST_OK, "joe ," },
		{ "JOE", "H.Test", POST_OK, "joe ," },
		{ "joe", "b.test", POST_OK, "joe@b.test ," },
		{ "joe", "localhost", POST_OK, "joe ," },
		{ "joe", "[192.0.2.7]", POST_OK, "joe ," },
		{ "joe", "[192.0.2.8]", POST_RELAY, "" },
		{ "joe", "c.test", POST_RELAY, "" },
		{ "joe+Work", "h.test", POST_OK, "joe Work," },
		{ "joe+a+b", "h.test", POST_OK, "joe a+b," },
		{ "a+b", "h.test", POST_OK, "a+b ," },
		{ "+b", "h.test", POST_UNKNOWN, "" },
		{ "info", "b.test", POST_OK, "ann ,joe ," },
		{ "info", "h.test", POST_UNKNOWN, "" },
		{ "team", "h.test", POST_OK, "joe ,ann ," },
		{ "ann", "h.test", POST_OK, "ann ,joe ," },
		{ "final", "h.test", POST_OK, "ann ," },
		{ "loop", "h.test", POST_CONFIG, "" },
		{ "ghost", "h.test", POST_UNKNOWN, "" },
		{ "half", "h.test", POST_OK, "joe ," },
		{ "pipe", "h.test", POST_CONFIG, "" },
		{ "away", "h.test", POST_CONFIG, "" },
		{ "d2", "h.test", POST_OK, "joe ," },
		{ "d1", "h.test", POST_CONFIG, "" },
		{ "list", "h.test", POST_CONFIG, "" },
		{ "nobody-here", "h.test", POST_UNKNOWN, "" },
		{ "homeless", "h.test", POST_CONFIG, "" },
		{ "other", "h.test", POST_CONFIG, "" },
		{ "../joe", "h.test", POST_UNKNOWN, "" },
		{ "joe@b.test", "h.test", POST_UNKNOWN, "" },
		{ "postmaster", "", POST_OK, "joe ," },
		{ "PostMaster", "b.test", POST_OK, "joe ," },
		{ "root", "h.test", POST_OK, "joe ," },
	};
	char out[512];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		assert_int_equal(find(rows[i].local, rows[i].domain, false,
		    out), rows[i].v);
		assert_string_equal(out, rows[i].targets);
	}
}

static void
recipient_elsewhere_needs_a_login_and_a_command(void **state)
{
	static char command[] = "sendmail";
	char out[512];

	(void)state;
	assert_int_equal(find("x", "else.where", true, out), POST_RELAY);
	set.relay.argv[0] = command;
	set.relay.argc = 1;
	assert_int_equal(find("x", "else.where", false, out), POST_RELAY);
	assert_int_equal(find("x", "else.where", true, out), POST_OK);
	assert_string_equal(out, "x@else.where away,");
	assert_int_equal(find("a b", "else.where", true, out), POST_OK);
	assert_string_equal(out, "\"a b\"@else.where away,");
	assert_int_equal(find("away", "h.test", false, out), POST_OK);
	assert_string_equal(out, "x@else.where away,");
	assert_int_equal(find("mixed", "h.test", false, out), POST_OK);
	assert_string_equal(out, "joe ,x@else.where away,");
	set.relay.argc = 0;
}

/* What find() logs, which is opened for standard error. */
static void
find_logged(const char *local, char *logged, size_t size)
{
	char out[512];
	int fd[2], old = dup(STDERR_FILENO);
	ssize_t n;

	assert_int_equal(pipe(fd), 0);
	dup2(fd[1], STDERR_FILENO);
	assert_int_equal(find(local, "h.test", false, out), POST_OK);
	log_event(LOG_INFO, "end");
	dup2(old, STDERR_FILENO);
	n = read(fd[0], logged, size - 1);
	logged[n > 0 ? n : 0] = '\0';
	close(fd[0]);
	close(fd[1]);
	close(old);
}

static void
quota_that_is_none_is_logged(void **state)
{
	char logged[512];

	(void)state;
	find_logged("units", logged, sizeof(logged));
	assert_int_equal(e.target[0].quota, UINT64_C(2) << 30);
	assert_null(strstr(logged, "extra"));
	find_logged("typo", logged, sizeof(logged));
	assert_int_equal(e.target[0].quota, 0);
	assert_non_null(strstr(logged, "extra user=typo error="));
}

static void
recipient_catch_all_comes_last(void **state)
{
	char out[512];

	(void)state;
	set.catchall = "ann";
	assert_int_equal(find("nobody-here", "h.test", false, out), POST_OK);
	assert_string_equal(out, "ann ,joe ,");
	assert_string_equal(e.target[0].address, "ann@h.test");
	assert_int_equal(find("pipe", "h.test", false, out), POST_CONFIG);
	assert_int_equal(find("x", "c.test", false, out), POST_RELAY);
	set.catchall = NULL;
}

static void
recipient_of_two_gets_one_copy(void **state)
{
	(void)state;
	envelope_clear(&e);
	assert_int_equal(recipient_find(&r, &e, "joe", "h.test", false),
	    POST_OK);
	assert_int_equal(recipient_find(&r, &e, "team", "h.test", false),
	    POST_OK);
	assert_int_equal(recipient_find(&r, &e, "nix", "h.test", false),
	    POST_UNKNOWN);
	assert_int_equal(e.nrecipients, 2);
	assert_int_equal(e.ntargets, 2);
	assert_int_equal(e.recipient[1].n, 2);
	assert_string_equal(e.target[0].address, "joe@h.test");
	assert_int_equal(e.target[0].quota, 10 << 20);
	envelope_undo(&e);
	assert_int_equal(e.ntargets, 1);
	assert_int_equal(e.nlinks, 1);
}

/* A list that names others twice, ten deep, is 2^10 times as long. */
static void
recipient_lists_do_not_explode(void **state)
{
	static char text[65536];
	const char *what = "";
	char out[512];
	int i, k;

	(void)state;
	for (i = 0; i < 9; i++) {
		sprintf(text + strlen(text), "x%d: ", i);
		for (k = 0; k < 100; k++)
			sprintf(text + strlen(text), "x%d@h.test,", i + 1);
		strcat(text, "\n");
	}
	strcat(text, "x9: joe\n");
	recipients_close(&r);
	scratch_write("aliases", text, 0600);
	assert_int_equal(recipients_open(&r, &set, "", &what), 0);
	assert_int_equal(find("x0", "h.test", false, out), POST_CONFIG);
	text[0] = '\0';
	strcat(text, "big: :include:");
	assert_non_null(getcwd(text + strlen(text), 1024));
	strcat(text, "/list\n");
	scratch_write("aliases", text, 0600);
	scratch_write("list", "joe\n# x\nann, joe\n", 0600);
	assert_int_equal(alias_refresh(&r.aliases), 0);
	assert_int_equal(find("big", "h.test", false, out), POST_OK);
	assert_string_equal(out, "joe ,ann ,");
}

static void
recipient_owns_what_comes_to_him(void **state)
{
	(void)state;
	assert_true(recipient_owns(&r, &e, "joe", "joe", "h.test"));
	assert_true(recipient_owns(&r, &e, "joe", "joe+x", "h.test"));
	assert_true(recipient_owns(&r, &e, "joe", "team", "h.test"));
	assert_false(recipient_owns(&r, &e, "joe", "joe", "b.test"));
	assert_true(recipient_owns(&r, &e, "joe@b.test", "joe", "b.test"));
	assert_false(recipient_owns(&r, &e, "joe", "final", "h.test"));
	assert_false(recipient_owns(&r, &e, "joe", "joe", "else.where"));
	assert_int_equal(e.nrecipients, 0);
}

static void
addresses_are_quoted_when_they_must_be(void **state)
{
	static const struct { const char *local, *domain, *want; } rows[] = {
		{ "joe", "a.b", "joe@a.b" },
		{ "joe", "", "joe" },
		{ "a b", "a.b", "\"a b\"@a.b" },
		{ "a\"\\", "a.b", "\"a\\\"\\\\\"@a.b" },
		{ ".a", "a.b", "\".a\"@a.b" },
		{ "a..b", "a.b", "\"a..b\"@a.b" },
		{ "-x", "a.b", "-x@a.b" },
	};
	char out[64];
	size_t i, size;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		assert_true(envelope_address(out, sizeof(out), rows[i].local,
		    rows[i].domain));
		assert_string_equal(out, rows[i].want);
		for (size = 0; size <= strlen(rows[i].want); size++)
			assert_false(envelope_address(out, size,
			    rows[i].local, rows[i].domain));
	}
}

static void
targets_of_another_process_are_checked(void **state)
{
	static struct target t;

	(void)state;
	memset(&t, 0, sizeof(t));
	t.kind = TARGET_MAILBOX;
	t.uid = 1000;
	strcpy(t.home, "/h");
	assert_true(target_ok(&t, true));
	t.uid = 0;
	assert_false(target_ok(&t, true));
	assert_true(target_ok(&t, false));
	t.uid = (uid_t)-1;
	assert_false(target_ok(&t, true));
	t.uid = 1;
	t.home[0] = 'h';
	assert_false(target_ok(&t, true));
	memset(t.home, '/', sizeof(t.home));
	assert_false(target_ok(&t, true));
	t.kind = 7;
	strcpy(t.home, "/h");
	assert_false(target_ok(&t, true));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(recipient_is_found_in_the_order_promised),
		cmocka_unit_test(
		    recipient_elsewhere_needs_a_login_and_a_command),
		cmocka_unit_test(recipient_of_two_gets_one_copy),
		cmocka_unit_test(recipient_owns_what_comes_to_him),
		cmocka_unit_test(quota_that_is_none_is_logged),
		cmocka_unit_test(recipient_catch_all_comes_last),
		cmocka_unit_test(recipient_lists_do_not_explode),
		cmocka_unit_test(addresses_are_quoted_when_they_must_be),
		cmocka_unit_test(targets_of_another_process_are_checked),
	};

	scratch_unprivileged();
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, open_all, scratch_remove);
}
