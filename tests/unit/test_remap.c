/* remap: each operation and escape of the language, its errors, its end. */
#include <sys/stat.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/scan.h"
#include "tftpd/remap.h"

static const struct sockaddr_in four = {
	.sin_family = AF_INET, .sin_addr = { 0 }
};
static struct sockaddr_in client4;
static struct sockaddr_in6 client6;

static struct remap *
rules(const char *text, char *error, size_t size)
{
	struct remap *m;
	FILE *f = tmpfile();

	assert_non_null(f);
	fputs(text, f);
	rewind(f);
	m = remap_read(fileno(f), error, size);
	fclose(f);
	return m;
}

static bool
exists(void *ctx, const char *name, bool write)
{
	(void)write;
	return strcmp(name, ctx) == 0;
}

/* The result, "!text" when refused, "?text" when it failed. */
static const char *
mapped(const char *text, const char *name, const void *client, bool write,
    const char *there)
{
	static char result[REMAP_NAME + REMAP_TEXT];
	struct remap_request req = {
		.client = client, .write = write, .exists = exists,
		.ctx = (void *)(uintptr_t)there
	};
	char error[REMAP_TEXT], buf[REMAP_NAME], why[REMAP_TEXT];
	struct remap *m = rules(text, error, sizeof(error));
	enum remap_result end;

	if (m == NULL)
		fail_msg("%s", error);
	(void)snprintf(buf, sizeof(buf), "%s", name);
	end = remap_apply(m, &req, buf, why);
	(void)snprintf(result, sizeof(result), "%s%s",
	    end == REMAP_OK ? "" : end == REMAP_REFUSED ? "!" : "?",
	    end == REMAP_OK ? buf : why);
	remap_free(m);
	return result;
}

static const struct {
	const char	*rules, *name, *result;
} reads[] = {
	/* no rules, blank lines, comments */
	{ "", "x", "x" },
	{ "\n# a comment\n   \n\t# more\n", "x", "x" },
	{ "r x y # comment\n", "x", "y" },
	{ "r x y", "x", "y" },
	{ "r x y\r\n", "x", "y" },
	{ "r x\n", "axb", "ab" },
	{ "r x # nothing\n", "axb", "ab" },
	/* r: the first match only */
	{ "r a b\n", "aaa", "baa" },
	{ "r ^ /tftpboot/\n", "x", "/tftpboot/x" },
	{ "r ^[^/] /tftpboot/\\0\n", "x", "/tftpboot/x" },
	{ "r ^[^/] /tftpboot/\\0\n", "/x", "/x" },
	{ "r (a)(b) \\2\\1\n", "xaby", "xbay" },
	{ "r (a)|(b) [\\1][\\2]\n", "b", "[][b]" },
	/* g: again from the beginning */
	{ "rg \\\\ /\n", "\\Boot\\x64\\BCD", "/Boot/x64/BCD" },
	{ "rg /\\.\\./ /..no../\n", "/a/../../b", "/a/..no../..no../b" },
	{ "rg aa a\n", "aaaaaaab", "ab" },
	/* gg: goes on behind what was put in */
	{ "rgg aa a\n", "aaaaaaab", "aaaab" },
	{ "rgg a aa\n", "aba", "aabaa" },
	{ "rgg ^a b\n", "aaa", "baa" },
	{ "rgg x* -\n", "abc", "-a-b-c" },
	{ "rgg $ x\n", "abc", "abcx" },
	/* i */
	{ "ri ^[a-z]: \n", "C:\\x", "\\x" },
	{ "r pxe X\n", "PXE", "PXE" },
	{ "ri pxe X\n", "PXE", "X" },
	/* e and its inverse */
	{ "e ^ok/\nr ^ no/\n", "ok/x", "ok/x" },
	{ "e ^ok/\nr ^ no/\n", "x", "no/x" },
	{ "e~ ^ok/\nr ^ no/\n", "x", "x" },
	{ "re a b\nr b c\n", "a", "b" },
	/* E: only what is there; else undone */
	{ "rE ^ one/\nrE ^ two/\nr ^ three/\n", "x", "two/x" },
	{ "rE ^ one/\nr ^ three/\n", "x", "three/x" },
	{ "E ^\nr ^ y/\n", "two/x", "two/x" },
	{ "E ^\nr ^ y/\n", "x", "y/x" },
	/* s */
	{ "r ^b c\nrs ^a b\n", "a", "c" },
	/* a */
	{ "a \\.pvt$\n", "x.pvt", "!" },
	{ "a \\.pvt$ keep\\ off\\ \\0\n", "x.pvt", "!keep off .pvt" },
	{ "a~ ^pub/ only\\ pub\n", "x", "!only pub" },
	{ "a~ ^pub/\n", "pub/x", "pub/x" },
	/* j */
	{ "j ^a :end\nr ^ x/\n: :end\n", "a", "a" },
	{ "j ^a end\nr ^ x/\n:end\nr $ !\n", "a", "a!" },
	{ "j ^a end\nr ^ x/\n:end\nr $ !\n", "b", "x/b!" },
	{ "j ^(.) to\\1\nr ^ x/\n:toa\nr $ !\n", "a", "a!" },
	{ "j ^(.) to\\1\nr ^ x/\n:toa\nr $ !\n", "b",
	    "?remap: line 1: no such label" },
	/* G and P, 4 and 6 */
	{ "rG ^ get/\nrP ^ put/\n", "x", "get/x" },
	{ "r4 ^ four/\nr6 ^ six/\n", "x", "four/x" },
	/* escapes of the replacement */
	{ "r x \\i\n", "x", "192.0.2.169" },
	{ "r x \\x\n", "x", "C00002A9" },
	{ "r x a\\\\b\n", "x", "a\\b" },
	{ "r x a\\ b\n", "x", "a b" },
	{ "r x a\\#b\n", "x", "a#b" },
	{ "r x a\\qb\n", "x", "aqb" },
	{ "r \\# @\n", "a#b", "a@b" },
	{ "r a\\ b c\n", "a b", "c" },
	{ "r ^(.)(.)(.)$ \\U\\1\\L\\2\\E\\3\n", "aBc", "Abc" },
	{ "r ^.*$ \\L\\0\n", "PXELinux.CFG/Default",
	    "pxelinux.cfg/default" },
	{ "r B \\L\\0\n", "ABC", "AbC" },
	{ "r x \\Lx\\x\\Eq\n", "x", "xc00002a9q" },
	/* what does not end is ended */
	{ "rg a a\n", "a", "?remap: line 1: too many steps" },
	{ "s ^\n", "a", "?remap: line 1: too many steps" },
	{ "rg a aa\n", "a", "?remap: line 1: the name grows too long" },
	{ ":l\nj ^ l\n", "a", "?remap: line 2: too many steps" },
};

static void
remap_follows_its_rules(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < nitems(reads); i++)
		if (strcmp(mapped(reads[i].rules, reads[i].name, &client4,
		    false, "two/x"), reads[i].result) != 0)
			fail_msg("%s: %s -> %s", reads[i].rules,
			    reads[i].name, mapped(reads[i].rules,
			    reads[i].name, &client4, false, "two/x"));
}

static void
remap_knows_who_asks_for_what(void **state)
{
	static const char text[] = "r4 ^ 4/\nr6 ^ 6/\nrG ^ g/\nrP ^ p/\n"
	    "r $ -\\i-\\x\n";
	struct sockaddr_in6 mapped4 = client6;

	(void)state;
	assert_string_equal(mapped(text, "x", &client4, true, ""),
	    "p/4/x-192.0.2.169-C00002A9");
	assert_string_equal(mapped(text, "x", &client6, false, ""),
	    "g/6/x-2001:db8::1-20010DB8000000000000000000000001");
	inet_pton(AF_INET6, "::ffff:192.0.2.169", &mapped4.sin6_addr);
	assert_string_equal(mapped(text, "x", &mapped4, false, ""),
	    "g/4/x-192.0.2.169-C00002A9");
	assert_string_equal(mapped(text, "x", NULL, false, ""), "g/x--");
}

static void
remap_takes_the_sample_that_comes_with_tftpd_hpa(void **state)
{
	static const char text[] =
	    "# a comment\n"
	    "ri\t^[a-z]:\t\t\t\t# drive letters\n"
	    "rg\t\\\\\t\t/\t\t# backslashes\n"
	    "rg\t\\#\t\t@\t\t# hash marks\n"
	    "rg\t/../\t\t/..no../\t# dots\n"
	    "e\t^ok/\t\t\t\t# always ok\n"
	    "r\t^[^/]\t\t/tftpboot/\\0\t# not absolute\n"
	    "a\t\\.pvt$\t\t\t\t# private\n";

	(void)state;
	assert_string_equal(mapped(text, "C:\\boot\\a#b", &client4, false,
	    ""), "/boot/a@b");
	assert_string_equal(mapped(text, "ok/x.pvt", &client4, false, ""),
	    "ok/x.pvt");
	assert_string_equal(mapped(text, "x.pvt", &client4, false, ""), "!");
	assert_string_equal(mapped(text, "x", &client4, false, ""),
	    "/tftpboot/x");
}

static void
remap_names_the_line_that_is_wrong(void **state)
{
	static const struct {
		const char *rules, *error;
	} bad[] = {
		{ "r a b\nq a b\n", "line 2: no such operation" },
		{ "\n\nr\n", "line 3: no regular expression" },
		{ "r # a\n", "line 1: no regular expression" },
		{ "r a++++ b\n", "line 1: four marks of repetition in a row" },
		{ "r~ a b\n", "line 1: r and ~ cannot be combined" },
		{ "ra a b\n", "line 1: r and a cannot be combined" },
		{ "rj a b\n", "line 1: r and j cannot be combined" },
		{ "es a b\n",
		    "line 1: only one of e, E, s, a and j can be used" },
		{ "aj a b\n",
		    "line 1: only one of e, E, s, a and j can be used" },
		{ "j a b\n", "line 1: no such label" },
		{ "j a\n", "line 1: j without a label" },
		{ ":\n", "line 1: a label without a name" },
	};
	char error[REMAP_TEXT];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(bad); i++) {
		assert_null(rules(bad[i].rules, error, sizeof(error)));
		assert_string_equal(error, bad[i].error);
	}
	assert_null(rules("r (a b\n", error, sizeof(error)));
	assert_memory_equal(error, "line 1: ", 8);
}

static void
remap_refuses_lines_without_measure(void **state)
{
	char *line = malloc(REMAP_LINE + 16), error[REMAP_TEXT];
	int fds[2];

	(void)state;
	assert_non_null(line);
	memset(line, 'a', REMAP_LINE + 8);
	line[1] = ' ';
	strcpy(line + REMAP_LINE + 8, "\n");
	assert_null(rules(line, error, sizeof(error)));
	assert_string_equal(error, "line 1: line too long");
	free(line);
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(write(fds[1], "r a b\0c\n", 8), 8);
	close(fds[1]);
	assert_null(remap_read(fds[0], error, sizeof(error)));
	assert_string_equal(error, "line 1: a NUL byte");
	close(fds[0]);
	assert_null(remap_read(-1, error, sizeof(error)));
	assert_string_equal(error, "Bad file descriptor");
}

static void
remap_takes_as_many_steps_as_it_is_told(void **state)
{
	struct remap_request req = { .client = (const void *)&four };
	char error[REMAP_TEXT], name[REMAP_NAME] = "abc", text[REMAP_TEXT];
	struct remap *m = rules("r a 1\nr b 2\nr c 3\n", error,
	    sizeof(error));

	(void)state;
	assert_non_null(m);
	remap_limit(m, 2);
	assert_int_equal(remap_apply(m, &req, name, text), REMAP_FAILED);
	assert_string_equal(text, "remap: line 3: too many steps");
	remap_limit(m, 3);
	strcpy(name, "abc");
	assert_int_equal(remap_apply(m, &req, name, text), REMAP_OK);
	assert_string_equal(name, "123");
	remap_free(m);
	assert_int_equal(remap_apply(NULL, &req, name, text), REMAP_OK);
}

static void
remap_test_shows_what_becomes_of_names(void **state)
{
	struct remap_request req = { .client = (const void *)&client4 };
	char error[REMAP_TEXT], out[256] = "", bad[256] = "";
	struct remap *m = rules("a pvt$ no\nr ^ /t/\n", error, sizeof(error));
	FILE *in = fmemopen((void *)(uintptr_t)"a\nb.pvt\n\nc", 10, "r");
	FILE *o = fmemopen(out, sizeof(out), "w");
	FILE *e = fmemopen(bad, sizeof(bad), "w");

	(void)state;
	assert_non_null(m);
	assert_int_equal(remap_test(m, &req, in, o, e), 0);
	fclose(in);
	fclose(o);
	fclose(e);
	assert_string_equal(out, "/t/a\n/t/\n/t/c\n");
	assert_string_equal(bad, "b.pvt: refused: no\n");
	remap_free(m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(remap_follows_its_rules),
		cmocka_unit_test(remap_knows_who_asks_for_what),
		cmocka_unit_test(
		    remap_takes_the_sample_that_comes_with_tftpd_hpa),
		cmocka_unit_test(remap_names_the_line_that_is_wrong),
		cmocka_unit_test(remap_refuses_lines_without_measure),
		cmocka_unit_test(remap_takes_as_many_steps_as_it_is_told),
		cmocka_unit_test(remap_test_shows_what_becomes_of_names),
	};

	client4.sin_family = AF_INET;
	inet_pton(AF_INET, "192.0.2.169", &client4.sin_addr);
	client6.sin6_family = AF_INET6;
	inet_pton(AF_INET6, "2001:db8::1", &client6.sin6_addr);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
