#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/quota.h"
#include "imapd/command.h"
#include "imapd/notify.h"
#include "imapd/target.h"

#define LETTERS	((UINT64_C(1) << MAILDIR_LETTERS) - 1)

bool
target_open(struct session *s, struct target *t, const char *folder)
{
	memset(t, 0, sizeof(*t));
	t->session = s;
	memcpy(t->folder, folder, strlen(folder) + 1);
	if (mailbox_open(&t->mb, s->root, folder,
	    *folder == '\0' ? MAILBOX_CREATE : 0) == 0)
		return true;
	if (errno == ENOENT || errno == ENOTDIR)
		reply_no(s, "[TRYCREATE] there is no such mailbox");
	else
		reply_errno(s, "mailbox");
	return false;
}

void
target_close(struct target *t)
{
	size_t i;

	for (i = 0; i < t->n; i++) {
		if (!t->done)
			delivery_abort(t->delivery[i]);
		free(t->delivery[i]);
	}
	free(t->delivery);
	free(t->uids);
	free(t->flags);
	free(t->date);
	mailbox_close(&t->mb);
	memset(t, 0, sizeof(*t));
}

static bool
grow(void *list, size_t n, size_t item)
{
	void **p = list, *more = reallocarray(*p, n, item);

	if (more != NULL)
		*p = more;
	return more != NULL;
}

struct delivery *
target_next(struct target *t)
{
	size_t size = t->size > 0 ? t->size * 2 : 16;
	struct delivery *d;

	if (t->n == t->size) {
		if (!grow(&t->delivery, size, sizeof(*t->delivery)) ||
		    !grow(&t->flags, size, sizeof(*t->flags)) ||
		    !grow(&t->date, size, sizeof(*t->date)))
			return NULL;
		t->size = size;
	}
	d = calloc(1, sizeof(*d));
	if (d == NULL)
		return NULL;
	d->fd = -1;
	memset(&t->flags[t->n], 0, sizeof(*t->flags));
	t->date[t->n] = MAILBOX_UNKNOWN;
	t->delivery[t->n++] = d;
	return d;
}

void
target_describe(struct target *t, const struct flags *f, int64_t date)
{
	t->flags[t->n - 1] = *f;
	t->date[t->n - 1] = date;
	t->bytes += (uint64_t)t->delivery[t->n - 1]->size;
}

bool
target_quota(struct session *s, const struct target *t, uint64_t bytes)
{
	uint64_t all = t->bytes + bytes;
	size_t n = t->n;

	if (t->credit > 0) {
		all = all > t->credit ? all - t->credit : 0;
		n--;
	}
	return target_quota_all(s, t, all, n);
}

bool
target_quota_all(struct session *s, const struct target *t, uint64_t bytes,
    size_t n)
{
	if (!t->mb.counts)
		return true;		/* the way out: .Trash (7.3) */
	if (quota_check(s->root, (int64_t)bytes, (int64_t)n) != QUOTA_OVER)
		return true;
	reply_no(s, "[OVERQUOTA] the mailbox would be over its quota");
	return false;
}

/* What comes of it is not to be told to the client as news. */
void
target_has(struct target *t, uint32_t *uids, size_t n)
{
	t->uids = uids;
	t->made = n;
	t->done = true;
	if (t->session != NULL && (t->session->notify != NULL ||
	    t->session->contexts != NULL))
		notify_made(t->session, t->folder, uids, n);
}

/* -1 with errno. */
static int
add_all(struct target *t, struct mailbox_addition *a, uint32_t *uids)
{
	size_t i;

	for (i = 0; i < t->n; i++) {
		a[i].delivery = t->delivery[i];
		a[i].keywords = t->flags[i].keywords & ~LETTERS;
		a[i].internaldate = t->date[i];
		if (delivery_flags(t->delivery[i], t->flags[i].system,
		    (uint32_t)(t->flags[i].keywords & LETTERS)) == -1)
			return -1;
	}
	if (mailbox_add(&t->mb, a, t->n) == -1)
		return -1;
	for (i = 0; i < t->n; i++)
		uids[i] = a[i].uid;
	return 0;
}

int
target_commit(struct target *t)
{
	struct mailbox_addition *a;
	uint32_t *uids;
	int r = -1, e;

	if (t->n == 0)
		return 0;
	if (t->unsynced && delivery_sync_files(t->delivery, t->n) == -1)
		return -1;
	a = calloc(t->n, sizeof(*a));
	uids = calloc(t->n, sizeof(*uids));
	if (a != NULL && uids != NULL)
		r = add_all(t, a, uids);
	e = errno;
	free(a);
	if (r == 0)
		target_has(t, uids, t->n);
	else
		free(uids);
	errno = e;
	return r;
}

void
target_write_uids(struct out *o, struct target *t, const char *code,
    const struct set *source)
{
	struct mailbox_status st;
	struct set uids;
	size_t i;

	/* The list may be void: then say nothing rather than a lie. */
	if (mailbox_refresh(&t->mb) == -1 || t->made == 0)
		return;
	mailbox_status(&t->mb, &st);
	memset(&uids, 0, sizeof(uids));
	for (i = 0; i < t->made; i++)
		if (t->uids[i] != 0)
			set_append(&uids, t->uids[i]);
	out_char(o, '[');
	out_text(o, code);
	out_char(o, ' ');
	out_number(o, st.uidvalidity);
	out_char(o, ' ');
	if (source != NULL) {
		set_write(o, source);
		out_char(o, ' ');
	}
	set_write(o, &uids);
	out_text(o, "] ");
	set_free(&uids);
}
