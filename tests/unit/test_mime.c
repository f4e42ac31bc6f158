/* mime, envelope, bodystructure: what a message is made of. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "guard.h"
#include "imapd/address.h"
#include "imapd/bodystructure.h"
#include "imapd/envelope.h"
#include "imapd/mime.h"

#define OUT_MAX	(8u << 20)

static struct mime	 mime;
static struct out	 out;

static const char *
text(void)
{
	out_char(&out, '\0');
	assert_false(out.failed);
	return out.p;
}

static const char *
envelope_of(const char *header)
{
	size_t len = strlen(header);

	out_free(&out);
	out_memory(&out, OUT_MAX);
	envelope_write(&out, guard(header, len), len);
	return text();
}

static const char *
structure_of(const char *message, bool extended)
{
	size_t len = strlen(message);
	const char *p = guard(message, len);

	out_free(&out);
	out_memory(&out, OUT_MAX);
	assert_int_equal(mime_parse(&mime, p, len), 0);
	bodystructure_write(&out, &mime, p, extended);
	return text();
}

#define NILS	"NIL NIL NIL NIL "

static void
an_envelope_tells_who_and_what(void **state)
{
	static const struct {
		const char *header, *envelope;
	} rows[] = {
		{ "\n", "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)" },
		{ "From: Joe Doe <joe@example.org>\nSubject: a\n b\n\n",
		  "(NIL \"a b\" "
		  "((\"Joe Doe\" NIL \"joe\" \"example.org\")) "
		  "((\"Joe Doe\" NIL \"joe\" \"example.org\")) "
		  "((\"Joe Doe\" NIL \"joe\" \"example.org\")) "
		  NILS "NIL)" },
		{ "From: a@b\r\nsender:c@d\r\nREPLY-TO : e@f\r\n"
		  "Date: Sat, 1 Jan 2000 00:00:00 +0000\r\n"
		  "Message-ID: <x@y>\r\nIn-Reply-To: <z@y>\r\n",
		  "(\"Sat, 1 Jan 2000 00:00:00 +0000\" NIL "
		  "((NIL NIL \"a\" \"b\")) ((NIL NIL \"c\" \"d\")) "
		  "((NIL NIL \"e\" \"f\")) NIL NIL NIL \"<z@y>\" \"<x@y>\")" },
		/* the first of two wins; an empty list counts as none */
		{ "Subject: one\nSubject: two\nFrom: a@b\nSender:\nTo: ,;,\n",
		  "(NIL \"one\" ((NIL NIL \"a\" \"b\")) "
		  "((NIL NIL \"a\" \"b\")) ((NIL NIL \"a\" \"b\")) "
		  NILS "NIL)" },
		{ "Subject: gr\xc3\xbc\xc3\x9f \"e\"\n",
		  "(NIL {10}\r\ngr\xc3\xbc\xc3\x9f \"e\" NIL NIL NIL " NILS
		  "NIL)" },
		{ "Subject: \"a\\b\"\n",
		  "(NIL \"\\\"a\\\\b\\\"\" NIL NIL NIL " NILS "NIL)" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(envelope_of(rows[i].header),
		    rows[i].envelope);
}

/* "name|route|local|host" of each, with spaces between. */
static const char *
addresses_of(const char *field)
{
	static struct addresses a;
	static char all[4096];
	size_t len = strlen(field), n = 0;
	enum address_kind kind;

	address_init(&a, guard(field, len), len);
	all[0] = '\0';
	while ((kind = address_next(&a)) != ADDRESS_NONE) {
		assert_true(n < sizeof(all) / 2);
		if (kind == ADDRESS_GROUP)
			n += (size_t)sprintf(all + n, "{%.*s}",
			    (int)a.local.len, a.local.p);
		else if (kind == ADDRESS_GROUP_END)
			n += (size_t)sprintf(all + n, "{}");
		else
			n += (size_t)sprintf(all + n, "[%.*s|%.*s|%.*s|%.*s]",
			    (int)a.name.len, a.name.p, (int)a.route.len,
			    a.route.p, (int)a.local.len, a.local.p,
			    (int)a.host.len, a.host.p);
	}
	return all;
}

static void
addresses_are_read_as_they_are_meant(void **state)
{
	static const struct {
		const char *field, *addresses;
	} rows[] = {
		{ "", "" },
		{ " , ,", "" },
		{ "a@b", "[||a|b]" },
		{ "a@b,c@d", "[||a|b][||c|d]" },
		{ "a@b; c@d", "[||a|b][||c|d]" },
		{ "Joe Q. Public <joe@b.c>", "[Joe Q. Public||joe|b.c]" },
		{ "\"Doe, \\\"J\\\" <x>\" <a@b>", "[Doe, \"J\" <x>||a|b]" },
		{ "\"Doe\r\n Joe\" <a@b>", "[Doe Joe||a|b]" },
		{ "a@b (Joe (the) Doe)", "[Joe (the) Doe||a|b]" },
		{ "(c) Joe <a@b> (d)", "[Joe||a|b]" },
		{ "=?utf-8?q?J=C3=B6?= <a@b>", "[=?utf-8?q?J=C3=B6?=||a|b]" },
		{ "<@r1,@r2:a@b>", "[|@r1,@r2|a|b]" },
		{ "\"a b\"@c", "[||a b|c]" },
		{ "a . b @ c . d", "[||a.b|c.d]" },
		{ "a@[192.0.2.1]", "[||a|[192.0.2.1]]" },
		{ "Team: a@b, Joe <c@d>;, e@f",
		  "{Team}[||a|b][Joe||c|d]{}[||e|f]" },
		{ "undisclosed-recipients:;", "{undisclosed-recipients}{}" },
		{ "Open: a@b", "{Open}[||a|b]{}" },
		{ "joe", "[||joe|]" },
		{ "joe@b <joe@b>", "[joe@b||joe|b]" },
		{ "<>", "" },
		{ "Joe <a@b", "[Joe||a|b]" },
		{ "Joe <a@b> rubbish, c@d", "[Joe||a|b][||c|d]" },
		{ "\"unfinished <a@b>", "[||unfinished <a@b>|]" },
		{ "a@b (unfinished", "[unfinished||a|b]" },
		{ "a@b\\", "[||a|b\\]" },
		{ "@,@,<<>>,>,:", "[||||]" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]) - 1; i++)
		assert_string_equal(addresses_of(rows[i].field),
		    rows[i].addresses);
	addresses_of(rows[i].field);		/* rubbish: only that it ends */
}

static void
a_structure_tells_the_parts(void **state)
{
	static const struct {
		const char *message, *body, *more;
	} rows[] = {
		{ "Subject: x\n\none\ntwo\n",
		  "(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL "
		  "\"7bit\" 10 2)", NULL },
		{ "Subject: x\n",		/* 7.12: no empty line */
		  "(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL "
		  "\"7bit\" 0 0)", NULL },
		{ "Content-Type: text/html; charset=UTF-8\r\n"
		  "Content-Transfer-Encoding: base64\r\n"
		  "Content-ID: <1@x>\r\n"
		  "Content-Disposition: attachment; filename=\"a b.html\"\r\n"
		  "Content-Language: de, en\r\n"
		  "Content-Location: http://x/\r\n\r\nYQ==\r\n",
		  "(\"text\" \"html\" (\"charset\" \"UTF-8\") \"<1@x>\" NIL "
		  "\"base64\" 6 1)",
		  "(\"text\" \"html\" (\"charset\" \"UTF-8\") \"<1@x>\" NIL "
		  "\"base64\" 6 1 NIL (\"attachment\" (\"filename\" "
		  "\"a b.html\")) (\"de\" \"en\") \"http://x/\")" },
		{ "Content-Type: multipart/mixed; boundary=b\n\n"
		  "preamble\n--b\n\none\n--b \nContent-Type: image/png; "
		  "name=a/b\n\nxyz\n--b--\nepilogue\n--b\n\nno\n",
		  "((\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL "
		  "\"7bit\" 3 0)(\"image\" \"png\" (\"name\" \"a/b\") NIL NIL "
		  "\"7bit\" 3) \"mixed\")",
		  "((\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL "
		  "\"7bit\" 3 0 NIL NIL NIL NIL)(\"image\" \"png\" (\"name\" "
		  "\"a/b\") NIL NIL \"7bit\" 3 NIL NIL NIL NIL) \"mixed\" "
		  "(\"boundary\" \"b\") NIL NIL NIL)" },
		/* I-12: no boundary, no parts */
		{ "Content-Type: multipart/mixed\n\nx\n",
		  "(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL "
		  "\"7bit\" 3 1)", NULL },
		{ "Content-Type: multipart/mixed; boundary=\"b\"\n\nx\n",
		  "((\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL "
		  "\"7bit\" 0 0) \"mixed\")", NULL },
		{ "Content-Type: message/rfc822\n\nSubject: in\n\nx\n",
		  "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 18 "
		  "(NIL \"in\" NIL NIL NIL " NILS "NIL) "
		  "(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL "
		  "\"7bit\" 3 1) 3)", NULL },
		{ "Content-Type: message/rfc822\n"
		  "Content-Transfer-Encoding: base64\n\nx\n",
		  "(\"application\" \"octet-stream\" NIL NIL NIL \"base64\" "
		  "3)", NULL },
		{ "Content-Type: multipart/digest; boundary=b\n\n--b\n\n"
		  "Subject: in\n\nx\n--b--\n",
		  "((\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 16 "
		  "(NIL \"in\" NIL NIL NIL " NILS "NIL) "
		  "(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL "
		  "\"7bit\" 1 0) 2) \"digest\")", NULL },
		/* 7.12: an outer delimiter ends an inner part */
		{ "Content-Type: multipart/mixed; boundary=a\n\n--a\n"
		  "Content-Type: multipart/mixed; boundary=ab\n\n--ab\n\n1\n"
		  "--a\n\n2\n--ab\n\n3\n--a--\n",
		  "(((\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL "
		  "\"7bit\" 1 0) \"mixed\")(\"text\" \"plain\" (\"charset\" "
		  "\"us-ascii\") NIL NIL \"7bit\" 12 3) \"mixed\")", NULL },
		/* a delimiter in a header ends it */
		{ "Content-Type: multipart/mixed; boundary=a\n\n--a\n"
		  "Content-Type: text/css\n--a--\n",
		  "((\"text\" \"css\" NIL NIL NIL \"7bit\" 0 0) \"mixed\")",
		  NULL },
		{ "Content-Type: x\nContent-Transfer-Encoding: \n\n",
		  "(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL "
		  "\"7bit\" 0 0)", NULL },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_string_equal(structure_of(rows[i].message, false),
		    rows[i].body);
		if (rows[i].more != NULL)
			assert_string_equal(structure_of(rows[i].message,
			    true), rows[i].more);
	}
}

static const char nested[] =
    "Content-Type: multipart/mixed; boundary=a\n\n"
    "--a\n\nfirst\n"
    "--a\nContent-Type: message/rfc822\n\n"
    "Content-Type: multipart/alternative; boundary=b\n\n"
    "--b\n\ntwo one\n--b\n\ntwo two\n--b--\n"
    "--a\nContent-Type: message/rfc822\n\nSubject: x\n\nthree one\n"
    "--a--\n";

/* I-13. */
static void
a_section_number_names_a_part(void **state)
{
	static const struct {
		size_t		 n;
		uint32_t	 section[3];
		const char	*text;		/* NULL: there is none */
	} rows[] = {
		{ 1, { 1 }, "first" },
		{ 2, { 1, 1 }, NULL },
		{ 2, { 2, 1 }, "two one" },
		{ 2, { 2, 2 }, "two two" },
		{ 2, { 2, 3 }, NULL },
		{ 3, { 2, 1, 1 }, NULL },
		{ 2, { 3, 1 }, "three one" },
		{ 2, { 3, 2 }, NULL },
		{ 3, { 3, 1, 1 }, NULL },
		{ 1, { 4 }, NULL },
		{ 1, { 0 }, NULL },
	};
	const struct part *part;
	size_t i, at;
	const char *p = guard(nested, sizeof(nested) - 1);

	(void)state;
	assert_int_equal(mime_parse(&mime, p, sizeof(nested) - 1), 0);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		bool found = mime_find(&mime, rows[i].section, rows[i].n, &at);

		assert_int_equal(found, rows[i].text != NULL);
		if (!found)
			continue;
		part = &mime.part[at];
		assert_int_equal(part->end - part->body,
		    strlen(rows[i].text));
		assert_memory_equal(p + part->body, rows[i].text,
		    strlen(rows[i].text));
	}
}

/* Limits: each piece is small, there are many of them. */
static void
no_message_is_too_deep(void **state)
{
	static char message[4u << 20];
	size_t n = 0, i;
	uint16_t deepest = 0;

	(void)state;
	for (i = 0; i < 100000; i++)
		n += (size_t)sprintf(message + n, "Content-Type: "
		    "message/rfc822\n\n");
	assert_int_equal(mime_parse(&mime, message, n), 0);
	for (i = 0; i < mime.n; i++)
		if (mime.part[i].depth > deepest)
			deepest = mime.part[i].depth;
	assert_int_equal(deepest, MIME_DEPTH);
	n = (size_t)sprintf(message, "Content-Type: multipart/mixed; "
	    "boundary=x\n\n");
	for (i = 0; i < 20000; i++)
		n += (size_t)sprintf(message + n, "--x\n\n");
	assert_int_equal(mime_parse(&mime, message, n), 0);
	assert_int_equal(mime.n, MIME_PARTS);
	out_free(&out);
	out_memory(&out, OUT_MAX);
	bodystructure_write(&out, &mime, message, true);
	assert_false(out.failed);
}

static void
no_list_of_people_is_too_long(void **state)
{
	static char field[4u << 20];
	static struct addresses a;
	size_t n = 0, i, found = 0;

	(void)state;
	for (i = 0; i < 500000; i++)
		n += (size_t)sprintf(field + n, "a@b,(");
	address_init(&a, field, n);
	while (address_next(&a) != ADDRESS_NONE)
		found++;
	assert_int_equal(found, 1);		/* then one long comment */
	for (n = i = 0; i < 500000; i++)
		n += (size_t)sprintf(field + n, "a@b, ");
	address_init(&a, field, n);
	for (found = 0; address_next(&a) != ADDRESS_NONE; found++)
		continue;
	assert_int_equal(found, 500000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_envelope_tells_who_and_what),
		cmocka_unit_test(addresses_are_read_as_they_are_meant),
		cmocka_unit_test(a_structure_tells_the_parts),
		cmocka_unit_test(a_section_number_names_a_part),
		cmocka_unit_test(no_message_is_too_deep),
		cmocka_unit_test(no_list_of_people_is_too_long),
	};
	int rc = cmocka_run_group_tests(tests, NULL, NULL);

	out_free(&out);
	mime_free(&mime);
	return rc;
}
