/* alias: sendmail's syntax, and nothing that runs or writes. */
#include <sys/stat.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/scan.h"
#include "smtpd/alias.h"
#include "guard.h"

static const char file[] =
    "# a comment: not an alias\n"
    "\n"
    "staff: joe, ann ,\n"
    "\tbob,\n"
    "# within\n"
    "   # and indented\n"
    "\t\"carl\"\n"
    "STAFF: late\n"
    "\"odd name\" : \"odd @name\"@a.example\n"
    ": nobody\n"
    "no colon at all\n"
    "backslash: \\joe\n"
    "include: :include:/a/list, :Include: /b/list\n"
    "relative: :include:list\n"
    "pipe: \"|/bin/prog -x\", |prog, /var/file, \"/quoted file\"\n"
    "two: joe ann\n"
    "open: \"joe\n"
    "empty:\n"
    "last: joe@else.where";

/* Writes the members as "kind:text" and a blank each. */
static void
members(const char *text, size_t len, const char *name, char *out)
{
	struct alias_list l;
	char member[ALIAS_PATH];
	enum alias_kind kind;

	out[0] = '\0';
	if (!alias_find(text, len, name, &l)) {
		strcpy(out, "none");
		return;
	}
	while ((kind = alias_next(&l, member)) != ALIAS_END)
		sprintf(out + strlen(out), "%d:%s ", (int)kind,
		    kind == ALIAS_BAD || kind == ALIAS_REFUSED ? "" : member);
}

static void
alias_takes_sendmails_syntax(void **state)
{
	static const struct { const char *name, *want; } rows[] = {
		{ "staff", "1:joe 1:ann 1:bob 1:carl " },
		{ "Staff", "1:joe 1:ann 1:bob 1:carl " },
		{ "odd name", "1:odd @name@a.example " },
		{ "backslash", "2:joe " },
		{ "include", "3:/a/list 3:/b/list " },
		{ "relative", "5: " },
		{ "pipe", "4: 4: 4: 4: " },
		{ "two", "5: " },
		{ "open", "5: " },
		{ "empty", "" },
		{ "last", "1:joe@else.where " },
		{ "nobody", "none" },
		{ "no colon at all", "none" },
		{ "# a comment", "none" },
		{ "", "none" },
	};
	char out[512];
	const char *text = guard(file, sizeof(file) - 1);
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		members(text, sizeof(file) - 1, rows[i].name, out);
		assert_string_equal(out, rows[i].want);
	}
	assert_true(alias_includes(text, sizeof(file) - 1));
	assert_false(alias_includes("a: b\n", 5));
}

/* Each beginning of the file ends where the page does. */
static void
alias_reads_no_byte_too_many(void **state)
{
	struct alias_list l;
	char member[ALIAS_PATH];
	const char *text;
	size_t len;

	(void)state;
	for (len = 0; len < sizeof(file); len++) {
		text = guard(file, len);
		(void)alias_includes(text, len);
		l.p = text;
		l.end = text + len;
		l.lines = true;
		while (alias_next(&l, member) != ALIAS_END)
			;
	}
}

static void
alias_lists_have_a_member_a_line(void **state)
{
	static const char list[] = "joe\n# no\n\n ann, bob\n\"open\ncarl\r\n";
	struct alias_list l = { list, list + sizeof(list) - 1, true };
	char member[ALIAS_PATH];

	(void)state;
	assert_int_equal(alias_next(&l, member), ALIAS_MEMBER);
	assert_string_equal(member, "joe");
	assert_int_equal(alias_next(&l, member), ALIAS_MEMBER);
	assert_string_equal(member, "ann");
	assert_int_equal(alias_next(&l, member), ALIAS_MEMBER);
	assert_string_equal(member, "bob");
	assert_int_equal(alias_next(&l, member), ALIAS_BAD);
	assert_int_equal(alias_next(&l, member), ALIAS_MEMBER);
	assert_string_equal(member, "carl");
	assert_int_equal(alias_next(&l, member), ALIAS_END);
}

static void
alias_refuses_what_is_too_long(void **state)
{
	static char text[4 * ALIAS_PATH];
	struct alias_list l;
	char member[ALIAS_PATH];

	(void)state;
	memset(text, 'x', sizeof(text));
	memcpy(text, "a: ", 3);
	text[sizeof(text) - 3] = ',';
	text[sizeof(text) - 2] = 'b';
	text[sizeof(text) - 1] = '\n';
	assert_true(alias_find(text, sizeof(text), "a", &l));
	assert_int_equal(alias_next(&l, member), ALIAS_BAD);
	assert_int_equal(alias_next(&l, member), ALIAS_MEMBER);
	assert_string_equal(member, "b");
	text[0] = 'x';
	text[1] = text[2] = 'x';
	text[ALIAS_NAME] = ':';
	assert_false(alias_find(text, sizeof(text), "b", &l));
}

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void
alias_is_read_again_when_it_has_changed(void **state)
{
	char path[] = "/tmp/test_alias.XXXXXX", out[512];
	struct alias_file f;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd != -1);
	close(fd);
	write_file(path, "a: b\n");
	assert_int_equal(alias_open(&f, path), 0);
	assert_int_equal(alias_refresh(&f), 0);
	members(f.text, f.len, "a", out);
	assert_string_equal(out, "1:b ");
	write_file(path, "a: b, c\n");
	assert_int_equal(alias_refresh(&f), 0);
	members(f.text, f.len, "a", out);
	assert_string_equal(out, "1:b 1:c ");
	alias_close(&f);
	unlink(path);
	assert_int_equal(alias_open(&f, path), -1);
	assert_int_equal(alias_open(&f, "/dev/null"), -1);
	assert_int_equal(f.fd, -1);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(alias_open(&f, path), -1);
	unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(alias_takes_sendmails_syntax),
		cmocka_unit_test(alias_reads_no_byte_too_many),
		cmocka_unit_test(alias_lists_have_a_member_a_line),
		cmocka_unit_test(alias_refuses_what_is_too_long),
		cmocka_unit_test(alias_is_read_again_when_it_has_changed),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
