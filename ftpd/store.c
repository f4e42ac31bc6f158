#include <sys/stat.h>
#include <sys/statvfs.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/scan.h"
#include "ftpd/command.h"
#include "ftpd/dataverbs.h"
#include "ftpd/moving.h"
#include "ftpd/reply.h"
#include "ftpd/upload.h"

/* As the kernel has it for links that lead to links, less generous. */
#define LINKS_MAX	8

/* What STOU calls a file that nobody has given a name. */
#define UNIQUE_NAME	"upload"

/*
 * ALLO n [R m] (RFC 959 section 4.1.3): not needed here, but there may not
 * be so much room.
 */
void
do_allo(struct session *s, char *arg)
{
	struct statvfs v;
	uint64_t n;
	size_t used;
	int fd;

	arg += strspn(arg, " ");
	used = scan_digits(arg, strlen(arg), INT64_MAX, &n);
	if (used == 0 || (arg[used] != '\0' && arg[used] != ' ')) {
		reply_bad(s, 501, "A number of bytes must follow.");
		return;
	}
	fd = path_open(&s->tree, s->tree.cwd, O_PATH | O_DIRECTORY, 0);
	if ((s->rights.max_size > 0 && n > s->rights.max_size) ||
	    (fd != -1 && fstatvfs(fd, &v) == 0 && v.f_frsize > 0 &&
	    n / v.f_frsize > v.f_bavail))
		reply(s, 552, "There is no room for so much.");
	else
		reply(s, 202, "ALLO command not necessary.");
	if (fd != -1)
		close(fd);
}

/*
 * Follows a symbolic link to the name that it is for, so that the link stays
 * and the file behind it is replaced.  As text: it stays in the tree, and
 * the last step never follows one.  -1 with errno.
 */
static int
resolve(struct session *s, char path[FTPD_PATH])
{
	char target[FTPD_PATH], joined[2 * FTPD_PATH];
	const char *name;
	ssize_t n;
	int dir, i;

	for (i = 0; i < LINKS_MAX; i++) {
		dir = path_parent(&s->tree, path, &name);
		if (dir == -1)
			return -1;
		n = readlinkat(dir, name, target, sizeof(target) - 1);
		close(dir);
		if (n == -1)		/* is none, or is not there */
			return 0;
		target[n] = '\0';
		snprintf(joined, sizeof(joined), "%.*s/%s",
		    target[0] == '/' ? 0 : (int)(name - path), path, target);
		if (path_make(&s->tree, joined, path) == -1)
			return -1;
	}
	errno = ELOOP;
	return -1;
}

static void
fill_settings(const struct session *s, struct upload_settings *u)
{
	const struct traffic_settings *set = &s->set->traffic;
	const struct rights *r = &s->rights;

	memset(u, 0, sizeof(*u));
	u->mode = r->file_mode;
	u->no_sync = set->no_sync;
	u->keep = set->keep_partial;
	u->in_place = set->in_place;
	u->no_replace = r->no_overwrite || r->auto_rename;
	u->rename = r->auto_rename;
	u->no_append = r->no_overwrite;
}

/* The final name instead of the last component. */
static void
final_path(char path[FTPD_PATH], const char *name)
{
	char *slash = strrchr(path, '/');
	size_t room;

	if (slash == NULL)
		return;
	room = FTPD_PATH - (size_t)(slash + 1 - path);
	if (strlen(name) < room)
		memcpy(slash + 1, name, strlen(name) + 1);
}

/* 226 is said when this has returned 0 (rule 1 of upload.h). */
static enum transfer_end
commit(struct upload *u, enum transfer_end end)
{
	if (end == TRANSFER_DONE)
		return upload_commit(u) == 0 ? end : TRANSFER_WRITE;
	upload_abort(u);
	return end;
}

static void
run_hook(struct session *s, const char *path, uint64_t size)
{
	char quoted[2 * FTPD_PATH];

	if (s->traffic.hook.fd != -1 &&
	    !hook_run(&s->traffic.hook, path, size))
		log_event(LOG_ERR, "hook path=%s error=\"not run\"",
		    log_quote(quoted, sizeof(quoted), path, strlen(path)));
}

/* What is stored, when all that can be known before is in order. */
static void
store(struct session *s, const char *verb, const char *arg,
    char path[FTPD_PATH], struct upload *u)
{
	bool named = u->unique || u->set->rename;
	char done[NAME_MAX + 64];
	enum transfer_end end;
	struct transfer t;

	moving_begin(s, &t, verb, path, -1);
	t.ascii = s->type == 'A';
	t.rate = &s->traffic.up;
	t.write_behind = !u->set->no_sync;
	t.max_size = s->rights.max_size;
	if (u->unique)			/* RFC 1123 section 4.1.2.9 */
		reply(s, 150, "FILE: %s", u->name);
	else
		reply(s, 150, "Opening %s mode data connection for '%s'.",
		    moving_type(s), arg);
	end = moving_open(s, &t);
	if (end == TRANSFER_DONE)
		end = transfer_receive(&t, u->fd);
	end = commit(u, end);
	snprintf(done, sizeof(done), named ?
	    "Transfer complete (unique file name: %s)." :
	    "Transfer complete.", u->name);
	if (end == TRANSFER_DONE && named)
		final_path(path, u->name);
	moving_end(s, &t, end, arg, done);
	if (u->exchanged) {
		line_flush(&s->io);
		upload_settle(u);
	}
	if (end == TRANSFER_DONE)
		run_hook(s, path, t.progress.bytes);
}

static void
begin(struct session *s, const char *verb, const char *arg, unsigned need,
    enum upload_how how)
{
	int64_t offset = (int64_t)s->restart;
	struct upload_settings set;
	char path[FTPD_PATH];
	const char *name;
	struct upload u;
	int dir;

	s->restart = 0;
	s->range_set = false;
	if (offset > 0)
		need |= PERM_APPEND;
	if (!file_arg(s, arg, need, path) || !moving_ready(s))
		return;
	if (offset > 0 && s->type == 'A') {
		reply(s, 551, "A part of a file only in TYPE I.");
		return;
	}
	fill_settings(s, &set);
	dir = resolve(s, path) == -1 ? -1 :
	    path_parent(&s->tree, path, &name);
	if (dir == -1) {
		reply_errno(s, 553, arg);
		return;
	}
	if (!permission_ok(&s->rights, need, path)) {
		errno = EACCES;
		reply_errno(s, 553, arg);
	} else if (upload_begin(&u, &set, dir, name, how, offset) == 0) {
		store(s, verb, arg, path, &u);
	} else if (offset > 0 && errno == EINVAL) {
		reply(s, 554, "The file is not so long.");
	} else {
		reply_errno(s, 553, arg);
	}
	close(dir);
}

void
do_stor(struct session *s, char *arg)
{
	begin(s, "STOR", arg, PERM_STORE, UPLOAD_STORE);
}

/* With REST it is the same as STOR (RFC 3659 section 5.3). */
void
do_appe(struct session *s, char *arg)
{
	begin(s, "APPE", arg, PERM_APPEND, UPLOAD_APPEND);
}

void
do_stou(struct session *s, char *arg)
{
	s->restart = 0;
	begin(s, "STOU", *arg != '\0' ? arg : UNIQUE_NAME, PERM_STORE,
	    UPLOAD_UNIQUE);
}
