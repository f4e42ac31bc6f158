/* packet and negotiate: requests read, terms made, OACKs written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "tftpd/negotiate.h"
#include "tftpd/packet.h"

#define BYTES(s)	(const uint8_t *)(s), sizeof(s) - 1

static void
requests_are_told_from_rubbish(void **state)
{
	static const struct {
		const char	*text;
		size_t		 len;
		enum request_end end;
	} rows[] = {
		{ "", 0, REQUEST_IGNORE },
		{ "\0", 1, REQUEST_IGNORE },
		{ "\0\5\0\0x", 6, REQUEST_IGNORE },
		{ "\0\7", 2, REQUEST_OPCODE },
		{ "\1\1a\0octet", 10, REQUEST_OPCODE },
		{ "\0\1", 2, REQUEST_NAME },
		{ "\0\1\0octet", 9, REQUEST_NAME },
		{ "\0\1name", 6, REQUEST_NAME },
		{ "\0\1name\0", 7, REQUEST_MODE },
		{ "\0\1name\0mail\0", 12, REQUEST_MODE },
		{ "\0\1name\0octe\0", 12, REQUEST_MODE },
		{ "\0\1name\0OcTeT\0", 13, REQUEST_OK },
		{ "\0\2name\0netascii\0", 16, REQUEST_OK },
		{ "\0\1name\0octet", 12, REQUEST_OK },	/* some ROMs */
	};
	static struct request r;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++)
		assert_int_equal(request_read(&r,
		    (const uint8_t *)rows[i].text, rows[i].len), rows[i].end);
}

static void
options_are_kept_as_they_came(void **state)
{
	static struct request r;

	(void)state;
	assert_int_equal(request_read(&r, BYTES("\0\1f\0octet\0BlkSize\0"
	    "1428\0tsize\0" "0\0odd")), REQUEST_OK);
	assert_int_equal(r.noptions, 2);
	assert_string_equal(r.options[0].name, "BlkSize");
	assert_string_equal(r.options[1].value, "0");
	assert_string_equal(r.name, "f");
}

/* Asks with these options (NUL between, one at the end is added). */
static size_t
oack_for(const char *options, size_t len, const struct policy *p,
    unsigned path, struct terms *t, uint8_t oack[OACK_MAX])
{
	static struct request r;
	uint8_t packet[512] = "\0\1f\0octet";

	memcpy(packet + 10, options, len);
	assert_int_equal(request_read(&r, packet, 10 + len), REQUEST_OK);
	negotiate(t, &r, p, path);
	return terms_oack(t) ? oack_write(oack, t, &r, 5000) : 0;
}

static void
terms_follow_the_table(void **state)
{
	static const struct {
		const char *options;
		size_t	 len;
		const char *oack;	/* without the opcode; "": none */
		size_t	 oack_len;
	} rows[] = {
#define ROW(o, a)	{ o, sizeof(o), a, sizeof(a) }
		ROW("blksize\0" "8", "blksize\0" "8"),
		{ "blksize\0" "7", 10, "", 0 },
		{ "blksize\0x", 10, "", 0 },
		{ "blksize\0-8", 11, "", 0 },
		ROW("blksize\0" "70000", "blksize\0" "65464"),
		ROW("BLKSIZE\0" "512", "BLKSIZE\0" "512"),
		ROW("blksize\0" "9\0blksize\0" "10", "blksize\0" "9"),
		ROW("blksize2\0" "1500", "blksize2\0" "1024"),
		ROW("timeout\0" "255", "timeout\0" "255"),
		{ "timeout\0" "0", 10, "", 0 },
		{ "timeout\0" "256", 12, "", 0 },
		ROW("utimeout\0" "10000", "utimeout\0" "10000"),
		ROW("windowsize\0" "4", "windowsize\0" "4"),
		ROW("windowsize\0" "65535", "windowsize\0" "64"),
		{ "windowsize\0" "0", 13, "", 0 },
		ROW("tsize\0" "0", "tsize\0" "5000"),
		ROW("rollover\0" "1", "rollover\0" "1"),
		{ "multicast\0", 11, "", 0 },
		ROW("x\0y\0tsize\0" "0\0blksize\0" "600",
		    "tsize\0" "5000\0blksize\0" "600"),
#undef ROW
	};
	const struct policy p = { .window = 64 };
	uint8_t oack[OACK_MAX];
	struct terms t;
	size_t i, len;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		len = oack_for(rows[i].options, rows[i].len, &p, 0, &t, oack);
		if (rows[i].oack_len == 0) {
			assert_int_equal(len, 0);
			continue;
		}
		assert_int_equal(len, rows[i].oack_len + 2);
		assert_memory_equal(oack, "\0\6", 2);
		assert_memory_equal(oack + 2, rows[i].oack,
		    rows[i].oack_len);
	}
}

static void
limits_are_kept(void **state)
{
	const struct policy p = { .blksize = 1400, .window = 64,
		.window_bytes = 14000, .refused = 1u << OPT_TSIZE };
	static const char asked[] = "blksize\0" "8192\0windowsize\0" "64\0"
	    "tsize\0" "0";
	uint8_t oack[OACK_MAX];
	struct terms t;

	(void)state;
	oack_for(asked, sizeof(asked), &p, 0, &t, oack);
	assert_int_equal(t.blksize, 1400);
	assert_int_equal(t.window, 10);
	assert_false(t.tsize);
	oack_for(asked, sizeof(asked), &p, 1000, &t, oack);
	assert_int_equal(t.blksize, 1000);
	assert_int_equal(t.window, 14);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(requests_are_told_from_rubbish),
		cmocka_unit_test(options_are_kept_as_they_came),
		cmocka_unit_test(terms_follow_the_table),
		cmocka_unit_test(limits_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
