/* cache, cachefile: what is kept of messages; the numbers are the file's. */
#include "mailbox_fixture.h"

#include "imapd/cache.h"

#define MANY	3000

static struct cache	 cache;
static struct mailbox	 mb;

static void
message(const char *path, const char *subject)
{
	char text[512];

	(void)snprintf(text, sizeof(text), "Received: by x\n"
	    "Subject: %s\nFrom: ann@example.org\n\nhello\n", subject);
	put_file(path, text);
}

static int
begin(void **state)
{
	if (fixture_begin(state) != 0)
		return -1;
	message("cur/1.a.host:2,", "one");
	message("cur/2.a.host:2,", "two");
	open_inbox(&mb);
	return 0;
}

static int
end(void **state)
{
	cache_close(&cache);
	mailbox_close(&mb);
	return fixture_end(state);
}

static const char *
fields(uint32_t n)
{
	static char text[1024];
	struct kept k;

	assert_true(cache_get(&cache, &mb, n, CACHE_FIELDS, &k));
	assert_true(k.fields_len < sizeof(text));
	memcpy(text, k.fields, k.fields_len);
	text[k.fields_len] = '\0';
	return text;
}

static const char first[] = "Subject: one\nFrom: ann@example.org\n\n";
static const char second[] = "Subject: two\nFrom: ann@example.org\n\n";

/* Another session begins. */
static void
reopen(void)
{
	cache_flush(&cache, &mb);
	cache_close(&cache);
	mailbox_close(&mb);
	open_inbox(&mb);
}

static void
both(void)
{
	assert_string_equal(fields(0), first);
	assert_string_equal(fields(1), second);
}

static void
the_fields_of_lists_are_kept(void **state)
{
	(void)state;
	both();
	reopen();
	both();
	assert_true(cache_has_field("MESSAGE-id", 10));
	assert_false(cache_has_field("Received", 8));
}

/* A read of the message would see that its file says something else. */
static void
it_is_read_from_the_file(void **state)
{
	(void)state;
	both();
	reopen();
	message("cur/1.a.host:2,", "changed");
	both();
}

static void
envelope_and_structure_are_kept(void **state)
{
	struct kept k;

	(void)state;
	/* What is learnt later goes with what is there. */
	assert_true(cache_get(&cache, &mb, 0, CACHE_STRUCTURE, &k));
	reopen();
	assert_true(cache_get(&cache, &mb, 0, CACHE_ENVELOPE, &k));
	reopen();
	message("cur/1.a.host:2,", "changed");
	assert_true(cache_get(&cache, &mb, 0, CACHE_ENVELOPE |
	    CACHE_STRUCTURE, &k));
	assert_non_null(k.envelope);
	assert_memory_equal(k.envelope, "(NIL \"one\" ", 11);
	assert_memory_equal(k.structure, "(\"text\" \"plain\"", 15);
}

static void
a_message_that_is_gone_is_gone(void **state)
{
	struct kept k;

	(void)state;
	assert_int_equal(unlink("cur/1.a.host:2,"), 0);
	assert_false(cache_get(&cache, &mb, 0, CACHE_FIELDS, &k));
	assert_int_equal(errno, ENOENT);
	assert_false(cache_get(&cache, &mb, 7, CACHE_FIELDS, &k));
}

/* 2, 3, 4. */
static void
whatever_happens_to_the_file_does_not_matter(void **state)
{
	char whole[4096], text[4096];
	size_t len, i;
	int fd;

	(void)state;
	both();
	reopen();
	fd = open("postern-cache", O_RDONLY);
	len = (size_t)read(fd, whole, sizeof(whole));
	(void)close(fd);
	assert_in_range(len, 100, sizeof(whole) - 1);
	for (i = 0; i < 2 * len; i++) {
		/* Cut off at each byte, then each byte wrong. */
		memcpy(text, whole, len);
		if (i >= len)
			text[i - len] = (char)(text[i - len] ^ 0x41);
		assert_int_equal(unlink("postern-cache"), 0);
		fd = open("postern-cache", O_WRONLY | O_CREAT, 0600);
		assert_int_equal(write(fd, text, i < len ? i : len),
		    i < len ? i : len);
		(void)close(fd);
		both();
		cache_flush(&cache, &mb);
		both();
		cache_flush(&cache, &mb);
	}
	assert_int_equal(unlink("postern-cache"), 0);
	assert_int_equal(mkdir("postern-cache", 0700), 0);
	both();
	reopen();
	both();
}

/* 1, 4.  Another file in its place, while this one is open. */
static void
a_file_replaced_is_noticed(void **state)
{
	(void)state;
	both();
	reopen();
	both();
	do_rename("postern-cache", "old");
	put_file("postern-cache", "rubbish");
	cache_flush(&cache, &mb);
	both();
	reopen();
	both();
}

static void
long_fields_are_given_all_the_same(void **state)
{
	static char text[100000];
	struct kept k;
	size_t len;

	(void)state;
	memset(text, 'x', sizeof(text));
	memcpy(text, "Subject: ", 9);
	memcpy(text + 80000, "\n\nbody\n", 8);
	put_file("cur/3.a.host:2,", text);
	reopen();
	for (len = 0; len < 2; len++) {
		assert_true(cache_get(&cache, &mb, 2, CACHE_FIELDS |
		    CACHE_ENVELOPE, &k));
		assert_int_equal(k.fields_len, 80002);
		assert_memory_equal(k.fields, text, k.fields_len);
		assert_null(k.envelope);
		reopen();
	}
}

/* The index forgets all places. */
static void
forget(void)
{
	static struct mailbox_cached none[MANY + 2];
	uint32_t i;

	for (i = 0; i < mb.count; i++) {
		none[i].uid = mailbox_uid(&mb, i);
		none[i].date = MAILBOX_UNKNOWN;
	}
	assert_int_equal(mailbox_cache(&mb, none, mb.count), 0);
	reopen();
}

/* 5, 6. */
static void
garbage_is_thrown_away(void **state)
{
	struct message m;
	char name[64];
	uint32_t i;
	struct stat st;
	off_t first_size = 0;
	int round;

	(void)state;
	for (i = 0; i < MANY; i++) {
		(void)snprintf(name, sizeof(name), "cur/%u.b.host:2,",
		    10000 + i);
		message(name, name);
	}
	reopen();
	for (round = 0; round < 6; round++) {
		for (i = 0; i < mb.count; i++)
			assert_non_null(fields(i));
		reopen();
		assert_int_equal(stat("postern-cache", &st), 0);
		if (round == 0)
			first_size = st.st_size;
		if (round < 5)
			forget();
	}
	assert_true(st.st_size < 3 * first_size);
	message("cur/1.a.host:2,", "changed");
	for (i = 0; i < mb.count; i++) {
		assert_true(mailbox_numbers(&mb, i, &m));
		assert_int_not_equal(m.cache, 0);
	}
	both();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f)	cmocka_unit_test_setup_teardown(f, begin, end)
		TEST(the_fields_of_lists_are_kept),
		TEST(it_is_read_from_the_file),
		TEST(envelope_and_structure_are_kept),
		TEST(a_message_that_is_gone_is_gone),
		TEST(whatever_happens_to_the_file_does_not_matter),
		TEST(a_file_replaced_is_noticed),
		TEST(long_fields_are_given_all_the_same),
		TEST(garbage_is_thrown_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
