/* imapd, utf7 and name: names of mailboxes, their directories, patterns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "common/scan.h"
#include "guard.h"
#include "imapd/name.h"
#include "imapd/utf7.h"

/* 7.3: of a directory, with its dot. */
#define FOLDER_MAX	250

static void
modified_utf7_and_back(void **state)
{
	static const struct {
		const char	*utf7, *utf8;
	} cases[] = {
		{ "", "" }, { "a b", "a b" }, { "&-", "&" },
		{ "Entw&APw-rfe", "Entw\xc3\xbcrfe" },
		{ "~peter/mail/&U,BTFw-/&ZeVnLIqe-",
		    "~peter/mail/\xe5\x8f\xb0\xe5\x8c\x97/"
		    "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e" },
		{ "&2D3eAA-", "\xf0\x9f\x98\x80" },
		{ "&AAE-", "\x01" }, { "x&IKw-&-", "x\xe2\x82\xac&" },
	};
	char out[128];
	size_t i, len;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		len = strlen(cases[i].utf7);
		assert_int_equal(utf7_to_utf8(guard(cases[i].utf7, len), len,
		    out, sizeof(out)), strlen(cases[i].utf8));
		assert_string_equal(out, cases[i].utf8);
		len = strlen(cases[i].utf8);
		assert_int_equal(utf7_from_utf8(guard(cases[i].utf8, len),
		    len, out, sizeof(out)), strlen(cases[i].utf7));
		assert_string_equal(out, cases[i].utf7);
	}
}

static void
there_is_one_way_to_write_a_name(void **state)
{
	static const char *const bad[] = {
		"&", "&A", "&AGE-", "&APw", "&APx-", "&AP-", "&APwA-",
		"&APw-&AOQ-", "&2D0-", "&3gA-", "&2D3YPQ-", "&AP!-",
		"\xc3\xbc", "a\x01", "\x7f", "&ACY-", "&&-", "&AAA-",
	};
	static const char *const not_utf8[] = {
		"\xff", "\xc3", "\xc0\x80", "\xed\xa0\x80",
		"\xf4\x90\x80\x80",
	};
	char out[64];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(bad); i++)
		assert_int_equal(utf7_to_utf8(guard(bad[i], strlen(bad[i])),
		    strlen(bad[i]), out, sizeof(out)), -1);
	for (i = 0; i < nitems(not_utf8); i++)
		assert_int_equal(utf7_from_utf8(guard(not_utf8[i],
		    strlen(not_utf8[i])), strlen(not_utf8[i]), out,
		    sizeof(out)), -1);
	/* What does not fit with its NUL is not written by half. */
	assert_int_equal(utf7_to_utf8("abcd", 4, out, 4), -1);
	assert_int_equal(utf7_to_utf8("abc", 3, out, 4), 3);
	assert_int_equal(utf7_from_utf8("\xc3\xbc", 2, out, 5), -1);
	assert_int_equal(utf7_from_utf8("\xc3\xbc", 2, out, 6), 5);
}

static void
names_are_directories_of_maildir(void **state)
{
	static const struct {
		const char	*prefix, *name;
		bool		 utf8;
		enum name_result result;
		const char	*folder;
	} cases[] = {
		{ ".", "INBOX", false, NAME_OK, "" },
		{ ".", "inbox", false, NAME_OK, "" },
		{ ".", "iNbOx.a", false, NAME_OK, ".INBOX.a" },
		{ ".", "inboxes", false, NAME_OK, ".inboxes" },
		{ ".", "a.b", false, NAME_OK, ".a.b" },
		{ ".", "a.b.", false, NAME_OK, ".a.b" },
		{ ".", "a/b", false, NAME_INVALID, NULL },
		{ ".", "", false, NAME_INVALID, NULL },
		{ ".", ".", false, NAME_INVALID, NULL },
		{ ".", "..", false, NAME_INVALID, NULL },
		{ ".", ".a", false, NAME_INVALID, NULL },
		{ ".", "a..b", false, NAME_INVALID, NULL },
		{ ".", "a&b", false, NAME_INVALID, NULL },
		{ ".", "a&b", true, NAME_OK, ".a&-b" },
		{ ".", "a\x01" "b", true, NAME_INVALID, NULL },
		{ ".", "&AAo-", false, NAME_INVALID, NULL },
		{ ".", "\xc3\xbc", false, NAME_INVALID, NULL },
		{ ".", "\xc3\xbc", true, NAME_OK, ".&APw-" },
		{ "/", "a/b", false, NAME_OK, ".a.b" },
		{ "/", "a.b", false, NAME_INVALID, NULL },
		{ "/", "../x", false, NAME_INVALID, NULL },
		{ "/", "a/", false, NAME_OK, ".a" },
		{ "/", "/a", false, NAME_INVALID, NULL },
		{ "INBOX.", "INBOX.a", false, NAME_OK, ".a" },
		{ "INBOX.", "inbox.a", false, NAME_OK, ".a" },
		{ "INBOX.", "INBOX", false, NAME_OK, "" },
		{ "INBOX.", "INBOX.", false, NAME_OK, "" },
		{ "INBOX.", "a", false, NAME_OUTSIDE, NULL },
		{ "mail/", "mail/a", false, NAME_OK, ".a" },
		{ "mail/", "Mail/a", false, NAME_OUTSIDE, NULL },
		{ "mail/", "mail/", false, NAME_OUTSIDE, NULL },
	};
	char folder[NAME_FOLDER], name[NAME_SIZE], again[NAME_FOLDER];
	struct naming n;
	size_t i, len;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		len = strlen(cases[i].name);
		assert_true(naming_set(&n, cases[i].prefix));
		assert_int_equal(name_to_folder(&n, guard(cases[i].name, len),
		    len, cases[i].utf8, folder), cases[i].result);
		if (cases[i].result != NAME_OK)
			continue;
		assert_string_equal(folder, cases[i].folder);
		len = name_from_folder(&n, folder, cases[i].utf8, name);
		assert_int_equal(len, strlen(name));
		assert_int_equal(name_to_folder(&n, name, len, cases[i].utf8,
		    again), NAME_OK);
		assert_string_equal(folder, again);
	}
}

static void
a_name_fits_into_a_directory_or_is_refused(void **state)
{
	char name[1000], folder[NAME_FOLDER];
	struct naming n;
	size_t i;

	(void)state;
	assert_true(naming_set(&n, "."));
	memset(name, 'a', sizeof(name));
	for (i = 1; i <= sizeof(name); i++)
		assert_int_equal(name_to_folder(&n, name, i, false, folder),
		    i < FOLDER_MAX ? NAME_OK : NAME_TOO_LONG);
}

static void
prefixes_end_in_the_separator(void **state)
{
	static const struct {
		const char	*text;
		bool		 ok;
	} cases[] = {
		{ ".", true }, { "/", true }, { "INBOX.", true },
		{ "a/", true }, { "", false }, { "a", false },
		{ "a%.", false }, { "a*.", false }, { "a\".", false },
		{ "a&.", false }, { "\\/", false },
		{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.", false },
	};
	struct naming n;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(cases); i++)
		assert_int_equal(naming_set(&n, cases[i].text), cases[i].ok);
}

/* Courier's are in UTF-8; what is neither is not shown. */
static void
directories_have_names_or_are_not_shown(void **state)
{
	static const struct {
		const char	*folder, *utf7, *utf8;
	} cases[] = {
		{ "", "INBOX", "INBOX" }, { ".a.b", "a.b", "a.b" },
		{ ".&APw-", "&APw-", "\xc3\xbc" },
		{ ".\xc3\xbc", "&APw-", "\xc3\xbc" },
		{ ".INBOX", "", "" }, { ".inbox", "", "" },
		{ ".INBOX.a", "INBOX.a", "INBOX.a" },
		{ ".\xff", "", "" }, { ".a\x01", "", "" },
		{ ".&AA0ACg-", "", "" },
		/* no modified UTF-7: a name of Courier's */
		{ ".&AAA-", "&-AAA-", "&AAA-" },
	};
	char name[NAME_SIZE];
	struct naming n;
	size_t i, len;

	(void)state;
	assert_true(naming_set(&n, "."));
	for (i = 0; i < nitems(cases); i++) {
		len = name_from_folder(&n, cases[i].folder, false, name);
		assert_int_equal(len, strlen(cases[i].utf7));
		assert_memory_equal(name, cases[i].utf7, len);
		len = name_from_folder(&n, cases[i].folder, true, name);
		assert_int_equal(len, strlen(cases[i].utf8));
		assert_memory_equal(name, cases[i].utf8, len);
	}
}

static void
patterns_match_levels(void **state)
{
	static const struct {
		const char	*pattern, *name;
		bool		 match;
	} cases[] = {
		{ "*", "a.b", true }, { "%", "a", true },
		{ "%", "a.b", false }, { "%.%", "a.b", true },
		{ "a*", "a", true }, { "a*", "a.b", true },
		{ "a%", "ab", true }, { "a%", "a.b", false },
		{ "*b", "a.b", true }, { "%b", "a.b", false },
		{ "a*c", "a.b.c", true }, { "a.%.c", "a.b.c", true },
		{ "a.%.c", "a.b.b.c", false }, { "", "", true },
		{ "", "a", false }, { "a", "", false }, { "A", "a", false },
		{ "inbox", "INBOX", true }, { "InB*", "INBOX.x", true },
		{ "inbox.X", "INBOX.x", false }, { "*%", "a.b", true },
		{ "%*", "a.b", true }, { "**", "a", true },
		{ "a", "ab", false }, { "ab", "a", false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		size_t len = strlen(cases[i].pattern);

		assert_int_equal(name_match(guard(cases[i].pattern, len), len,
		    cases[i].name, strlen(cases[i].name), '.'),
		    cases[i].match);
	}
}

/* 7.9.  Backtracking would take until the sun goes out. */
static void
a_pattern_of_stars_takes_no_time(void **state)
{
	char pattern[1000], name[250];
	clock_t began = clock();
	size_t i;

	(void)state;
	memset(name, 'a', sizeof(name));
	for (i = 0; i < sizeof(pattern); i++)
		pattern[i] = "*%a"[i % 3];
	pattern[sizeof(pattern) - 1] = 'b';
	assert_false(name_match(pattern, sizeof(pattern), name, sizeof(name),
	    '.'));
	assert_true((clock() - began) / CLOCKS_PER_SEC < 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(modified_utf7_and_back),
		cmocka_unit_test(there_is_one_way_to_write_a_name),
		cmocka_unit_test(names_are_directories_of_maildir),
		cmocka_unit_test(a_name_fits_into_a_directory_or_is_refused),
		cmocka_unit_test(prefixes_end_in_the_separator),
		cmocka_unit_test(directories_have_names_or_are_not_shown),
		cmocka_unit_test(patterns_match_levels),
		cmocka_unit_test(a_pattern_of_stars_takes_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
