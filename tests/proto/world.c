/*
 * world: the scratch directory of one run: accounts, mailboxes and files.
 *
 *	ROOT/passwd  ROOT/log  ROOT/home/USER/Maildir/{tmp,new,cur}
 */
#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/proto/play.h"

char *
world_slurp(const char *path, size_t *len)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *text = NULL;
	ssize_t n = 0;

	*len = 0;
	if (fd == -1)
		return NULL;
	do {
		*len += (size_t)n;
		text = grow(text, *len + 8193, 1);
		n = read(fd, text + *len, 8192);
	} while (n > 0);
	close(fd);
	text[*len] = '\0';
	return text;
}

static bool
spill(const char *path, const char *text, size_t len, mode_t mode)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool ok = fd != -1 && write(fd, text, len) == (ssize_t)len &&
	    fchmod(fd, mode) == 0;

	if (!ok)
		complain("%s: %s", path, strerror(errno));
	if (fd != -1)
		close(fd);
	return ok;
}

static void
append(char **out, const char *s, size_t n)
{
	size_t old = *out == NULL ? 0 : strlen(*out);

	*out = grow(*out, old + n + 1, 1);
	memcpy(*out + old, s, n);
	(*out)[old + n] = '\0';
}

/* $ROOT $HOME $MAILDIR $PASSWD $SERVER; other dollars stay. */
char *
world_expand(const struct world *w, const char *in)
{
	const struct { const char *name, *value; } names[] = {
		{ "$ROOT", w->root }, { "$HOME", w->home },
		{ "$MAILDIR", w->maildir }, { "$PASSWD", w->passwd },
		{ "$SERVER", w->server }
	};
	char *out = NULL;
	size_t i, n;

	append(&out, "", 0);
	while (*in != '\0') {
		for (i = 0; i < nitems(names); i++) {
			n = strlen(names[i].name);
			if (strncmp(in, names[i].name, n) == 0)
				break;
		}
		if (i < nitems(names)) {
			append(&out, names[i].value, strlen(names[i].value));
			in += n;
		} else {
			append(&out, in++, 1);
		}
	}
	return out;
}

static bool
make_dir(const char *path)
{
	if (mkdir(path, 0700) == 0 || errno == EEXIST)
		return true;
	complain("%s: %s", path, strerror(errno));
	return false;
}

/* Every directory on the way to path, below the root. */
static bool
make_parents(const struct world *w, const char *path)
{
	char copy[1024], *p;

	if (snprintf(copy, sizeof(copy), "%s", path) >= (int)sizeof(copy))
		return false;
	p = copy + strlen(w->root) + 1;
	while ((p = strchr(p, '/')) != NULL) {
		*p = '\0';
		if (!make_dir(copy))
			return false;
		*p++ = '/';
	}
	return true;
}

static bool
make_maildir(const char *dir)
{
	static const char *const parts[] = { "", "/tmp", "/new", "/cur" };
	char path[1024];
	size_t i;

	for (i = 0; i < nitems(parts); i++) {
		snprintf(path, sizeof(path), "%s%s", dir, parts[i]);
		if (!make_dir(path))
			return false;
	}
	return true;
}

/* A Maildir's file is as old as its name says; real time plays no part. */
static void
set_time(const char *path)
{
	const char *name = strrchr(path, '/') + 1;
	long t = strtol(name, NULL, 10);
	struct timespec times[2];

	if (t < 1000000000)
		t = 1700000000;
	memset(times, 0, sizeof(times));
	times[0].tv_sec = times[1].tv_sec = t;
	utimensat(AT_FDCWD, path, times, 0);
}

static bool
copy_tree(const char *from, const char *to)
{
	DIR *dir = opendir(from);
	struct dirent *e;
	char src[1024], dst[1024], *text;
	struct stat st;
	size_t len;
	bool ok = dir != NULL && make_dir(to);

	if (dir == NULL)
		complain("%s: %s", from, strerror(errno));
	while (ok && (e = readdir(dir)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 ||
		    strcmp(e->d_name, "..") == 0)
			continue;
		snprintf(src, sizeof(src), "%s/%s", from, e->d_name);
		snprintf(dst, sizeof(dst), "%s/%s", to, e->d_name);
		if (stat(src, &st) == 0 && S_ISDIR(st.st_mode)) {
			ok = copy_tree(src, dst);
			continue;
		}
		text = world_slurp(src, &len);
		ok = text != NULL && spill(dst, text, len, 0600);
		set_time(dst);
		free(text);
	}
	if (dir != NULL)
		closedir(dir);
	return ok;
}

/* "name [password-or-hash [extra]]", into the passwd-file. */
static bool
add_user(struct world *w, FILE *passwd, const char *value)
{
	char name[200] = "", secret[300] = "secret", extra[300] = "";
	char home[600], ids[40] = ":";

	sscanf(value, "%199s %299s %299[^\n]", name, secret, extra);
	snprintf(home, sizeof(home), "%s/home/%s", w->root, name);
	if (w->as_root)
		snprintf(ids, sizeof(ids), "%u:%u",
		    PLAY_UID + 1 + w->naccounts, PLAY_UID + 1 + w->naccounts);
	fprintf(passwd, "%s:%s%s:%s::%s:/bin/sh:%s\n", name,
	    *secret == '{' || *secret == '$' ? "" : "{PLAIN}", secret, ids,
	    home, extra);
	if (w->naccounts++ == 0) {
		snprintf(w->home, sizeof(w->home), "%.299s", home);
		snprintf(w->maildir, sizeof(w->maildir), "%.299s/Maildir",
		    home);
	}
	strncat(home, "/Maildir", 10);
	return make_parents(w, home) && make_maildir(home);
}

static bool
make_accounts(struct world *w, const struct script *s)
{
	FILE *passwd = fopen(w->passwd, "w");
	bool ok = passwd != NULL, any = false;
	size_t i;
	char *line;

	for (i = 0; ok && i < s->ndirectives; i++)
		if (strcmp(s->directives[i].key, "user") == 0) {
			ok = add_user(w, passwd, s->directives[i].value);
			any = true;
		}
	if (ok && !any)
		ok = add_user(w, passwd, "joe secret");
	if (ok && script_find(s, "passwd") != NULL && !any) {
		fclose(passwd);		/* their lines and no other */
		passwd = fopen(w->passwd, "w");
	}
	for (i = 0; ok && i < s->ndirectives; i++)
		if (strcmp(s->directives[i].key, "passwd") == 0) {
			line = world_expand(w, s->directives[i].value);
			fprintf(passwd, "%s\n", line);
			free(line);
		}
	if (passwd != NULL && fclose(passwd) != 0)
		ok = false;
	return ok;
}

/* "FIXTURE [USER]" */
static bool
make_mail(struct world *w, const char *value, const char *fixtures)
{
	char name[200] = "", user[200] = "", from[600], to[600];

	sscanf(value, "%199s %199s", name, user);
	snprintf(from, sizeof(from), "%s/%s", fixtures, name);
	snprintf(to, sizeof(to), "%s/home/%s/Maildir", w->root, user);
	return copy_tree(from, *user == '\0' ? w->maildir : to);
}

/* "PATH [MODE]" and its body */
static bool
make_file(struct world *w, const struct directive *d)
{
	static const struct vars none;
	char *expanded = world_expand(w, d->value), *body, *text;
	char name[600] = "", path[1024];
	unsigned mode = 0644;
	size_t len = 0;
	bool ok;

	sscanf(expanded, "%599s %o", name, &mode);
	snprintf(path, sizeof(path), "%s%s%s", *name == '/' ? "" : w->root,
	    *name == '/' ? "" : "/", name);
	body = world_expand(w, d->body == NULL ? "" : d->body);
	text = match_unescape(body, &none, &len);
	if (name[0] != '\0' && name[strlen(name) - 1] == '/')
		ok = make_parents(w, path);
	else
		ok = make_parents(w, path) && spill(path, text, len, mode);
	if (ok && strncmp(path, w->home, strlen(w->home)) == 0)
		set_time(path);
	free(expanded);
	free(body);
	free(text);
	return ok;
}

/* Each home is its user's; all else is the server's. */
static int
give_away(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)flag;
	(void)ftw;
	(void)st;
	return lchown(path, PLAY_UID, PLAY_UID);
}

static bool
give_homes(const struct world *w)
{
	char line[2048], home[1024], command[1200];
	unsigned uid, gid;
	FILE *f;

	if (geteuid() != 0)
		return true;
	if (!w->as_root)
		return nftw(w->root, give_away, 16, FTW_PHYS) == 0;
	if ((f = fopen(w->passwd, "r")) == NULL)
		return false;
	while (fgets(line, sizeof(line), f) != NULL)
		if (sscanf(line, "%*[^:]:%*[^:]:%u:%u:%*[^:]%1023[^:]", &uid,
		    &gid, home) == 3 || sscanf(line,
		    "%*[^:]:%*[^:]:%u:%u::%1023[^:]", &uid, &gid, home) == 3) {
			snprintf(command, sizeof(command),
			    "chown -R %u:%u '%s'", uid, gid, home);
			if (system(command) != 0)
				complain("%s failed", command);
		}
	fclose(f);
	return true;
}

bool
world_make(struct world *w, const struct script *s, const char *fixtures)
{
	const struct directive *d;
	char path[300];
	size_t i;

	snprintf(w->passwd, sizeof(w->passwd), "%s/passwd", w->root);
	snprintf(w->log, sizeof(w->log), "%s/log", w->root);
	snprintf(path, sizeof(path), "%s/home", w->root);
	if (!make_dir(w->root) || !make_dir(path) || !make_accounts(w, s))
		return false;
	chmod(w->root, 0755);
	chmod(path, 0755);
	for (i = 0; i < s->ndirectives; i++) {
		d = &s->directives[i];
		if (strcmp(d->key, "maildir") == 0 &&
		    !make_mail(w, d->value, fixtures))
			return false;
		if (strcmp(d->key, "file") == 0 && !make_file(w, d))
			return false;
	}
	return give_homes(w);
}

/* What this run may do: nothing of root's unless the transcript asks. */
void
world_become(const struct world *w)
{
	if (geteuid() != 0 || w->keep_root)
		return;
	if (setgroups(0, NULL) == -1 || setgid(PLAY_UID) == -1 ||
	    setuid(PLAY_UID) == -1)
		_exit(127);
}

/* From our own environment only these go on. */
static bool
passed_on(const char *var)
{
	static const char *const prefixes[] = {
		"POSTERN_", "ASAN_OPTIONS=", "UBSAN_OPTIONS=",
		"LSAN_OPTIONS=", "LLVM_PROFILE_FILE=", "TMPDIR="
	};
	size_t i;

	for (i = 0; i < nitems(prefixes); i++)
		if (strncmp(var, prefixes[i], strlen(prefixes[i])) == 0)
			return true;
	return false;
}

void
world_environment(const struct world *w, const struct script *s)
{
	extern char **environ;
	char **old = environ, *word;
	size_t i;
	static char *empty[] = { NULL };

	environ = empty;
	for (; *old != NULL; old++)
		if (passed_on(*old))
			putenv(*old);
	setenv("POSTERN_JAIL", "trap", 0);
	setenv("POSTERN_DELAY", "5", 0);	/* ms instead of seconds */
	setenv("PATH", "/usr/local/bin:/usr/local/sbin:/usr/bin:/bin:"
	    "/usr/sbin:/sbin", 1);
	setenv("HOME", w->home, 1);
	setenv("ROOT", w->root, 1);
	setenv("MAILDIR", w->maildir, 1);
	setenv("PASSWD", w->passwd, 1);
	setenv("TZ", "UTC", 1);
	setenv("PROTO", "TCP", 1);
	setenv("TCPREMOTEIP", "127.0.0.1", 1);
	setenv("TCPREMOTEPORT", "40000", 1);
	setenv("TCPLOCALIP", "127.0.0.1", 1);
	setenv("TCPLOCALPORT", "2525", 1);
	for (i = 0; i < s->ndirectives; i++)
		if (strcmp(s->directives[i].key, "env") == 0) {
			word = world_expand(w, s->directives[i].value);
			if (strchr(word, '=') == NULL)
				unsetenv(word);
			else
				putenv(word);
		}
}

static int
remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

void
world_remove(const struct world *w)
{
	nftw(w->root, remove_one, 16, FTW_PHYS | FTW_DEPTH);
}
