/* uidl: the unique-ids of other servers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "pop3d/uidl.h"

#define BASE	"1795186599.M1P2.host,S=36,W=40"

static const char *
made(const char *format, const struct message *m, uint32_t uidvalidity)
{
	static char text[UIDL_SIZE + 1];
	struct uidl u;

	assert_true(uidl_parse(&u, format));
	text[uidl_make(&u, m, uidvalidity, text)] = '\0';
	return text;
}

static void
presets_are_what_the_others_send(void **state)
{
	static const struct {
		const char *format, *uidl;
	} rows[] = {
		{ "dovecot", "000000016b005fa7" },
		{ "%08Xu%08Xv", "000000016b005fa7" },
		{ "cyrus", "1795186599.1" },
		{ "dovecot-old", "1795186599.1" },
		{ "cyrus-courier", "1795186599-1" },
		{ "cyrus-old", "1" },
		{ "citadel", "1" },
		{ "uw", "6b005fa700000001" },
		{ "courier", "UID1-1795186599" },
		{ "courier-old", BASE },
		{ "qmail", BASE },
		{ "mailfront", "1795186599.M1P2.host" },
		{ "stalwart", "17951865991" },
		{ "tpop3d", "9d81841c1925e73153a0844179052407" },
		{ "a%%b%u", "a%b1" },
		{ "%4f-%u", "1795-1" },
		{ "%5u", "00001" },
		{ "%Xv.%u", "6b005fa7.1" },
		{ "%g", BASE },
	};
	struct message m = { .uid = 1, .base = BASE,
	    .base_len = sizeof(BASE) - 1 };
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++)
		assert_string_equal(made(rows[i].format, &m, 1795186599),
		    rows[i].uidl);
}

static void
an_imported_unique_id_comes_first(void **state)
{
	struct message m = { .uid = 1, .base = "b", .base_len = 1,
	    .uidl = "old.1 and more", .uidl_len = 5,
	    .guid = "guid", .guid_len = 4 };

	(void)state;
	assert_string_equal(made("dovecot", &m, 7), "old.1");
	m.uidl_len = 7;			/* a blank cannot be sent */
	assert_string_equal(made("cyrus", &m, 7), "7.1");
	m.uidl_len = 0;
	assert_string_equal(made("%g", &m, 7), "guid");
}

static void
courier_quotes_odd_bytes(void **state)
{
	struct message m = { .uid = 1, .base = "a'b+c\"d e\x80",
	    .base_len = 10 };

	(void)state;
	assert_string_equal(made("courier-old", &m, 7),
	    "a+27b+2Bc+22d+20e+80");
}

/* RFC 1939 section 7: 1 to 70 bytes from 0x21 to 0x7E. */
static void
what_pop3_does_not_allow_is_hashed(void **state)
{
	char base[MAILDIR_NAME + 1];
	struct message m = { .uid = 1, .base = base };

	(void)state;
	memset(base, 'x', sizeof(base));
	m.base_len = 70;
	assert_int_equal(strlen(made("%f", &m, 7)), 70);
	m.base_len = 69;
	assert_int_equal(strlen(made("%f.%u", &m, 7)), 32);
	assert_int_equal(strlen(made("%2f.%u", &m, 7)), 4);
	m.base_len = 255;		/* qmail-pop3d sends it whole */
	assert_int_equal(strlen(made("qmail", &m, 7)), 255);
	assert_int_equal(strlen(made("mailfront", &m, 7)), 70);
	assert_int_equal(strlen(made("%f%f%f%f%f%f%u", &m, 7)), 32);
	base[3] = ' ';
	assert_int_equal(strlen(made("qmail", &m, 7)), 32);
	base[3] = '\'';
	assert_int_equal(strlen(made("courier-old", &m, 7)), 32);
}

static void
a_unique_id_can_be_made_another_one(void **state)
{
	static const struct {
		const char *format, *uidl;
		size_t	    len;
	} rows[] = {
		{ "dovecot", "old.4294967295", 14 },
		{ "qmail", "old.4294967295", 14 },
	};
	char text[UIDL_SIZE];
	struct uidl u;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		assert_true(uidl_parse(&u, rows[i].format));
		memcpy(text, "old", 3);
		assert_int_equal(uidl_distinguish(&u, UINT32_MAX, text, 3),
		    rows[i].len);
		assert_memory_equal(text, rows[i].uidl, rows[i].len);
	}
	memset(text, 'x', 70);
	assert_true(uidl_parse(&u, "dovecot"));
	assert_int_equal(uidl_distinguish(&u, 1, text, 70), 32);
}

static void
formats_that_name_no_message_are_refused(void **state)
{
	static const char *const rows[] = {
		"", "nonsense", "%", "%v", "%%", "abc%v", "%08", "%08X",
		"%z", "%17u", "%u %v", "%u\n", "%256f", "%Xf", "%9m",
		"%99999999999999999999u", "%-1u",
		"%u12345678901234567890123456789012",
	};
	struct uidl u;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++)
		assert_false(uidl_parse(&u, rows[i]));
	assert_true(uidl_parse(&u, "%u1234567890123456789012345678901"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(presets_are_what_the_others_send),
		cmocka_unit_test(an_imported_unique_id_comes_first),
		cmocka_unit_test(courier_quotes_odd_bytes),
		cmocka_unit_test(what_pop3_does_not_allow_is_hashed),
		cmocka_unit_test(a_unique_id_can_be_made_another_one),
		cmocka_unit_test(formats_that_name_no_message_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
