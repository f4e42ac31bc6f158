/* maildrop: numbers, marks, the lock and what QUIT removes. */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/scan.h"
#include "pop3d/maildrop.h"

struct world {
	char	dir[64];
	int	root;
	struct maildrop drop;
};

static void
put(const struct world *w, const char *name, const char *text)
{
	int fd = openat(w->root, name, O_WRONLY | O_CREAT | O_EXCL, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)),
	    (ssize_t)strlen(text));
	close(fd);
}

/* Three messages: of 5, 9 and 12 octets; the first one is seen. */
static int
setup(void **state)
{
	static struct world w;
	static const char *const dirs[] = { "cur", "new", "tmp", ".Sub",
	    ".Sub/cur", ".Sub/new", ".Sub/tmp" };
	size_t i;

	memset(&w, 0, sizeof(w));
	strcpy(w.dir, "/tmp/postern-test.XXXXXX");
	assert_non_null(mkdtemp(w.dir));
	w.root = open(w.dir, O_RDONLY | O_DIRECTORY);
	assert_true(w.root >= 0);
	for (i = 0; i < nitems(dirs); i++)
		assert_int_equal(mkdirat(w.root, dirs[i], 0700), 0);
	put(&w, "cur/1000.M1P1.h:2,S", "1\n\n");
	put(&w, "cur/1001.M1P1.h,S=7:2,", "22222\n\n");
	put(&w, "new/1002.M1P1.h,S=10,W=12", "33333333\n\n");
	*state = &w;
	return 0;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static int
teardown(void **state)
{
	struct world *w = *state;

	maildrop_close(&w->drop);
	close(w->root);
	return nftw(w->dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static enum maildrop_open
open_again(struct world *w)
{
	maildrop_close(&w->drop);
	return maildrop_open(&w->drop, w->root, "", true, 0);
}

static bool
exists(const struct world *w, const char *name)
{
	return faccessat(w->root, name, F_OK, 0) == 0;
}

static void
numbers_and_octets_are_as_they_were_at_the_beginning(void **state)
{
	struct world *w = *state;
	struct maildrop *d = &w->drop;
	struct message m;
	int fd;

	assert_int_equal(open_again(w), MAILDROP_OK);
	assert_int_equal(d->count, 3);
	assert_int_equal(d->octets, 5 + 9 + 12);
	put(w, "new/1003.M1P1.h", "4");
	assert_int_equal(renameat(w->root, "cur/1000.M1P1.h:2,S", w->root,
	    "cur/1000.M1P1.h:2,RS"), 0);
	assert_true(maildrop_get(d, 1, &m));
	assert_int_equal(maildrop_octets(&m), 5);
	fd = maildrop_file(d, 1);
	assert_true(fd >= 0);
	close(fd);
	assert_true(maildrop_get(d, 3, &m));
	assert_int_equal(maildrop_octets(&m), 12);
	assert_false(maildrop_get(d, 0, &m));
	assert_false(maildrop_get(d, 4, &m));
	assert_false(maildrop_get(d, UINT32_MAX, &m));
	assert_int_equal(unlinkat(w->root, "cur/1000.M1P1.h:2,RS", 0), 0);
	assert_int_equal(maildrop_file(d, 1), -1);
	assert_int_equal(errno, ENOENT);
	assert_int_equal(open_again(w), MAILDROP_OK);
	assert_int_equal(d->count, 3);
	assert_int_equal(d->octets, 9 + 12 + 1);
}

static void
only_update_removes(void **state)
{
	struct world *w = *state;
	struct maildrop *d = &w->drop;
	struct message m;

	assert_int_equal(open_again(w), MAILDROP_OK);
	maildrop_delete(d, 1);
	maildrop_delete(d, 3);
	maildrop_delete(d, 3);
	assert_int_equal(d->deleted, 2);
	assert_int_equal(d->octets, 9);
	assert_false(maildrop_get(d, 3, &m));
	assert_int_equal(open_again(w), MAILDROP_OK);
	assert_int_equal(d->count, 3);
	maildrop_delete(d, 1);
	maildrop_reset(d);
	assert_int_equal(d->deleted, 0);
	assert_int_equal(d->octets, 26);
	assert_int_equal(maildrop_update(d), 0);
	maildrop_delete(d, 1);
	assert_int_equal(unlinkat(w->root, "cur/1001.M1P1.h,S=7:2,", 0), 0);
	maildrop_delete(d, 2);		/* gone is as good as removed */
	assert_int_equal(maildrop_update(d), 0);
	assert_int_equal(open_again(w), MAILDROP_OK);
	assert_int_equal(d->count, 1);
	assert_false(exists(w, "cur/1000.M1P1.h:2,S"));
}

static void
what_was_retrieved_is_seen_at_the_end(void **state)
{
	struct world *w = *state;
	struct maildrop *d = &w->drop;

	assert_int_equal(open_again(w), MAILDROP_OK);
	maildrop_saw(d, 1);		/* it was already */
	assert_int_equal(d->seen, 0);
	maildrop_saw(d, 3);
	maildrop_saw(d, 3);
	maildrop_saw(d, 2);
	maildrop_delete(d, 2);
	assert_int_equal(d->seen, 2);
	assert_int_equal(maildrop_update(d), 0);
	assert_int_equal(d->seen, 1);
	maildrop_close(d);
	assert_true(exists(w, "cur/1002.M1P1.h,S=10,W=12:2,S"));
}

static void
last_is_the_highest_number_accessed(void **state)
{
	struct world *w = *state;
	struct maildrop *d = &w->drop;

	assert_int_equal(open_again(w), MAILDROP_OK);
	assert_int_equal(maildrop_last(d), 1);
	maildrop_accessed(d, 3);
	maildrop_accessed(d, 2);
	assert_int_equal(maildrop_last(d), 3);
	maildrop_reset(d);
	assert_int_equal(maildrop_last(d), 0);
	maildrop_accessed(d, 2);
	assert_int_equal(maildrop_last(d), 2);
}

static void
one_session_at_a_time_has_the_lock(void **state)
{
	struct world *w = *state;
	struct maildrop other;

	assert_int_equal(open_again(w), MAILDROP_OK);
	assert_int_equal(maildrop_open(&other, w->root, "", false, 0),
	    MAILDROP_OK);
	maildrop_close(&other);
	assert_int_equal(maildrop_open(&other, w->root, "sub", true, 0),
	    MAILDROP_OK);
	maildrop_close(&other);
	maildrop_close(&other);
}

static void
a_folder_is_found_in_any_case(void **state)
{
	static const char *const none[] = { "su", "subs", "..", "/", ".",
	    "../cur", "sub/..", "" };
	struct world *w = *state;
	struct maildrop *d = &w->drop;
	size_t i;

	put(w, ".Sub/new/1.M1P1.h", "1");
	assert_int_equal(maildrop_open(d, w->root, "SUB", true, 0),
	    MAILDROP_OK);
	assert_int_equal(d->count, 1);
	for (i = 0; *none[i] != '\0'; i++) {
		maildrop_close(d);
		assert_int_equal(maildrop_open(d, w->root, none[i], true, 0),
		    MAILDROP_NO_FOLDER);
	}
}

static void
logins_can_be_kept_apart(void **state)
{
	struct timespec t[2] = { { .tv_nsec = UTIME_OMIT }, { 0, 0 } };
	struct world *w = *state;
	struct maildrop *d = &w->drop;

	assert_int_equal(maildrop_open(d, w->root, "", true, 60),
	    MAILDROP_OK);
	maildrop_close(d);
	assert_int_equal(maildrop_open(d, w->root, "", true, 60),
	    MAILDROP_TOO_SOON);
	maildrop_close(d);
	t[1].tv_sec = time(NULL) - 61;
	assert_int_equal(utimensat(w->root, "postern-login", t, 0), 0);
	assert_int_equal(maildrop_open(d, w->root, "", true, 60),
	    MAILDROP_OK);
	maildrop_close(d);
	t[1].tv_sec = time(NULL) + 3600;	/* the clock was set back */
	assert_int_equal(utimensat(w->root, "postern-login", t, 0), 0);
	assert_int_equal(maildrop_open(d, w->root, "", true, 60),
	    MAILDROP_OK);
}

static void
messages_stand_in_the_order_of_their_old_server(void **state)
{
	struct world *w = *state;
	struct maildrop *d = &w->drop;
	struct message m;

	put(w, "dovecot-uidlist", "3 V1 N4\n1 O9 :1000.M1P1.h\n"
	    "2 :1001.M1P1.h,S=7\n3 O2 Pold :1002.M1P1.h,S=10,W=12\n");
	assert_int_equal(open_again(w), MAILDROP_OK);
	assert_true(maildrop_get(d, 1, &m));
	assert_int_equal(m.uid, 3);
	assert_int_equal(m.uidl_len, 3);
	assert_true(maildrop_get(d, 2, &m));
	assert_int_equal(m.uid, 1);
	assert_true(maildrop_get(d, 3, &m));
	assert_int_equal(m.uid, 2);
	maildrop_delete(d, 1);
	maildrop_delete(d, 3);
	assert_int_equal(maildrop_update(d), 0);
	assert_int_equal(open_again(w), MAILDROP_OK);
	assert_int_equal(d->count, 1);
	assert_true(maildrop_get(d, 1, &m));
	assert_int_equal(m.uid, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f)	cmocka_unit_test_setup_teardown(f, setup, teardown)
		TEST(numbers_and_octets_are_as_they_were_at_the_beginning),
		TEST(only_update_removes),
		TEST(what_was_retrieved_is_seen_at_the_end),
		TEST(last_is_the_highest_number_accessed),
		TEST(one_session_at_a_time_has_the_lock),
		TEST(a_folder_is_found_in_any_case),
		TEST(logins_can_be_kept_apart),
		TEST(messages_stand_in_the_order_of_their_old_server),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
