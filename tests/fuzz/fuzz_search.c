/*
 * The criteria of SEARCH, its result options, dates of messages, base
 * subjects and message ids.  The first byte chooses.
 */
#include <stdlib.h>
#include <string.h>

#include "imapd/criteria.h"
#include "imapd/result.h"
#include "imapd/sentdate.h"
#include "imapd/subject.h"
#include "imapd/threads.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* A program leaves exactly one value. */
static void
check_program(const struct criteria *c)
{
	size_t i, top = 0;

	for (i = 0; i < c->n; i++) {
		size_t n = c->key[i].kind == KEY_NOT ? 1 :
		    c->key[i].kind == KEY_OR ? 2 :
		    c->key[i].kind == KEY_AND ? (size_t)c->key[i].n : 0;

		if (n > top)
			abort();
		top = top - n + 1;
	}
	if (top != 1)
		abort();
}

static void
fuzz_criteria(const char *data, size_t len, const char *charset)
{
	char *copy = malloc(len + 1);
	struct criteria c;
	struct parse p;

	memcpy(copy, data, len);
	parse_buffer(&p, copy, len);
	if (criteria_parse(&p, charset_find(charset, strlen(charset)), &c))
		check_program(&c);
	else if (p.expected == NULL)
		abort();
	criteria_free(&c);
	free(copy);
}

static void
fuzz_result(const char *data, size_t len)
{
	char *copy = malloc(len + 1);
	struct result r;
	struct parse p;
	size_t from, n;

	memcpy(copy, data, len);
	parse_buffer(&p, copy, len);
	if (result_parse(&p, ~0u, &r) &&
	    (r.options & RETURN_PARTIAL) != 0) {
		n = result_part(&r, 10, &from);
		if (from + n > 10)
			abort();
	}
	free(copy);
}

static void
fuzz_header(const char *p, size_t len)
{
	const char *end = p + len;
	char id[THREADS_ID];
	struct sentdate d;
	struct out o, text;

	if (sentdate_read(p, len, &d))
		(void)sentdate_day(&d);
	out_memory(&o, 1u << 20);
	out_memory(&text, 1u << 20);
	(void)subject_write(&o, p, len, &text);
	out_free(&o);
	out_free(&text);
	while (msgid_next(&p, end, id) > 0)
		continue;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *p = (const char *)data + 1;

	if (size == 0)
		return 0;
	switch (data[0]) {
	case 'c':
		fuzz_criteria(p, size - 1, "utf-8");
		break;
	case 'i':
		fuzz_criteria(p, size - 1, "iso-2022-jp");
		break;
	case 'r':
		fuzz_result(p, size - 1);
		break;
	default:
		fuzz_header(p, size - 1);
	}
	return 0;
}
