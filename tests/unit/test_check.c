/*
 * check and checkrun: logins against a passwd-file and against programs with
 * the checkpassword interface.
 */
#include <sys/resource.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/check.h"
#include "common/checkrun.h"
#include "common/scan.h"
#include "common/scram.h"

#define PROGRAM	"libexec/postern-checkpassword"

#define VERIFIER	"{SCRAM-SHA-256}4096,W22ZaJ0SNY7soEsUEjb6gQ==," \
			"WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=," \
			"wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="

/* "secret", with the fewest rounds that there can be */
#define CRYPT	"$5$rounds=1000$saltsalt$" \
		"eKLZU9t9OoPWrqOQsoTIKG0aYkZ5rGOoOQhiIvoSWX2"

static const char plain_file[] =
    "# all kinds\n"
    "joe:{PLAIN}secret:1234:1235::/h/joe:/bin/sh:quota=1M\n"
    "user:" VERIFIER ":1234:1235::/h/user::\n"
    "locked:!:1234:1235::/h/locked::\n"
    "zero:{PLAIN}secret:0:1235::/h/zero::\n"
    "false:{PLAIN}secret:1234:1235::/h/false:/bin/no-shell:\n"
    "ann@here.example:{PLAIN}ann:1234:1235::/h/ann::\n";

static const char scram_file[] =
    "user:" VERIFIER ":1234:1235::/h/user::\n";

static const char crypt_file[] =
    "joe:{SHA256-CRYPT}" CRYPT ":1234:1235::/h/joe:/bin/sh:x=y\n"
    "bare:" CRYPT ":1234:1235::/h/bare::\n"
    "locked:!" CRYPT ":1234:1235::/h/locked::\n"
    "zero:" CRYPT ":0:0::/h/zero::\n"
    "broken:$5$x:1234:1235::/h/broken::\n"
    "des:{DES-CRYPT}abJnggxhB/yWI:1234:1235::/h/des::\n";

static struct gate_request q;
static struct identity who;
static struct check_source source;
static char path[64];

static void
use(const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	memset(&source, 0, sizeof(source));
	source.passwd = path;
}

static void
ask(enum gate_what what, enum gate_mechanism mechanism, const char *user,
    const char *secret)
{
	memset(&q, 0, sizeof(q));
	q.what = (uint32_t)what;
	q.mechanism = (uint32_t)mechanism;
	snprintf(q.user, sizeof(q.user), "%s", user);
	snprintf(q.secret, sizeof(q.secret), "%s", secret);
	q.secret_len = (uint32_t)strlen(secret);
}

static enum gate_verdict
login(const char *user, const char *password)
{
	enum gate_verdict v;

	ask(GATE_LOGIN, GATE_PLAIN, user, password);
	v = check_request(&source, &q, &who);
	assert_int_equal(v, who.verdict);
	assert_true(identity_ok(&who));
	assert_int_equal(who.reason[0] == '\0', v == GATE_YES);
	return v;
}

static void
check_request_decides_natively(void **state)
{
	static const struct {
		const char		*user, *password;
		enum gate_verdict	 verdict;
		const char		*reason;
	} rows[] = {
		{ "joe", "secret", GATE_YES, "" },
		{ "JOE", "secret", GATE_YES, "" },
		{ "joe", "Secret", GATE_NO, "wrong password" },
		{ "joe", "", GATE_NO, "not a password" },
		{ "user", "pencil", GATE_YES, "" },
		{ "user", "pencils", GATE_NO, "wrong password" },
		{ "locked", "!", GATE_NO, "the account is locked" },
		{ "locked", "secret", GATE_NO, "the account is locked" },
		{ "zero", "secret", GATE_NO, "uid 0 is refused" },
		{ "false", "secret", GATE_YES, "" },
		{ "nobody", "secret", GATE_NO, "no such user" },
		{ "#", "secret", GATE_NO, "not a user name" },
		{ "../joe", "secret", GATE_NO, "not a user name" },
		{ "", "secret", GATE_NO, "not a user name" },
		{ "ann", "ann", GATE_NO, "no such user" },
		{ "ann@here.example", "ann", GATE_YES, "" },
		{ "joe@here.example", "secret", GATE_NO, "no such user" },
	};
	size_t i;

	(void)state;
	use(plain_file);
	for (i = 0; i < nitems(rows); i++) {
		assert_int_equal(login(rows[i].user, rows[i].password),
		    rows[i].verdict);
		assert_string_equal(who.reason, rows[i].reason);
	}
	assert_int_equal(login("joe", "secret"), GATE_YES);
	assert_int_equal(who.uid, 1234);
	assert_int_equal(who.gid, 1235);
	assert_int_equal(who.ngroups, 0);
	assert_string_equal(who.user, "joe");
	assert_string_equal(who.home, "/h/joe");
	assert_string_equal(who.shell, "/bin/sh");
	assert_string_equal(who.extra, "quota=1M");
	source.need_shell = true;
	assert_int_equal(login("false", "secret"), GATE_NO);
	assert_string_equal(who.reason, "not a login shell");
}

static void
check_request_knows_local_domains(void **state)
{
	static const struct option_list here = { 1, { "HERE.example" } };

	(void)state;
	use(plain_file);
	source.local = &here;
	assert_int_equal(login("joe@here.example", "secret"), GATE_YES);
	assert_string_equal(who.user, "joe");
	assert_int_equal(login("joe@there.example", "secret"), GATE_NO);
	assert_int_equal(login("ann@here.example", "ann"), GATE_YES);
	assert_string_equal(who.user, "ann@here.example");
}

static void
check_request_does_apop(void **state)
{
#define STAMP	"<1896.697170952@dbc.mtview.ca.us>"
	(void)state;
	use("mrose:{PLAIN}tanstaaf:1234:1235::/h::\nuser:" VERIFIER ":1:1\n");
	ask(GATE_LOGIN, GATE_APOP, "mrose", STAMP);
	memcpy(q.proof, "c4c9334bac560ecc979e58001b3e22fb", 32);
	assert_int_equal(check_request(&source, &q, &who), GATE_YES);
	assert_string_equal(who.user, "mrose");
	q.proof[31] = 'c';
	assert_int_equal(check_request(&source, &q, &who), GATE_NO);
	ask(GATE_LOGIN, GATE_APOP, "nobody", STAMP);
	/* the digest of the timestamp alone */
	memcpy(q.proof, "6d7379174f7df9fb329480e5c47c1f1a", 32);
	assert_int_equal(check_request(&source, &q, &who), GATE_NO);
	ask(GATE_LOGIN, GATE_APOP, "user", STAMP);
	assert_int_equal(check_request(&source, &q, &who), GATE_NO);
}

/* The proof that a client with this password gives to q.secret. */
static void
prove(const char *password)
{
	struct scram_verifier v;
	unsigned char salted[SHA256_SIZE], key[SHA256_SIZE];
	int i;

	v.iterations = who.iterations;
	v.salt_len = who.salt_len;
	memcpy(v.salt, who.salt, who.salt_len);
	scram_verifier_make(&v, password, strlen(password));
	pbkdf2_sha256(password, strlen(password), v.salt, v.salt_len,
	    v.iterations, salted);
	hmac_sha256(salted, sizeof(salted), "Client Key", 10, key);
	hmac_sha256(v.stored_key, SHA256_SIZE, q.secret, q.secret_len,
	    q.proof);
	for (i = 0; i < SHA256_SIZE; i++)
		q.proof[i] ^= key[i];
	hmac_sha256(v.server_key, SHA256_SIZE, q.secret, q.secret_len, key);
	memcpy(who.server_signature, key, SHA256_SIZE);
}

static void
check_request_does_scram(void **state)
{
	unsigned char signature[SHA256_SIZE];
	struct identity salt;

	(void)state;
	use(scram_file);
	ask(GATE_SALT, GATE_SCRAM, "user", "");
	assert_int_equal(check_request(&source, &q, &salt), GATE_YES);
	assert_int_equal(salt.iterations, 4096);
	assert_int_equal(salt.salt_len, 16);
	assert_string_equal(salt.user, "");
	who = salt;
	ask(GATE_LOGIN, GATE_SCRAM, "user", "n=user,r=x,r=xy,s=z,i=1,c=biws");
	prove("pencil");
	memcpy(signature, who.server_signature, sizeof(signature));
	assert_int_equal(check_request(&source, &q, &who), GATE_YES);
	assert_memory_equal(who.server_signature, signature, SHA256_SIZE);
	assert_string_equal(who.home, "/h/user");
	who = salt;
	prove("pencils");
	assert_int_equal(check_request(&source, &q, &who), GATE_NO);
	assert_string_equal(who.reason, "wrong password");
	who = salt;
	prove("pencil");
	strcpy(q.user, "nobody");
	assert_int_equal(check_request(&source, &q, &who), GATE_NO);
	memset(q.proof, 0, sizeof(q.proof));
	assert_int_equal(check_request(&source, &q, &who), GATE_NO);
}

static void
salts_do_not_tell_who_is_there(void **state)
{
	struct identity again;

	(void)state;
	use(scram_file);
	ask(GATE_SALT, GATE_SCRAM, "nobody", "");
	assert_int_equal(check_request(&source, &q, &who), GATE_YES);
	assert_int_equal(who.iterations, 4096);
	assert_int_equal(who.salt_len, 16);
	assert_int_equal(check_request(&source, &q, &again), GATE_YES);
	assert_memory_equal(&who, &again, sizeof(who));
	strcpy(q.user, "nobody2");
	assert_int_equal(check_request(&source, &q, &again), GATE_YES);
	assert_memory_not_equal(who.salt, again.salt, 16);
	/* no verifiers at all: nobody is told */
	use(crypt_file);
	strcpy(q.user, "joe");
	assert_int_equal(check_request(&source, &q, &who), GATE_YES);
	assert_int_equal(who.iterations, 4096);
}

static void
mechanisms_are_for_sources_that_have_them(void **state)
{
	static char sh[] = "/bin/sh";
	char *const command[] = { sh, NULL };
	const unsigned simple = MECHANISM_PLAIN | MECHANISM_LOGIN;

	(void)state;
	use(scram_file);
	assert_int_equal(check_mechanisms(&source), simple | MECHANISM_SCRAM);
	source.command = command;
	assert_int_equal(check_mechanisms(&source), simple);
	ask(GATE_LOGIN, GATE_SCRAM, "user", "x");
	assert_int_equal(check_request(&source, &q, &who), GATE_NO);
	ask(GATE_SALT, GATE_SCRAM, "user", "");
	assert_int_equal(check_request(&source, &q, &who), GATE_NO);
	source.command = NULL;
	source.passwd = NULL;
	assert_int_equal(check_mechanisms(&source), simple);
	assert_int_equal(check_request(&source, &q, &who), GATE_NO);
	use(plain_file);
	assert_int_equal(check_mechanisms(&source), simple);
	source.passwd = "/nonexistent/passwd";
	assert_int_equal(check_mechanisms(&source), simple);
	assert_int_equal(login("joe", "secret"), GATE_TEMPORARY);
	source.passwd = "/";
	assert_int_equal(login("joe", "secret"), GATE_TEMPORARY);
	source.passwd = "/dev/zero";
	assert_int_equal(login("joe", "secret"), GATE_TEMPORARY);
}

static void
check_request_survives_a_hostile_record(void **state)
{
	(void)state;
	use(plain_file);
	ask(GATE_LOGIN, GATE_PLAIN, "joe", "secret");
	q.secret_len = sizeof(q.secret) + 1;
	assert_int_equal(check_request(&source, &q, &who), GATE_NO);
	q.secret_len = UINT32_MAX;
	assert_int_equal(check_request(&source, &q, &who), GATE_NO);
	q.secret_len = 6;
	q.mechanism = 99;
	assert_int_equal(check_request(&source, &q, &who), GATE_NO);
	q.mechanism = GATE_PLAIN;
	memset(q.user, 'a', sizeof(q.user));
	assert_int_equal(check_request(&source, &q, &who), GATE_NO);
	memset(q.secret, 'a', sizeof(q.secret));
	q.secret_len = sizeof(q.secret);
	strcpy(q.user, "joe");
	assert_int_equal(check_request(&source, &q, &who), GATE_NO);
}

static void
check_user_needs_no_password(void **state)
{
	(void)state;
	use(plain_file);
	assert_int_equal(check_user(&source, "locked", &who), GATE_YES);
	assert_string_equal(who.home, "/h/locked");
	assert_int_equal(check_user(&source, "nobody", &who), GATE_NO);
	assert_int_equal(check_user(&source, "zero", &who), GATE_NO);
	assert_int_equal(check_user(&source, "../joe", &who), GATE_NO);
	source.passwd = "/nonexistent/passwd";
	assert_int_equal(check_user(&source, "joe", &who), GATE_TEMPORARY);
}

/* -k as a shell script. */
static enum gate_verdict
script(const char *text)
{
	static char words[2][8] = { "/bin/sh", "-c" };
	static char body[512];
	char *const command[] = { words[0], words[1], body, words[0], NULL };

	snprintf(body, sizeof(body), "%s", text);
	memset(&source, 0, sizeof(source));
	source.command = command;
	return login("Joe", "se cret");
}

static void
a_command_decides_by_its_exit_code(void **state)
{
	static const struct {
		const char		*body;
		enum gate_verdict	 verdict;
		const char		*reason;
	} rows[] = {
		{ "exit 1", GATE_NO, "no such login" },
		{ "exit 0", GATE_TEMPORARY, "checkpassword: no identity" },
		{ "exit 2", GATE_TEMPORARY, "checkpassword: exit code 2" },
		{ "exit 111", GATE_TEMPORARY, "checkpassword: exit code 111" },
		{ "kill -9 $$", GATE_TEMPORARY, "checkpassword: signal 9" },
		{ "echo nonsense >&4", GATE_TEMPORARY,
		    "checkpassword: no identity" },
		{ "exec /nonexistent 2>&-", GATE_TEMPORARY,
		    "checkpassword: cannot be run" },
		/* it may close its answer before it ends */
		{ "exec 4>&-; sleep 0.05; exit 1", GATE_NO,
		    "no such login" },
	};
	static char none[] = "/nonexistent/program";
	char *const command[] = { none, NULL };
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		assert_int_equal(script(rows[i].body), rows[i].verdict);
		assert_string_equal(who.reason, rows[i].reason);
	}
	source.command = command;
	assert_int_equal(login("joe", "x"), GATE_TEMPORARY);
	assert_string_equal(who.reason, "checkpassword: cannot be run");
}

static void
a_command_gets_the_interface_and_nothing_else(void **state)
{
	int fds[2];

	(void)state;
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(script("test \"$(tr '\\000' '|' <&3)\" = "
	    "'joe|se cret||' && exit 1; exit 9"), GATE_NO);
	assert_int_equal(script("read x; test -z \"$x\" && exit 1; exit 9"),
	    GATE_NO);
	assert_int_equal(script("test -e /proc/$$/fd/5 && exit 9; exit 1"),
	    GATE_NO);
	assert_int_equal(script("test \"$2\" = -r && exit 1; exit 9"),
	    GATE_NO);
	close(fds[0]);
	close(fds[1]);
}

/* Neither is the user's fault: 454, not 535. */
static void
no_descriptors_left_is_temporary(void **state)
{
	struct rlimit few = { 3, 3 }, before;
	int fd = dup(0);

	(void)state;
	use(crypt_file);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	few.rlim_max = before.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
	login("joe", "secret");
	assert_int_equal(who.verdict, GATE_TEMPORARY);
	source.passwd = NULL;
	login("joe", "secret");
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
	assert_int_equal(who.verdict, GATE_TEMPORARY);
	close(fd);
}

/* The rest needs the program; -r reports who we are, and refuses root. */
static bool
have_program(void)
{
	char *p = realpath(PROGRAM, NULL);
	bool have = p != NULL && access(p, X_OK) == 0;

	if (have && getenv("POSTERN_CHECKPASSWORD") == NULL)
		setenv("POSTERN_CHECKPASSWORD", p, 1);
	free(p);
	return have;
}

static void
a_command_hands_over_to_our_program(void **state)
{
	(void)state;
	if (!have_program())
		skip();
	assert_int_equal(script("export USER=jim HOME=/h/jim SHELL=/bin/sh; "
	    "exec \"$@\""), geteuid() == 0 ? GATE_NO : GATE_YES);
	if (geteuid() == 0)
		return;
	assert_string_equal(who.user, "jim");
	assert_string_equal(who.home, "/h/jim");
	assert_int_equal(who.uid, geteuid());
	assert_int_equal(script("unset USER; HOME=/h; exec \"$@\""),
	    GATE_YES);
	assert_string_equal(who.user, "joe");
}

static void
crypt_is_left_to_our_program(void **state)
{
	static const struct {
		const char		*user, *password;
		enum gate_verdict	 verdict;
		const char		*reason;
	} rows[] = {
		{ "joe", "secret", GATE_YES, "" },
		{ "bare", "secret", GATE_YES, "" },
		{ "joe", "wrong", GATE_NO, "wrong password" },
		{ "joe", CRYPT, GATE_NO, "wrong password" },
		{ "nobody", "secret", GATE_NO, "no such user" },
		{ "locked", "secret", GATE_NO, "the account is locked" },
		{ "zero", "secret", GATE_NO, "uid 0 is refused" },
		{ "broken", "secret", GATE_NO, "wrong password" },
		{ "des", "secret", GATE_NO, "wrong password" },
	};
	size_t i;

	(void)state;
	if (!have_program())
		skip();
	use(crypt_file);
	for (i = 0; i < nitems(rows); i++) {
		assert_int_equal(login(rows[i].user, rows[i].password),
		    rows[i].verdict);
		assert_string_equal(who.reason, rows[i].reason);
	}
	assert_int_equal(login("joe", "secret"), GATE_YES);
	assert_string_equal(who.home, "/h/joe");
	assert_string_equal(who.extra, "x=y");
}

static void
system_users_are_known_by_name(void **state)
{
	(void)state;
	if (!have_program())
		skip();
	memset(&source, 0, sizeof(source));
	assert_int_equal(check_user(&source, "no-such-user-here", &who),
	    GATE_NO);
	assert_int_equal(check_user(&source, "root", &who), GATE_NO);
	if (geteuid() != 0)
		return;
	assert_string_equal(who.reason, "uid 0 is refused");
	assert_int_equal(check_user(&source, "nobody", &who), GATE_YES);
	assert_string_equal(who.user, "nobody");
	assert_int_equal(login("nobody", "x"), GATE_NO);
	assert_string_equal(who.reason, "the account is locked");
}

/* Printed, not tested: a busy machine proves nothing. */
static void
an_unknown_user_takes_as_long(void **state)
{
	static const struct {
		const char	*file, *text, *user;
		bool		 program;
	} rows[] = {
		{ "plain", plain_file, "joe", false },
		{ "scram", scram_file, "user", false },
		{ "crypt", crypt_file, "joe", true },
	};
	struct timespec t, u;
	long us[2];
	size_t i;
	int k, n;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		if (rows[i].program && !have_program())
			continue;
		use(rows[i].text);
		for (k = 0; k < 2; k++) {
			clock_gettime(CLOCK_MONOTONIC, &t);
			for (n = 0; n < 20; n++)
				assert_int_equal(login(k == 0 ?
				    rows[i].user : "nobody", "wrong"),
				    GATE_NO);
			clock_gettime(CLOCK_MONOTONIC, &u);
			us[k] = ((u.tv_sec - t.tv_sec) * 1000000 +
			    (u.tv_nsec - t.tv_nsec) / 1000) / 20;
		}
		print_message("# %s: wrong password %ld us, unknown user "
		    "%ld us\n", rows[i].file, us[0], us[1]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_request_decides_natively),
		cmocka_unit_test(check_request_knows_local_domains),
		cmocka_unit_test(check_request_does_apop),
		cmocka_unit_test(check_request_does_scram),
		cmocka_unit_test(salts_do_not_tell_who_is_there),
		cmocka_unit_test(mechanisms_are_for_sources_that_have_them),
		cmocka_unit_test(check_request_survives_a_hostile_record),
		cmocka_unit_test(check_user_needs_no_password),
		cmocka_unit_test(a_command_decides_by_its_exit_code),
		cmocka_unit_test(
		    a_command_gets_the_interface_and_nothing_else),
		cmocka_unit_test(no_descriptors_left_is_temporary),
		cmocka_unit_test(a_command_hands_over_to_our_program),
		cmocka_unit_test(crypt_is_left_to_our_program),
		cmocka_unit_test(system_users_are_known_by_name),
		cmocka_unit_test(an_unknown_user_takes_as_long),
	};
	int fd, failed;

	strcpy(path, "/tmp/test_check.XXXXXX");
	fd = mkstemp(path);
	if (fd == -1)
		return 1;
	close(fd);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	unlink(path);
	return failed;
}
