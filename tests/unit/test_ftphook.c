/* hook: after each upload, once, in order, and with no shell between. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/log.h"
#include "common/scan.h"
#include "ftpd/hook.h"
#include "scratch.h"

enum {
	MANY	= 400,		/* more than the socket holds */
	WAIT	= 60000		/* ms, for all of them on a busy machine */
};

static struct identity who;
static struct peer peer;
static struct option_command command;
static char program[128], word[] = "a word";

static int
set_up(void **state)
{
	if (scratch_make(state) == -1)
		return -1;
	snprintf(program, sizeof(program), "%s/hook", scratch);
	scratch_write("hook", "#!/bin/sh\nprintf '%s|%s|%s|%s|%s\\n' \"$1\" "
	    "\"$2\" \"$UPLOAD_SIZE\" \"$UPLOAD_USER\" \"$UPLOAD_IP\" "
	    ">>log\n", 0700);
	command.argv[0] = program;
	command.argv[1] = word;
	command.argc = 2;
	snprintf(who.user, sizeof(who.user), "joe");
	snprintf(who.home, sizeof(who.home), "%s/", scratch);
	who.uid = geteuid();
	who.gid = getegid();
	return peer_set(&peer, "192.0.2.1", 1234) ? 0 : -1;
}

/* The log, when it has so many lines. */
static char *
log_of(size_t lines)
{
	static char text[MANY * 128];
	size_t len = 0, n = 0, waited;
	FILE *f;

	for (waited = 0; waited < WAIT && n < lines; waited += 10) {
		poll(NULL, 0, 10);
		f = fopen("log", "r");
		if (f == NULL)
			continue;
		len = fread(text, 1, sizeof(text) - 1, f);
		fclose(f);
		text[len] = '\0';
		for (n = len = 0; text[len] != '\0'; len++)
			n += text[len] == '\n';
	}
	assert_int_equal(n, lines);
	return text;
}

static void
start(struct hook *h)
{
	(void)unlink("log");
	assert_int_equal(hook_start(h, &command, &who, &peer), 0);
	assert_int_not_equal(h->fd, -1);
}

static void
any_name_is_one_argument(void **state)
{
	static const char *const names[] = {
		"/plain", "/a b", "/$(touch x)", "/`id`;'\"", "/-rf",
		"/*", "/\xff\xfe", "/deep/er"
	};
	struct hook h;
	char want[256], *text;
	size_t i;

	(void)state;
	start(&h);
	for (i = 0; i < nitems(names); i++)
		assert_true(hook_run(&h, names[i], i));
	text = log_of(nitems(names));
	for (i = 0; i < nitems(names); i++) {
		snprintf(want, sizeof(want),
		    "a word|%s%s|%zu|joe|192.0.2.1\n", scratch, names[i], i);
		assert_memory_equal(text, want, strlen(want));
		text += strlen(want);
	}
	close(h.fd);
}

static void
none_is_forgotten(void **state)
{
	char path[32], *text;
	struct hook h;
	unsigned i, n;

	(void)state;
	start(&h);
	for (i = 0; i < MANY; i++) {
		snprintf(path, sizeof(path), "/%u", i);
		assert_true(hook_run(&h, path, i));
	}
	text = log_of(MANY);
	for (i = 0; i < MANY; i++) {
		assert_int_equal(sscanf(text, "a word|/%*[^|/]/%*[^|/]/%u", &n),
		    1);
		assert_int_equal(n, i);
		text = strchr(text, '\n') + 1;
	}
	close(h.fd);
}

static void
without_a_command_nothing_runs(void **state)
{
	const struct option_command none = { .argc = 0 };
	struct hook h;

	(void)state;
	h.fd = -1;
	assert_int_equal(hook_start(&h, &none, &who, &peer), 0);
	assert_int_equal(h.fd, -1);
	assert_false(hook_run(&h, "/x", 1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_name_is_one_argument),
		cmocka_unit_test(none_is_forgotten),
		cmocka_unit_test(without_a_command_nothing_runs),
	};

	signal(SIGPIPE, SIG_IGN);
	log_open("test", LOG_FTP, true);
	scratch_unprivileged();
	return cmocka_run_group_tests(tests, set_up, scratch_remove);
}
