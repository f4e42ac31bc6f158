#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "common/highwater.h"
#include "common/maildir.h"
#include "common/scan.h"
#include "imapd/name.h"
#include "imapd/subscribe.h"
#include "imapd/whole.h"

static const struct {
	const char		*file;
	enum subscriptions_kind	 kind;
} sources[] = {
	{ SUBSCRIPTIONS, SUBSCRIPTIONS_OURS },
	{ "subscriptions", SUBSCRIPTIONS_DOVECOT },
	{ "courierimapsubscribed", SUBSCRIPTIONS_COURIER },
};

/* A foreign name as that of a directory; false: it cannot be one. */
static bool
directory_name(const char *line, enum subscriptions_kind kind,
    char folder[NAME_FOLDER])
{
	size_t i, len;

	if (strcasecmp(line, "INBOX") == 0) {
		folder[0] = '\0';
		return true;
	}
	if (kind == SUBSCRIPTIONS_OURS)
		return scan_copy(folder, NAME_FOLDER, line, strlen(line)) &&
		    maildir_folder_ok(folder);
	if (kind == SUBSCRIPTIONS_COURIER &&
	    strncasecmp(line, "INBOX.", 6) == 0)
		line += 6;
	folder[0] = '.';
	len = strlen(line);
	if (!scan_copy(folder + 1, NAME_FOLDER - 1, line, len))
		return false;
	for (i = 1; i <= len; i++)
		if (folder[i] == '\t' || folder[i] == '/')
			folder[i] = '.';
	return maildir_folder_ok(folder);
}

int
subscriptions_parse(char *text, enum subscriptions_kind kind,
    int (*each)(void *, const char *), void *arg)
{
	char folder[NAME_FOLDER], *line, *next;

	/* Version 2: a line that says so, and an empty one. */
	if (kind == SUBSCRIPTIONS_DOVECOT && strncmp(text, "V\t2\n", 4) == 0)
		text += 4;
	for (line = text; *line != '\0'; line = next) {
		next = line + strcspn(line, "\n");
		if (*next != '\0')
			*next++ = '\0';
		if (*line != '\0' && directory_name(line, kind, folder) &&
		    each(arg, folder) == -1)
			return -1;
	}
	return 0;
}

/* What another server never made: a link, a fifo, something huge. */
static bool
no_file(void)
{
	return errno == EFBIG || errno == ELOOP;
}

int
subscriptions_read(int root, int (*each)(void *, const char *), void *arg)
{
	char *text;
	size_t i, len;
	int r, e;

	for (i = 0; i < nitems(sources); i++) {
		text = whole_read(root, sources[i].file, SUBSCRIPTIONS_MAX,
		    &len);
		if (text == NULL && errno != ENOENT &&
		    !(sources[i].kind != SUBSCRIPTIONS_OURS && no_file()))
			return -1;
		if (text == NULL)
			continue;
		r = subscriptions_parse(text, sources[i].kind, each, arg);
		e = errno;
		free(text);
		errno = e;
		return r;
	}
	return 0;
}

/* The new list as it grows; `skip` is not in it. */
struct writer {
	const char	*skip;
	char		*text;
	size_t		 len, size;
};

static int
append(void *arg, const char *folder)
{
	struct writer *w = arg;
	const char *line = *folder == '\0' ? "INBOX" : folder;
	size_t len = strlen(line);
	char *more;

	if (strcmp(folder, w->skip) == 0)
		return 0;
	if (w->size - w->len < len + 1) {
		w->size = w->size * 2 + NAME_FOLDER;
		more = realloc(w->text, w->size);
		if (more == NULL)
			return -1;
		w->text = more;
	}
	memcpy(w->text + w->len, line, len);
	w->text[w->len + len] = '\n';
	w->len += len + 1;
	return 0;
}

int
subscriptions_change(int root, const char *folder, bool yes)
{
	struct writer w = { folder, NULL, 0, 0 };
	int lock = lock_open(root), r = -1, e;

	if (lock == -1)
		return -1;
	errno = 0;
	if (lock_set(lock, LOCK_ACCOUNT, F_WRLCK, true) == -1 ||
	    subscriptions_read(root, append, &w) == -1)
		goto out;
	w.skip = ".";			/* no folder's name */
	if (yes && append(&w, folder) == -1)
		goto out;
	r = whole_replace(root, SUBSCRIPTIONS, w.text, w.len);
out:
	e = errno;
	free(w.text);
	close(lock);
	errno = e;
	return r;
}
