#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "pop3d/maildrop.h"

/* Its mtime is the last login; made only where there is a login delay. */
#define LOGIN_FILE	"postern-login"

enum {
	MARK_DELETED = 1,
	MARK_SEEN = 2		/* in this session, and not before */
};

/* The n of mb that a number means.  It is in range. */
static uint32_t
place(const struct maildrop *m, uint32_t number)
{
	return m->order == NULL ? number - 1 : m->order[number - 1];
}

/* The folder of this name in whatever case, as clients spell it. */
static bool
find_folder(int root, const char *wanted, char name[MAILDROP_FOLDER])
{
	const struct dirent *d;
	DIR *dir;
	int fd;

	if (maildir_tag_folder(root, wanted, name, MAILDROP_FOLDER))
		return true;
	fd = openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd == -1 || (dir = fdopendir(fd)) == NULL) {
		if (fd != -1)
			close(fd);
		return false;
	}
	name[0] = '\0';
	while (name[0] == '\0' && (d = readdir(dir)) != NULL)
		if (d->d_name[0] == '.' &&
		    strcasecmp(d->d_name + 1, wanted) == 0 &&
		    !maildir_tag_folder(root, d->d_name + 1, name,
		    MAILDROP_FOLDER))
			name[0] = '\0';
	closedir(dir);
	return name[0] != '\0';
}

/*
 * RFC 2449 section 6.5: were there so many seconds between the logins?
 * A clock set back must lock nobody out.
 */
static int
login_delay(const struct maildrop *m, unsigned long delay)
{
	struct stat st;
	time_t now = time(NULL);
	int error, fd;

	fd = openat(m->mb.md.dir, LOGIN_FILE, O_WRONLY | O_CREAT |
	    O_NOFOLLOW | O_CLOEXEC | O_EXCL, 0600);
	if (fd != -1) {
		close(fd);
		return 0;
	}
	fd = openat(m->mb.md.dir, LOGIN_FILE, O_WRONLY | O_NOFOLLOW |
	    O_NONBLOCK | O_CLOEXEC);
	if (fd == -1)
		return -1;
	if (fstat(fd, &st) == -1)
		goto fail;
	if (st.st_mtime <= now &&
	    (unsigned long)(now - st.st_mtime) < delay) {
		errno = EAGAIN;
		goto fail;
	}
	if (futimens(fd, NULL) == -1)
		goto fail;
	close(fd);
	return 0;
fail:
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

/* One message, to be put in the order that its old server had. */
struct place {
	uint32_t order, n;
};

/* Those without a number come after the others, in the order of UIDs. */
static int
by_order(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	uint32_t i = x->order - 1, j = y->order - 1;	/* 0: the largest */

	if (i != j)
		return i < j ? -1 : 1;
	return x->n < y->n ? -1 : 1;
}

static int
make_order(struct maildrop *m)
{
	struct place *p;
	struct message msg;
	uint32_t i;

	p = calloc(m->count, sizeof(*p));
	m->order = calloc(m->count, sizeof(*m->order));
	if (p == NULL || m->order == NULL) {
		free(p);
		return -1;
	}
	for (i = 0; i < m->count; i++) {
		p[i].order = mailbox_get(&m->mb, i, &msg) ? msg.order : 0;
		p[i].n = i;
	}
	qsort(p, m->count, sizeof(*p), by_order);
	for (i = 0; i < m->count; i++)
		m->order[i] = p[i].n;
	free(p);
	return 0;
}

/* Numbers and sizes, as they stay for the session (rule 1). */
static int
take_list(struct maildrop *m)
{
	struct mailbox_status st;

	if (mailbox_sizes(&m->mb) == -1)
		return -1;
	mailbox_status(&m->mb, &st);
	m->count = m->mb.count;
	m->octets = st.vsize;
	m->uidvalidity = st.uidvalidity;
	m->has_uidl = st.has_uidl;
	if (m->count == 0)
		return 0;
	m->mark = calloc(m->count, 1);
	if (m->mark == NULL)
		return -1;
	return st.has_order ? make_order(m) : 0;
}

static enum maildrop_open
open_mailbox(struct maildrop *m, int root, const char *folder)
{
	char name[MAILDROP_FOLDER] = "";

	if (*folder != '\0' && !find_folder(root, folder, name))
		return MAILDROP_NO_FOLDER;
	if (mailbox_open(&m->mb, root, name, *name != '\0' ?
	    MAILBOX_MOVE : MAILBOX_MOVE | MAILBOX_CREATE) == -1)
		return MAILDROP_ERROR;
	return MAILDROP_OK;
}

enum maildrop_open
maildrop_open(struct maildrop *m, int root, const char *folder, bool lock,
    unsigned long delay)
{
	enum maildrop_open result;

	memset(m, 0, sizeof(*m));
	result = open_mailbox(m, root, folder);
	if (result != MAILDROP_OK)
		return result;
	if (lock && mailbox_maildrop_lock(&m->mb) == -1)
		return errno == EAGAIN ? MAILDROP_IN_USE : MAILDROP_ERROR;
	if (delay > 0 && login_delay(m, delay) == -1)
		return errno == EAGAIN ? MAILDROP_TOO_SOON : MAILDROP_ERROR;
	return take_list(m) == -1 ? MAILDROP_ERROR : MAILDROP_OK;
}

bool
maildrop_get(struct maildrop *m, uint32_t number, struct message *msg)
{
	uint32_t n;

	if (number < 1 || number > m->count)
		return false;
	n = place(m, number);
	return (m->mark[n] & MARK_DELETED) == 0 &&
	    mailbox_get(&m->mb, n, msg);
}

uint64_t
maildrop_octets(const struct message *msg)
{
	return msg->vsize > 0 ? (uint64_t)msg->vsize : 0;
}

int
maildrop_file(struct maildrop *m, uint32_t number)
{
	return mailbox_openat(&m->mb, place(m, number));
}

void
maildrop_accessed(struct maildrop *m, uint32_t number)
{
	if (number > m->last)
		m->last = number;
}

void
maildrop_saw(struct maildrop *m, uint32_t number)
{
	uint32_t n = place(m, number);
	struct message msg;

	if ((m->mark[n] & MARK_SEEN) != 0 ||
	    !mailbox_get(&m->mb, n, &msg) || (msg.flags & FLAG_SEEN) != 0)
		return;
	m->mark[n] |= MARK_SEEN;
	m->seen++;
}

void
maildrop_delete(struct maildrop *m, uint32_t number)
{
	struct message msg;

	if (!maildrop_get(m, number, &msg))
		return;
	m->mark[place(m, number)] |= MARK_DELETED;
	m->deleted++;
	m->octets -= maildrop_octets(&msg) < m->octets ?
	    maildrop_octets(&msg) : m->octets;
}

void
maildrop_reset(struct maildrop *m)
{
	struct message msg;
	uint32_t n;

	for (n = 0; m->deleted > 0 && n < m->count; n++) {
		if ((m->mark[n] & MARK_DELETED) == 0)
			continue;
		m->mark[n] &= (unsigned char)~MARK_DELETED;
		m->deleted--;
		if (mailbox_get(&m->mb, n, &msg))
			m->octets += maildrop_octets(&msg);
	}
	m->last = 0;
	m->was_reset = true;
}

/* Sessions before this one have left \Seen; looked for when asked. */
uint32_t
maildrop_last(struct maildrop *m)
{
	struct message msg;
	uint32_t number;

	if (m->was_reset)
		return m->last;
	for (number = m->count; number > m->last; number--)
		if (mailbox_get(&m->mb, place(m, number), &msg) &&
		    (msg.flags & FLAG_SEEN) != 0)
			break;
	return number;
}

void
maildrop_repair(struct maildrop *m, uint32_t number, int64_t size,
    int64_t vsize)
{
	struct message msg;

	if (mailbox_get(&m->mb, place(m, number), &msg))
		(void)mailbox_repair_size(&m->mb, msg.uid, size, vsize);
}

/* UIDs, ascending, of the n messages whose marks say so; the caller's. */
static uint32_t *
uids_of(struct maildrop *m, unsigned mark, size_t size, size_t *n)
{
	struct message msg;
	uint32_t i, *uids;

	*n = 0;
	uids = calloc(size, sizeof(*uids));
	if (uids == NULL)
		return NULL;
	for (i = 0; i < m->count && *n < size; i++)
		if ((m->mark[i] & mark) != 0 && mailbox_get(&m->mb, i, &msg))
			uids[(*n)++] = msg.uid;
	return uids;
}

int
maildrop_update(struct maildrop *m)
{
	uint32_t i, *uids;
	size_t n;
	int left;

	if (m->deleted == 0)
		return 0;
	uids = uids_of(m, MARK_DELETED, m->deleted, &n);
	if (uids == NULL)
		return -1;
	left = mailbox_expunge(&m->mb, uids, n, NULL);
	free(uids);
	if (left == -1)
		return -1;
	(void)maildir_clean_tmp(m->mb.md.tmp, time(NULL));

	/* What is gone need not be marked as seen. */
	for (i = 0; left == 0 && i < m->count; i++)
		if (m->mark[i] == (MARK_DELETED | MARK_SEEN)) {
			m->mark[i] = MARK_DELETED;
			m->seen--;
		}
	return left + (int)(m->deleted - n);
}

static void
keep_seen(struct maildrop *m)
{
	const struct mailbox_change seen = { .set = FLAG_SEEN };
	uint32_t *uids;
	size_t n;

	if (m->seen == 0)
		return;
	uids = uids_of(m, MARK_SEEN, m->seen, &n);
	if (uids != NULL)
		(void)mailbox_store(&m->mb, uids, n, &seen, NULL);
	free(uids);
	m->seen = 0;
}

void
maildrop_close(struct maildrop *m)
{
	if (m->mark != NULL)
		keep_seen(m);
	mailbox_close(&m->mb);
	free(m->mark);
	free(m->order);
	memset(m, 0, sizeof(*m));
}
