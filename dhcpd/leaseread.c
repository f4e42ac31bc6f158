/* leaseread: blocks of a lease file, and how to go on after a bad one. */
#include <stdlib.h>
#include <string.h>

#include "dhcpd/leaseread.h"
#include "dhcpd/leasetext.h"

#define COMPLAINTS	100	/* after so many nobody reads them */
#define SECTOR		512	/* bytes that a disk writes all or none of */

/* OpenBSD's files, and ISC's of old, have no states. */
static void
guess_state(struct reader *r)
{
	struct lease *l = &r->lease;

	if (l->state != LEASE_UNSET)
		return;
	if (r->abandoned)
		l->state = LEASE_ABANDONED;
	else
		l->state = l->ends > 0 ? LEASE_ACTIVE : LEASE_FREE;
	l->next_state = l->rewind_state = LEASE_FREE;
}

/* The client-id first, the relay's last: as the writer has them. */
static bool
store(struct reader *r)
{
	const struct bytes uid_value = { r->uid, r->uid_len };
	const struct bytes agent = { r->agent, r->agent_len };
	struct lease *l = lease_at(r->leases, r->lease.addr);
	uint8_t *all = r->scratch;
	size_t used = 0;

	if (l == NULL)
		return false;
	if (uid_value.len > 0)
		used = lease_item_write(all, sizeof(r->scratch), LEASE_UID,
		    uid_value);
	if (agent.len > 0)
		(void)read_item(r, LEASE_AGENT, agent.data, agent.len);
	if (r->items_len <= sizeof(r->scratch) - used) {
		memcpy(all + used, r->items, r->items_len);
		used += r->items_len;
	}
	l->starts = r->lease.starts;
	l->ends = r->lease.ends;
	l->tstp = r->lease.tstp;
	l->cltt = r->lease.cltt;
	l->state = r->lease.state;
	l->next_state = r->lease.next_state;
	l->rewind_state = r->lease.rewind_state;
	l->flags = r->lease.flags;
	return lease_replace(r->leases, l, &r->lease.hardware, all, used)
	    == 0;
}

/* "lease" has been read.  False: the block is to be skipped. */
static bool
lease_block(struct reader *r)
{
	const char *from;
	struct bytes w;

	memset(&r->lease, 0, sizeof(r->lease));
	r->abandoned = false;
	r->uid_len = r->agent_len = r->items_len = 0;
	if (!read_address(r, &r->lease.addr))
		return false;
	if (!read_take(r, '{'))
		return read_wrong(r, "{ expected");
	while (!read_take(r, '}')) {
		from = r->p;
		w = read_word(r);
		if (w.len == 0)
			return read_wrong(r, r->p == r->end ?
			    "unexpected end of file" : "statement expected");
		if (!read_statement(r, w, from))
			return false;
	}
	guess_state(r);
	return true;
}

static void
complain_at(struct reader *r, const char *where)
{
	for (; r->counted < where; r->counted++)
		r->line += *r->counted == '\n';
	if (r->report->bad <= COMPLAINTS && r->complain != NULL)
		r->complain(r->arg, r->line, r->why);
}

/*
 * The next line that begins with "lease" or a brace: a block that was cut
 * off has no brace, and the next one must not be lost with it.
 */
static void
resynchronize(struct reader *r)
{
	while (r->p < r->end) {
		while (r->p < r->end && *r->p != '\n')
			r->p++;
		if (r->p == r->end)
			break;
		r->p++;
		if (r->p < r->end && *r->p == '}') {
			r->p++;
			return;
		}
		if (read_begins_lease(r, r->p))
			return;
	}
	r->report->torn = true;
}

static bool
keep_other(struct reader *r, const char *from, size_t len)
{
	struct leasefile_other *o = r->other;
	size_t size;
	char *wider;

	if (o->len + len + 1 > o->size) {
		size = 2 * (o->len + len + 1);
		wider = realloc(o->text, size);
		if (wider == NULL)
			return false;
		o->text = wider;
		o->size = size;
	}
	o->len += read_squeezed(o->text + o->len, from, len);
	o->text[o->len++] = '\n';
	return true;
}

static void
latest(struct reader *r)
{
	uint32_t t = r->lease.starts;

	if (r->lease.cltt != LEASE_NEVER && r->lease.cltt > t)
		t = r->lease.cltt;
	if (t != LEASE_NEVER && t > r->report->latest)
		r->report->latest = t;
}

/* One block or statement of the file. */
static bool
top(struct reader *r)
{
	const char *from = r->p;
	struct bytes w = read_word(r);

	r->why = NULL;
	if (read_is(w, "lease")) {
		if (lease_block(r)) {
			r->report->blocks++;
			latest(r);
			if (store(r))
				return true;
			return false;
		}
	} else if (read_past(r)) {
		if (read_is(w, "authoring-byte-order"))
			return true;	/* the writer has its own */
		return keep_other(r, from, (size_t)(r->p - from));
	}
	r->report->bad++;
	complain_at(r, r->p);
	r->p = from;
	resynchronize(r);
	return true;
}

/*
 * Rule 6 of leasefile.h: the end of a hole in the text from `from` on, where
 * a sector begins behind a line of the room; the text's end when there is
 * none.
 */
static const char *
hole_end(const char *text, const char *from, const char *end)
{
	size_t at = (size_t)(from - text) / SECTOR * SECTOR + SECTOR;
	size_t len = (size_t)(end - text);

	for (; at < len; at += SECTOR)
		if (text[at - 2] == '#' && text[at] != '#' &&
		    leasetext_room(text + at - LEASETEXT_LINE))
			return text + at;
	return end;
}

/*
 * Another kind of hole, of file systems after a crash: what is behind it may
 * be the end of a record too.
 */
static void
zeros(struct reader *r)
{
	while (r->p < r->end && (*r->p == '\0' || *r->p == '\n'))
		r->p++;
	r->report->torn = true;
	r->report->bad++;
	r->why = "zeros";
	complain_at(r, r->p);
	if (!read_begins_lease(r, r->p))
		resynchronize(r);
}

/* Up to a hole: what is behind it may be the end of a record. */
static bool
piece(struct reader *r, const char *end)
{
	const char *behind = hole_end(r->text, r->p, end);
	bool good = true;

	r->end = behind;
	if (behind < end)
		while (r->end > r->p && (r->end[-1] == '#' ||
		    r->end[-1] == '\n'))
			r->end--;
	for (read_blanks(r); good && r->p < r->end; read_blanks(r)) {
		if (*r->p == '\0')
			zeros(r);
		else
			good = top(r);
	}
	r->end = end;
	if (behind == end)
		return good;
	r->report->torn = true;
	r->report->bad++;
	r->why = "torn: room inside a record";
	complain_at(r, behind);
	r->p = behind;
	if (!read_begins_lease(r, behind))
		resynchronize(r);
	return good;
}

int
leasefile_parse(struct leases *leases, struct leasefile_other *other,
    const char *text, size_t len, struct leasefile_report *report,
    leasefile_complain *complain, void *arg)
{
	struct reader *r = malloc(sizeof(*r));
	bool good = true;

	memset(report, 0, sizeof(*report));
	if (r == NULL)
		return -1;
	r->text = r->p = r->counted = text;
	r->end = text + len;
	r->line = 1;
	r->leases = leases;
	r->other = other;
	r->report = report;
	r->complain = complain;
	r->arg = arg;
	while (good && r->p < text + len)
		good = piece(r, text + len);
	free(r);
	return good ? leases_settle(leases) : -1;
}
