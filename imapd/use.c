#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "common/scan.h"
#include "imapd/folder.h"
#include "imapd/subscribe.h"
#include "imapd/use.h"
#include "imapd/whole.h"

enum { NAMES = 6 };

/* The order is that of the bits.  Names as clients and servers make them. */
static const struct {
	const char	*use;
	const char	*folder[NAMES];
} kinds[USE_KINDS] = {
	{ "\\Archive", { ".Archive", ".Archives" } },
	{ "\\Drafts", { ".Drafts", ".Draft" } },
	{ "\\Junk", { ".Junk", ".Spam", ".Junk E-mail", ".Junk Email",
	    ".Bulk Mail" } },
	{ "\\Sent", { ".Sent", ".Sent Items", ".Sent Messages", ".Sent Mail",
	    ".Sent-Mail" } },
	{ "\\Trash", { ".Trash", ".Deleted Items", ".Deleted Messages",
	    ".Deleted" } },
};

const char *
use_name(unsigned bit)
{
	unsigned i;

	for (i = 0; i < USE_KINDS; i++)
		if (bit == 1u << i)
			return kinds[i].use;
	return "";
}

unsigned
use_bit(const struct text *t)
{
	unsigned i;

	for (i = 0; i < USE_KINDS; i++)
		if (text_is(t, kinds[i].use))
			return 1u << i;
	return 0;
}

/* "FOLDER/postern-use" */
static void
use_path(char path[NAME_FOLDER + sizeof(USE_FILE)], const char *folder)
{
	(void)snprintf(path, NAME_FOLDER + sizeof(USE_FILE), "%s/" USE_FILE,
	    folder);
}

static unsigned
read_use(int root, const char *folder)
{
	char path[NAME_FOLDER + sizeof(USE_FILE)], buf[256], *line, *next;
	unsigned use = 0;
	ssize_t n;
	int fd;

	use_path(path, folder);
	fd = openat(root, path,
	    O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd == -1)
		return 0;
	n = read(fd, buf, sizeof(buf) - 1);
	close(fd);
	buf[n > 0 ? n : 0] = '\0';
	for (line = buf; *line != '\0'; line = next) {
		struct text t = { line, strcspn(line, "\n") };

		next = line + t.len + (line[t.len] != '\0');
		use |= use_bit(&t);
	}
	return use;
}

/* The first folder that exists and is called like that. */
static struct folder *
by_custom(const struct folders *f, unsigned kind)
{
	struct folder *item;
	size_t i, j;

	for (j = 0; j < NAMES && kinds[kind].folder[j] != NULL; j++) {
		item = folders_find(f, kinds[kind].folder[j]);
		if (item != NULL && item->exists)
			return item;
		for (i = 0; i < f->n; i++)
			if (f->item[i].exists && strcasecmp(f->item[i].name,
			    kinds[kind].folder[j]) == 0)
				return &f->item[i];
	}
	return NULL;
}

void
use_mark(int root, struct folders *f)
{
	struct folder *item;
	unsigned found = 0, kind;
	size_t i;

	for (i = 0; i < f->n; i++)
		if (f->item[i].exists && f->item[i].name[0] != '\0') {
			f->item[i].use = read_use(root, f->item[i].name);
			found |= f->item[i].use;
		}
	for (kind = 0; kind < USE_KINDS; kind++)
		if ((found & 1u << kind) == 0 &&
		    (item = by_custom(f, kind)) != NULL)
			item->use |= 1u << kind;
}

/* ".Sent": what the first of its names is called. */
static int
make(int root, unsigned kind)
{
	const char *name = kinds[kind].folder[0];

	if (folder_create(root, name) == -1 && errno != EEXIST)
		return -1;
	return subscriptions_change(root, name, true);
}

int
use_make_all(int root)
{
	struct folders f;
	unsigned found = 0, kind;
	size_t i;
	int r = 0;

	if (faccessat(root, SUBSCRIPTIONS, F_OK, 0) == 0)
		return 0;
	if (folders_read(root, &f) == -1)
		return -1;
	for (i = 0; i < f.n; i++)
		found |= f.item[i].use;
	folders_free(&f);
	for (kind = 0; kind < USE_KINDS && r == 0; kind++)
		if ((found & 1u << kind) == 0)
			r = make(root, kind);
	return r;
}

int
use_set(int root, const char *folder, unsigned use)
{
	char path[NAME_FOLDER + sizeof(USE_FILE)], text[256] = "";
	size_t len = 0;
	unsigned i;

	for (i = 0; i < USE_KINDS; i++)
		if ((use & 1u << i) != 0)
			len += (size_t)snprintf(text + len, sizeof(text) - len,
			    "%s\n", kinds[i].use);
	use_path(path, folder);
	return whole_replace(root, path, text, len);
}
