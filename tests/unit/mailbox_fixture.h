/* For the tests of the mailbox: a scratch Maildir and what others do to it. */
#ifndef MAILBOX_FIXTURE_H
#define MAILBOX_FIXTURE_H

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/mailbox.h"

#define nitems(a)	(sizeof(a) / sizeof((a)[0]))

static char dir[256];
static int root;

/*
 * A test that writes the index a thousand times is quicker in memory.  Set
 * TMPDIR to try a filesystem.
 */
static const char *scratch = "/tmp";

static inline int
fixture_begin(void **state)
{
	const char *tmp = getenv("TMPDIR");
	struct maildir md;

	(void)state;
	(void)snprintf(dir, sizeof(dir), "%s/postern-test.XXXXXX",
	    tmp != NULL ? tmp : scratch);
	if (mkdtemp(dir) == NULL || chdir(dir) == -1 ||
	    maildir_open(&md, AT_FDCWD, ".", MAILDIR_CREATE) == -1)
		return -1;
	maildir_close(&md);
	root = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return root == -1 ? -1 : 0;
}

static inline int
fixture_end(void **state)
{
	char cmd[320];

	(void)state;
	(void)close(root);
	(void)snprintf(cmd, sizeof(cmd), "rm -rf %s", dir);
	return chdir("/") == -1 || system(cmd) != 0 ? -1 : 0;
}

static inline void
put_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_int_not_equal(fd, -1);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	(void)close(fd);
}

/* 18 bytes, 21 on the wire. */
static inline void
put_message(const char *path)
{
	put_file(path, "Subject: x\n\nhello\n");
}

static inline void
do_rename(const char *from, const char *to)
{
	assert_int_equal(rename(from, to), 0);
}

static inline bool
exists(const char *path)
{
	return access(path, F_OK) == 0;
}

static inline void
open_inbox(struct mailbox *mb)
{
	assert_int_equal(mailbox_open(mb, root, "", MAILBOX_MOVE), 0);
}

/* False: there is none of that base name. */
static inline bool
find_base(struct mailbox *mb, const char *base, struct message *m)
{
	uint32_t n;

	for (n = 0; mailbox_get(mb, n, m); n++)
		if (m->base_len == strlen(base) &&
		    memcmp(m->base, base, m->base_len) == 0)
			return true;
	return false;
}

/* 0: none. */
static inline uint32_t
uid_of(struct mailbox *mb, const char *base)
{
	struct message m;

	return find_base(mb, base, &m) ? m.uid : 0;
}

static inline struct message
message_of(struct mailbox *mb, uint32_t uid)
{
	struct message m;
	uint32_t n;

	assert_true(mailbox_find(mb, uid, &n));
	assert_true(mailbox_get(mb, n, &m));
	return m;
}

#endif
