#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "common/scan.h"
#include "ftpd/command.h"
#include "ftpd/dataverbs.h"
#include "ftpd/moving.h"
#include "ftpd/reply.h"

/* RFC 3659 section 5.3: digits; ours count bytes of the file, so TYPE I. */
void
do_rest(struct session *s, char *arg)
{
	const char *digits = next_word(&arg);
	uint64_t n;

	if (digits == NULL || arg[strspn(arg, " ")] != '\0' ||
	    !scan_number(digits, INT64_MAX, &n)) {
		reply_bad(s, 501, "A number of bytes must follow.");
	} else if (s->type == 'A' && n > 0) {
		reply_bad(s, 501, "Only in TYPE I.");
	} else {
		s->restart = n;
		s->range_set = false;
		reply(s, 350, "Restarting at %llu. Send STOR or RETR to "
		    "begin.", (unsigned long long)n);
	}
}

/* A regular file: -1 with errno. */
static int
open_file(struct session *s, const char *path, struct stat *st)
{
	int error, fd;

	fd = path_open(&s->tree, path, O_RDONLY | O_NONBLOCK, 0);
	if (fd == -1)
		return -1;
	if (fstat(fd, st) == 0) {
		if (S_ISREG(st->st_mode))
			return fd;
		errno = S_ISDIR(st->st_mode) ? EISDIR : EINVAL;
	}
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

/* From where, and how much (-1: all); false: it was answered. */
static bool
part(struct session *s, uint64_t restart, bool range, int64_t size,
    int64_t *offset, int64_t *length)
{
	*offset = (int64_t)restart;
	/* As many as 150 says; in /proc and the like nobody knows. */
	*length = size > *offset ? size - *offset : -1;
	if (range) {
		*offset = (int64_t)s->range_first;
		*length = -1;
		if (s->range_last < (uint64_t)size)
			*length = (int64_t)(s->range_last - s->range_first) +
			    1;
	}
	if (s->type == 'A' && (restart > 0 || range)) {
		reply(s, 551, "A part of a file only in TYPE I.");
		return false;
	}
	if (*offset > size) {
		reply(s, 554, "The file has only %lld bytes.",
		    (long long)size);
		return false;
	}
	return true;
}

static void
send_file(struct session *s, int fd, const char *name, const char *path,
    int64_t size, int64_t offset, int64_t length)
{
	enum transfer_end end;
	struct transfer t;

	moving_begin(s, &t, "RETR", path, length >= 0 ? length :
	    size - offset);
	t.ascii = s->type == 'A';
	t.rate = &s->traffic.down;
	reply(s, 150, "Opening %s mode data connection for '%s' "
	    "(%lld bytes).", moving_type(s), name,
	    (long long)s->traffic.now.size);
	end = moving_open(s, &t);
	if (end == TRANSFER_DONE)
		end = transfer_send(&t, fd, offset, length);
	moving_end(s, &t, end, name, "Transfer complete.");
}

void
do_retr(struct session *s, char *arg)
{
	uint64_t restart = s->restart;
	bool range = s->range_set;
	int64_t offset, length;
	char path[FTPD_PATH];
	struct stat st;
	int fd;

	s->restart = 0;
	s->range_set = false;
	if (!file_arg(s, arg, PERM_READ, path) || !moving_ready(s))
		return;
	fd = open_file(s, path, &st);
	if (fd == -1) {
		reply_errno(s, 550, arg);
		return;
	}
	if (part(s, restart, range, st.st_size, &offset, &length))
		send_file(s, fd, arg, path, st.st_size, offset, length);
	close(fd);
}
