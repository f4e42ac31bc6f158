/* imapd: files of annotations, URLs of CATENATE, sets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "imapd/catenate.h"
#include "imapd/metadata.h"

static void
metadata_reads_what_is_whole_and_stops_at_rubbish(void **state)
{
	static const struct {
		const char	*text;
		size_t		 entries;
	} cases[] = {
		{ "", 0 },
		{ "1 /private/a\nx\n", 1 },
		{ "1 /private/a\nx\n0 /shared/b\n\n", 2 },
		{ "1 /private/a\nx\n9 /shared/b\ny\n", 1 },
		{ "2 /private/a\nx\n", 0 },
		{ "1 /private/a\nx", 0 },
		{ "1 /elsewhere/a\nx\n", 0 },
		{ "x /private/a\nx\n", 0 },
		{ "99999999999999999999 /private/a\nx\n", 0 },
		{ "1 /private/a", 0 },
	};
	struct metadata *m = calloc(1, sizeof(*m));
	size_t i;

	(void)state;
	assert_non_null(m);
	for (i = 0; i < nitems(cases); i++) {
		size_t len = strlen(cases[i].text);
		char *text = malloc(len + 1);

		assert_non_null(text);
		memcpy(text, cases[i].text, len + 1);
		metadata_parse(m, text, len);
		assert_int_equal(m->n, cases[i].entries);
		free(text);
	}
	free(m);
}

static void
metadata_names_are_paths(void **state)
{
	static const struct {
		const char	*name;
		bool		 ok;
	} cases[] = {
		{ "/private/comment", true }, { "/SHARED/x/y", true },
		{ "/private/", false }, { "/private", false },
		{ "/private/a/", false }, { "/private//a", false },
		{ "/private/a*", false }, { "/private/%", false },
		{ "/other/a", false }, { "", false },
		{ "/shared/a\nb", false }, { "/shared/\xc3\xa4", false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(cases); i++)
		assert_int_equal(metadata_name_ok(cases[i].name,
		    strlen(cases[i].name)), cases[i].ok);
	assert_int_equal(metadata_depth("/private/a/b", 12, "/private", 8), 2);
	assert_int_equal(metadata_depth("/private/ab", 11, "/private/a", 10),
	    -1);
	assert_int_equal(metadata_depth("/private/a", 10, "/PRIVATE/A", 10),
	    0);
}

static void
urls_lead_to_this_account_only(void **state)
{
	static const struct {
		const char	*url;
		bool		 ok;
		const char	*folder;
		uint32_t	 uid;
		const char	*section;
	} cases[] = {
		{ "/INBOX/;UID=20", true, "", 20, "[]" },
		{ "/Drafts;UIDVALIDITY=3/;UID=1/;SECTION=1.2", true,
		    ".Drafts", 1, "[1.2]" },
		{ "/A%20b/;uid=1/;section=HEADER.FIELDS%20(to)", true,
		    ".A b", 1, "[HEADER.FIELDS (to)]" },
		{ "/A/;UID=1/;PARTIAL=0.10", true, ".A", 1, "[]" },
		{ "/A/;UID=1/;PARTIAL=5", true, ".A", 1, "[]" },
		{ "/A/;UID=1/;PARTIAL=", false, NULL, 0, NULL },
		{ "/A/;UID=1/;PARTIAL=0.", false, NULL, 0, NULL },
		{ "/A/;UID=0", false, NULL, 0, NULL },
		{ "/A/;UID=4294967296", false, NULL, 0, NULL },
		{ "/A/;UID=1x", false, NULL, 0, NULL },
		{ "/A%0/;UID=1", false, NULL, 0, NULL },
		{ "/A%00/;UID=1", false, NULL, 0, NULL },
		{ "/A", false, NULL, 0, NULL },
		{ "/..%2f..%2fetc/;UID=1", false, NULL, 0, NULL },
		{ "imap://h/A/;UID=1", false, NULL, 0, NULL },
		{ "", false, NULL, 0, NULL },
	};
	struct naming naming;
	struct url u;
	size_t i;

	(void)state;
	assert_true(naming_set(&naming, "."));
	for (i = 0; i < nitems(cases); i++) {
		assert_int_equal(url_parse(&naming, cases[i].url,
		    strlen(cases[i].url), &u), cases[i].ok);
		if (!cases[i].ok)
			continue;
		assert_string_equal(u.folder, cases[i].folder);
		assert_int_equal(u.uid, cases[i].uid);
		assert_string_equal(u.section, cases[i].section);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    metadata_reads_what_is_whole_and_stops_at_rubbish),
		cmocka_unit_test(metadata_names_are_paths),
		cmocka_unit_test(urls_lead_to_this_account_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
