/* upload: the rules of its header. */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/scan.h"
#include "ftpd/upload.h"
#include "scratch.h"

static int dir;

/* How many names begin with the prefix. */
static int
temporaries(void)
{
	DIR *d = opendir(".");
	struct dirent *e;
	int n = 0;

	assert_non_null(d);
	while ((e = readdir(d)) != NULL)
		n += strncmp(e->d_name, UPLOAD_PREFIX,
		    strlen(UPLOAD_PREFIX)) == 0;
	closedir(d);
	return n;
}

static const char *
text_of(const char *path)
{
	static char text[256];
	FILE *f = fopen(path, "r");

	if (f == NULL)
		return NULL;
	text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
	fclose(f);
	return text;
}

static void
put(struct upload *u, const char *text)
{
	assert_int_equal(write(u->fd, text, strlen(text)), strlen(text));
}

static int
clean(void **state)
{
	(void)state;
	return system("rm -rf * .ftpd-* upload*") == 0 ? 0 : -1;
}

static void
the_name_appears_with_the_whole_file_only(void **state)
{
	const struct upload_settings set = { .mode = 0666 };
	struct upload u;

	(void)state;
	scratch_write("f", "old", 0600);
	assert_int_equal(upload_begin(&u, &set, dir, "f", UPLOAD_STORE, 0), 0);
	put(&u, "new text");
	assert_string_equal(text_of("f"), "old");
	assert_int_equal(temporaries(), 1);
	assert_int_equal(upload_commit(&u), 0);
	assert_string_equal(text_of("f"), "new text");
	assert_int_equal(temporaries(), 0);
	upload_abort(&u);
	assert_string_equal(text_of("f"), "new text");
}

static void
what_broke_off_leaves_nothing_or_is_kept(void **state)
{
	struct upload_settings set = { .mode = 0666 };
	struct upload u;

	(void)state;
	scratch_write("f", "old", 0644);
	assert_int_equal(upload_begin(&u, &set, dir, "f", UPLOAD_STORE, 0), 0);
	put(&u, "ne");
	errno = EIO;
	upload_abort(&u);
	assert_int_equal(errno, EIO);
	assert_string_equal(text_of("f"), "old");
	assert_int_equal(temporaries(), 0);
	set.keep = true;
	assert_int_equal(upload_begin(&u, &set, dir, "f", UPLOAD_STORE, 0), 0);
	put(&u, "ne");
	upload_abort(&u);
	assert_string_equal(text_of("f"), "ne");
	assert_int_equal(temporaries(), 0);
}

static void
a_large_one_unsynced_changes_places_with_the_old(void **state)
{
	struct upload_settings set = { .mode = 0666, .no_sync = true };
	struct upload u;
	struct stat st;
	int keep;

	(void)state;
	for (keep = 0; keep < 2; keep++) {
		scratch_write("f", "old", 0600);
		assert_int_equal(truncate("f", 64 << 20), 0);
		set.keep = keep != 0;
		assert_int_equal(upload_begin(&u, &set, dir, "f",
		    UPLOAD_STORE, 0), 0);
		put(&u, "new text");
		if (keep == 0)
			assert_int_equal(upload_commit(&u), 0);
		else
			upload_abort(&u);
		assert_string_equal(text_of("f"), "new text");
		assert_int_equal(stat("f", &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
		upload_settle(&u);
		assert_int_equal(temporaries(), 0);
		upload_abort(&u);
		upload_settle(&u);
		assert_string_equal(text_of("f"), "new text");
	}
}

static void
what_has_come_there_meanwhile_is_not_taken_away(void **state)
{
	const struct upload_settings set = { .mode = 0666, .no_sync = true };
	struct upload u;

	(void)state;
	scratch_write("f", "old", 0600);
	assert_int_equal(truncate("f", 64 << 20), 0);
	assert_int_equal(upload_begin(&u, &set, dir, "f", UPLOAD_STORE, 0), 0);
	put(&u, "new text");
	assert_int_equal(unlink("f"), 0);
	assert_int_equal(mkdir("f", 0700), 0);
	assert_int_equal(upload_commit(&u), -1);
	assert_int_equal(errno, EISDIR);
	assert_int_equal(rmdir("f"), 0);
	assert_int_equal(temporaries(), 0);
}

static void
append_and_offset_write_the_file_itself(void **state)
{
	const struct upload_settings set = { .mode = 0666 };
	struct upload u;

	(void)state;
	assert_int_equal(upload_begin(&u, &set, dir, "f", UPLOAD_APPEND, 0),
	    0);
	put(&u, "0123456789");
	assert_int_equal(upload_commit(&u), 0);
	assert_int_equal(upload_begin(&u, &set, dir, "f", UPLOAD_STORE, 4),
	    0);
	put(&u, "XY");
	upload_abort(&u);
	assert_string_equal(text_of("f"), "0123XY6789");
	assert_int_equal(upload_begin(&u, &set, dir, "f", UPLOAD_APPEND, 0),
	    0);
	put(&u, "!");
	assert_int_equal(upload_commit(&u), 0);
	assert_string_equal(text_of("f"), "0123XY6789!");
	assert_int_equal(upload_begin(&u, &set, dir, "f", UPLOAD_STORE, 12),
	    -1);
	assert_int_equal(errno, EINVAL);
	assert_int_equal(upload_begin(&u, &set, dir, "none", UPLOAD_STORE, 1),
	    -1);
	assert_int_equal(errno, ENOENT);
}

static void
what_may_not_be_replaced_is_not(void **state)
{
	struct upload_settings set = { .mode = 0666, .no_replace = true,
	    .no_append = true };
	struct upload u;

	(void)state;
	scratch_write("f.txt", "old", 0644);
	assert_int_equal(upload_begin(&u, &set, dir, "f.txt", UPLOAD_STORE,
	    0), -1);
	assert_int_equal(errno, EEXIST);
	assert_int_equal(upload_begin(&u, &set, dir, "f.txt", UPLOAD_APPEND,
	    0), -1);
	assert_int_equal(errno, EACCES);
	/* It appears meanwhile. */
	assert_int_equal(upload_begin(&u, &set, dir, "g", UPLOAD_STORE, 0), 0);
	scratch_write("g", "theirs", 0644);
	assert_int_equal(upload_commit(&u), -1);
	assert_int_equal(errno, EEXIST);
	assert_string_equal(text_of("g"), "theirs");
	assert_int_equal(temporaries(), 0);
	set.rename = true;
	assert_int_equal(upload_begin(&u, &set, dir, "f.txt", UPLOAD_STORE,
	    0), 0);
	put(&u, "mine");
	assert_int_equal(upload_commit(&u), 0);
	assert_string_equal(u.name, "f.txt.1");
	assert_string_equal(text_of("f.txt.1"), "mine");
	assert_string_equal(text_of("f.txt"), "old");
}

static void
unique_names_are_unique(void **state)
{
	const struct upload_settings set = { .mode = 0600 };
	struct upload u, v;
	char name[NAME_MAX + 1];

	(void)state;
	memset(name, 'n', NAME_MAX);
	name[NAME_MAX] = '\0';
	assert_int_equal(upload_begin(&u, &set, dir, name, UPLOAD_UNIQUE, 0),
	    0);
	assert_int_equal(upload_begin(&v, &set, dir, name, UPLOAD_UNIQUE, 0),
	    0);
	put(&u, "u");
	put(&v, "v");
	assert_int_equal(upload_commit(&u), 0);
	assert_int_equal(upload_commit(&v), 0);
	assert_string_not_equal(u.name, v.name);
	assert_string_equal(text_of(u.name), "u");
	assert_string_equal(text_of(v.name), "v");
	assert_int_equal(upload_begin(&u, &set, dir, name, UPLOAD_UNIQUE, 0),
	    0);
	assert_string_not_equal(u.name, name);
	upload_abort(&u);
}

/* RFC 1123 section 4.1.2.9: what 150 says it is called, it is called. */
static void
a_unique_name_is_known_before_the_file(void **state)
{
	const struct upload_settings set = { .mode = 0600 };
	char names[3][NAME_MAX + 1];
	struct upload u[3];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(u); i++) {
		assert_int_equal(upload_begin(&u[i], &set, dir, "scan",
		    UPLOAD_UNIQUE, 0), 0);
		memcpy(names[i], u[i].name, sizeof(names[i]));
		put(&u[i], "x");
	}
	assert_string_equal(names[0], "scan");
	for (i = nitems(u); i-- > 0; ) {
		assert_int_equal(upload_commit(&u[i]), 0);
		assert_string_equal(u[i].name, names[i]);
	}
	assert_string_not_equal(names[1], names[2]);
}

static void
only_regular_files_are_written(void **state)
{
	const struct upload_settings set = { .mode = 0666 };
	struct upload_settings in_place = { .mode = 0666, .in_place = true };
	char name[NAME_MAX + 2];
	struct upload u;

	(void)state;
	assert_int_equal(mkdir("d", 0700), 0);
	assert_int_equal(mkfifo("p", 0600), 0);
	scratch_write("target", "safe", 0600);
	assert_int_equal(symlink("target", "l"), 0);
	assert_int_equal(upload_begin(&u, &set, dir, "d", UPLOAD_STORE, 0),
	    -1);
	assert_int_equal(errno, EISDIR);
	assert_int_equal(upload_begin(&u, &set, dir, "p", UPLOAD_APPEND, 0),
	    -1);
	assert_int_equal(errno, EINVAL);
	assert_int_equal(upload_begin(&u, &set, dir, "l", UPLOAD_STORE, 0),
	    -1);
	assert_int_equal(upload_begin(&u, &in_place, dir, "l", UPLOAD_STORE,
	    0), -1);
	assert_string_equal(text_of("target"), "safe");
	memset(name, 'n', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	assert_int_equal(upload_begin(&u, &set, dir, name, UPLOAD_STORE, 0),
	    -1);
	assert_int_equal(errno, ENAMETOOLONG);
}

static void
the_mode_is_the_old_files_or_the_settings(void **state)
{
	const struct upload_settings set = { .mode = 0666 };
	struct upload u;
	struct stat st;

	(void)state;
	umask(027);
	scratch_write("f", "old", 0604);
	assert_int_equal(upload_begin(&u, &set, dir, "f", UPLOAD_STORE, 0), 0);
	assert_int_equal(upload_commit(&u), 0);
	assert_int_equal(stat("f", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0604);
	assert_int_equal(upload_begin(&u, &set, dir, "g", UPLOAD_STORE, 0), 0);
	assert_int_equal(upload_commit(&u), 0);
	assert_int_equal(stat("g", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
}

static int
set_up(void **state)
{
	if (scratch_make(state) == -1)
		return -1;
	dir = open(".", O_PATH | O_DIRECTORY);
	return dir == -1 ? -1 : 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
		    the_name_appears_with_the_whole_file_only, clean),
		cmocka_unit_test_teardown(
		    what_broke_off_leaves_nothing_or_is_kept, clean),
		cmocka_unit_test_teardown(
		    a_large_one_unsynced_changes_places_with_the_old, clean),
		cmocka_unit_test_teardown(
		    what_has_come_there_meanwhile_is_not_taken_away, clean),
		cmocka_unit_test_teardown(
		    append_and_offset_write_the_file_itself, clean),
		cmocka_unit_test_teardown(what_may_not_be_replaced_is_not,
		    clean),
		cmocka_unit_test_teardown(unique_names_are_unique, clean),
		cmocka_unit_test_teardown(
		    a_unique_name_is_known_before_the_file, clean),
		cmocka_unit_test_teardown(only_regular_files_are_written,
		    clean),
		cmocka_unit_test_teardown(
		    the_mode_is_the_old_files_or_the_settings, clean),
	};

	scratch_unprivileged();
	return cmocka_run_group_tests(tests, set_up, scratch_remove);
}
