/*
 * Where a message ends: all sequences of CR, LF, CRLF, dot and NUL up to seven
 * long, split at every byte, against an oracle of four lines (S-1 to S-4).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "smtpd/data.h"

enum { LONGEST = 7, TEXT_MAX = 2 * LONGEST + 32 };

/* A second message behind the sequence, and the true end of all. */
#define HIDDEN	"QUIT\r\n.\r\n"

static const struct word { const char *s; size_t len; } words[] = {
	{ "\r", 1 }, { "\n", 1 }, { "\r\n", 2 }, { ".", 1 }, { "\0", 1 }
};

/* What a decoder made of one message. */
struct outcome {
	size_t	 used;
	bool	 ended;
	unsigned fault;
	size_t	 made;
	char	 out[TEXT_MAX + 8];
};

/* The first CRLF.CRLF, which the start of the message counts for too. */
static size_t
true_end(const char *s, size_t len)
{
	size_t i;

	if (len >= 3 && memcmp(s, ".\r\n", 3) == 0)
		return 3;
	for (i = 0; i + 5 <= len; i++)
		if (memcmp(s + i, "\r\n.\r\n", 5) == 0)
			return i + 5;
	return 0;
}

static unsigned
true_fault(const char *s, size_t len)
{
	unsigned fault = 0;
	size_t i;

	for (i = 0; i < len; i++) {
		if (s[i] == '\0')
			fault |= DATA_NUL;
		if (s[i] == '\r' && (i + 1 == len || s[i + 1] != '\n'))
			fault |= DATA_BARE_CR;
		if (s[i] == '\n' && (i == 0 || s[i - 1] != '\r'))
			fault |= DATA_BARE_LF;
	}
	return fault;
}

/* Gives a decoder the text in two parts, or a byte at a time (split 0). */
static void
decode(const char *s, size_t len, size_t split, struct outcome *o)
{
	struct data d;
	size_t at = 0, n, used, made;

	memset(o, 0, sizeof(*o));
	data_init(&d, true, false);
	while (at < len && !d.ended) {
		n = split == 0 ? 1 : at < split ? split - at : len - at;
		used = data_decode(&d, s + at, n, o->out + o->made, &made);
		assert_true(used == n || d.ended);
		o->made += made;
		at += used;
	}
	o->used = at;
	o->ended = d.ended;
	o->fault = d.fault;
}

static unsigned long tried;

static void
check(const char *s, size_t len)
{
	struct outcome whole, part;
	size_t split;

	decode(s, len, len, &whole);
	if (whole.used != true_end(s, len) || !whole.ended ||
	    whole.fault != true_fault(s, whole.used))
		print_error("after %lu sequences: ended at %zu, not %zu\n",
		    tried, whole.used, true_end(s, len));
	assert_true(whole.ended);
	assert_int_equal(whole.used, true_end(s, len));
	assert_int_equal(whole.fault, true_fault(s, whole.used));
	for (split = 0; split < len; split++) {
		decode(s, len, split, &part);
		assert_true(part.ended);
		assert_int_equal(part.used, whole.used);
		assert_int_equal(part.fault, whole.fault);
		assert_int_equal(part.made, whole.made);
		assert_memory_equal(part.out, whole.out, whole.made);
	}
	tried++;
}

/* Every sequence that begins with the first len bytes of s. */
static void
extend(char *s, size_t len, unsigned depth)
{
	size_t i;

	memcpy(s + len, HIDDEN, sizeof(HIDDEN) - 1);
	check(s, len + sizeof(HIDDEN) - 1);
	if (depth == LONGEST)
		return;
	for (i = 0; i < nitems(words); i++) {
		memcpy(s + len, words[i].s, words[i].len);
		extend(s, len + words[i].len, depth + 1);
	}
}

static void
one_message_or_a_refusal_never_two(void **state)
{
	char s[TEXT_MAX];

	(void)state;
	extend(s, 0, 0);
	s[0] = 'x';
	extend(s, 1, 0);
	print_message("# %lu sequences\n", tried);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_message_or_a_refusal_never_two),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
