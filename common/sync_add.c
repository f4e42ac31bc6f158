/* sync: files that are new in the index; the numbers are those of sync.c. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/journal.h"
#include "common/sync_impl.h"

enum { AHEAD = 16 };	/* files that are fetched from memory in advance */

/* What is compared first stands together: files lie in no order. */
struct place {
	uint64_t	 key;
	struct found	*f;
};

/* Known UIDs first; then as delivered: by time, and within one by count. */
static uint64_t
key_of(const struct found *f)
{
	if (f->uid != 0)
		return f->uid;
	/* 40 bits of seconds, 20 of microseconds (maildir_time()). */
	return UINT64_C(1) << 63 | (uint64_t)f->time.sec << 20 | f->time.usec;
}

static bool
in_order(const struct place *x, const struct place *y)
{
	if (x->key != y->key)
		return x->key < y->key;
	if (x->f->base_len != y->f->base_len)
		return x->f->base_len < y->f->base_len;
	return memcmp(x->f->text, y->f->text, x->f->base_len) <= 0;
}

/*
 * Merges runs of 1, 2, 4 ...; qsort(3) of some libc copies far more.  `to`
 * has room for n more.
 */
static void
sort(struct place *from, struct place *to, size_t n)
{
	size_t width, at, i, j, k, mid, end;
	struct place *t, *result = from;

	for (width = 1; width < n; width *= 2) {
		for (at = 0; at < n; at = end) {
			mid = at + width < n ? at + width : n;
			end = mid + width < n ? mid + width : n;
			for (i = k = at, j = mid; k < end; k++)
				if (j == end || (i < mid &&
				    in_order(&from[i], &from[j])))
					to[k] = from[i++];
				else
					to[k] = from[j++];
		}
		t = from;
		from = to;
		to = t;
	}
	if (from != result)
		memcpy(result, from, n * sizeof(*from));
}

/* 1.  A list that gives one UID to two files keeps it for one. */
static bool
drop_doubles(struct place *p, size_t n)
{
	uint32_t last = 0;
	bool any = false;
	size_t i;

	for (i = 0; i < n && p[i].f->uid != 0; i++) {
		if (p[i].f->uid == last) {
			p[i].f->uid = 0;
			p[i].key = key_of(p[i].f);
			any = true;
		} else {
			last = p[i].f->uid;
		}
	}
	return any;
}

/* What is known of each, and their order. */
static struct place *
sort_found(struct run *r)
{
	struct look *l = &r->look;
	struct place *p = calloc(l->nfound + 1, 2 * sizeof(*p));
	uint32_t i;

	if (p == NULL)
		return NULL;
	for (i = 0; i < l->nfound; i++) {
		struct found *f = p[i].f = &l->found[i];

		f->text = look_name(l, f);
		if (r->s->known != NULL)
			f->known = known_find(r->s->known, f->text,
			    f->base_len);
		if (f->known != NULL && f->known->uid < r->s->known->uidnext)
			f->uid = f->known->uid;
		p[i].key = key_of(f);
	}
	sort(p, p + l->nfound, l->nfound);
	if (drop_doubles(p, l->nfound))
		sort(p, p + l->nfound, l->nfound);
	return p;
}

/* To cur/; the info that it has is kept, and is never left out (M-6). */
static bool
move_file(struct run *r, const char *name, size_t len,
    char new[MAILDIR_NAME + 1])
{
	struct maildir_name n;
	size_t info;

	if (!maildir_parse(&n, name, len))
		return false;
	memcpy(new, n.base, n.base_len);
	info = maildir_info(new + n.base_len, MAILDIR_NAME + 1 - n.base_len,
	    n.flags, n.keywords, n.letters, n.letters_len, n.ext, n.ext_len);
	if (info == 0 ||
	    maildir_rename(r->s->md->new, name, r->s->md->cur, new) == -1)
		return false;
	r->moved = true;
	watch_expect(r->s->watch, WATCH_NEW, WATCH_AWAY, name);
	watch_expect(r->s->watch, WATCH_CUR, WATCH_HERE, new);
	return true;
}

void
sync_move_known(struct run *r)
{
	struct look *l = &r->look;
	char name[MAILDIR_NAME + 1], moved[MAILDIR_NAME + 1];
	uint32_t i;

	if (l->img->h.in_new == 0)
		return;
	for (i = 0; i < l->nrecords; i++) {
		struct record rec = *index_record(l->img, i);
		size_t len;

		if ((rec.flags & FLAG_GONE) != 0 ||
		    (rec.flags & FLAG_IN_NEW) == 0)
			continue;
		len = index_filename(l->img, &rec, name);
		if (len == 0 || !move_file(r, name, len, moved))
			continue;
		look_rename(l, i, moved);
	}
}

/* Extras from the list that the message is known by. */
static size_t
known_extras(const struct known *k, char *buf)
{
	size_t len = 0;

	if (k->uidl != NULL && k->uidl_len > 0 && k->uidl_len <= KNOWN_UIDL) {
		buf[len++] = EXTRA_UIDL;
		buf[len++] = (char)k->uidl_len;
		memcpy(buf + len, k->uidl, k->uidl_len);
		len += k->uidl_len;
	}
	if (k->guid != NULL && k->guid_len > 0 && k->guid_len <= KNOWN_UIDL) {
		buf[len++] = EXTRA_GUID;
		buf[len++] = (char)k->guid_len;
		memcpy(buf + len, k->guid, k->guid_len);
		len += k->guid_len;
	}
	if (k->order != 0) {
		buf[len++] = EXTRA_ORDER;
		buf[len++] = sizeof(k->order);
		memcpy(buf + len, &k->order, sizeof(k->order));
		len += sizeof(k->order);
	}
	return len;
}

static void
add_file(struct run *r, struct found *f, uint32_t uid)
{
	char moved[MAILDIR_NAME + 1];
	char from[INDEX_EXTRA], extra[INDEX_EXTRA];
	struct maildir_name n;
	struct record rec;
	struct name name = { f->text, from, f->base_len, 0 }, new;
	const char *text = f->text;
	size_t len = f->len;

	if (f->in_new && (r->s->how & MAILBOX_MOVE) != 0 &&
	    move_file(r, text, len, moved)) {
		text = moved;
		len = strlen(moved);
		f->in_new = false;
	}
	if (!maildir_parse(&n, text, len))
		return;
	memset(&rec, 0, sizeof(rec));
	rec.uid = uid;
	rec.flags = (uint16_t)(n.flags | (f->in_new ? FLAG_IN_NEW : 0u));
	rec.keywords = n.keywords;
	rec.modseq = r->look.modseq;
	rec.size = n.size;
	rec.vsize = n.vsize;
	rec.internaldate = MAILBOX_UNKNOWN;
	rec.savedate = r->now;
	if (f->known != NULL) {
		rec.keywords |= f->known->keywords &
		    ~((UINT64_C(1) << MAILDIR_LETTERS) - 1);
		if (rec.size < 0)
			rec.size = f->known->size;
		if (rec.vsize < 0)
			rec.vsize = f->known->vsize;
		name.extra_len = known_extras(f->known, from);
	}
	new = name;
	new.extra = extra;
	new.extra_len = look_extras(&name, &n, f->in_new, extra);
	journal_new(r->s->img, &rec, &new);
}

/* Seen by an earlier pass, but not by the last: renamed or gone again. */
static bool
still_there(const struct run *r, const struct found *f)
{
	return f->pass == r->look.pass || faccessat(f->in_new ?
	    r->s->md->new : r->s->md->cur, f->text, F_OK, 0) == 0;
}

int
sync_add_found(struct run *r)
{
	struct look *l = &r->look;
	struct image *img = r->s->img;
	struct place *sorted = sort_found(r);
	uint32_t i;

	if (sorted == NULL)
		return -1;
	for (i = 0; i < l->nfound && img->error == 0; i++) {
		struct found *f = sorted[i].f;

		if (i + 2 * AHEAD < l->nfound)
			__builtin_prefetch(sorted[i + 2 * AHEAD].f);
		if (i + AHEAD < l->nfound)
			__builtin_prefetch(sorted[i + AHEAD].f->text);
		if (f->in_index)
			continue;
		if (f->uid == 0 && r->s->known != NULL &&
		    img->h.uidnext < r->s->known->uidnext)
			journal_uidnext(img, r->s->known->uidnext);	/* 1 */
		if (still_there(r, f))
			add_file(r, f, f->uid != 0 ? f->uid : img->h.uidnext);
	}
	if (r->s->known != NULL && img->h.uidnext < r->s->known->uidnext)
		journal_uidnext(img, r->s->known->uidnext);
	free(sorted);
	return 0;
}
