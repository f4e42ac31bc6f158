#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "imapd/folder.h"

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

int
folder_rename(int root, const char *from, const char *to)
{
	struct folders f;
	int r, e;

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
	if (folders_read(root, &f) == -1)
		return -1;
	r = rename_all(root, &f, from, to);
	e = errno;
	folders_free(&f);
	errno = e;
	return r;
}
