/* data: where a message ends (S-1 ... S-5, S-10), however it is cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "smtpd/data.h"

#include "guard.h"

#define OUT	3072

struct result {
	bool	 ended;
	unsigned fault;
	size_t	 used, len;
	uint64_t lines;
	char	 out[OUT];
};

/* Decodes in two pieces, cut at `cut`, each with a guard behind. */
static void
run(struct result *r, const char *in, size_t len, size_t cut, bool dots,
    bool lf_lines)
{
	static char out[OUT + 8];
	size_t used, made, n;
	struct data d;

	memset(r, 0, offsetof(struct result, out));
	data_init(&d, dots, lf_lines);
	while (r->used < len && !d.ended) {
		n = r->used < cut ? cut - r->used : len - r->used;
		out[n + 2] = '#';
		used = data_decode(&d, guard(in + r->used, n), n, out, &made);
		assert_true(used == n || d.ended);
		assert_true(made <= n + 2 && out[n + 2] == '#');
		assert_true(r->len + made < OUT);
		memcpy(r->out + r->len, out, made);
		r->used += used;
		r->len += made;
	}
	r->len += data_finish(&d, r->out + r->len);
	r->ended = d.ended;
	r->fault = d.fault;
	r->lines = d.lines;
}

static void
assert_same(const struct result *a, const struct result *b)
{
	assert_memory_equal(a, b, offsetof(struct result, out));
	assert_memory_equal(a->out, b->out, a->len);
}

struct row {
	const char	*in;
	size_t		 len;
	const char	*out;
	bool		 ended;
	unsigned	 fault;
	size_t		 rest;		/* bytes behind the end */
};

#define ROW(in, out, ended, fault, rest) \
	{ in, sizeof(in) - 1, out, ended, fault, rest }

static void
check(const struct row *row, bool dots, bool lf_lines)
{
	struct result r;
	size_t cut, i, lines = 0;

	for (i = 0; row->out[i] != '\0'; i++)
		lines += row->out[i] == '\n';
	for (cut = 0; cut <= row->len; cut++) {
		run(&r, row->in, row->len, cut, dots, lf_lines);
		assert_int_equal(r.ended, row->ended);
		assert_int_equal(r.fault, row->fault);
		assert_int_equal(row->len - r.used, row->rest);
		if ((row->fault & DATA_NUL) == 0) {
			assert_int_equal(r.len, strlen(row->out));
			assert_memory_equal(r.out, row->out, r.len);
			assert_int_equal(r.lines, lines);
		}
	}
}

static void
data_ends_at_a_dot_alone_and_unstuffs(void **state)
{
	static const struct row rows[] = {
		ROW(".\r\n", "", true, 0, 0),
		ROW(".\r\nQUIT\r\n", "", true, 0, 6),
		ROW("\r\n.\r\n", "\n", true, 0, 0),
		ROW("a\r\n.\r\n", "a\n", true, 0, 0),
		ROW("..\r\n.\r\n", ".\n", true, 0, 0),
		ROW("..\r\n...\r\n.\r\n", ".\n..\n", true, 0, 0),
		ROW(".a\r\n.\r\n", "a\n", true, 0, 0),
		ROW("a.\r\n.b.\r\n.\r\n", "a.\nb.\n", true, 0, 0),
		ROW("a\r\n", "a\n", false, 0, 0),
		ROW("0123456789abcdef\r\n\r\nxyz\r\n.\r\n",
		    "0123456789abcdef\n\nxyz\n", true, 0, 0),
		ROW("\xff\x80 eight bits\r\n.\r\n", "\xff\x80 eight bits\n",
		    true, 0, 0),
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++)
		check(&rows[i], true, false);
}

/* S-4: none of these ends it; some are refused at the true end. */
static void
data_does_not_end_where_smugglers_want(void **state)
{
	static const struct row rows[] = {
		ROW("a\n.\nMAIL\r\n.\r\n", "a\n.\nMAIL\n", true,
		    DATA_BARE_LF, 0),
		ROW("a\n.\r\nMAIL\r\n.\r\n", "a\n.\nMAIL\n", true,
		    DATA_BARE_LF, 0),
		ROW("a\r\n.\nMAIL\r\n.\r\n", "a\n\nMAIL\n", true,
		    DATA_BARE_LF, 0),
		ROW("a\r.\rMAIL\r\n.\r\n", "a\r.\rMAIL\n", true,
		    DATA_BARE_CR, 0),
		ROW("a\r\n.\rMAIL\r\n.\r\n", "a\n\rMAIL\n", true,
		    DATA_BARE_CR, 0),
		ROW("a\n.\rMAIL\r\n.\r\n", "a\n.\rMAIL\n", true,
		    DATA_BARE_CR | DATA_BARE_LF, 0),
		ROW("a\r.\nMAIL\r\n.\r\n", "a\r.\nMAIL\n", true,
		    DATA_BARE_CR | DATA_BARE_LF, 0),
		ROW("a\r.\r\nMAIL\r\n.\r\n", "a\r.\nMAIL\n", true,
		    DATA_BARE_CR, 0),
		ROW("a\r\n.\r\r\nMAIL\r\n.\r\n", "a\n\r\nMAIL\n", true,
		    DATA_BARE_CR, 0),
		ROW("a\r\n.\0\r\nMAIL\r\n.\r\n", "", true, DATA_NUL, 0),
		ROW("a\r\r\n.\r\nMAIL\r\n", "a\r\n", true, DATA_BARE_CR, 6),
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++)
		check(&rows[i], true, false);
}

static void
data_with_z_takes_lf_lines_but_no_other_end(void **state)
{
	static const struct row rows[] = {
		ROW("a\nb\r\n.\r\n", "a\nb\n", true, 0, 0),
		ROW("a\n.\nb\r\n.\r\n", "a\n.\nb\n", true, 0, 0),
		ROW("a\n..\r\n.\r\n", "a\n..\n", true, 0, 0),
		ROW("a\n.\r\n.\r\n", "a\n.\n", true, 0, 0),
		ROW("a\rb\n\r\n.\r\n", "a\rb\n\n", true, DATA_BARE_CR, 0),
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++)
		check(&rows[i], true, true);
}

static void
data_without_dots_never_ends(void **state)
{
	static const struct row rows[] = {
		ROW(".\r\n", ".\n", false, 0, 0),
		ROW("a\r\n.\r\n..\r\n", "a\n.\n..\n", false, 0, 0),
		ROW("no line end", "no line end", false, 0, 0),
		ROW("a\r", "a\r", false, DATA_BARE_CR, 0),
		ROW("\n", "\n", false, DATA_BARE_LF, 0),
		ROW("", "", false, 0, 0),
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++)
		check(&rows[i], false, false);
}

/* The rule in three lines, to compare with: memmem and nothing else. */
static size_t
true_end(const char *in, size_t len)
{
	const char *p;

	if (len >= 3 && memcmp(in, ".\r\n", 3) == 0)
		return 3;
	p = memmem(in, len, "\r\n.\r\n", 5);
	return p == NULL ? 0 : (size_t)(p - in) + 5;
}

/* Is every CR and LF before the end part of a CRLF, and no NUL there? */
static bool
is_clean(const char *in, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (in[i] == '\0' ||
		    (in[i] == '\n' && (i == 0 || in[i - 1] != '\r')) ||
		    (in[i] == '\r' && (i + 1 == len || in[i + 1] != '\n')))
			return false;
	return true;
}

/* All sequences of up to 7 of the pieces that smugglers use, all cuts. */
static void
data_cannot_be_smuggled_through(void **state)
{
	static const struct { const char *text; size_t len; } pieces[] = {
		{ "\r", 1 }, { "\n", 1 }, { "\r\n", 2 }, { ".", 1 },
		{ "\0", 1 }
	};
	size_t total, n, i, k, p, code, len, end, cut;
	static struct result r, whole;
	char in[64];

	(void)state;
	for (n = 0, total = 1; n <= 7; n++, total *= nitems(pieces)) {
		for (i = 0; i < total; i++) {
			len = 0;
			for (code = i, k = 0; k < n; k++) {
				p = code % nitems(pieces);
				code /= nitems(pieces);
				memcpy(in + len, pieces[p].text,
				    pieces[p].len);
				len += pieces[p].len;
			}
			memcpy(in + len, "x\r\n.\r\n", 6);
			len += 6;
			end = true_end(in, len);
			run(&whole, in, len, 0, true, false);
			assert_true(whole.ended);
			assert_int_equal(whole.used, end);
			assert_int_equal(whole.fault == 0, is_clean(in, end));
			for (cut = 1; cut < len; cut++) {
				run(&r, in, len, cut, true, false);
				assert_same(&r, &whole);
			}
		}
	}
}

/* A long text in one piece is what it is byte by byte. */
static void
data_is_the_same_however_it_is_cut(void **state)
{
	static char in[3000];
	struct result r, whole;
	unsigned seed = 1;
	size_t i, cut;

	(void)state;
	for (i = 0; i + 5 < sizeof(in); i++) {
		seed = seed * 1103515245 + 12345;
		in[i] = "ab.\r\nx\0yzabcdefghijklmno"[(seed >> 16) % 24];
	}
	memcpy(in + sizeof(in) - 5, "\r\n.\r\n", 5);
	run(&whole, in, sizeof(in), 0, true, false);
	for (cut = 1; cut < sizeof(in); cut++) {
		run(&r, in, sizeof(in), cut, true, false);
		assert_same(&r, &whole);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(data_ends_at_a_dot_alone_and_unstuffs),
		cmocka_unit_test(data_does_not_end_where_smugglers_want),
		cmocka_unit_test(data_with_z_takes_lf_lines_but_no_other_end),
		cmocka_unit_test(data_without_dots_never_ends),
		cmocka_unit_test(data_cannot_be_smuggled_through),
		cmocka_unit_test(data_is_the_same_however_it_is_cut),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
