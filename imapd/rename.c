/*
 * RENAME of folders.
 *
 * A folder and what is below it are so many directories to be renamed, and
 * the power may go between two of them.  So postern-rename in the Maildir root
 * says first, durably, "from LF to LF"; whoever finds it, holding the lock of
 * the account, finishes what it says.
 */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/highwater.h"
#include "common/scan.h"
#include "imapd/folder.h"
#include "imapd/whole.h"

#define JOURNAL		"postern-rename"
#define JOURNAL_SIZE	(2 * NAME_FOLDER + 2)

/* The new name of a folder that is `from` or below it. */
static int
renamed(const char *name, const char *from, const char *to,
    char out[NAME_FOLDER])
{
	int n = snprintf(out, NAME_FOLDER, "%s%s", to, name + strlen(from));

	if (n < 0 || n >= NAME_FOLDER || !maildir_folder_ok(out)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	return 0;
}

static bool
is_below(const char *name, const char *folder)
{
	size_t len = strlen(folder);

	return strncmp(name, folder, len) == 0 &&
	    (name[len] == '\0' || name[len] == '.');
}

/*
 * Can all of them have their new names?  Who watches shall not see that some
 * of them had for a moment.
 */
static int
names_free(int root, const struct folders *f, const char *from,
    const char *to)
{
	char name[NAME_FOLDER];
	struct stat st;
	size_t i;

	for (i = 0; i < f->n; i++) {
		const struct folder *item = &f->item[i];

		if (!item->exists || !is_below(item->name, from))
			continue;
		if (renamed(item->name, from, to, name) == -1)
			return -1;
		if (fstatat(root, name, &st, AT_SYMLINK_NOFOLLOW) == 0) {
			errno = EEXIST;
			return -1;
		}
		if (errno != ENOENT)
			return -1;
	}
	return 0;
}

/* Those that are there move; what was moved is moved back after a failure. */
static int
rename_all(int root, const struct folders *f, const char *from,
    const char *to)
{
	char name[NAME_FOLDER];
	size_t i, done = 0;
	int e;

	for (i = 0; i < f->n; i++) {
		const struct folder *item = &f->item[i];

		if (!item->exists || !is_below(item->name, from))
			continue;
		if (renamed(item->name, from, to, name) == -1 ||
		    maildir_rename(root, item->name, root, name) == -1)
			goto fail;
		done++;
	}
	if (done > 0)
		return fsync(root);
	errno = ENOENT;
	return -1;
fail:
	e = errno;
	while (done > 0 && i-- > 0) {
		const struct folder *item = &f->item[i];

		if (!item->exists || !is_below(item->name, from))
			continue;
		done--;
		if (renamed(item->name, from, to, name) == 0)
			(void)maildir_rename(root, name, root, item->name);
	}
	errno = e;
	return -1;
}

/* One line; where the next one begins, or NULL. */
static const char *
read_name(const char *p, char name[NAME_FOLDER])
{
	size_t len = strcspn(p, "\n");

	if (p[len] != '\n' || !scan_copy(name, NAME_FOLDER, p, len) ||
	    !maildir_folder_ok(name))
		return NULL;
	return p + len + 1;
}

/* What was left: all that can be renamed is. */
static int
finish(int root, const char *from, const char *to)
{
	char name[NAME_FOLDER];
	struct folders f;
	size_t i;

	if (folders_read(root, &f) == -1)
		return -1;
	for (i = 0; i < f.n; i++)
		if (f.item[i].exists && is_below(f.item[i].name, from) &&
		    renamed(f.item[i].name, from, to, name) == 0)
			(void)maildir_rename(root, f.item[i].name, root,
			    name);
	folders_free(&f);
	return fsync(root);
}

/* Under the lock. */
static int
recover(int root)
{
	char from[NAME_FOLDER], to[NAME_FOLDER], *text;
	const char *p;
	size_t len;
	int r = 0;

	text = whole_read(root, JOURNAL, JOURNAL_SIZE, &len);
	if (text == NULL)
		return errno == ENOENT ? 0 : -1;
	p = read_name(text, from);
	if (p != NULL && read_name(p, to) != NULL && !is_below(to, from))
		r = finish(root, from, to);
	free(text);
	if (r == 0 && unlinkat(root, JOURNAL, 0) == 0)
		r = fsync(root);
	return r;
}

/* -1: no lock. */
static int
lock_account(int root)
{
	int lock = lock_open(root);

	if (lock != -1 && lock_set(lock, LOCK_ACCOUNT, F_WRLCK, true) == -1) {
		(void)close(lock);
		lock = -1;
	}
	return lock;
}

int
folder_recover(int root)
{
	int lock, r;

	if (faccessat(root, JOURNAL, F_OK, 0) == -1)
		return 0;
	lock = lock_account(root);
	if (lock == -1)
		return -1;
	r = recover(root);
	(void)close(lock);
	return r;
}

/* Is there more than one directory to rename? */
static bool
is_tree(const struct folders *f, const char *from)
{
	size_t i, n = 0;

	for (i = 0; i < f->n; i++)
		n += f->item[i].exists && is_below(f->item[i].name, from);
	return n > 1;
}

static int
rename_tree(int root, const char *from, const char *to)
{
	char text[JOURNAL_SIZE];
	struct folders f;
	bool tree;
	int r, e;

	if (recover(root) == -1 || folders_read(root, &f) == -1)
		return -1;
	if (names_free(root, &f, from, to) == -1) {
		e = errno;
		folders_free(&f);
		errno = e;
		return -1;
	}
	tree = is_tree(&f, from);
	(void)snprintf(text, sizeof(text), "%s\n%s\n", from, to);
	r = tree ? whole_replace(root, JOURNAL, text, strlen(text)) : 0;
	if (r == 0)
		r = rename_all(root, &f, from, to);
	e = errno;
	if (tree && unlinkat(root, JOURNAL, 0) == 0 && fsync(root) == -1 &&
	    r == 0) {
		e = errno;
		r = -1;
	}
	folders_free(&f);
	errno = e;
	return r;
}

int
folder_rename(int root, const char *from, const char *to)
{
	int lock, r, e;

	if (*from == '\0' || *to == '\0') {
		errno = *to == '\0' ? EEXIST : EPERM;
		return -1;
	}
	if (is_below(to, from)) {
		errno = strcmp(to, from) == 0 ? EEXIST : EINVAL;
		return -1;
	}
	if (folder_exists(root, to)) {
		errno = EEXIST;
		return -1;
	}
	lock = lock_account(root);
	if (lock == -1)
		return -1;
	r = rename_tree(root, from, to);
	e = errno;
	(void)close(lock);
	errno = e;
	return r;
}
