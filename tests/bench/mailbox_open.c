/*
 * Times what mailbox.h does on a Maildir: mailbox_open DIR [count].
 * With a count, DIR is made first, with that many small messages whose names
 * have ,S= and ,W=.
 *
 *	make common/libpostern.a && cc -O2 -D_GNU_SOURCE -I. -o mailbox_open \
 *	    tests/bench/mailbox_open.c common/libpostern.a
 */
#include <sys/stat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/mailbox.h"

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
fail(const char *what)
{
	perror(what);
	exit(1);
}

static void
make(const char *dir, int n)
{
	struct maildir md;
	char name[256];
	int i, fd;

	if (maildir_open(&md, AT_FDCWD, dir, MAILDIR_CREATE) == -1)
		fail(dir);
	for (i = 0; i < n; i++) {
		(void)snprintf(name, sizeof(name),
		    "%d.M%06dP%d.host.example.org,S=19,W=21:2,%s",
		    1700000000 + i, i * 7919 % 1000000, 4711,
		    i % 3 == 0 ? "" : "S");
		fd = openat(md.cur, name, O_WRONLY | O_CREAT | O_EXCL, 0600);
		if (fd == -1)
			continue;
		if (write(fd, "Subject: x\n\nhello\r\n", 19) != 19)
			fail("write");
		close(fd);
	}
	maildir_close(&md);
	sync();
}

static void
memory(const char *what)
{
	char line[256];
	FILE *f = fopen("/proc/self/smaps_rollup", "r");

	printf("%s:", what);
	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, "Private_", 8) == 0 ||
		    strncmp(line, "Rss", 3) == 0)
			printf(" %.*s", (int)strcspn(line, "\n"), line);
	printf("\n");
	if (f != NULL)
		fclose(f);
}

static double
timed(const char *what, double start)
{
	printf("%-28s %8.3f ms\n", what, now() - start);
	return now();
}

int
main(int argc, char **argv)
{
	struct mailbox mb;
	struct mailbox_status st;
	struct message m;
	struct mailbox_change seen = { FLAG_FLAGGED, 0, 0, 0, 0 };
	uint32_t i, *uids;
	uint64_t sum = 0;
	double t;
	int root;

	if (argc < 2)
		return 2;
	if (argc > 2)
		make(argv[1], atoi(argv[2]));
	root = open(argv[1], O_RDONLY | O_DIRECTORY);
	t = now();
	if (mailbox_open(&mb, root, "", MAILBOX_MOVE) == -1)
		fail("open");
	t = timed("open", t);
	mailbox_status(&mb, &st);
	printf("%u messages, uidvalidity %u, uidnext %u, %llu bytes\n",
	    st.messages, st.uidvalidity, st.uidnext,
	    (unsigned long long)st.vsize);
	memory("after open");
	mailbox_close(&mb);
	t = now();
	if (mailbox_open(&mb, root, "", MAILBOX_MOVE) == -1)
		fail("open");
	mailbox_status(&mb, &st);
	t = timed("open again, status", t);
	memory("after open");
	t = now();
	for (i = 0; i < mb.count; i++)
		if (mailbox_numbers(&mb, i, &m))
			sum += m.uid + (uint64_t)m.vsize;
	t = timed("numbers of all", t);
	memory("after numbers");
	t = now();
	for (i = 0; i < mb.count; i++)
		if (mailbox_get(&mb, i, &m))
			sum += m.uid + (uint64_t)m.vsize;
	t = timed("get all", t);
	memory("after get");
	(void)close(openat(root, "cur/bump", O_CREAT | O_WRONLY, 0600));
	t = now();
	if (mailbox_refresh(&mb) == -1)
		fail("refresh");
	t = timed("refresh, cur changed", t);
	(void)unlinkat(root, "cur/bump", 0);
	if (mailbox_refresh(&mb) == -1)
		fail("refresh");
	t = timed("refresh, cur changed", t);
	uids = calloc(mb.count + 1, sizeof(*uids));
	for (i = 0; i < mb.count && i < 10000; i++)
		if (mailbox_get(&mb, i, &m))
			uids[i] = m.uid;
	t = now();
	printf("store: %d\n", mailbox_store(&mb, uids, i, &seen, NULL));
	t = timed("store of up to 10,000", t);
	seen.clear = FLAG_FLAGGED;
	seen.set = 0;
	printf("store: %d\n", mailbox_store(&mb, uids, 1, &seen, NULL));
	t = timed("store of 1", t);
	if (mailbox_refresh(&mb) == -1)
		fail("refresh");
	t = timed("refresh after store", t);
	if (argc > 3) {
		printf("expunge: %d\n", mailbox_expunge(&mb, uids, i, NULL));
		t = timed("expunge", t);
	}
	mailbox_close(&mb);
	return sum == 0;
}
