/* subject, msgid, order, threads: SORT and THREAD (RFC 5256). */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "guard.h"
#include "imapd/order.h"
#include "imapd/subject.h"
#include "imapd/threads.h"

#define nitems(a) (sizeof(a) / sizeof((a)[0]))

static void
base_subjects_are_those_of_rfc_5256(void **state)
{
	static const struct {
		const char *subject, *base;
		bool	    reply;
	} rows[] = {
		{ "", "", false },
		{ " hello ", "HELLO", false },
		{ "Re: hello", "HELLO", true },
		{ "re :hello", "HELLO", true },
		{ "RE[2]: hello", "HELLO", true },
		{ "Re [x] : hello", "HELLO", true },
		{ "Re[2][3]: hello", "RE[2][3]: HELLO", false },
		{ "Fw: Fwd: Re: hello", "HELLO", true },
		{ "Fwdx: hello", "FWDX: HELLO", false },
		{ "[list] hello", "HELLO", false },
		{ "[a] [b]Re: [c] hello", "HELLO", true },
		{ "[list]", "[LIST]", false },
		{ "[a][b]", "[B]", false },
		{ "Re: [a]", "[A]", true },
		{ "Re:", "", true },
		{ "hello (fwd)", "HELLO", true },
		{ "hello (FWD) (fwd) ", "HELLO", true },
		{ "[fwd: hello]", "HELLO", true },
		{ "[Fwd: Re: [x] hello (fwd)]", "HELLO", true },
		{ "[fwd: [fwd: x]]", "X", true },
		{ "[fwd: hello", "[FWD: HELLO", false },
		{ "a \t  b\r\n c", "A B C", false },
		{ "AW: hello", "AW: HELLO", false },
		{ "=?utf-8?q?Re=3A_h=C3=A9?=", "HE\xcc\x81", true },
		{ "[unclosed re: x", "[UNCLOSED RE: X", false },
		{ "(fwd)", "", true },
	};
	struct out o, text;
	size_t i;

	(void)state;
	out_memory(&text, 1000);
	for (i = 0; i < nitems(rows); i++) {
		out_memory(&o, 1000);
		assert_int_equal(subject_write(&o, guard(rows[i].subject,
		    strlen(rows[i].subject)), strlen(rows[i].subject),
		    &text), rows[i].reply);
		out_char(&o, '\0');
		assert_string_equal(o.p, rows[i].base);
		out_free(&o);
	}
	out_free(&text);
}

static void
message_ids_have_one_form(void **state)
{
	static const struct {
		const char *text, *ids;
	} rows[] = {
		{ " <a@b>", "a@b " },
		{ "<\"a\"@b> <a@\r\n b>junk<c@d>", "a@b a@b c@d " },
		{ "<\"a\\\"x\"@b>", "a\"x@b " },
		{ "no <id> <@b> <a@> <x@y", "" },
		{ "<a<b@c>", "b@c " },
		{ "<>", "" },
	};
	char id[THREADS_ID], all[256];
	const char *p, *end;
	size_t i, n, len;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		len = strlen(rows[i].text);
		p = guard(rows[i].text, len);
		end = p + len;
		all[0] = '\0';
		while ((n = msgid_next(&p, end, id)) > 0)
			snprintf(all + strlen(all), 100, "%.*s ", (int)n,
			    id);
		assert_string_equal(all, rows[i].ids);
	}
}

static void
sorting_keeps_the_order_of_equals(void **state)
{
	enum { N = 1000 };
	uint32_t p[N], i;
	int64_t key[N];

	(void)state;
	for (i = 0; i < N; i++) {
		p[i] = i;
		key[i] = (int64_t)(i * 7919 % 10) - 5;
	}
	assert_true(order_by(p, N, key));
	for (i = 1; i < N; i++)
		assert_true(key[p[i - 1]] < key[p[i]] ||
		    (key[p[i - 1]] == key[p[i]] && p[i - 1] < p[i]));
	assert_true(order_by(p, 0, key));
	assert_true(order_by(p, 1, key));
}

/* Subjects are letters: capital ones are replies; a blank is none. */
static bool
letter(void *arg, uint32_t message, struct out *o)
{
	char c = ((const char *)arg)[message];

	if (c != ' ')
		out_char(o, (char)(c | 32));
	return c >= 'A' && c <= 'Z';
}

/*
 * Each message is "id:ref,ref@date", or without the references; ids are
 * words.
 */
static const char *
threaded(enum threads_how how, const char *text, const char *subjects)
{
	static char result[1024];
	uint32_t number[64], i;
	struct threads t;
	char copy[512], *message, *next = copy, *refs, *ref, *date;
	struct out o;

	snprintf(copy, sizeof(copy), "%s", text);
	threads_init(&t);
	while ((message = strsep(&next, " ")) != NULL) {
		date = strchr(message, '@');
		if (date != NULL)
			*date++ = '\0';
		refs = strchr(message, ':');
		if (refs != NULL)
			*refs++ = '\0';
		while (refs != NULL && (ref = strsep(&refs, ",")) != NULL)
			threads_reference(&t, ref, strlen(ref));
		threads_message(&t, message, strlen(message), date != NULL ?
		    atoi(date) : (int)t.messages);
	}
	for (i = 0; i < t.messages; i++)
		number[i] = i + 1;
	assert_true(threads_finish(&t, how, letter,
	    (void *)(uintptr_t)subjects));
	out_memory(&o, sizeof(result) - 1);
	threads_write(&o, &t, number);
	memcpy(result, o.len > 0 ? o.p : "", o.len);
	result[o.len] = '\0';
	out_free(&o);
	threads_free(&t);
	return result;
}

static void
messages_are_threaded_by_references(void **state)
{
	static const struct {
		enum threads_how how;
		const char *messages, *subjects, *threads;
	} rows[] = {
		{ BY_REFS, "a", " ", "(1)" },
		{ BY_REFS, "a b:a c:b d:a", "    ", "(1 (2 3)(4))" },
		/* a dummy goes, but for one with several children on top */
		{ BY_REFS, "a:x", " ", "(1)" },
		{ BY_REFS, "a:x b:x", "  ", "((1)(2))" },
		{ BY_REFS, "a b:a,x c:a,x", "   ", "(1 (2)(3))" },
		{ BY_REFS, "a:x,y b:x,z", "  ", "((1)(2))" },
		{ BY_REFS, "a:v,w,x b:v,w,y", "  ", "((1)(2))" },
		/* loops are not made */
		{ BY_REFS, "a:b b:a", "  ", "(2 1)" },
		{ BY_REFS, "a:a", " ", "(1)" },
		{ BY_REFS, "a:c b:a c:b", "   ", "(3 1 2)" },
		/* the truth of a message's own references wins */
		{ BY_REFS, "c:a,b b:x a x", "    ", "(3)(4 2 1)" },
		/* children have the order of dates */
		{ BY_REFS, "a@1 b:a@5 c:a@3", "   ", "(1 (3)(2))" },
		/* an id twice is only the first one's */
		{ BY_REFS, "a a b:a", "   ", "(2)(1 3)" },
		{ BY_REFS, "a@1 b@2 c:a@9", "   ", "(2)(1 3)" },
		{ BY_REFERENCES, "a@1 b@2 c:a@9", "   ", "(1 3)(2)" },
		/* step 5 */
		{ BY_REFERENCES, "a b", "sS", "(1 2)" },
		{ BY_REFERENCES, "a b", "Ss", "(2 1)" },
		{ BY_REFERENCES, "a b", "ss", "((1)(2))" },
		{ BY_REFERENCES, "a b c", "sss", "((1)(2)(3))" },
		{ BY_REFERENCES, "a b", "SS", "((1)(2))" },
		{ BY_REFERENCES, "a:x b:x c", "sts", "((1)(2)(3))" },
		{ BY_REFERENCES, "a:x b:x c:y d:y", "stsu",
		    "((1)(2)(3)(4))" },
		{ BY_REFERENCES, "c a:x b:x", "sst", "((1)(2)(3))" },
		{ BY_REFERENCES, "a b", "  ", "(1)(2)" },
		{ BY_ORDEREDSUBJECT, "a@3 b@2 c@1", "sSt", "(3)(2 1)" },
		{ BY_ORDEREDSUBJECT, "a b c d", "stsS", "(1 (3)(4))(2)" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++)
		assert_string_equal(threaded(rows[i].how, rows[i].messages,
		    rows[i].subjects), rows[i].threads);
}

static bool
no_subject(void *arg, uint32_t message, struct out *o)
{
	(void)arg;
	(void)message;
	(void)o;
	return false;
}

/* A chain of N: each answers the one before, or the one behind. */
static size_t
chain(int kind, uint32_t n)
{
	uint32_t *number = calloc(n, sizeof(*number)), i, k;
	struct threads t;
	char id[32], ref[32];
	struct out o;
	size_t len;

	threads_init(&t);
	for (i = 0; i < n; i++) {
		/* 2: in the order of a permutation, pieces are joined */
		k = kind == 2 ? (uint32_t)((uint64_t)i * 48271 % n) : i;
		snprintf(id, sizeof(id), "%u", k);
		snprintf(ref, sizeof(ref), "%u", kind == 1 ? k + 1 : k - 1);
		if (kind == 3) {	/* links are made and broken */
			snprintf(ref, sizeof(ref), "%u", i / 2 * 2 + 3);
			threads_reference(&t, ref, strlen(ref));
			snprintf(ref, sizeof(ref), "%u", i > 0 ? i - 1 : 0);
		}
		threads_reference(&t, ref, strlen(ref));
		threads_message(&t, id, strlen(id), i);
		number[i] = i + 1;
	}
	assert_true(threads_finish(&t, BY_REFERENCES, no_subject, NULL));
	out_memory(&o, 64u << 20);
	threads_write(&o, &t, number);
	assert_false(o.failed);
	len = o.len;
	out_free(&o);
	threads_free(&t);
	free(number);
	return len;
}

static void
deep_threads_take_linear_time(void **state)
{
	clock_t begin = clock();
	int kind;

	(void)state;
	for (kind = 0; kind < 4; kind++)
		assert_true(chain(kind, 100003) > 500000);
	/* seconds for what takes half of one, and minutes if it is not */
	assert_true(clock() - begin < 20 * CLOCKS_PER_SEC);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(base_subjects_are_those_of_rfc_5256),
		cmocka_unit_test(message_ids_have_one_form),
		cmocka_unit_test(sorting_keeps_the_order_of_equals),
		cmocka_unit_test(messages_are_threaded_by_references),
		cmocka_unit_test(deep_threads_take_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
