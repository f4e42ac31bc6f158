/*
 * The small grammars of IMAP: sets, dates, names of mailboxes, patterns and
 * subscriptions.  The first byte chooses.  What is read and written again is
 * the same.
 */
#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "imapd/date.h"
#include "imapd/name.h"
#include "imapd/out.h"
#include "imapd/parse.h"
#include "imapd/sentdate.h"
#include "imapd/subscribe.h"
#include "imapd/utf7.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
is_true(bool b)
{
	if (!b)
		abort();
}

static void
sets(const char *p, size_t len)
{
	struct set s, again;
	struct out o;
	size_t used, i;

	memset(&s, 0, sizeof(s));
	memset(&again, 0, sizeof(again));
	out_memory(&o, 1u << 20);
	if (set_parse(&s, p, len, &used) && !s.saved) {
		is_true(used <= len);
		set_normalize(&s, 1000);
		for (i = 0; i < s.n; i++)
			is_true(s.range[i].from <= s.range[i].to &&
			    (i == 0 || s.range[i - 1].to + 1 <
			    s.range[i].from));
		set_write(&o, &s);
		is_true(set_parse(&again, o.p, o.len, &used));
		is_true(used == o.len && set_count(&again) == set_count(&s));
		set_intersect(&again, &s);
		is_true(set_count(&again) == set_count(&s));
		set_part(&again, 3, 5);
		is_true(set_count(&again) <= 5);
	}
	out_free(&o);
	set_free(&s);
	set_free(&again);
}

static void
dates(const char *p, size_t len)
{
	char text[DATE_TIME];
	struct sentdate d;
	int64_t n, again;

	if (date_time_read(p, len, &n)) {
		date_write(text, n);
		if (strlen(text) == DATE_TIME - 1) {
			is_true(date_time_read(text, DATE_TIME - 1, &again));
			is_true(n == again);
		}
	}
	(void)date_read(p, len, &n);
	if (sentdate_read(p, len, &d))
		(void)sentdate_day(&d);
}

static void
utf7(const char *p, size_t len)
{
	char utf8[4096], back[4096];
	long n, m;

	n = utf7_to_utf8(p, len, utf8, sizeof(utf8));
	if (n >= 0) {
		/* There is one way to write it. */
		is_true(scan_utf8(utf8, (size_t)n));
		m = utf7_from_utf8(utf8, (size_t)n, back, sizeof(back));
		is_true(m == (long)len && memcmp(p, back, len) == 0);
	}
	n = utf7_from_utf8(p, len, back, sizeof(back));
	if (n >= 0 && memchr(p, '\0', len) == NULL) {
		m = utf7_to_utf8(back, (size_t)n, utf8, sizeof(utf8));
		is_true(m == (long)len && memcmp(p, utf8, len) == 0);
	}
}

static void
names(const char *p, size_t len, const char *prefix, bool utf8)
{
	char folder[NAME_FOLDER], again[NAME_FOLDER], name[NAME_SIZE];
	struct naming n;
	size_t size;

	is_true(naming_set(&n, prefix));
	if (name_to_folder(&n, p, len, utf8, folder) != NAME_OK)
		return;
	is_true(*folder == '\0' || maildir_folder_ok(folder));
	size = name_from_folder(&n, folder, utf8, name);
	if (size == 0)
		return;
	is_true(name_to_folder(&n, name, size, utf8, again) == NAME_OK);
	is_true(strcmp(folder, again) == 0);
	(void)name_in_utf8(folder, again);
}

static void
pattern(const char *p, size_t len)
{
	const char *cut = memchr(p, '\n', len);
	size_t n = cut != NULL ? (size_t)(cut - p) : len / 2;

	(void)name_match(p, n, p + n, len - n, '.');
	is_true(name_match("*", 1, p, len, '.'));
}

static int
each(void *arg, const char *name)
{
	size_t *n = arg;

	is_true(*name == '\0' || maildir_folder_ok(name));
	return ++*n > 1000 ? -1 : 0;
}

static void
subscriptions(const char *p, size_t len, unsigned kind)
{
	char *text = malloc(len + 1);
	size_t n = 0;

	memcpy(text, p, len);
	text[len] = '\0';
	(void)subscriptions_parse(text, (enum subscriptions_kind)kind, each,
	    &n);
	free(text);
}

static void
words(const char *p, size_t len)
{
	char *copy = malloc(len + 1);
	struct parse parse;
	struct text t;
	int64_t n;

	memcpy(copy, p, len);
	parse_buffer(&parse, copy, len);
	while (!parse_end(&parse))
		if (!parse_space(&parse) && !parse_date_time(&parse, &n) &&
		    !parse_flag(&parse, &t) && !parse_nstring(&parse, &t) &&
		    !parse_list_mailbox(&parse, &t) &&
		    !parse_char(&parse, parse_peek(&parse)))
			break;
	is_true(parse.p <= parse.end);
	free(copy);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *p = (const char *)data + 1;

	if (size == 0)
		return 0;
	size--;
	switch (data[0]) {
	case 's':
		sets(p, size);
		break;
	case 'd':
		dates(p, size);
		break;
	case 'u':
		if (size < 1000)
			utf7(p, size);
		break;
	case '.':
		names(p, size, ".", false);
		break;
	case '/':
		names(p, size, "/", true);
		break;
	case 'I':
		names(p, size, "INBOX.", false);
		break;
	case 'p':
		pattern(p, size);
		break;
	case '0':
	case '1':
	case '2':
		subscriptions(p, size, data[0] - '0');
		break;
	default:
		words(p, size);
	}
	return 0;
}
