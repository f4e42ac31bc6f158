#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "common/scan.h"
#include "imapd/folder.h"
#include "imapd/subscribe.h"
#include "imapd/use.h"

#define OPEN_DIR	(O_RDONLY | O_DIRECTORY | O_CLOEXEC)

static int
by_name(const void *a, const void *b)
{
	const struct folder *x = a, *y = b;

	return strcmp(x->name, y->name);
}

/* One more, not in order.  NULL with errno. */
static struct folder *
add(struct folders *f, const char *name, size_t len)
{
	size_t size = f->size > 0 ? f->size * 2 : 32;
	struct folder *item;

	if (f->n == FOLDERS_MAX) {
		errno = EOVERFLOW;
		return NULL;
	}
	if (f->n == f->size) {
		item = reallocarray(f->item, size, sizeof(*item));
		if (item == NULL)
			return NULL;
		f->item = item;
		f->size = size;
	}
	item = &f->item[f->n];
	memset(item, 0, sizeof(*item));
	item->name = strndup(name, len);
	if (item->name == NULL)
		return NULL;
	f->n++;
	return item;
}

void
folders_free(struct folders *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		free(f->item[i].name);
	free(f->item);
	memset(f, 0, sizeof(*f));
}

struct folder *
folders_find(const struct folders *f, const char *name)
{
	struct folder key = { .name = NULL };
	char copy[NAME_FOLDER];

	if (!scan_copy(copy, sizeof(copy), name, strlen(name)))
		return NULL;
	key.name = copy;
	return f->n == 0 ? NULL :
	    bsearch(&key, f->item, f->n, sizeof(*f->item), by_name);
}

/* 1, 0; -1 with errno: nobody can tell. */
static int
is_folder(int root, const char *folder)
{
	char path[NAME_FOLDER + 4];
	struct stat st;

	if (*folder == '\0')
		return 1;
	(void)snprintf(path, sizeof(path), "%s/cur", folder);
	if (fstatat(root, path, &st, 0) == 0)
		return S_ISDIR(st.st_mode);
	return errno == ENOENT || errno == ENOTDIR || errno == EACCES ||
	    errno == ELOOP || errno == ENAMETOOLONG ? 0 : -1;
}

bool
folder_exists(int root, const char *folder)
{
	return is_folder(root, folder) == 1;
}

/* A directory to read from its start; NULL with errno. */
static DIR *
open_list(int root, const char *path)
{
	int fd = openat(root, path, OPEN_DIR);
	DIR *dir;

	if (fd == -1)
		return NULL;
	dir = fdopendir(fd);
	if (dir == NULL)
		close(fd);
	return dir;
}

static int
read_root(int root, struct folders *f)
{
	const struct dirent *d;
	struct folder *item = add(f, "", 0);
	DIR *dir;
	int r = 1, e;

	if (item == NULL)
		return -1;
	item->exists = true;
	dir = open_list(root, ".");
	if (dir == NULL)
		return -1;
	while (r != -1) {
		errno = 0;
		d = readdir(dir);
		if (d == NULL)
			break;
		if (d->d_name[0] != '.' || !maildir_folder_ok(d->d_name) ||
		    (r = is_folder(root, d->d_name)) != 1)
			continue;
		item = add(f, d->d_name, strlen(d->d_name));
		if (item == NULL)
			r = -1;
		else
			item->exists = true;
	}
	e = errno;
	closedir(dir);
	errno = e;
	return e != 0 ? -1 : 0;
}

/* Entries of one name become one. */
static void
merge(struct folders *f)
{
	size_t i, n = 0;

	qsort(f->item, f->n, sizeof(*f->item), by_name);
	for (i = 0; i < f->n; i++) {
		struct folder *item = &f->item[i];

		if (n > 0 && strcmp(f->item[n - 1].name, item->name) == 0) {
			f->item[n - 1].exists |= item->exists;
			f->item[n - 1].subscribed |= item->subscribed;
			free(item->name);
		} else {
			f->item[n++] = *item;
		}
	}
	f->n = n;
}

static int
add_subscribed(void *arg, const char *name)
{
	struct folder *item = add(arg, name, strlen(name));

	if (item != NULL)
		item->subscribed = true;
	return item != NULL ? 0 : -1;
}

/* ".A" and ".A.B" for ".A.B.C", though there may be no such directory. */
static int
add_parents(struct folders *f)
{
	size_t i, n = f->n;

	for (i = 0; i < n; i++) {
		const char *name = f->item[i].name, *dot = name;

		while (*dot != '\0' && (dot = strchr(dot + 1, '.')) != NULL)
			if (add(f, f->item[i].name,
			    (size_t)(dot - f->item[i].name)) == NULL)
				return -1;
	}
	return 0;
}

/* Every parent learns what is below it. */
static void
mark_parents(struct folders *f)
{
	char parent[NAME_FOLDER];
	struct folder *item;
	size_t i;
	char *dot;

	for (i = 0; i < f->n; i++) {
		if (!scan_copy(parent, sizeof(parent), f->item[i].name,
		    strlen(f->item[i].name)))
			continue;
		while ((dot = strrchr(parent, '.')) != NULL && dot > parent) {
			*dot = '\0';
			item = folders_find(f, parent);
			if (item == NULL)
				continue;
			item->children |= f->item[i].exists;
			item->subscribed_below |= f->item[i].subscribed;
		}
	}
}

int
folders_read(int root, struct folders *f)
{
	memset(f, 0, sizeof(*f));
	if (read_root(root, f) == -1 ||
	    subscriptions_read(root, add_subscribed, f) == -1 ||
	    add_parents(f) == -1) {
		folders_free(f);
		return -1;
	}
	merge(f);
	mark_parents(f);
	use_mark(root, f);
	return 0;
}

int
folder_create(int root, const char *folder)
{
	struct maildir md;

	if (folder_exists(root, folder)) {
		errno = EEXIST;
		return -1;
	}
	if (maildir_open(&md, root, folder,
	    MAILDIR_CREATE | MAILDIR_FOLDER) == -1)
		return -1;
	maildir_close(&md);
	return fsync(root);
}

/* Everything in a directory, at most `depth` levels below it, and itself. */
static int
remove_tree(int at, const char *path, int depth)
{
	const struct dirent *d;
	DIR *dir = open_list(at, path);
	int r = 0, fd;

	if (dir == NULL)
		return -1;
	fd = dirfd(dir);
	while ((d = readdir(dir)) != NULL) {
		if (strcmp(d->d_name, ".") == 0 ||
		    strcmp(d->d_name, "..") == 0)
			continue;
		if (unlinkat(fd, d->d_name, 0) == -1 && (depth == 0 ||
		    (errno != EISDIR && errno != EPERM) ||
		    remove_tree(fd, d->d_name, depth - 1) == -1))
			r = -1;
	}
	closedir(dir);
	return unlinkat(at, path, AT_REMOVEDIR) == -1 ? -1 : r;
}

/* Directories that were being removed when the power went. */
static void
clean_up(int root)
{
	const struct dirent *d;
	DIR *dir = open_list(root, ".");

	if (dir == NULL)
		return;
	while ((d = readdir(dir)) != NULL)
		if (strncmp(d->d_name, FOLDER_DELETED,
		    strlen(FOLDER_DELETED)) == 0)
			(void)remove_tree(root, d->d_name, FOLDER_DEPTH);
	closedir(dir);
}

int
folder_delete(int root, const char *folder)
{
	char gone[NAME_FOLDER + sizeof(FOLDER_DELETED) + 32];
	unsigned count = 0;
	char unique[128];

	if (*folder == '\0') {
		errno = EPERM;
		return -1;
	}
	if (!folder_exists(root, folder)) {
		errno = ENOENT;
		return -1;
	}
	if (maildir_unique(unique, sizeof(unique), "x", &count) == -1)
		return -1;
	(void)snprintf(gone, sizeof(gone), FOLDER_DELETED "%s", unique);
	if (renameat(root, folder, root, gone) == -1 || fsync(root) == -1)
		return -1;
	clean_up(root);
	return 0;
}
