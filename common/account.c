#include <sys/stat.h>
#include <sys/types.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "common/account.h"
#include "common/account_line.h"
#include "common/password.h"
#include "common/scan.h"

#define ID_MAX		4294967294u	/* (uid_t)-1 means "no change" */

static bool
number(const struct account_field *f, uint32_t *id)
{
	uint64_t n;

	if (f->len == 0 || scan_digits(f->s, f->len, ID_MAX, &n) != f->len)
		return false;
	*id = (uint32_t)n;
	return true;
}

/* Both or neither: a uid without its gid would keep root's group. */
static bool
parse_ids(struct account *a, const struct account_field *uid,
    const struct account_field *gid)
{
	uint32_t u, g;

	a->ours = uid->len == 0 && gid->len == 0;
	if (a->ours) {
		a->uid = geteuid();
		a->gid = getegid();
		return true;
	}
	if (!number(uid, &u) || !number(gid, &g))
		return false;
	a->uid = (uid_t)u;
	a->gid = (gid_t)g;
	return true;
}

#define COPY(to, f)	scan_copy((to), sizeof(to), (f).s, (f).len)

/* Leaves *a alone when the line is not an account. */
static bool
parse(struct account *a, const struct account_field *line)
{
	struct account_field f[ACCOUNT_FIELDS];
	struct account new;
	bool good;

	if (memchr(line->s, '\0', line->len) != NULL)
		return false;
	account_line_split(line, f);
	good = account_name(f[0].s, f[0].len, new.name) &&
	    COPY(new.hash, f[1]) && parse_ids(&new, &f[2], &f[3]) &&
	    COPY(new.home, f[5]) && COPY(new.shell, f[6]) &&
	    COPY(new.extra, f[7]);
	if (good)
		*a = new;
	explicit_bzero(new.hash, sizeof(new.hash));
	return good;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Is this the line of the name? */
static bool
names(const struct account_field *line, const char *name, size_t len)
{
	size_t i;

	if (line->len < len || (line->len > len && line->s[len] != ':'))
		return false;
	for (i = 0; i < len && lower(line->s[i]) == name[i]; i++)
		;
	return i == len;
}

bool
account_name(const char *in, size_t len, char out[ACCOUNT_NAME_SIZE])
{
	unsigned char c;
	size_t i;

	out[0] = '\0';
	if (len == 0 || len >= ACCOUNT_NAME_SIZE || in[0] == '.' ||
	    in[0] == '#')
		return false;
	for (i = 0; i < len; i++) {
		c = (unsigned char)in[i];
		if (c <= ' ' || c == 0x7f || c == '/' || c == ':') {
			out[0] = '\0';
			return false;
		}
		out[i] = lower(in[i]);
	}
	out[len] = '\0';
	return true;
}

int
account_check(int fd)
{
	struct stat st;
	int error;

	if (fd == -1)
		return -1;
	if (fstat(fd, &st) == 0) {
		if (S_ISREG(st.st_mode))
			return fd;
		errno = EINVAL;
	}
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

int
account_open(const char *path)
{
	return account_check(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK |
	    O_NOCTTY));
}

static bool
can_log_in(const struct account *a)
{
	return password_scheme(a->hash, NULL) != SCHEME_NONE;
}

int
account_find(int fd, const char *user, bool domain_is_local,
    struct account *found, struct account *first)
{
	struct account_reader r;
	struct account a;
	struct account_field line;
	const char *at = domain_is_local ? strrchr(user, '@') : NULL;
	size_t len = strlen(user);
	size_t local = at != NULL ? (size_t)(at - user) : 0;
	bool any = false, exact = false, broken = false;
	int got;

	if (first != NULL)
		first->name[0] = '\0';
	a.hash[0] = '\0';
	account_line_init(&r, fd);
	while (!exact && (got = account_line_next(&r, &line)) == 1) {
		if (first != NULL && first->name[0] == '\0' &&
		    parse(&a, &line) && can_log_in(&a))
			*first = a;
		if (names(&line, user, len)) {
			exact = parse(found, &line);
			broken |= !exact;
		} else if (local > 0 && !any && names(&line, user, local))
			any = parse(found, &line);
	}
	explicit_bzero(&a, sizeof(a));
	account_line_wipe(&r);
	if (!exact && broken && got != -1) {
		errno = EBADMSG;
		return -1;
	}
	return exact ? 1 : got == -1 ? -1 : any;
}

int
account_of_uid(int fd, uid_t uid, struct account *found)
{
	struct account_reader r;
	struct account_field line;
	bool is = false;
	int got;

	account_line_init(&r, fd);
	while (!is && (got = account_line_next(&r, &line)) == 1) {
		is = parse(found, &line) && found->uid == uid;
		explicit_bzero(found->hash, sizeof(found->hash));
	}
	account_line_wipe(&r);
	return is ? 1 : got;
}

/* Cuts dir, of length *len, to the directory it has in common with home. */
static void
in_common(char *dir, size_t *len, const struct account_field *home)
{
	size_t n, cut = 0;

	for (n = 0; n < *len && n < home->len && dir[n] == home->s[n]; n++)
		if (dir[n] == '/')
			cut = n;
	if ((n == *len || dir[n] == '/') &&
	    (n == home->len || home->s[n] == '/'))
		cut = n;
	*len = cut;
}

int
account_root(int fd, char dir[ACCOUNT_HOME_SIZE])
{
	struct account_reader r;
	struct account_field line, f[ACCOUNT_FIELDS];
	size_t len = 0;
	bool any = false;
	int got;

	account_line_init(&r, fd);
	while ((got = account_line_next(&r, &line)) == 1) {
		account_line_split(&line, f);
		if (f[5].len == 0 || f[5].s[0] != '/')
			continue;
		if (any)
			in_common(dir, &len, &f[5]);
		else if ((any = scan_copy(dir, ACCOUNT_HOME_SIZE - 1, f[5].s,
		    f[5].len)))
			len = f[5].len;
	}
	account_line_wipe(&r);
	if (len == 0)
		dir[len++] = '/';
	dir[len] = '\0';
	return got == -1 ? -1 : any;
}

/* The bits that this line leaves of mask. */
static unsigned
mechanisms_of(const struct account_field *line, unsigned mask)
{
	char hash[ACCOUNT_HASH_SIZE];
	struct account_field f[ACCOUNT_FIELDS];

	account_line_split(line, f);
	if (!COPY(hash, f[1]))
		return mask;
	switch (password_scheme(hash, NULL)) {
	case SCHEME_SCRAM:
		mask &= ~(unsigned)MECHANISM_APOP;
		break;
	case SCHEME_PLAIN:
		mask &= ~(unsigned)MECHANISM_SCRAM;
		break;
	case SCHEME_CRYPT:
		mask &= ~(unsigned)(MECHANISM_APOP | MECHANISM_SCRAM);
		break;
	case SCHEME_NONE:
		break;
	}
	explicit_bzero(hash, sizeof(hash));
	return mask;
}

unsigned
account_mechanisms(int fd)
{
	const unsigned strong = MECHANISM_SCRAM | MECHANISM_APOP;
	unsigned mask = strong;
	struct account_reader r;
	struct account_field line;
	int got;

	account_line_init(&r, fd);
	while ((got = account_line_next(&r, &line)) == 1 && mask != 0)
		mask = mechanisms_of(&line, mask);
	account_line_wipe(&r);

	/* Both are left when nobody can log in at all. */
	if (got == -1 || mask == strong)
		mask = 0;
	return mask | MECHANISM_PLAIN | MECHANISM_LOGIN;
}

bool
account_shell_ok(const char *shell)
{
	const char *known;
	bool ok = false;

	if (*shell == '\0')
		shell = "/bin/sh";
	setusershell();
	while (!ok && (known = getusershell()) != NULL)
		ok = strcmp(known, shell) == 0;
	endusershell();
	return ok;
}

bool
account_extra(const char *extra, const char *key, char *value, size_t size)
{
	static const char separators[] = " \t,";
	size_t len, n = strlen(key);

	for (; *extra != '\0'; extra += len) {
		extra += strspn(extra, separators);
		len = strcspn(extra, separators);
		if (len < n || memcmp(extra, key, n) != 0)
			continue;
		if (len == n)
			return scan_copy(value, size, "", 0);
		if (extra[n] == '=')
			return scan_copy(value, size, extra + n + 1,
			    len - n - 1);
	}
	return false;
}
