/* sync: files that are new in the index; the numbers are those of sync.c. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/journal.h"
#include "common/sync_impl.h"

/* Known UIDs first; then as delivered: by time, and within one by count. */
static int
by_uid_and_time(const struct found *x, const struct found *y)
{
	if (x->uid != y->uid) {
		if (x->uid == 0 || y->uid == 0)
			return x->uid == 0 ? 1 : -1;
		return x->uid < y->uid ? -1 : 1;
	}
	if (x->time.sec != y->time.sec)
		return x->time.sec < y->time.sec ? -1 : 1;
	if (x->time.usec != y->time.usec)
		return x->time.usec < y->time.usec ? -1 : 1;
	if (x->base_len != y->base_len)
		return x->base_len < y->base_len ? -1 : 1;
	return memcmp(x->text, y->text, x->base_len);
}

/*
 * Merges runs of 1, 2, 4 ...; qsort(3) of some libc copies far more, and
 * this is half of a first look.  `to` has room for n more.
 */
static void
sort(struct found **from, struct found **to, size_t n)
{
	size_t width, at, i, j, k, mid, end;
	struct found **t, **result = from;

	for (width = 1; width < n; width *= 2) {
		for (at = 0; at < n; at = end) {
			mid = at + width < n ? at + width : n;
			end = mid + width < n ? mid + width : n;
			for (i = k = at, j = mid; k < end; k++)
				if (j == end || (i < mid && by_uid_and_time(
				    from[i], from[j]) <= 0))
					to[k] = from[i++];
				else
					to[k] = from[j++];
		}
		t = from;
		from = to;
		to = t;
	}
	if (from != result)
		memcpy(result, from, n * sizeof(struct found *));
}

/* What is known of each, and their order. */
static struct found **
sort_found(struct run *r)
{
	struct look *l = &r->look;
	struct found **f = calloc(l->nfound + 1, 2 * sizeof(f[0]));
	uint32_t i, last = 0;

	if (f == NULL)
		return NULL;
	for (i = 0; i < l->nfound; i++) {
		f[i] = &l->found[i];
		f[i]->text = look_name(l, f[i]);
		if (r->s->known == NULL)
			continue;
		f[i]->known = known_find(r->s->known, f[i]->text,
		    f[i]->base_len);
		if (f[i]->known != NULL &&
		    f[i]->known->uid < r->s->known->uidnext)
			f[i]->uid = f[i]->known->uid;
	}
	sort(f, f + l->nfound, l->nfound);
	/* 1.  A list that gives one UID to two files keeps it for one. */
	for (i = 0; i < l->nfound && f[i]->uid != 0; i++) {
		if (f[i]->uid == last)
			f[i]->uid = 0;
		else
			last = f[i]->uid;
	}
	if (i > 0)
		sort(f, f + l->nfound, l->nfound);
	return f;
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
	struct found **sorted = sort_found(r);
	uint32_t i;

	if (sorted == NULL)
		return -1;
	for (i = 0; i < l->nfound && img->error == 0; i++) {
		struct found *f = sorted[i];

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
