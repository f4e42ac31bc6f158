/* imapd, parse and input: the words of a command, and its literals. */
#include <sys/socket.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/scan.h"
#include "guard.h"
#include "imapd/input.h"
#include "imapd/parse.h"

static struct lineio io;
static struct input in;
static int peer = -1, ours = -1;

/* The peer sends this and no more. */
static void
sends(const void *p, size_t len, size_t max)
{
	int pair[2];

	if (peer != -1) {
		close(peer);
		close(ours);
	}
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	ours = pair[0];
	peer = pair[1];
	line_init(&io, ours, ours, 5);
	input_init(&in, &io, max);
	assert_int_equal(write(peer, p, len), len);
	assert_int_equal(shutdown(peer, SHUT_WR), 0);
}

/* What we have sent by now. */
static const char *
answered(void)
{
	static char text[256];
	ssize_t n;

	line_flush(&io);
	n = recv(peer, text, sizeof(text) - 1, MSG_DONTWAIT);
	text[n > 0 ? n : 0] = '\0';
	return text;
}

enum kind { ATOM, TAG, ASTRING, STRING, NSTRING, LIST, FLAG, NUMBER, NZ };

static bool
parse_kind(enum kind kind, struct parse *p, struct text *t)
{
	uint64_t n;

	switch (kind) {
	case ATOM: return parse_atom(p, t);
	case TAG: return parse_tag(p, t);
	case ASTRING: return parse_astring(p, t);
	case STRING: return parse_string(p, t);
	case NSTRING: return parse_nstring(p, t);
	case LIST: return parse_list_mailbox(p, t);
	case FLAG: return parse_flag(p, t);
	case NUMBER: return parse_number(p, 1000, &n);
	default: return parse_nz_number(p, UINT32_MAX, &n);
	}
}

static void
words_end_where_the_grammar_says(void **state)
{
	static const struct {
		enum kind	 kind;
		const char	*text, *word, *rest;	/* NULL: none */
	} cases[] = {
		{ ATOM, "abc def", "abc", " def" },
		{ ATOM, "a]b", "a", "]b" }, { ATOM, "a%b", "a", "%b" },
		{ ATOM, "(a", NULL, NULL }, { ATOM, "", NULL, NULL },
		{ ATOM, "\xc3\xbc", NULL, NULL },
		{ ATOM, "a\x7f", "a", "\x7f" },
		{ TAG, "a1 x", "a1", " x" }, { TAG, "a]", "a]", "" },
		{ TAG, "a+b x", NULL, NULL }, { TAG, "* x", NULL, NULL },
		{ TAG, "\"a\" x", NULL, NULL },
		{ ASTRING, "a]b c", "a]b", " c" },
		{ ASTRING, "\"a b\" c", "a b", " c" },
		{ ASTRING, "\"\"", "", "" },
		{ ASTRING, "\"a\\\"b\\\\\"", "a\"b\\", "" },
		{ ASTRING, "\"a\\b\"", NULL, NULL },
		{ ASTRING, "\"a", NULL, NULL },
		{ ASTRING, "\"a\\", NULL, NULL },
		{ ASTRING, "\"\xff\"", "\xff", "" },
		{ STRING, "abc", NULL, NULL },
		{ STRING, "{3}\r\nabcdef", "abc", "def" },
		{ STRING, "{3+}\r\nabc", "abc", "" },
		{ STRING, "{0}\r\n", "", "" },
		{ STRING, "{4}\r\nabc", NULL, NULL },
		{ STRING, "{}\r\nabc", NULL, NULL },
		{ STRING, "{-1}\r\nabc", NULL, NULL },
		{ STRING, "{18446744073709551616}\r\nabc", NULL, NULL },
		{ STRING, "{3}abc", NULL, NULL },
		{ NSTRING, "NIL)", NULL, ")" },
		{ NSTRING, "nil", NULL, "" },
		{ NSTRING, "\"NIL\"", "NIL", "" },
		{ LIST, "%.*b c", "%.*b", " c" },
		{ LIST, "a(b", "a", "(b" },
		{ FLAG, "\\Seen)", "\\Seen", ")" },
		{ FLAG, "$Work ", "$Work", " " },
		{ FLAG, "\\", NULL, NULL }, { FLAG, "\\*", NULL, NULL },
		{ FLAG, "a]b", "a", "]b" },
		{ NUMBER, "1000x", "", "x" }, { NUMBER, "1001", NULL, NULL },
		{ NUMBER, "0", "", "" }, { NUMBER, "-1", NULL, NULL },
		{ NUMBER, "", NULL, NULL }, { NZ, "0", NULL, NULL },
		{ NZ, "4294967295", "", "" }, { NZ, "4294967296", NULL, NULL },
	};
	struct parse p;
	struct text t;
	size_t i, len;
	bool good;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		len = strlen(cases[i].text);
		parse_buffer(&p, guard(cases[i].text, len), len);
		memset(&t, 0, sizeof(t));
		good = parse_kind(cases[i].kind, &p, &t);
		assert_int_equal(good, cases[i].rest != NULL);
		if (!good) {
			assert_non_null(p.expected);
			continue;
		}
		assert_int_equal(p.end - p.p, strlen(cases[i].rest));
		if (cases[i].kind == NUMBER || cases[i].kind == NZ)
			continue;
		if (cases[i].word == NULL) {
			assert_null(t.p);
			continue;
		}
		assert_int_equal(t.len, strlen(cases[i].word));
		assert_memory_equal(t.p, cases[i].word, t.len);
	}
}

static void
a_word_is_not_the_start_of_another(void **state)
{
	static const struct {
		const char	*text, *word;
		bool		 same;
	} cases[] = {
		{ "flags", "FLAGS", true }, { "FLAGS)", "FLAGS", true },
		{ "FLAGSX", "FLAGS", false }, { "FLAG", "FLAGS", false },
		{ "BODY[", "BODY", true }, { "BODY<", "BODY", true },
		{ "BODY.PEEK", "BODY", false }, { "", "A", false },
		{ "A B", "A", true },
	};
	struct parse p;
	size_t i, len;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		len = strlen(cases[i].text);
		parse_buffer(&p, guard(cases[i].text, len), len);
		assert_int_equal(parse_word(&p, cases[i].word),
		    cases[i].same);
	}
}

static void
a_command_is_put_together_from_its_literals(void **state)
{
	static const char command[] =
	    "a LOGIN {3}\r\njoe {6+}\r\nsec et\r\nb NOOP\r\n";
	struct parse p;
	struct text t;

	(void)state;
	sends(command, sizeof(command) - 1, INPUT_SIZE);
	assert_int_equal(input_command(&in), INPUT_OK);
	parse_begin(&p, &in);
	assert_true(parse_tag(&p, &t) && parse_space(&p));
	assert_true(parse_atom(&p, &t) && parse_space(&p));
	assert_string_equal(answered(), "");
	assert_true(parse_astring(&p, &t));
	assert_int_equal(t.len, 3);
	assert_memory_equal(t.p, "joe", 3);
	assert_memory_equal(answered(), "+ ", 2);
	assert_true(parse_space(&p) && parse_astring(&p, &t));
	assert_string_equal(answered(), "");	/* it did not wait */
	assert_memory_equal(t.p, "sec et", 6);
	assert_true(parse_end(&p));
	assert_int_equal(input_finish(&in), INPUT_OK);
	assert_int_equal(input_command(&in), INPUT_OK);
	assert_memory_equal(in.buf, "b NOOP", 6);
	assert_int_equal(input_finish(&in), INPUT_OK);
	assert_int_equal(input_command(&in), INPUT_GONE);
}

/* What nobody asked for is thrown away, and the next command found. */
static void
the_rest_of_a_refused_command_is_drained(void **state)
{
	static const struct {
		const char	*sent;
		const char	*next;		/* NULL: the session is over */
	} cases[] = {
		{ "a X {3+}\r\nabc {2+}\r\nde\r\nb Y\r\n", "b Y" },
		{ "a X {3}\r\nb Y\r\n", "b Y" },	/* it never comes */
		{ "a X {0+}\r\n\r\nb Y\r\n", "b Y" },
		{ "a X {3+}\r\na\r\n\r\nb Y\r\n", "b Y" },
		{ "a X {99999999999+}\r\nb Y\r\n", NULL },
		{ "a X {3+}\r\na", NULL },
		{ "a\0b {3+}\r\nabc\r\nb Y\r\n", "b Y" },
	};
	size_t i, len;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		len = i == nitems(cases) - 1 ? 20 : strlen(cases[i].sent);
		sends(cases[i].sent, len, INPUT_SIZE);
		(void)input_command(&in);
		if (cases[i].next == NULL) {
			assert_int_equal(input_finish(&in), INPUT_GONE);
			continue;
		}
		assert_int_equal(input_finish(&in), INPUT_OK);
		assert_int_equal(input_command(&in), INPUT_OK);
		assert_int_equal(in.len, strlen(cases[i].next));
		assert_memory_equal(in.buf, cases[i].next, in.len);
	}
}

static void
what_is_too_long_is_not_asked_for(void **state)
{
	char line[300];
	struct parse p;
	struct text t;

	(void)state;
	sends("a {200}\r\nb Y\r\n", 14, 100);
	assert_int_equal(input_command(&in), INPUT_OK);
	parse_begin(&p, &in);
	assert_true(parse_tag(&p, &t) && parse_space(&p));
	assert_false(parse_astring(&p, &t));
	assert_true(p.too_big);
	assert_string_equal(answered(), "");
	/* A line that is longer than the buffer, with a literal at its end. */
	memset(line, 'x', sizeof(line));
	memcpy(line + sizeof(line) - 15, "{2+}\r\nab\r\nb Y\r\n", 15);
	sends(line, sizeof(line), 100);
	assert_int_equal(input_command(&in), INPUT_TOOLONG);
	assert_int_equal(input_finish(&in), INPUT_OK);
	assert_int_equal(input_command(&in), INPUT_OK);
	assert_memory_equal(in.buf, "b Y", 3);
}

static void
lines_may_end_in_lf_but_hold_no_nul_or_cr(void **state)
{
	static const struct {
		const char	*sent;
		size_t		 len;
		enum input_result result;
	} cases[] = {
		{ "a NOOP\n", 7, INPUT_OK }, { "\r\n", 2, INPUT_OK },
		{ "\n", 1, INPUT_OK }, { "a\rb\r\n", 5, INPUT_BAD },
		{ "a\0b\r\n", 5, INPUT_BAD }, { "a\r\r\n", 4, INPUT_BAD },
		{ "a NOOP", 6, INPUT_GONE }, { "", 0, INPUT_GONE },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		sends(cases[i].sent, cases[i].len, INPUT_SIZE);
		assert_int_equal(input_command(&in), cases[i].result);
	}
}

static void
a_literal_is_streamed_in_pieces(void **state)
{
	static char sent[100000];
	const char *data;
	size_t n, total = 0;

	(void)state;
	memset(sent, 'z', sizeof(sent));
	memcpy(sent, "a X {99000+}\r\n", 14);
	memcpy(sent + 99014, " tail\r\n", 7);
	sends(sent, 99021, INPUT_SIZE);
	assert_int_equal(input_command(&in), INPUT_OK);
	assert_true(in.literal.present && !in.literal.sync);
	assert_true(in.literal.size == 99000);
	assert_int_equal(input_begin_stream(&in), INPUT_OK);
	for (;;) {
		assert_int_equal(input_stream(&in, &data, &n), INPUT_OK);
		if (n == 0)
			break;
		assert_int_equal(data[0], 'z');
		total += n;
	}
	assert_int_equal(total, 99000);
	assert_int_equal(input_line(&in), INPUT_OK);
	assert_int_equal(in.len, 5);
	assert_memory_equal(in.buf, " tail", 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_end_where_the_grammar_says),
		cmocka_unit_test(a_word_is_not_the_start_of_another),
		cmocka_unit_test(a_command_is_put_together_from_its_literals),
		cmocka_unit_test(the_rest_of_a_refused_command_is_drained),
		cmocka_unit_test(what_is_too_long_is_not_asked_for),
		cmocka_unit_test(lines_may_end_in_lf_but_hold_no_nul_or_cr),
		cmocka_unit_test(a_literal_is_streamed_in_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
