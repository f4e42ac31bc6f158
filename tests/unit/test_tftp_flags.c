/* flags: the command line, tftpd-hpa's and ours. */
#include <sys/stat.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/scan.h"
#include "tftpd/flags.h"

#define ARGS	32

static struct flags flags;
static char error[256];

/* The words of line, behind the program's name. */
static enum flags_end
read_line(const char *line)
{
	static char copy[512], program[] = "tftpd";
	char *argv[ARGS + 2], *word;
	int argc = 0;

	assert_true(scan_copy(copy, sizeof(copy), line, strlen(line)));
	argv[argc++] = program;
	for (word = strtok(copy, " "); word != NULL && argc <= ARGS;
	    word = strtok(NULL, " "))
		argv[argc++] = word;
	argv[argc] = NULL;
	error[0] = '\0';
	optind = 0;			/* getopt_long(3): anew */
	return flags_read(&flags, argc, argv, error, sizeof(error));
}

static void
wrong_command_lines_are_refused_and_say_why(void **state)
{
	static const struct {
		const char *line, *error;
	} rows[] = {
		{ "-L", "no directory" },
		{ "-s", "exactly one directory" },
		{ "-s /a /b", "exactly one directory" },
		{ "a", "must begin with /" },
		{ "/a b", "must begin with /" },
		{ "-Q /a", "-Q" },
		{ "--nothing /a", "--nothing" },
		{ "/a -B", "needs a value" },
		{ "-B 511 /a", "511" },
		{ "-B 65465 /a", "65465" },
		{ "-B 1k /a", "1k" },
		{ "-R 1 0:5 /a", "" },
		{ "-R 5:4 /a", "--port-range" },
		{ "-R 0:5 /a", "--port-range" },
		{ "-R 1:65536 /a", "--port-range" },
		{ "-R 5: /a", "--port-range" },
		{ "-T 9999 /a", "--retransmit" },
		{ "-U 8 /a", "--umask" },
		{ "-U 1777 /a", "--umask" },
		{ "-W 0 /a", "--windowsize" },
		{ "-W 65536 /a", "--windowsize" },
		{ "-t 0 /a", "--timeout" },
		{ "--rollover 2 /a", "--rollover" },
		{ "--window-bytes 511 /a", "--window-bytes" },
		{ "--max-transfers 0 /a", "--max-transfers" },
		{ "--max-upload 0 /a", "--max-upload" },
		{ "--max-upload 99999999999999999999 /a", "--max-upload" },
		{ "--map-steps 0 /a", "--map-steps" },
		{ "--allow 10.0.0.0/33 /a", "--allow" },
		{ "--verbosity -1 /a", "--verbosity" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		if (read_line(rows[i].line) != FLAGS_BAD ||
		    strstr(error, rows[i].error) == NULL)
			fail_msg("%s: %s", rows[i].line, error);
		assert_true(error[0] != '\0');
	}
}

static void
without_flags_all_is_as_the_manual_says(void **state)
{
	const struct config *c = &flags.config;

	(void)state;
	assert_int_equal(read_line("/srv/tftp"), FLAGS_OK);
	assert_int_equal(flags.ndirs, 1);
	assert_string_equal(flags.dirs[0], "/srv/tftp");
	assert_false(flags.alone || flags.ipv4 || flags.ipv6);
	assert_false(c->files.secure || c->files.create ||
	    c->files.permissive || c->single || c->fragments);
	assert_int_equal(c->policy.blksize, 0);
	assert_int_equal(c->policy.window, 256);
	assert_int_equal(c->policy.window_bytes, 4194304);
	assert_int_equal(c->policy.refused, 0);
	assert_int_equal(c->policy.rollover, 0);
	assert_int_equal(c->timeout, 1000000);
	assert_int_equal(c->active_max, 2048);
	assert_int_equal(c->host_max, 1024);
	assert_int_equal(c->files.umask, 0);
	assert_int_equal(c->low + c->high, 0);
	assert_int_equal(c->nallow, 0);
}

static void
tftpd_hpas_flags_mean_what_they_did(void **state)
{
	const struct config *c = &flags.config;

	(void)state;
	assert_int_equal(read_line("-l -4 -a :69 -a [::1]:6969 -c -s -u tftp "
	    "-m /etc/map -vv /srv"), FLAGS_OK);
	assert_true(flags.alone && flags.ipv4 && !flags.ipv6 &&
	    !flags.foreground);
	assert_int_equal(flags.naddresses, 2);
	assert_string_equal(flags.addresses[1], "[::1]:6969");
	assert_true(c->files.create && c->files.secure);
	assert_string_equal(flags.user, "tftp");
	assert_string_equal(flags.map_file, "/etc/map");
	assert_int_equal(c->verbose, 2);

	assert_int_equal(read_line("--foreground --ipv6 --umask 027 -P /p "
	    "--timeout 60 --retransmit 500000 --verbosity 4 --blocksize 1468 "
	    "/a /b /c"), FLAGS_OK);
	assert_true(flags.alone && flags.foreground && flags.ipv6);
	assert_int_equal(c->files.umask, 027);
	assert_string_equal(flags.pid_file, "/p");
	assert_int_equal(flags.idle, 60);
	assert_int_equal(c->timeout, 500000);
	assert_int_equal(c->verbose, 4);
	assert_int_equal(c->policy.blksize, 1468);
	assert_int_equal(flags.ndirs, 3);

	assert_int_equal(read_line("-r BlkSize -r tsize -r unheard-of -R "
	    "4096:32767 --port 6969 --systemd /a"), FLAGS_OK);
	assert_int_equal(c->policy.refused,
	    1u << OPT_BLKSIZE | 1u << OPT_TSIZE);
	assert_int_equal(c->low, 4096);
	assert_int_equal(c->high, 32767);
	assert_string_equal(flags.service, "6969");
	assert_int_equal(read_line("-R 4096 --reject-all /a"), FLAGS_OK);
	assert_int_equal(c->low, c->high);
	assert_int_equal(c->policy.refused, ~0u);
}

static void
with_p_the_umask_is_our_own(void **state)
{
	mode_t old = umask(026);

	(void)state;
	assert_int_equal(read_line("-p /a"), FLAGS_OK);
	assert_int_equal(flags.config.files.umask, 026);
	umask(026);
	assert_int_equal(read_line("-p -U 2 /a"), FLAGS_OK);
	assert_int_equal(flags.config.files.umask, 2);
	umask(old);
}

static void
limits_are_in_total_and_half_of_it_for_one(void **state)
{
	(void)state;
	assert_int_equal(read_line("--max-transfers 7 /a"), FLAGS_OK);
	assert_int_equal(flags.config.host_max, 4);
	assert_int_equal(read_line("--max-transfers 7 --max-per-client 7 "
	    "--max-upload 5 /a"), FLAGS_OK);
	assert_int_equal(flags.config.host_max, 7);
	assert_int_equal(flags.config.files.upload_max, 5);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrong_command_lines_are_refused_and_say_why),
		cmocka_unit_test(without_flags_all_is_as_the_manual_says),
		cmocka_unit_test(tftpd_hpas_flags_mean_what_they_did),
		cmocka_unit_test(with_p_the_umask_is_our_own),
		cmocka_unit_test(limits_are_in_total_and_half_of_it_for_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
