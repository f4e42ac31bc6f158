/*
 * imapd, the small modules of text: token, mimetype, binary, writer, preview,
 * out, flags, filter, whole, objectid.
 */
#include <sys/stat.h>

#include "mailbox_fixture.h"

#include "guard.h"
#include "imapd/binary.h"
#include "imapd/filter.h"
#include "imapd/flags.h"
#include "imapd/mimetype.h"
#include "imapd/objectid.h"
#include "imapd/preview.h"
#include "imapd/token.h"
#include "imapd/whole.h"
#include "imapd/writer.h"

static struct out out;
static struct mime mime;

/* What was written since the last time. */
static const char *
written(void)
{
	static char text[4096];

	assert_false(out.failed);
	assert_true(out.len < sizeof(text));
	if (out.len > 0)
		memcpy(text, out.p, out.len);
	text[out.len] = '\0';
	out_free(&out);
	out_memory(&out, sizeof(text));
	return text;
}

static int
begin(void **state)
{
	out_memory(&out, 4096);
	return fixture_begin(state);
}

static int
end(void **state)
{
	out_free(&out);
	return fixture_end(state);
}

static void
words_of_a_header(void **state)
{
	static const struct {
		const char	*specials, *text, *tokens;
	} cases[] = {
		{ TOKEN_MAIL, "a.b@c", "W:a S:. W:b S:@ W:c " },
		{ TOKEN_MAIL, "\"a \\\"b\" <x>", "Q:a \"b S:< W:x S:> " },
		{ TOKEN_MAIL, "a (b (c) \\) d) e", "W:a W:e " },
		{ TOKEN_MAIL, "(never ends", "" },
		{ TOKEN_MAIL, "\"never ends", "Q:never ends " },
		{ TOKEN_MAIL, "\"ends in \\", "Q:ends in \\ " },
		{ TOKEN_MAIL, "[1.2.3.4]", "L:[1.2.3.4] " },
		{ TOKEN_MAIL, ") a", "W:) W:a " },
		{ TOKEN_MIME, "text/plain; a=b", "W:text S:/ W:plain S:; "
		    "W:a S:= W:b " },
		{ TOKEN_MAIL, " \r\n \t", "" },
	};
	struct lexer l;
	struct token t;
	char got[256], text[64];
	size_t i, n;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		size_t len = strlen(cases[i].text), at = 0;

		token_init(&l, cases[i].specials, guard(cases[i].text, len),
		    len);
		while (token_next(&l, &t) != TOKEN_END) {
			n = token_copy(text, sizeof(text), &t);
			at += (size_t)snprintf(got + at, sizeof(got) - at,
			    "%c:%.*s ", "EWQLS"[t.kind], (int)n, text);
		}
		got[at] = '\0';
		assert_string_equal(got, cases[i].tokens);
	}
}

static void
types_and_their_parameters(void **state)
{
	static const struct {
		const char	*value, *type, *name, *parameter;
	} cases[] = {
		{ "text/plain; charset=utf-8", "text/plain", "charset",
		    "utf-8" },
		{ "TEXT/html;Charset=\"a;b\"", "TEXT/html", "charset",
		    "a;b" },
		{ "text/plain (c); x=y; boundary = \"b c\"", "text/plain",
		    "boundary", "b c" },
		{ "text/plain;; ;=;charset=x", "text/plain", "charset",
		    "x" },
		{ "text/plain; charset=a; charset=b", "text/plain",
		    "charset", "a" },
		{ "text/plain", "text/plain", "charset", NULL },
		{ "text", NULL, NULL, NULL }, { "/plain", NULL, NULL, NULL },
		{ "", NULL, NULL, NULL }, { ";charset=x", NULL, NULL, NULL },
	};
	struct mimetype m;
	struct token v;
	char text[64];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		size_t len = strlen(cases[i].value);
		bool good = mimetype_parse(&m, guard(cases[i].value, len),
		    len);

		assert_int_equal(good, cases[i].type != NULL);
		if (!good)
			continue;
		(void)snprintf(text, sizeof(text), "%.*s/%.*s",
		    (int)m.type.len, m.type.p, (int)m.subtype.len,
		    m.subtype.p);
		assert_string_equal(text, cases[i].type);
		assert_int_equal(mimetype_find(&m, cases[i].name, &v),
		    cases[i].parameter != NULL);
		if (cases[i].parameter == NULL)
			continue;
		text[token_copy(text, sizeof(text) - 1, &v)] = '\0';
		assert_string_equal(text, cases[i].parameter);
	}
}

static void
parts_come_without_their_encoding(void **state)
{
	static const struct {
		enum mime_encoding encoding;
		const char	*text, *octets;
		bool		 nul;
	} cases[] = {
		{ MIME_IDENTITY, "a\nb\r\n", "a\r\nb\r\n", false },
		{ MIME_BASE64, "aGVs\nbG8=\n", "hello", false },
		{ MIME_BASE64, "AAE=", "", true },
		{ MIME_QUOTED_PRINTABLE, "a=3Db=\nc \n", "a=bc\r\n", false },
		{ MIME_QUOTED_PRINTABLE, "=00", "", true },
		{ MIME_IDENTITY, "", "", false },
	};
	bool nul;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		size_t len = strlen(cases[i].text);
		const char *p = guard(cases[i].text, len);
		uint64_t n = binary_octets(p, len, cases[i].encoding, &nul);

		assert_int_equal(nul, cases[i].nul);
		if (nul)
			continue;
		assert_int_equal(n, strlen(cases[i].octets));
		binary_write(&out, p, len, cases[i].encoding, 0, UINT64_MAX);
		assert_string_equal(written(), cases[i].octets);
		if (n < 3)
			continue;
		binary_write(&out, p, len, cases[i].encoding, 1, 2);
		assert_memory_equal(written(), cases[i].octets + 1, 2);
	}
}

/* M-10: CRLF becomes LF, wherever the pieces are cut; what is left stays. */
static void
a_message_is_written_with_lf(void **state)
{
	static const struct {
		const char	*text, *file;
		bool		 text_only;	/* literal8 may have it */
	} cases[] = {
		{ "a\r\nb\r\n", "a\nb\n", true }, { "a\rb", "a\rb", false },
		{ "a\r", "a\r", true }, { "\r\r\n", "\r\n", false },
		{ "a\nb", "a\nb", false }, { "", "", true },
	};
	struct writer *w;
	char got[64];
	size_t i, cut;
	int fd;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		size_t len = strlen(cases[i].text);

		for (cut = 0; cut <= len; cut++) {
			fd = open("w", O_RDWR | O_CREAT | O_TRUNC, 0600);
			w = writer_begin(fd, false);
			assert_non_null(w);
			assert_int_equal(writer_add(w, cases[i].text, cut), 0);
			assert_int_equal(writer_add(w, cases[i].text + cut,
			    len - cut), 0);
			assert_int_equal(writer_end(w), 0);
			assert_true(w->octets == len);
			assert_int_equal(pread(fd, got, sizeof(got), 0),
			    strlen(cases[i].file));
			assert_memory_equal(got, cases[i].file,
			    strlen(cases[i].file));
			free(w);
			close(fd);
		}
		w = writer_begin(-1, true);
		assert_int_equal(writer_add(w, cases[i].text, len),
		    cases[i].text_only ? 0 : -1);
		free(w);
	}
}

static void
a_message_begins_so(void **state)
{
	static const struct {
		const char	*message, *preview;
	} cases[] = {
		{ "Subject: x\n\nHello,\n\n  world.\n", "\"Hello, world.\"" },
		{ "\n", "\"\"" }, { "", "\"\"" },
		{ "Content-Type: text/html\n\n<p>a<b>b</b>&amp;</p> c",
		    NULL },
		{ "Content-Type: image/png\n\nxyz\n", "\"\"" },
		{ "Content-Transfer-Encoding: base64\n\naGVsbG8=\n",
		    "\"hello\"" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		size_t len = strlen(cases[i].message);
		const char *p = guard(cases[i].message, len);

		assert_int_equal(mime_parse(&mime, p, len), 0);
		preview_write(&out, p, &mime);
		if (cases[i].preview != NULL)
			assert_string_equal(written(), cases[i].preview);
		else
			assert_null(strchr(written(), '<'));
	}
}

static void
strings_are_quoted_or_literals(void **state)
{
	static const struct {
		const char	*bytes;
		size_t		 len;
		bool		 utf8;
		const char	*string, *astring;
	} cases[] = {
		{ "abc", 3, false, "\"abc\"", "abc" },
		{ "a\"\\", 3, false, "\"a\\\"\\\\\"", "\"a\\\"\\\\\"" },
		{ "", 0, false, "\"\"", "\"\"" },
		{ "a\r\n", 3, false, "{3}\r\na\r\n", "{3}\r\na\r\n" },
		{ "\xc3\xbc", 2, false, "{2}\r\n\xc3\xbc", "{2}\r\n\xc3\xbc" },
		{ "\xc3\xbc", 2, true, "\"\xc3\xbc\"", "\"\xc3\xbc\"" },
		{ "\xff", 1, true, "{1}\r\n\xff", "{1}\r\n\xff" },
		{ "a\0b", 3, false, "{3}\r\na\x80" "b", "{3}\r\na\x80" "b" },
		{ "NIL", 3, false, "\"NIL\"", NULL },
		{ "a b", 3, false, "\"a b\"", "\"a b\"" },
		{ "a%", 2, false, "\"a%\"", "\"a%\"" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		const char *p = guard(cases[i].bytes, cases[i].len);

		out.utf8 = cases[i].utf8;
		out_string(&out, p, cases[i].len);
		assert_string_equal(written(), cases[i].string);
		if (cases[i].astring == NULL)
			continue;
		out.utf8 = cases[i].utf8;
		out_astring(&out, p, cases[i].len);
		assert_string_equal(written(), cases[i].astring);
	}
	out_nstring(&out, NULL, 0);
	assert_string_equal(written(), "NIL");
	out_number(&out, UINT64_MAX);
	assert_string_equal(written(), "18446744073709551615");
}

static void
memory_has_a_limit(void **state)
{
	struct out o;

	(void)state;
	out_memory(&o, 10);
	out_text(&o, "0123456789");
	assert_false(o.failed);
	out_char(&o, 'x');
	assert_true(o.failed);
	assert_int_equal(o.len, 10);
	out_free(&o);
}

static void
flags_are_bits_and_keywords(void **state)
{
	static const struct {
		const char	*text;
		bool		 bare, good;
		unsigned	 system;
		size_t		 keywords;
	} cases[] = {
		{ "(\\Seen \\aNSWERED)", false, true,
		    FLAG_SEEN | FLAG_ANSWERED, 0 },
		{ "()", false, true, 0, 0 }, { "\\Seen x", true, true,
		    FLAG_SEEN, 1 },
		{ "\\Seen", false, false, 0, 0 },
		{ "($a $A b)", false, true, 0, 3 },
		{ "(\\Recent)", false, true, 0, 0 },
		{ "(a", false, false, 0, 0 }, { "(a  b)", false, false, 0, 0 },
		{ "(\\*)", false, false, 0, 0 },
	};
	struct flag_list list;
	struct parse p;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		size_t len = strlen(cases[i].text);

		memset(&list, 0, sizeof(list));
		parse_buffer(&p, guard(cases[i].text, len), len);
		assert_int_equal(parse_flags(&p, &list, cases[i].bare),
		    cases[i].good);
		if (!cases[i].good)
			continue;
		assert_int_equal(list.system, cases[i].system);
		assert_int_equal(list.n, cases[i].keywords);
	}
}

static void
keywords_are_one_whatever_their_case(void **state)
{
	char text[] = "($Work $wORK other)";
	struct flag_list list;
	struct mailbox mb;
	struct flags f;
	struct parse p;

	(void)state;
	open_inbox(&mb);
	memset(&list, 0, sizeof(list));
	parse_buffer(&p, text, strlen(text));
	assert_true(parse_flags(&p, &list, false));
	assert_int_equal(flags_resolve(&mb, &list, false, &f), FLAGS_OK);
	assert_int_equal(f.keywords, 0);
	assert_int_equal(flags_resolve(&mb, &list, true, &f), FLAGS_OK);
	assert_int_equal(f.keywords, 3);
	flags_write(&mb, &out, FLAG_SEEN, f.keywords, true);
	assert_string_equal(written(), "\\Seen $Work other");
	mailbox_close(&mb);
}

static void
mailboxes_of_a_filter(void **state)
{
	static const struct {
		const char	*filter;
		bool		 good;
		const char	*in, *not_in;
	} cases[] = {
		{ "(mailboxes a)", true, ".a", ".a.b" },
		{ "(mailboxes (a b))", true, ".b", ".c" },
		{ "(subtree a)", true, ".a.b.c", ".ab" },
		{ "(subtree-one a)", true, ".a.b", ".a.b.c" },
		{ "(subtree INBOX)", true, ".INBOX.x", ".x" },
		{ "(mailboxes inbox)", true, "", ".a" },
		{ "(personal)", true, ".x", NULL },
		{ "(inboxes)", true, ".x", NULL },
		{ "(subscribed)", true, NULL, ".x" },
		{ "(selected mailboxes a)", true, ".a", ".x" },
		{ "(mailboxes (a", false, NULL, NULL },
		{ "(nonsense)", false, NULL, NULL },
		{ "()", false, NULL, NULL }, { "", false, NULL, NULL },
	};
	static struct session s;
	static struct settings set;
	struct folder folder;
	struct filter f;
	struct parse p;
	char text[64];
	size_t i;

	(void)state;
	assert_true(naming_set(&set.naming, "."));
	s.set = &set;
	memset(&folder, 0, sizeof(folder));
	for (i = 0; i < nitems(cases); i++) {
		size_t len = strlen(cases[i].filter);

		parse_buffer(&p, guard(cases[i].filter, len), len);
		assert_int_equal(filter_parse(&s, &p, &f), cases[i].good);
		if (cases[i].in != NULL) {
			folder.name = strcpy(text, cases[i].in);
			assert_true(filter_has(&f, &folder));
		}
		if (cases[i].not_in != NULL) {
			folder.name = strcpy(text, cases[i].not_in);
			assert_false(filter_has(&f, &folder));
		}
		filter_free(&f);
	}
}

static void
small_files_are_read_and_replaced_whole(void **state)
{
	char *text;
	size_t len;

	(void)state;
	assert_null(whole_read(root, "none", 10, &len));
	assert_int_equal(errno, ENOENT);
	assert_int_equal(whole_replace(root, "file", "0123456789", 10), 0);
	text = whole_read(root, "file", 10, &len);
	assert_non_null(text);
	assert_int_equal(len, 10);
	assert_string_equal(text, "0123456789");
	free(text);
	assert_null(whole_read(root, "file", 9, &len));
	assert_int_equal(errno, EFBIG);
	assert_int_equal(whole_replace(root, "file", "", 0), 0);
	text = whole_read(root, "file", 9, &len);
	assert_non_null(text);
	assert_int_equal(len, 0);
	free(text);
	/* Nobody hangs in a fifo, or follows a link out of the Maildir. */
	assert_int_equal(mkfifo("fifo", 0600), 0);
	assert_null(whole_read(root, "fifo", 9, &len));
	assert_int_equal(symlink("/etc/passwd", "link"), 0);
	assert_null(whole_read(root, "link", 1 << 20, &len));
}

static void
a_message_is_named_by_its_text(void **state)
{
	char a[OBJECTID], b[OBJECTID], c[OBJECTID];

	(void)state;
	objectid_message("abc", 3, a);
	objectid_message("abc", 3, b);
	objectid_message("abd", 3, c);
	assert_string_equal(a, b);
	assert_string_not_equal(a, c);
	assert_int_equal(strspn(a, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789_-"), strlen(a));
}

#define each(name)	cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		each(words_of_a_header),
		each(types_and_their_parameters),
		each(parts_come_without_their_encoding),
		each(a_message_is_written_with_lf),
		each(a_message_begins_so),
		each(strings_are_quoted_or_literals),
		each(memory_has_a_limit),
		each(flags_are_bits_and_keywords),
		each(keywords_are_one_whatever_their_case),
		each(mailboxes_of_a_filter),
		each(small_files_are_read_and_replaced_whole),
		each(a_message_is_named_by_its_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
