#include <sys/syscall.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ftpd/names.h"

#ifdef SYS_getdents64

/* getdents64(2): struct linux_dirent64. */
struct record {
	uint64_t	 ino;
	int64_t		 off;
	uint16_t	 reclen;
	uint8_t		 type;
	char		 name[];
};

struct names {
	int		 dir;
	size_t		 pos, len;	/* unread: buf[pos] up to buf[len] */
	_Alignas(struct record) char buf[NAMES_BUFFER];
};

struct names *
names_open(int dir)
{
	struct names *n = malloc(sizeof(*n));

	if (n == NULL)
		return NULL;
	n->dir = dir;
	n->pos = n->len = 0;
	if (lseek(dir, 0, SEEK_SET) == 0)
		return n;
	names_close(n);
	return NULL;
}

int
names_next(struct names *n, struct name *name)
{
	const struct record *r;
	long len;

	if (n->pos == n->len) {
		len = syscall(SYS_getdents64, n->dir, n->buf, sizeof(n->buf));
		if (len <= 0)
			return (int)len;
		n->pos = 0;
		n->len = (size_t)len;
	}
	r = (const void *)(n->buf + n->pos);
	n->pos += r->reclen;
	name->text = r->name;
	name->len = strlen(r->name);
	name->ino = r->ino;
	name->type = r->type;
	return 1;
}

void
names_close(struct names *n)
{
	int error = errno;

	free(n);
	errno = error;
}

#else

struct names {
	DIR	*dir;
};

struct names *
names_open(int dir)
{
	struct names *n = malloc(sizeof(*n));
	int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (n != NULL && fd != -1 && (n->dir = fdopendir(fd)) != NULL)
		return n;
	if (fd != -1)
		close(fd);
	free(n);
	return NULL;
}

int
names_next(struct names *n, struct name *name)
{
	struct dirent *d;

	errno = 0;
	d = readdir(n->dir);
	if (d == NULL)
		return errno == 0 ? 0 : -1;
	name->text = d->d_name;
	name->len = strlen(d->d_name);
	name->ino = d->d_ino;
	name->type = d->d_type;
	return 1;
}

void
names_close(struct names *n)
{
	int error = errno;

	if (n != NULL)
		closedir(n->dir);
	free(n);
	errno = error;
}

#endif
