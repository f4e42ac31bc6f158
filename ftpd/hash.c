#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "common/scan.h"
#include "ftpd/command.h"
#include "ftpd/control.h"
#include "ftpd/digest.h"
#include "ftpd/hash.h"
#include "ftpd/reply.h"
#include "ftpd/site.h"

#define CHUNK		65536
#define POLL_EVERY	64	/* chunks: 4 MiB, some hundredths of a second */

struct job {
	char	 path[FTPD_PATH];
	const char *name;		/* as the client wrote it */
	bool	 ranged;
	uint64_t first, last;		/* both included; last is made to fit */
};

enum outcome {
	HASH_DONE,
	HASH_FAILED,			/* errno */
	HASH_ABORTED
};

/* ABOR and the end of the connection count, as in a transfer. */
static enum outcome
compute(struct session *s, int fd, const struct job *job, struct digest *d)
{
	uint64_t at = job->first, end = job->last + 1;
	unsigned char buf[CHUNK];
	unsigned chunks = 0;
	size_t want;
	ssize_t n;

	while (at < end) {
		want = end - at < CHUNK ? (size_t)(end - at) : CHUNK;
		n = pread(fd, buf, want, (off_t)at);
		if (n == -1)
			return HASH_FAILED;
		if (n == 0)
			break;			/* it has shrunk */
		digest_update(d, buf, (size_t)n);
		at += (uint64_t)n;
		if (++chunks % POLL_EVERY == 0 &&
		    control_poll(s) != CONTROL_GO)
			return HASH_ABORTED;
	}
	return HASH_DONE;
}

/* The part of the file that is meant; false: it was answered. */
static bool
clip(struct session *s, struct job *job, const struct stat *st)
{
	uint64_t size = (uint64_t)st->st_size;

	if (!S_ISREG(st->st_mode)) {
		reply(s, 550, "%s: Not a regular file.", job->name);
		return false;
	}
	if (!job->ranged) {
		job->first = 0;
		job->last = size;
	}
	if (job->ranged && (job->first >= size || job->first > job->last)) {
		reply(s, 550, "%s: The range is not in the file.", job->name);
		return false;
	}
	if (job->last >= size)
		job->last = size - 1;	/* of an empty file: + 1 is 0 again */
	return true;
}

/* False: it was answered. */
static bool
hash_file(struct session *s, struct job *job, enum digest_kind kind,
    char hex[DIGEST_HEX])
{
	enum outcome end = HASH_FAILED;
	struct digest d;
	struct stat st;
	int fd;

	fd = path_open(&s->tree, job->path, O_RDONLY | O_NONBLOCK, 0);
	if (fd == -1 || fstat(fd, &st) == -1) {
		reply_errno(s, 550, job->name);
		goto end;
	}
	if (!clip(s, job, &st))
		goto end;
	digest_init(&d, kind);
	end = compute(s, fd, job, &d);
	if (end == HASH_FAILED)
		reply_errno(s, 451, job->name);
	else if (end == HASH_ABORTED)
		reply(s, 426, "%s: aborted.", job->name);
	else
		digest_final(&d, hex);
end:
	if (fd != -1)
		close(fd);
	return end == HASH_DONE;
}

/* "213 SHA-256 0-49 <hex> name"; RANG may have said which bytes. */
void
do_hash(struct session *s, char *arg)
{
	enum digest_kind kind = (enum digest_kind)s->hash;
	struct job job = { .name = arg };
	char hex[DIGEST_HEX];

	job.ranged = s->range_set;
	job.first = s->range_first;
	job.last = s->range_last;
	s->range_set = false;
	if (file_arg(s, arg, PERM_READ, job.path) &&
	    hash_file(s, &job, kind, hex))
		reply(s, 213, "%s %llu-%llu %s %s", digest_name(kind),
		    (unsigned long long)job.first,
		    (unsigned long long)job.last + (job.last + 1 == 0), hex,
		    arg);
}

/* Cuts a number off the end of the text. */
static bool
cut_number(char *text, uint64_t *n)
{
	char *blank = strrchr(text, ' ');

	if (blank == NULL || blank == text ||
	    !scan_number(blank + 1, INT64_MAX, n))
		return false;
	*blank = '\0';
	return true;
}

/* file, "file", and one or two numbers behind: where to begin, and end. */
static void
scan_range(const struct session *s, char *arg, struct job *job)
{
	char path[FTPD_PATH], *quote = strrchr(arg, '"');
	uint64_t a, b;
	struct stat st;

	job->name = arg;
	if (path_make(&s->tree, arg, path) == 0 &&
	    path_stat(&s->tree, path, &st) == 0)
		return;			/* a file of just that name */
	job->last = INT64_MAX - 1;
	if ((quote == NULL || quote[1] != '\0') && cut_number(arg, &b)) {
		job->ranged = true;
		job->first = b;
		if ((quote == NULL || quote[1] != '\0') &&
		    cut_number(arg, &a)) {
			job->first = a;
			job->last = b;
		}
	}
	if (arg[0] == '"' && quote != NULL && quote > arg) {
		*quote = '\0';
		job->name = arg + 1;
	}
}

static void
old_hash(struct session *s, char *arg, enum digest_kind kind)
{
	struct job job = { .name = arg };
	char hex[DIGEST_HEX], *p;

	scan_range(s, arg, &job);
	if (!file_arg(s, job.name, PERM_READ, job.path) ||
	    !hash_file(s, &job, kind, hex))
		return;
	for (p = hex; *p != '\0'; p++)
		if (*p >= 'a')
			*p = (char)(*p - 'a' + 'A');
	reply(s, 250, "%s", hex);
}

void
do_xcrc(struct session *s, char *arg)
{
	old_hash(s, arg, DIGEST_CRC32);
}

void
do_xmd5(struct session *s, char *arg)
{
	old_hash(s, arg, DIGEST_MD5);
}

void
do_xsha1(struct session *s, char *arg)
{
	old_hash(s, arg, DIGEST_SHA1);
}

void
do_xsha256(struct session *s, char *arg)
{
	old_hash(s, arg, DIGEST_SHA256);
}

void
do_xsha512(struct session *s, char *arg)
{
	old_hash(s, arg, DIGEST_SHA512);
}

void
hash_feature(const struct session *s, char *text, size_t size)
{
	size_t i, n;

	n = (size_t)snprintf(text, size, "HASH ");
	for (i = 0; i < DIGEST_KINDS && n < size; i++)
		n += (size_t)snprintf(text + n, size - n, "%s%s%s",
		    i > 0 ? ";" : "", digest_name((enum digest_kind)i),
		    i == s->hash ? "*" : "");
}

void
opts_hash(struct session *s, char *arg)
{
	const char *word = next_word(&arg);
	unsigned i;

	for (i = 0; word != NULL && i < DIGEST_KINDS; i++)
		if (strcasecmp(digest_name((enum digest_kind)i), word) == 0)
			break;
	if (word == NULL)
		i = s->hash;
	if (i == DIGEST_KINDS) {
		reply_bad(s, 501, "There is no such hash here.");
		return;
	}
	s->hash = i;
	reply(s, 200, "%s", digest_name((enum digest_kind)i));
}
