/* decode, charset, words: what encoded text means. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "guard.h"
#include "imapd/charset.h"
#include "imapd/decode.h"
#include "imapd/utf8.h"
#include "imapd/words.h"

/* The same whether it comes whole or byte by byte. */
static const char *
decoded(enum mime_encoding encoding, const char *text, bool whole)
{
	static char out[1024];
	struct decoder d;
	size_t len = strlen(text), n = 0, i;
	const char *p = guard(text, len);

	decode_init(&d, encoding);
	if (whole)
		n = decode_run(&d, p, len, out);
	else
		for (i = 0; i < len; i++)
			n += decode_run(&d, p + i, 1, out + n);
	n += decode_end(&d, out + n);
	out[n] = '\0';
	return out;
}

static void
encodings_are_undone(void **state)
{
	static const struct {
		enum mime_encoding encoding;
		const char *text, *means;
	} rows[] = {
		{ MIME_IDENTITY, "a\nb\r\n", "a\r\nb\r\n" },
		{ MIME_BASE64, "SGVsbG8=\n", "Hello" },
		{ MIME_BASE64, "SG Vs\r\n!bG8", "Hello" },
		{ MIME_BASE64, "YQ==YQ==", "aa" },
		{ MIME_BASE64, "YQ", "a" },
		{ MIME_BASE64, "Y", "" },
		{ MIME_QUOTED_PRINTABLE, "J=C3=B6=\r\nrg=\n!\n",
		  "J\xc3\xb6rg!\r\n" },
		{ MIME_QUOTED_PRINTABLE, "a=3d= \t\nb", "a=b" },
		{ MIME_QUOTED_PRINTABLE, "a \t\nb c \r\n", "a\r\nb c\r\n" },
		{ MIME_QUOTED_PRINTABLE, "a=zb= c=4", "a=zb= c=4" },
		{ MIME_QUOTED_PRINTABLE, "a=4x", "a=4x" },
		{ MIME_QUOTED_PRINTABLE, "soft=", "soft" },
		{ MIME_QUOTED_PRINTABLE, "end ", "end " },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_string_equal(decoded(rows[i].encoding, rows[i].text,
		    true), rows[i].means);
		assert_string_equal(decoded(rows[i].encoding, rows[i].text,
		    false), rows[i].means);
	}
}

/* With so many bytes of room, and so many at a time. */
static const char *
converted(const char *charset, const char *text, size_t len, size_t piece,
    size_t room)
{
	static char all[1024];
	struct converter c;
	const char *p = guard(text, len), *end = p + len, *stop;
	char buf[256], *to;
	size_t n = 0;

	assert_true(converter_open(&c, charset_find(charset,
	    strlen(charset))));
	do {
		stop = (size_t)(end - p) > piece ? p + piece : end;
		do {
			to = buf;
			converter_run(&c, &p, stop, &to, buf + room,
			    stop == end);
			assert_true(to <= buf + room);
			memcpy(all + n, buf, (size_t)(to - buf));
			n += (size_t)(to - buf);
		} while (to > buf);
		assert_ptr_equal(p, stop);
	} while (stop < end);
	converter_close(&c);
	all[n] = '\0';
	return all;
}

#define BAD	"\xef\xbf\xbd"

static void
text_becomes_utf8(void **state)
{
	static const struct {
		const char *charset, *text, *means;
	} rows[] = {
		{ "us-ascii", "a\x80", "a\xe2\x82\xac" },
		{ "ISO-8859-1", "\xfc\x81", "\xc3\xbc" BAD },
		{ "utf-8", "\xc3\xbc\xf0\x9f\x98\x80", "\xc3\xbc\xf0\x9f\x98\x80" },
		{ "utf-8", "a\xc3(\xff\xe2\x82", "a" BAD "(" BAD BAD },
		{ "utf-8", "\xc0\xaf\xed\xa0\x80", BAD BAD BAD BAD BAD },
		{ "utf-7", "Hi Mom +Jjo-!+-+ZeVnLIqe", "Hi Mom \xe2\x98\xba!+"
		  "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e" },
		{ "utf-7", "+2D3eAA-", "\xf0\x9f\x98\x80" },
		{ "utf-7", "+2D0-x", BAD "x" },
		{ "iso-8859-2", "\xb1", "\xc4\x85" },
		{ "iso-8859-8-i", "\xe0", "\xd7\x90" },
		{ "windows-1251", "\xcf", "\xd0\x9f" },
		{ "koi8-r", "\xf0", "\xd0\x9f" },
		{ "iso-2022-jp", "\x1b$B%\"\x1b(B.", "\xe3\x82\xa2." },
		{ "shift_jis", "\x83\x41", "\xe3\x82\xa2" },
		{ "euc-jp", "\xa5\xa2", "\xe3\x82\xa2" },
		{ "gb2312", "\xd6\xd0", "\xe4\xb8\xad" },
		{ "hz-gb-2312", "a~{VP~}~~b", "a\xe4\xb8\xad~b" },
		{ "big5", "\xa4\xa4", "\xe4\xb8\xad" },
		{ "ks_c_5601-1987", "\xc7\xd1", "\xed\x95\x9c" },
		{ "gbk", "\xd6", BAD },
	};
	size_t i, piece;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (piece = 1; piece < 10; piece++) {
			assert_string_equal(converted(rows[i].charset,
			    rows[i].text, strlen(rows[i].text), piece, 256),
			    rows[i].means);
			assert_string_equal(converted(rows[i].charset,
			    rows[i].text, strlen(rows[i].text), piece,
			    CONVERTER_ROOM), rows[i].means);
		}
}

static void
names_are_ours_only(void **state)
{
	(void)state;
	assert_null(charset_find("UTF-8//TRANSLIT", 15));
	assert_null(charset_find("", 0));
	assert_null(charset_find("../x", 4));
	assert_non_null(charset_find("UTF-8", 5));
}

static const char *
meaning(const char *field)
{
	static struct out o;
	size_t len = strlen(field);

	out_free(&o);
	out_memory(&o, 65536);
	words_write(&o, guard(field, len), len);
	out_char(&o, '\0');
	assert_false(o.failed);
	return o.p;
}

static void
fields_say_what_they_mean(void **state)
{
	static const struct {
		const char *field, *means;
	} rows[] = {
		{ "", "" },
		{ " plain \r\n text ", "plain  text" },
		{ "=?utf-8?q?J=C3=B6rg_X?= <a@b>", "J\xc3\xb6rg X <a@b>" },
		{ "=?UTF-8?B?SsO2cmc=?=", "J\xc3\xb6rg" },
		{ "=?utf-8*de?B?SsO2cmc=?=", "J\xc3\xb6rg" },
		/* RFC 2047 section 8 */
		{ "(=?ISO-8859-1?Q?a?= b)", "(a b)" },
		{ "=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=", "ab" },
		{ "=?ISO-8859-1?Q?a?=\r\n =?ISO-8859-2?Q?_b?=", "a b" },
		/* 7.12: a character split between two words */
		{ "=?utf-8?q?=C3?= =?utf-8?q?=BC?=", "\xc3\xbc" },
		{ "=?utf-8?b?ww==?= =?utf-8?b?vA==?=", "\xc3\xbc" },
		{ "\"=?utf-8?q?x?=\"", "\"x\"" },
		{ "=?x-none?q?x?= y", "=?x-none?q?x?= y" },
		{ "=?utf-8?q?no end", "=?utf-8?q?no end" },
		{ "=?utf-8?x?y?=", "=?utf-8?x?y?=" },
		{ "=?=?utf-8?q?x?=", "=?x" },
		{ "gr\xc3\xbc\xc3\x9f", "gr\xc3\xbc\xc3\x9f" },
		{ "gr\xfc\xdf", "gr\xc3\xbc\xc3\x9f" },
		{ "=?utf-8?q?with blank?=", "with blank" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(meaning(rows[i].field), rows[i].means);
}

static void
long_words_lose_nothing(void **state)
{
	char field[2000], want[2000];
	size_t n, i, m;

	(void)state;
	for (i = 240; i < 270; i++) {
		n = (size_t)sprintf(field, "=?utf-8?q?%.*s", 0, "");
		memset(field + n, 'x', i);
		memset(want, 'x', i);
		n += i;
		m = i;
		n += (size_t)sprintf(field + n, "=C3=BC?=");
		sprintf(want + m, "\xc3\xbc");
		assert_string_equal(meaning(field), want);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(encodings_are_undone),
		cmocka_unit_test(text_becomes_utf8),
		cmocka_unit_test(names_are_ours_only),
		cmocka_unit_test(fields_say_what_they_mean),
		cmocka_unit_test(long_words_lose_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
