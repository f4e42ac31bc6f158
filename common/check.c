#include <sys/stat.h>
#include <sys/types.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "common/check.h"
#include "common/checkrun.h"
#include "common/md5.h"
#include "common/password.h"
#include "common/scan.h"
#include "common/scram.h"
#include "common/secret.h"

#define APOP_DIGITS	(MD5_HEX_SIZE - 1)

/*
 * The key of fake salts must be the same for every connection and unknown
 * to clients.  machine-id(5) is both, and survives changes of the
 * passwd-file, at which fake salts would else change and real ones not.
 * Nothing that comes from a password will do: a fake salt would then be a
 * way to test guesses of it at home.
 */
#define MACHINE_ID	"/etc/machine-id"
#define MACHINE_ID_LEN	32

/* One account of the file, or the lack of one. */
struct lookup {
	bool		 found;
	struct account	 account, first;
};

static enum gate_verdict
decide(struct identity *who, enum gate_verdict v, const char *reason)
{
	if (v == GATE_YES && who->uid == 0) {
		v = GATE_NO;
		reason = "uid 0 is refused";
	}
	who->verdict = v;
	snprintf(who->reason, sizeof(who->reason), "%s", reason);
	return v;
}

/* Our own trouble, with errno. */
static enum gate_verdict
trouble(struct identity *who, const char *what)
{
	snprintf(who->reason, sizeof(who->reason), "%s: %s", what,
	    errno == EBADMSG ? "his line is malformed" : strerror(errno));
	who->verdict = GATE_TEMPORARY;
	return GATE_TEMPORARY;
}

/* Where the file leaves it out, the uid is that of whom we began as. */
static void
identify(const struct check_source *source, struct identity *who,
    const struct account *a)
{
	who->uid = a->ours && source->root ? 0 : a->uid;
	who->gid = a->gid;
	who->ngroups = 0;
	snprintf(who->user, sizeof(who->user), "%s", a->name);
	snprintf(who->home, sizeof(who->home), "%s", a->home);
	snprintf(who->shell, sizeof(who->shell), "%s", a->shell);
	snprintf(who->extra, sizeof(who->extra), "%s", a->extra);
}

static bool
is_local(const struct check_source *source, const char *user)
{
	const char *at = strrchr(user, '@');
	size_t i;

	if (at == NULL || source->local == NULL)
		return false;
	for (i = 0; i < source->local->n; i++)
		if (strcasecmp(source->local->item[i], at + 1) == 0)
			return true;
	return false;
}

/* The system has no domains: joe@here is its joe. */
static void
make_system_name(const struct check_source *source, char *user)
{
	if (is_local(source, user))
		*strrchr(user, '@') = '\0';
}

/* Ours to close, from its beginning; -1 with errno. */
static int
open_accounts(const struct check_source *source)
{
	int fd;

	if (source->fd == 0)
		return account_open(source->passwd);
	fd = account_check(fcntl(source->fd, F_DUPFD_CLOEXEC, 0));
	if (fd != -1)
		(void)lseek(fd, 0, SEEK_SET);
	return fd;
}

static int
find(const struct check_source *source, int fd, const char *user,
    struct lookup *l)
{
	int n = account_find(fd, user, is_local(source, user), &l->account,
	    &l->first);

	l->found = n == 1;
	return n;
}

/* Asks a program about one user. */
static enum gate_verdict
run(struct master *m, char *const argv[], const char *user,
    const char *password, size_t len, struct identity *who)
{
	char input[CHECKRUN_INPUT_MAX];
	size_t n = strlen(user) + 1;

	if (n + len + 2 > sizeof(input))
		return decide(who, GATE_NO, "name or password too long");
	memcpy(input, user, n);
	memcpy(input + n, password, len);
	n += len;
	input[n++] = '\0';
	input[n++] = '\0';		/* the timestamp of APOP: none */
	checkrun(m, argv, input, n, who);
	explicit_bzero(input, sizeof(input));
	if (who->verdict == GATE_YES && who->user[0] == '\0')
		scan_copy(who->user, sizeof(who->user), user, strlen(user));
	if (who->verdict == GATE_YES)
		return decide(who, GATE_YES, "");
	return (enum gate_verdict)who->verdict;
}

/* A foreign program becomes the user and then runs ours, which says so. */
static size_t
foreign_program(const struct check_source *source,
    char *argv[CHECKRUN_WORDS])
{
	static char report[] = "-r";
	size_t n;

	for (n = 0; source->command[n] != NULL; n++) {
		if (n + 3 >= CHECKRUN_WORDS)
			return 0;
		argv[n] = source->command[n];
	}
	argv[n++] = checkrun_path();
	argv[n++] = report;
	return n;
}

bool
check_program(const struct check_source *source,
    char *argv[CHECKRUN_WORDS])
{
	static char shell[] = "-s", file[] = "-f";
	size_t n = 0;

	if (source->command != NULL) {
		n = foreign_program(source, argv);
		argv[n] = NULL;
		return n > 0;
	}
	argv[n++] = checkrun_path();
	if (source->need_shell)
		argv[n++] = shell;
	if (source->passwd != NULL) {
		argv[n++] = file;
		/* exec(3) wants no const. */
		memcpy(&argv[n++], &source->passwd, sizeof(argv[0]));
	}
	argv[n] = NULL;
	return true;
}

/* What needs crypt(3), shadow(5) or NSS, or is the command's to say. */
static enum gate_verdict
program_login(const struct check_source *source, const char *user,
    const struct gate_request *q, struct identity *who)
{
	char *argv[CHECKRUN_WORDS];

	if (!check_program(source, argv))
		return decide(who, GATE_TEMPORARY, "-k: too long");
	return run(source->master, argv, user, q->secret, q->secret_len, who);
}

static enum gate_verdict
plain_login(const struct check_source *source, const struct lookup *l,
    const char *user, const struct gate_request *q, struct identity *who)
{
	const char *field = l->account.hash;
	enum password p = PASSWORD_NO;
	bool usable = l->found && password_scheme(field, NULL) != SCHEME_NONE;

	if (usable)
		p = password_check(field, q->secret, q->secret_len);
	else if (l->first.name[0] != '\0')
		p = password_dummy(l->first.hash, q->secret, q->secret_len);
	if (p == PASSWORD_NEEDS_CRYPT)
		return program_login(source, usable ? l->account.name : user,
		    q, who);
	if (!usable)
		return decide(who, GATE_NO, l->found ?
		    "the account is locked" : "no such user");
	if (p != PASSWORD_YES)
		return decide(who, GATE_NO, "wrong password");
	if (source->need_shell && !account_shell_ok(l->account.shell))
		return decide(who, GATE_NO, "not a login shell");
	identify(source, who, &l->account);
	return decide(who, GATE_YES, "");
}

/* A user without a verifier is compared with one that matches nothing. */
static enum gate_verdict
scram_login(const struct check_source *source, const struct lookup *l,
    const struct gate_request *q, struct identity *who)
{
	struct scram_verifier v;
	const char *rest;
	bool has = l->found &&
	    password_scheme(l->account.hash, &rest) == SCHEME_SCRAM &&
	    scram_verifier_parse(&v, rest) == 0;
	bool proved;

	if (!has)
		memset(&v, 0, sizeof(v));
	proved = scram_proof_ok(&v, q->secret, q->secret_len, q->proof);
	if (has && proved) {
		scram_signature(&v, q->secret, q->secret_len,
		    who->server_signature);
		identify(source, who, &l->account);
	}
	explicit_bzero(&v, sizeof(v));
	if (!has)
		return decide(who, GATE_NO, l->found ? "no SCRAM verifier" :
		    "no such user");
	return proved ? decide(who, GATE_YES, "") :
	    decide(who, GATE_NO, "wrong password");
}

/* RFC 1939 section 7: MD5 of the greeting's timestamp and the secret. */
static enum gate_verdict
apop_login(const struct check_source *source, const struct lookup *l,
    const struct gate_request *q, struct identity *who)
{
	unsigned char digest[MD5_SIZE];
	char hex[MD5_HEX_SIZE];
	const char *rest = "";
	struct md5 m;
	bool has = l->found &&
	    password_scheme(l->account.hash, &rest) == SCHEME_PLAIN;

	md5_init(&m);
	md5_update(&m, q->secret, q->secret_len);
	md5_update(&m, rest, strlen(rest));
	md5_final(&m, digest);
	md5_hex(digest, hex);
	if (!secret_equal(hex, q->proof, APOP_DIGITS) || !has)
		return decide(who, GATE_NO, !l->found ? "no such user" :
		    !has ? "no plain secret" : "wrong digest");
	identify(source, who, &l->account);
	return decide(who, GATE_YES, "");
}

static void
fake_key(int fd, unsigned char key[SHA256_SIZE])
{
	char id[MACHINE_ID_LEN] = { 0 };
	struct hmac_sha256 m;
	struct stat st;
	int from = open(MACHINE_ID, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	ssize_t n = from == -1 ? -1 : read(from, id, sizeof(id));

	if (from != -1)
		close(from);
	hmac_sha256_init(&m, "postern SCRAM salt", 18);
	if (n == (ssize_t)sizeof(id))
		hmac_sha256_update(&m, id, sizeof(id));
	else if (fstat(fd, &st) == 0) {		/* the next best */
		hmac_sha256_update(&m, &st.st_dev, sizeof(st.st_dev));
		hmac_sha256_update(&m, &st.st_ino, sizeof(st.st_ino));
		hmac_sha256_update(&m, &st.st_ctim, sizeof(st.st_ctim));
	}
	hmac_sha256_final(&m, key);
}

static bool
salt_of(const struct account *a, struct scram_salt *salt)
{
	struct scram_verifier v;
	const char *rest;

	if (password_scheme(a->hash, &rest) != SCHEME_SCRAM ||
	    scram_verifier_parse(&v, rest) == -1)
		return false;
	salt->iterations = v.iterations;
	salt->salt_len = v.salt_len;
	memcpy(salt->salt, v.salt, sizeof(salt->salt));
	explicit_bzero(&v, sizeof(v));
	return true;
}

/* Never says no: P-4, nobody may learn here who has an account. */
static enum gate_verdict
give_salt(const struct lookup *l, int fd, const char *user,
    struct identity *who)
{
	struct scram_salt salt, like;
	unsigned char key[SHA256_SIZE];
	bool has_like = l->first.name[0] != '\0' && salt_of(&l->first, &like);

	fake_key(fd, key);
	scram_fake_salt(key, user, has_like ? &like : NULL, &salt);
	if (l->found)
		salt_of(&l->account, &salt);
	who->iterations = salt.iterations;
	who->salt_len = salt.salt_len;
	memcpy(who->salt, salt.salt, salt.salt_len);
	who->verdict = GATE_YES;
	return GATE_YES;
}

static enum gate_verdict
passwd_request(const struct check_source *source, const char *user,
    const struct gate_request *q, struct identity *who)
{
	struct lookup l;
	int fd = open_accounts(source);

	if (fd == -1 || find(source, fd, user, &l) == -1) {
		trouble(who, source->passwd);
		if (fd != -1)
			close(fd);
		return GATE_TEMPORARY;
	}
	if (q->what == GATE_SALT)
		give_salt(&l, fd, user, who);
	else if (q->mechanism == GATE_SCRAM)
		scram_login(source, &l, q, who);
	else if (q->mechanism == GATE_APOP)
		apop_login(source, &l, q, who);
	else
		plain_login(source, &l, user, q, who);
	explicit_bzero(&l, sizeof(l));
	close(fd);
	return (enum gate_verdict)who->verdict;
}

enum gate_verdict
check_request(const struct check_source *source, const struct gate_request *q,
    struct identity *who)
{
	char user[ACCOUNT_NAME_SIZE];
	bool plain = q->what == GATE_LOGIN && q->mechanism == GATE_PLAIN;

	memset(who, 0, sizeof(*who));
	if (q->secret_len > sizeof(q->secret) || q->mechanism > GATE_APOP ||
	    !account_name(q->user, strnlen(q->user, sizeof(q->user)), user))
		return decide(who, GATE_NO, "not a user name");
	if (plain && !password_usable(q->secret, q->secret_len))
		return decide(who, GATE_NO, "not a password");
	if (source->command != NULL && plain)
		return program_login(source, user, q, who);
	if (source->passwd != NULL && source->command == NULL)
		return passwd_request(source, user, q, who);
	if (plain && source->command == NULL) {
		make_system_name(source, user);
		return program_login(source, user, q, who);
	}
	return decide(who, GATE_NO, "not a mechanism for these accounts");
}

enum gate_verdict
check_user(const struct check_source *source, const char *user,
    struct identity *who)
{
	static char identify_only[] = "-i";
	char *argv[] = { checkrun_path(), identify_only, NULL };
	char name[ACCOUNT_NAME_SIZE];
	struct lookup l;
	int fd;

	memset(who, 0, sizeof(*who));
	if (!account_name(user, strlen(user), name))
		return decide(who, GATE_NO, "not a user name");
	if (source->passwd == NULL) {
		make_system_name(source, name);
		return run(NULL, argv, name, "", 0, who);
	}
	fd = open_accounts(source);
	if (fd == -1 || find(source, fd, name, &l) == -1)
		trouble(who, source->passwd);
	else if (!l.found)
		decide(who, GATE_NO, "no such user");
	else {
		identify(source, who, &l.account);
		decide(who, GATE_YES, "");
	}
	explicit_bzero(&l, sizeof(l));
	if (fd != -1)
		close(fd);
	return (enum gate_verdict)who->verdict;
}

unsigned
check_mechanisms(const struct check_source *source)
{
	unsigned mask = MECHANISM_PLAIN | MECHANISM_LOGIN;
	int fd;

	if (source->passwd == NULL || source->command != NULL)
		return mask;
	fd = account_open(source->passwd);
	if (fd == -1)
		return mask;
	mask = account_mechanisms(fd);
	close(fd);
	return mask;
}
