#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/below.h"
#include "common/scan.h"
#include "tftpd/file_impl.h"
#include "tftpd/packet.h"

#ifndef O_PATH
#define O_PATH	O_RDONLY
#endif

/* Never wait for the other end of a FIFO, never gain a terminal. */
#define OPEN_FLAGS	(O_NONBLOCK | O_NOCTTY | O_CLOEXEC)

static const struct {
	int		 error, code;
	const char	*text;
} errors[] = {
	{ ENOENT,	ERROR_NOT_FOUND,	"File not found" },
	{ ENOTDIR,	ERROR_NOT_FOUND,	"File not found" },
	{ ENAMETOOLONG,	ERROR_NOT_FOUND,	"File name too long" },
	{ EACCES,	ERROR_ACCESS,		"Access violation" },
	{ EPERM,	ERROR_ACCESS,		"Access violation" },
	{ EISDIR,	ERROR_ACCESS,		"Is a directory" },
	{ ELOOP,	ERROR_ACCESS,		"Access violation" },
	{ EXDEV,	ERROR_ACCESS,		"Access violation" },
	{ EROFS,	ERROR_ACCESS,		"Access violation" },
	{ ENXIO,	ERROR_ACCESS,		"Access violation" },
	{ ENOSPC,	ERROR_DISK_FULL,	"Disk full" },
	{ EDQUOT,	ERROR_DISK_FULL,	"Disk quota exceeded" },
	{ EFBIG,	ERROR_DISK_FULL,	"File too large" },
	{ EEXIST,	ERROR_EXISTS,		"File already exists" },
	{ EBUSY,	ERROR_UNDEFINED,	"File is being written" },
	{ EMFILE,	ERROR_UNDEFINED,	"Too many open files" },
	{ ENFILE,	ERROR_UNDEFINED,	"Too many open files" },
	{ EIO,		ERROR_UNDEFINED,	"Cannot read or write file" },
};

int
file_error(int error, const char **text)
{
	size_t i;

	for (i = 0; i < nitems(errors); i++)
		if (errors[i].error == error) {
			*text = errors[i].text;
			return errors[i].code;
		}
	*text = "System error";
	return ERROR_UNDEFINED;
}

int
file_refuse(struct file *f, int error, const char *why)
{
	f->why = why != NULL ? why : strerror(error);
	errno = error;
	return -1;
}

/* --- where names are looked for */

static int
root_open(struct file_root *r, const char *dir, bool secure)
{
	char clean[NAME_PATH];

	if (!secure && dir[0] != '/') {	/* no name could lie below it */
		errno = EINVAL;
		return -1;
	}
	if (name_clean(clean, dir) == -1 && errno != ENOENT)
		return -1;
	r->len = (size_t)snprintf(r->path, sizeof(r->path), "%s%s",
	    clean[0] == '\0' ? "" : "/", clean);
	r->fd = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
	return r->fd;
}

int
file_roots(struct file_rules *rules, const char *const dirs[], size_t n)
{
	int error;

	rules->nroots = 0;
	rules->roots = NULL;
	if (n == 0 || n > FILE_ROOTS || (rules->secure && n != 1)) {
		errno = EINVAL;
		return -1;
	}
	rules->roots = calloc(n, sizeof(*rules->roots));
	if (rules->roots == NULL)
		return -1;
	for (; rules->nroots < n; rules->nroots++)
		if (root_open(&rules->roots[rules->nroots],
		    dirs[rules->nroots], rules->secure) == -1)
			goto fail;
	return 0;
fail:
	error = errno;
	file_roots_free(rules);
	errno = error;
	return -1;
}

void
file_roots_free(struct file_rules *rules)
{
	size_t i;

	for (i = 0; i < rules->nroots; i++)
		close(rules->roots[i].fd);
	free(rules->roots);
	rules->roots = NULL;
	rules->nroots = 0;
}

/* Does "/clean" lie below the root's path?  *rest is what follows it. */
static bool
below(const struct file_root *r, const char *clean, const char **rest)
{
	if (r->len == 0) {			/* "/" */
		*rest = clean;
		return true;
	}
	if (strncmp(clean, r->path + 1, r->len - 1) != 0 ||
	    clean[r->len - 1] != '/')
		return false;
	*rest = clean + r->len;
	return true;
}

static const struct file_root *
root_find(const struct file_rules *rules, const char *clean,
    const char **rest)
{
	const struct file_root *r;

	if (rules->secure) {
		*rest = clean;
		return rules->roots;
	}
	for (r = rules->roots; r < rules->roots + rules->nroots; r++)
		if (below(r, clean, rest))
			return r;
	return NULL;
}

int
place_find(struct place *p, const struct file_rules *rules,
    const char *name, const char **why)
{
	*why = NULL;
	if (name_clean(p->clean, name) == -1) {
		*why = errno == EACCES ? ".. or a control character" :
		    strerror(errno);
		return -1;
	}
	p->confined = rules->secure;
	if (!rules->secure && name[0] != '/')
		*why = "not an absolute name";
	else if ((p->root = root_find(rules, p->clean, &p->path)) == NULL)
		*why = "not below a directory that is served";
	else if (name_temporary(name_last(p->clean)))
		*why = "the name of an upload that is not complete";
	if (*why == NULL)
		return 0;
	errno = EACCES;
	return -1;
}

int
place_open(const struct place *p, const char *path, int flags)
{
	if (p->confined)
		return below_open(p->root->fd, path, flags | OPEN_FLAGS, 0);
	return openat(p->root->fd, *path == '\0' ? "." : path,
	    flags | OPEN_FLAGS);
}

/* --- reading */

void
file_init(struct file *f)
{
	f->fd = f->dir = -1;
	f->size = 0;
	f->why = NULL;
	f->view = NULL;
	f->temporary[0] = '\0';
}

/* Why a name of the root's own, as "/tftpboot/x" with -s /tftpboot? */
static const char *
not_found(const struct place *p)
{
	const char *rest;

	if (p->confined && p->root->len > 0 &&
	    below(p->root, p->clean, &rest))
		return "not found: the name begins with the directory of -s, "
		    "which is already its root";
	return NULL;
}

/* Is that what may be read by anyone? */
static int
readable(struct file *f, const struct file_rules *rules)
{
	struct stat st;

	if (fstat(f->fd, &st) == -1)
		return file_refuse(f, errno, NULL);
	if (S_ISDIR(st.st_mode))
		return file_refuse(f, EISDIR, NULL);
	if (!S_ISREG(st.st_mode))
		return file_refuse(f, EACCES, "not a regular file");
	if (!rules->permissive && (st.st_mode & S_IROTH) == 0)
		return file_refuse(f, EACCES, "not readable by all (-p)");
	f->size = st.st_size;
	return 0;
}

int
file_open(struct file *f, const struct file_rules *rules, const char *name)
{
	struct place p;

	file_init(f);
	if (place_find(&p, rules, name, &f->why) == -1)
		return -1;
	f->fd = place_open(&p, p.path, O_RDONLY);
	if (f->fd == -1)
		return file_refuse(f, errno,
		    errno == ENOENT ? not_found(&p) : NULL);
	if (readable(f, rules) == 0)
		return 0;
	file_close(f);
	return -1;
}

ssize_t
file_read(struct file *f, void *buf, size_t len, off_t offset)
{
	size_t done = 0;
	ssize_t n;

	if (offset >= f->size)
		return 0;
	if ((off_t)len > f->size - offset)
		len = (size_t)(f->size - offset);
	while (done < len) {
		n = pread(f->fd, (char *)buf + done, len - done,
		    offset + (off_t)done);
		if (n == 0)
			return file_refuse(f, EIO, "has become shorter");
		if (n == -1 && errno != EINTR)
			return file_refuse(f, errno, NULL);
		if (n > 0)
			done += (size_t)n;
	}
	return (ssize_t)done;
}

bool
file_exists(const struct file_rules *rules, const char *name, bool write)
{
	struct file f;
	int result;

	if (!write)
		result = file_open(&f, rules, name);
	else
		result = file_create(&f, rules, name, -1);
	if (result == 0)
		file_close(&f);
	return result == 0;
}
