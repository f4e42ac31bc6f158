/* THREAD and UID THREAD: RFC 5256. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "imapd/command.h"
#include "imapd/header.h"
#include "imapd/search.h"
#include "imapd/sentdate.h"
#include "imapd/session.h"
#include "imapd/subject.h"
#include "imapd/threads.h"

#define SCRATCH_MAX	(1u << 20)

static const struct {
	const char	 *name, *capability;
	enum threads_how  how;
} algorithms[] = {
	{ "REFERENCES", "THREAD=REFERENCES", BY_REFERENCES },
	{ "REFS", "THREAD=REFS", BY_REFS },
	{ "ORDEREDSUBJECT", "THREAD=ORDEREDSUBJECT", BY_ORDEREDSUBJECT },
};

struct thread {
	struct session	*s;
	enum threads_how how;
	struct criteria	 criteria;
	struct source	 source;
	struct threads	 threads;
	struct found	 numbers, uids;
	struct out	 scratch;
};

/* The fields of a message that count: the first of each name. */
enum { DATE, MESSAGE_ID, REFERENCES, IN_REPLY_TO, FIELDS };

static const struct {
	const char *name;
	size_t	    len;
} names[FIELDS] = {
	{ "Date", 4 },
	{ "Message-ID", 10 },
	{ "References", 10 },
	{ "In-Reply-To", 11 }
};

static void
find_fields(struct field *f, const char *p, size_t len)
{
	const char *end = p + len;
	struct field next;
	size_t i;

	for (i = 0; i < FIELDS; i++)
		f[i].value = NULL;
	while (header_next(&p, end, &next))
		for (i = 0; i < FIELDS; i++)
			if (f[i].value == NULL &&
			    field_is(&next, names[i].name, names[i].len))
				f[i] = next;
}

/* All ids of References, else the first of In-Reply-To. */
static void
add_references(struct threads *t, const struct field *f)
{
	const char *p = f[REFERENCES].value, *end;
	char id[THREADS_ID];
	size_t n;
	bool any = false;

	if (p != NULL) {
		end = p + f[REFERENCES].value_len;
		while ((n = msgid_next(&p, end, id)) > 0) {
			threads_reference(t, id, n);
			any = true;
		}
	}
	p = f[IN_REPLY_TO].value;
	if (any || p == NULL)
		return;
	n = msgid_next(&p, p + f[IN_REPLY_TO].value_len, id);
	threads_reference(t, id, n);
}

static bool
add_message(void *arg, uint32_t number, const struct message *m)
{
	struct thread *t = arg;
	struct field f[FIELDS];
	struct sentdate d;
	int64_t date = m->internaldate;
	char id[THREADS_ID];
	const char *p;
	size_t len, n = 0;

	if (source_header(&t->source, number, true, &p, &len)) {
		find_fields(f, p, len);
		if (f[DATE].value != NULL && sentdate_read(f[DATE].value,
		    f[DATE].value_len, &d))
			date = d.seconds;
		if (t->how != BY_ORDEREDSUBJECT)
			add_references(&t->threads, f);
		p = f[MESSAGE_ID].value;
		if (p != NULL && t->how != BY_ORDEREDSUBJECT)
			n = msgid_next(&p, p + f[MESSAGE_ID].value_len, id);
	}
	threads_message(&t->threads, id, n, date);
	found_add(&t->numbers, number, 0);
	found_add(&t->uids, m->uid, 0);
	return !t->threads.failed && !t->numbers.failed && !t->uids.failed;
}

static bool
get_subject(void *arg, uint32_t message, struct out *o)
{
	struct thread *t = arg;
	struct field f;
	const char *p;
	size_t len;

	if (!source_header(&t->source, t->numbers.number[message], true, &p,
	    &len) || !header_find(p, len, "Subject", &f))
		return false;
	return subject_write(o, f.value, f.value_len, &t->scratch);
}

static void
run(struct session *s, struct thread *t)
{
	struct place at;
	int r;

	t->criteria.dates = true;
	search_selected(s, &at);
	source_begin(&t->source, at.mb, at.cache);
	threads_init(&t->threads);
	out_memory(&t->scratch, SCRATCH_MAX);
	r = search_each(s, &t->criteria, &at, false, add_message, t);
	if (r == 0 && (t->numbers.failed || t->uids.failed ||
	    !threads_finish(&t->threads, t->how, get_subject, t))) {
		errno = ENOMEM;
		r = -1;
	}
	if (r == 0) {
		out_text(&s->out, "* THREAD");
		if (t->threads.root != THREADS_NONE)
			out_char(&s->out, ' ');
		threads_write(&s->out, &t->threads, s->uid ?
		    t->uids.number : t->numbers.number);
		out_text(&s->out, "\r\n");
		reply_ok(s, "THREAD completed");
	} else {
		reply_errno(s, "THREAD");
	}
	source_end(&t->source);
	threads_free(&t->threads);
	out_free(&t->scratch);
}

static bool
parse_algorithm(struct session *s, struct parse *p, struct thread *t)
{
	size_t i;

	for (i = 0; i < nitems(algorithms); i++)
		if (capability_has(s, algorithms[i].capability) &&
		    parse_word(p, algorithms[i].name)) {
			t->how = algorithms[i].how;
			return parse_space(p);
		}
	return parse_fail(p, "a threading algorithm");
}

void
do_thread(struct session *s, struct parse *p)
{
	struct thread t;

	memset(&t, 0, sizeof(t));
	t.s = s;
	if (!parse_space(p) || !parse_algorithm(s, p, &t)) {
		reply_syntax(s, p);
		return;
	}
	if (search_criteria(s, p, true, 0, &t.criteria))
		run(s, &t);
	criteria_free(&t.criteria);
	found_free(&t.numbers);
	found_free(&t.uids);
}
