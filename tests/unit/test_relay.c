/* relay, command_delivery, transaction, blocklist: what leaves our hands. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/scan.h"
#include "scratch.h"
#include "smtpd/blocklist.h"
#include "smtpd/command.h"
#include "smtpd/relay.h"
#include "smtpd/transaction.h"
#include "workers.h"

static struct settings set;
static struct transaction t;
static struct peer peer;
static char program[128], word[] = "word";
static enum post_verdict each[SMTPD_RCPT_MAX];
static char text[GATE_TEXT];

static const char message[] = "Received: x\n\nbody\n";
static const struct post_message m = {
	.id = "id1", .size = sizeof(message) - 1,
	.crlf_size = sizeof(message) + 2, .helo = "client", .auth_user = ""
};

static const char passwd[] =
    "joe:{PLAIN}x:::J:%s/joe::\nann:{PLAIN}x:::A:%s/ann::\n";

/* Notes what it was given, and ends as the file "exit" says. */
static const char script[] =
    "#!/bin/sh\n"
    "{ for a; do printf '<%%s>' \"$a\"; done; echo\n"
    "echo \"$SENDER|$RECIPIENT|$EXTENSION|$USER\"; pwd; cat; } >>%s/log\n"
    "test ! -f %s/exit.$USER || exit $(cat %s/exit.$USER)\n"
    "test ! -f %s/exit || exit $(cat %s/exit)\n";

static int
begin(void **state)
{
	char body[1024];
	const char *what = "";

	(void)state;
	memset(&t, 0, sizeof(t));
	memset(&set, 0, sizeof(set));
	set.suite.host = "h.test";
	set.suite.passwd = "passwd";
	set.max_size = 4096;
	(void)snprintf(program, sizeof(program), "%s/program", scratch);
	(void)snprintf(body, sizeof(body), script, scratch, scratch, scratch,
	    scratch, scratch);
	scratch_write("program", body, 0700);
	(void)snprintf(body, sizeof(body), passwd, scratch, scratch);
	scratch_write("passwd", body, 0600);
	transaction_init(&t, &set);
	t.peer = &peer;
	t.order = order;
	if (mkdir("joe", 0700) == -1 || mkdir("ann", 0700) == -1)
		return -1;
	t.spool = open(".", O_TMPFILE | O_RDWR, 0600);
	assert_int_equal(write(t.spool, message, sizeof(message) - 1),
	    sizeof(message) - 1);
	return recipients_open(&t.recipients, &set, "", &what);
}

static int
end(void **state)
{
	(void)state;
	transaction_reset(&t);
	recipients_close(&t.recipients);
	close(t.spool);
	return system("rm -rf log exit* joe ann") == 0 ? 0 : -1;
}

static void
use_relay(void)
{
	set.relay.argv[0] = program;
	set.relay.argv[1] = word;
	set.relay.argc = 2;
	strcpy(t.login.user, "joe");
	(void)snprintf(t.login.home, sizeof(t.login.home), "%s/joe",
	    scratch);
}

static void
use_delivery(void)
{
	set.delivery.argv[0] = program;
	set.delivery.argc = 1;
}

static const char *
log_text(void)
{
	static char out[4096];
	FILE *f = fopen("log", "r");

	out[0] = '\0';
	if (f != NULL) {
		out[fread(out, 1, sizeof(out) - 1, f)] = '\0';
		fclose(f);
	}
	return out;
}

static void
relay_has_the_interface_of_sendmail(void **state)
{
	char want[512];

	(void)state;
	use_relay();
	assert_int_equal(transaction_mail(&t, "", 0), POST_OK);
	assert_int_equal(transaction_rcpt(&t, "x", "a.test"), POST_OK);
	assert_int_equal(transaction_rcpt(&t, "-b c", "a.test"), POST_OK);
	assert_int_equal(transaction_rcpt(&t, "ann", "h.test"), POST_OK);
	assert_int_equal(transaction_deliver(&t, &m, each, text), POST_OK);
	(void)snprintf(want, sizeof(want), "<word><-f><<>><--><x@a.test>"
	    "<\"-b c\"@a.test>\n|||joe\n%s/joe\n%s", scratch, message);
	assert_string_equal(log_text(), want);
	assert_int_equal(scratch_count("ann/Maildir/new"), 1);
}

/* sysexits(3), and nobody gets it when the relay does not. */
static void
relay_that_fails_takes_the_copies_along(void **state)
{
	static const struct { const char *status; enum post_verdict v; }
	rows[] = {
		{ "75", POST_TEMPORARY }, { "69", POST_FAILED },
		{ "67", POST_FAILED }, { "111", POST_TEMPORARY },
		{ "100", POST_FAILED }, { "1", POST_TEMPORARY },
		{ "127", POST_TEMPORARY }, { "78", POST_TEMPORARY },
	};
	size_t i;

	(void)state;
	use_relay();
	for (i = 0; i < nitems(rows); i++) {
		scratch_write("exit", rows[i].status, 0600);
		assert_int_equal(transaction_mail(&t, "joe@h.test", 0),
		    POST_OK);
		assert_int_equal(transaction_rcpt(&t, "ann", "h.test"),
		    POST_OK);
		assert_int_equal(transaction_rcpt(&t, "x", "a.test"),
		    POST_OK);
		assert_int_equal(transaction_deliver(&t, &m, each, text),
		    rows[i].v);
		assert_int_equal(scratch_count("ann/Maildir/new"), 0);
		assert_int_equal(scratch_count("ann/Maildir/tmp"), 0);
	}
}

static void
relay_is_for_users_only(void **state)
{
	(void)state;
	use_relay();
	t.login.user[0] = '\0';
	assert_int_equal(transaction_mail(&t, "joe@h.test", 0), POST_OK);
	assert_int_equal(transaction_rcpt(&t, "x", "a.test"), POST_RELAY);
	assert_int_equal(transaction_deliver(&t, &m, each, text),
	    POST_TEMPORARY);
}

static void
delivery_command_gets_a_head(void **state)
{
	char want[512];

	(void)state;
	use_delivery();
	assert_int_equal(transaction_mail(&t, "a@b.test", 0), POST_OK);
	assert_int_equal(transaction_rcpt(&t, "joe+x", "h.test"), POST_OK);
	assert_int_equal(transaction_deliver(&t, &m, each, text), POST_OK);
	(void)snprintf(want, sizeof(want), "\na@b.test|joe+x@h.test|x|joe\n"
	    "%s/joe\nReturn-Path: <a@b.test>\nDelivered-To: joe+x@h.test\n"
	    "%s", scratch, message);
	assert_string_equal(log_text(), want);
	assert_int_equal(scratch_count("joe/Maildir/new"), -1);
}

static void
delivery_command_statuses(void **state)
{
	static const struct { const char *status; enum post_verdict v; }
	rows[] = {
		{ "77", POST_OVER_QUOTA }, { "75", POST_TEMPORARY },
		{ "67", POST_FAILED }, { "0", POST_OK },
	};
	size_t i;

	(void)state;
	use_delivery();
	for (i = 0; i < nitems(rows); i++) {
		scratch_write("exit", rows[i].status, 0600);
		assert_int_equal(transaction_mail(&t, "", 0), POST_OK);
		assert_int_equal(transaction_rcpt(&t, "joe", "h.test"),
		    POST_OK);
		assert_int_equal(transaction_deliver(&t, &m, each, text),
		    rows[i].v);
	}
}

/* RFC 2033: one reply each, and a list is delivered whole or not. */
static void
lmtp_has_a_verdict_for_each(void **state)
{
	(void)state;
	set.lmtp = true;
	assert_int_equal(transaction_mail(&t, "", 0), POST_OK);
	assert_int_equal(transaction_rcpt(&t, "joe", "h.test"), POST_OK);
	assert_int_equal(transaction_rcpt(&t, "ann", "h.test"), POST_OK);
	assert_int_equal(system("rmdir ann; touch ann"), 0);
	assert_int_equal(transaction_deliver(&t, &m, each, text), POST_OK);
	assert_int_equal(each[0], POST_OK);
	assert_int_equal(each[1], POST_TEMPORARY);
	assert_int_equal(scratch_count("joe/Maildir/new"), 1);
	set.lmtp = false;
	assert_int_equal(transaction_mail(&t, "", 0), POST_OK);
	assert_int_equal(transaction_rcpt(&t, "joe", "h.test"), POST_OK);
	assert_int_equal(transaction_rcpt(&t, "joe+x", "h.test"), POST_OK);
	assert_int_equal(transaction_deliver(&t, &m, each, text), POST_OK);
	assert_int_equal(scratch_count("joe/Maildir/new"), 2);
}

static void
lmtp_commands_fail_on_their_own(void **state)
{
	(void)state;
	set.lmtp = true;
	use_delivery();
	scratch_write("exit.joe", "67", 0600);
	assert_int_equal(transaction_mail(&t, "", 0), POST_OK);
	assert_int_equal(transaction_rcpt(&t, "joe", "h.test"), POST_OK);
	assert_int_equal(transaction_rcpt(&t, "ann", "h.test"), POST_OK);
	assert_int_equal(transaction_deliver(&t, &m, each, text), POST_OK);
	assert_int_equal(each[0], POST_FAILED);
	assert_int_equal(each[1], POST_OK);
}

static void
blocklist_names(void **state)
{
	static const struct { const char *ip, *want; } rows[] = {
		{ "192.0.2.99", "99.2.0.192.bl.test" },
		{ "2001:db8:1:2:3:4:567:89ab",
		    "b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0."
		    "2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.bl.test" },
		{ "nonsense", NULL },
		{ "", NULL },
	};
	char name[128];
	size_t i, size;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		if (rows[i].want == NULL) {
			assert_false(blocklist_name(name, sizeof(name),
			    rows[i].ip, "bl.test"));
			continue;
		}
		assert_true(blocklist_name(name, sizeof(name), rows[i].ip,
		    "bl.test"));
		assert_string_equal(name, rows[i].want);
		for (size = 0; size <= strlen(rows[i].want); size++)
			assert_false(blocklist_name(name, size, rows[i].ip,
			    "bl.test"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f)	cmocka_unit_test_setup_teardown(f, begin, end)
		T(relay_has_the_interface_of_sendmail),
		T(relay_that_fails_takes_the_copies_along),
		T(relay_is_for_users_only),
		T(delivery_command_gets_a_head),
		T(delivery_command_statuses),
		T(lmtp_has_a_verdict_for_each),
		T(lmtp_commands_fail_on_their_own),
		cmocka_unit_test(blocklist_names),
	};

	signal(SIGPIPE, SIG_IGN);	/* as main.c does */
	scratch_unprivileged();
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
