/* header: what is taken out, counted and missed, however it is cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "smtpd/header.h"

#include "guard.h"

#define HOST	"mx.example.org"

/*
 * The whole message as it would be stored, with {} where what is missing
 * goes, and an empty line behind that when the header says so.
 */
static size_t
edit(struct header *h, const char *in, size_t len, size_t cut, bool submission,
    char *out)
{
	size_t used = 0, n, made, put = 0, size;

	header_init(h, HOST, submission);
	while (used < len && !h->ended) {
		n = used < cut ? cut - used : len - used;
		size = n + HEADER_HOLD;
		out[put + size] = '#';
		used += header_feed(h, guard(in + used, n), n, out + put,
		    &made);
		assert_true(made <= size && out[put + size] == '#');
		put += made;
	}
	put += header_end(h, out + put);
	memcpy(out + put, "{}", 2);
	put += 2;
	if (h->bare)
		out[put++] = '\n';
	put += header_rest(h, out + put);
	memcpy(out + put, in + used, len - used);
	return put + len - used;
}

struct row {
	const char	*in, *out;
};

static void
check(const struct row *rows, size_t n, bool submission)
{
	static char out[16384];
	struct header h;
	size_t i, cut, len, made;

	for (i = 0; i < n; i++) {
		len = strlen(rows[i].in);
		for (cut = 0; cut <= len; cut++) {
			made = edit(&h, rows[i].in, len, cut, submission, out);
			out[made] = '\0';
			assert_string_equal(out, rows[i].out);
		}
	}
}

static void
header_passes_what_it_need_not_touch(void **state)
{
	static const struct row rows[] = {
		{ "Subject: x\n\nbody\n", "Subject: x\n{}\nbody\n" },
		{ "Subject: x\n more\n\tmore\nTo: y\n\nb",
		    "Subject: x\n more\n\tmore\nTo: y\n{}\nb" },
		{ "Bcc: x\n\nb\n", "Bcc: x\n{}\nb\n" },
		{ "Subject : x\n\n", "Subject : x\n{}\n" },
		{ "Subject: x\n", "Subject: x\n{}" },
		{ "Subject: x", "Subject: x\n{}" },
		{ "Subject:", "Subject:\n{}" },
		{ "\nbody: x\n", "{}\nbody: x\n" },
		{ "", "{}" },
		{ "X: 1\nBody begins\nReturn-Path: y\n",
		    "X: 1\n{}Body begins\nReturn-Path: y\n" },
	};

	(void)state;
	check(rows, nitems(rows), false);
}

static void
header_makes_a_body_of_a_text_without_header(void **state)
{
	static const struct row rows[] = {
		{ "Hello there\nBye: now\n", "{}\nHello there\nBye: now\n" },
		{ "Hello\n", "{}\nHello\n" },
		{ "Hello", "{}\nHello" },
		{ " x: y\n", "{}\n x: y\n" },
		{ ": y\n", "{}\n: y\n" },
		{ "h\xc3\xb6: y\n", "{}\nh\xc3\xb6: y\n" },
	};

	(void)state;
	check(rows, nitems(rows), false);
}

static void
header_takes_out_what_is_ours(void **state)
{
	static const struct row rows[] = {
		{ "Return-Path: <a@b>\nX: 1\n\nReturn-Path: c\n",
		    "X: 1\n{}\nReturn-Path: c\n" },
		{ "X: 1\nRETURN-path: <a@b>\n and more\n\tand\nY: 2\n\n",
		    "X: 1\nY: 2\n{}\n" },
		{ "Return-Path : x", "{}" },
		{ "Return-Path: x\n", "{}" },
		{ "From joe@example.org Sat Nov 21\nX: 1\n\n",
		    "X: 1\n{}\n" },
		{ ">From joe@example.org Sat Nov 21\nX: 1\n\n",
		    "X: 1\n{}\n" },
		{ "X: 1\nFrom joe\n\n", "X: 1\n{}From joe\n\n" },
		{ "From : joe\n\n", "From : joe\n{}\n" },
	};

	(void)state;
	check(rows, nitems(rows), false);
}

/* RFC 8601 section 5 */
static void
header_takes_out_results_that_claim_our_name(void **state)
{
	static const struct row rows[] = {
		{ "Authentication-Results: " HOST "; spf=pass\nX: 1\n\n",
		    "X: 1\n{}\n" },
		{ "Authentication-Results: MX.example.org 1; spf=pass\n\n",
		    "{}\n" },
		{ "authentication-results:\n\t" HOST ";\n\tspf=pass\nX: 1\n\n",
		    "X: 1\n{}\n" },
		{ "Authentication-Results: (a (b) \\) c) " HOST "; none\n\n",
		    "{}\n" },
		{ "Authentication-Results: \"" HOST "\"; none\n\n", "{}\n" },
		{ "Authentication-Results: " HOST "\n\n", "{}\n" },
		{ "Authentication-Results: " HOST, "{}" },
		{ "Authentication-Results: (open; none\nX: 1\n\n",
		    "X: 1\n{}\n" },
		{ "Authentication-Results:\nX: 1\n\n", "X: 1\n{}\n" },
		{ "Authentication-Results: other.org; spf=pass\n a=b\n\n",
		    "Authentication-Results: other.org; spf=pass\n a=b\n"
		    "{}\n" },
		{ "Authentication-Results: " HOST ".evil.org; x=y\n\n",
		    "Authentication-Results: " HOST ".evil.org; x=y\n{}\n" },
		{ "ARC-Authentication-Results: i=1; " HOST "; x=y\n\n",
		    "ARC-Authentication-Results: i=1; " HOST "; x=y\n{}\n" },
	};

	(void)state;
	check(rows, nitems(rows), false);
}

static void
header_of_a_submission_loses_bcc(void **state)
{
	static const struct row rows[] = {
		{ "To: a\nBcc: b,\n c\nCc: d\n\nBcc: x\n",
		    "To: a\nCc: d\n{}\nBcc: x\n" },
		{ "resent-BCC: b\nBCC:\nX: y\n\n", "X: y\n{}\n" },
	};

	(void)state;
	check(rows, nitems(rows), true);
}

static void
header_counts_and_misses(void **state)
{
	static const char in[] = "Received: 1\n of x\nReceived: 2\n"
	    "received : 3\nX-Received: no\nDATE: x\nMessage-Id: y\n\n"
	    "Received: 4\n";
	static char out[4096];
	struct header h;

	(void)state;
	edit(&h, in, sizeof(in) - 1, 0, true, out);
	assert_int_equal(h.received, 3);
	assert_true(h.has_date && h.has_message_id);
	edit(&h, "X: y\n\nDate: z\n", 14, 0, true, out);
	assert_int_equal(h.received, 0);
	assert_false(h.has_date || h.has_message_id);
}

/* Names and claims longer than HEADER_HOLD, at and around the limit. */
static void
header_copes_with_long_fields(void **state)
{
	static char in[4096], out[16384], want[4096];
	struct header h;
	size_t n, len, made;

	(void)state;
	for (n = HEADER_HOLD - 5; n < HEADER_HOLD + 5; n++) {
		memset(in, 'x', n);
		strcpy(in + n, ": y\nReturn-Path: z\n\n");
		memset(want, 'x', n);
		strcpy(want + n, ": y\n{}\n");
		len = strlen(in);
		made = edit(&h, in, len, n / 2, false, out);
		assert_int_equal(made, strlen(want));
		assert_memory_equal(out, want, made);

		len = (size_t)snprintf(in, sizeof(in),
		    "Authentication-Results: (%0*d) other; x=y\nX: 1\n\n",
		    (int)n, 0);
		made = edit(&h, in, len, n / 2, false, out);
		assert_int_equal(made, 8);
		assert_memory_equal(out, "X: 1\n{}\n", 8);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(header_passes_what_it_need_not_touch),
		cmocka_unit_test(header_makes_a_body_of_a_text_without_header),
		cmocka_unit_test(header_takes_out_what_is_ours),
		cmocka_unit_test(header_takes_out_results_that_claim_our_name),
		cmocka_unit_test(header_of_a_submission_loses_bcc),
		cmocka_unit_test(header_counts_and_misses),
		cmocka_unit_test(header_copes_with_long_fields),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
