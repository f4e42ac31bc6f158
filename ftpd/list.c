#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ftpd/command.h"
#include "ftpd/dataverbs.h"
#include "ftpd/glob.h"
#include "ftpd/listing.h"
#include "ftpd/moving.h"
#include "ftpd/reply.h"

/* What a command of this kind has been asked for. */
struct request {
	enum listing_form form;
	struct listing_options opt;
	struct listing_settings set;
	const char	*arg;		/* the path, as it was given */
	char		 path[FTPD_PATH];
	char		 prefix[FTPD_PATH];	/* arg up to its last slash */
	const char	*last;		/* the rest of arg */
	bool		 directory;	/* it is one, and is looked into */
};

static void
fill_settings(const struct session *s, struct listing_settings *set)
{
	memset(set, 0, sizeof(*set));
	set->hide_dots = s->rights.hide_dots;
	set->hide_ids = s->set->same_owner;
	set->facts = s->traffic.facts;
	set->who.uid = s->who.uid;
	set->who.gid = s->who.gid;
	set->who.groups = s->who.groups;
	set->who.ngroups = s->who.ngroups;
	set->who.perms = s->rights.perms;
}

/* Is there something of exactly this name? */
static bool
exists(struct session *s, const char *name)
{
	char path[FTPD_PATH];
	struct stat st;

	return *name != '\0' && path_make(&s->tree, name, path) == 0 &&
	    path_lstat(&s->tree, path, &st) == 0;
}

static void
split(struct request *r)
{
	const char *slash = strrchr(r->arg, '/');
	size_t len = slash == NULL ? 0 : (size_t)(slash + 1 - r->arg);

	if (len >= sizeof(r->prefix))
		len = 0;
	memcpy(r->prefix, r->arg, len);
	r->prefix[len] = '\0';
	r->last = r->arg + len;
}

/* A pattern: all of the directory in front of it. */
static struct listing *
open_pattern(struct session *s, struct request *r)
{
	int dir;

	if (!file_arg(s, r->prefix[0] != '\0' ? r->prefix : ".", PERM_LIST,
	    r->path))
		return NULL;
	dir = path_open(&s->tree, r->path, O_RDONLY | O_DIRECTORY, 0);
	if (dir == -1) {
		reply_errno(s, 550, r->arg);
		return NULL;
	}
	r->directory = true;
	return listing_open(&r->set, r->form, &r->opt, dir, true, r->prefix,
	    r->last);
}

static struct listing *
open_directory(struct session *s, struct request *r)
{
	size_t len = strlen(r->arg);
	int dir;

	dir = path_open(&s->tree, r->path, O_RDONLY | O_DIRECTORY, 0);
	if (dir == -1)
		return NULL;
	/* NLST: what it prints must be good for RETR. */
	r->prefix[0] = '\0';
	if (len > 0 && r->form == LISTING_NAMES &&
	    len + 2 <= sizeof(r->prefix)) {
		memcpy(r->prefix, r->arg, len + 1);
		if (r->arg[len - 1] != '/')
			memcpy(r->prefix + len, "/", 2);
	}
	r->directory = true;
	return listing_open(&r->set, r->form, &r->opt, dir,
	    r->path[1] == '\0', r->prefix, NULL);
}

static struct listing *
open_one(struct session *s, struct request *r)
{
	const char *name = ".";
	int dir;

	if (*r->last == '\0' || strcmp(r->last, ".") == 0 ||
	    strcmp(r->last, "..") == 0)
		dir = path_open(&s->tree, r->path, O_PATH | O_DIRECTORY, 0);
	else
		dir = path_parent(&s->tree, r->path, &name);
	return dir == -1 ? NULL : listing_one(&r->set, r->form, &r->opt, dir,
	    r->prefix, name);
}

/*
 * LIST of a symbolic link tells of the link, unless it ends in a slash;
 * NLST and MLSD look behind it.
 */
static struct listing *
open_path(struct session *s, struct request *r)
{
	size_t len = strlen(r->arg);
	struct stat st;
	bool follow = r->form != LISTING_LONG || len == 0 ||
	    r->arg[len - 1] == '/';

	if (!file_arg(s, len > 0 ? r->arg : ".", PERM_LIST, r->path))
		return NULL;
	if ((follow ? path_stat(&s->tree, r->path, &st) :
	    path_lstat(&s->tree, r->path, &st)) == -1) {
		reply_errno(s, 550, r->arg);
		return NULL;
	}
	if (S_ISDIR(st.st_mode) && !r->opt.directory)
		return open_directory(s, r);
	return open_one(s, r);
}

/* The listing that *r asks for; NULL: it was answered. */
static struct listing *
open_request(struct session *s, struct request *r)
{
	unsigned errors = s->errors;
	uint64_t sent = s->io.sent + s->io.pending;
	struct listing *l;

	split(r);
	errno = 0;
	if (r->form != LISTING_FACTS && glob_special(r->last) &&
	    !exists(s, r->arg))
		l = open_pattern(s, r);
	else
		l = open_path(s, r);
	if (l == NULL && s->errors == errors &&
	    s->io.sent + s->io.pending == sent)
		reply_errno(s, 550, r->arg);
	return l;
}

static void
begin_request(struct session *s, struct request *r, enum listing_form form,
    const char *arg)
{
	memset(&r->opt, 0, sizeof(r->opt));
	fill_settings(s, &r->set);
	r->form = form;
	r->directory = false;
	if (form != LISTING_FACTS && *arg == '-' && !exists(s, arg))
		listing_scan_options(&r->opt, &arg);
	r->arg = arg;
}

static void
send_listing(struct session *s, const char *verb, struct request *r)
{
	struct listing *l;
	enum transfer_end end;
	struct transfer t;

	if (!moving_ready(s))
		return;
	l = open_request(s, r);
	if (l == NULL)
		return;
	moving_begin(s, &t, verb, r->path, -1);
	t.rate = &s->traffic.down;
	reply(s, 150, "Opening %s mode data connection for the listing.",
	    moving_type(s));
	end = moving_open(s, &t);
	if (end == TRANSFER_DONE)
		end = transfer_produce(&t, listing_read, l);
	listing_free(l);
	moving_end(s, &t, end, r->arg, "Transfer complete.");
}

void
do_list(struct session *s, char *arg)
{
	struct request r;

	begin_request(s, &r, LISTING_LONG, arg);
	send_listing(s, "LIST", &r);
}

void
do_nlst(struct session *s, char *arg)
{
	struct request r;

	begin_request(s, &r, LISTING_NAMES, arg);
	send_listing(s, "NLST", &r);
}

/* RFC 3659 section 7.2: of a directory only. */
void
do_mlsd(struct session *s, char *arg)
{
	struct request r;
	struct stat st;

	begin_request(s, &r, LISTING_FACTS, arg);
	if (*arg != '\0' && path_make(&s->tree, arg, r.path) == 0 &&
	    path_stat(&s->tree, r.path, &st) == 0 && !S_ISDIR(st.st_mode))
		reply(s, 501, "%s: Not a directory.", arg);
	else
		send_listing(s, "MLSD", &r);
}

/* Each line of a listing to the control connection. */
static void
tell(struct session *s, struct listing *l)
{
	char buf[TRANSFER_ROOM], *line, *end;
	ssize_t n;

	while (s->io.broken == LINE_OK &&
	    (n = listing_read(l, buf, sizeof(buf) - 1)) > 0) {
		buf[n] = '\0';
		for (line = buf; (end = strstr(line, "\r\n")) != NULL;
		    line = end + 2) {
			*end = '\0';
			reply_text(s, "%s", line);
		}
	}
}

void
stat_path(struct session *s, char *arg)
{
	struct listing *l;
	struct request r;
	int code;

	begin_request(s, &r, LISTING_LONG, arg);
	if (*arg == '-')
		r.opt.long_form = true;
	l = open_request(s, &r);
	if (l == NULL)
		return;
	code = r.directory ? 212 : 213;
	reply_part(s, code, "Status of %s:", *r.arg != '\0' ? r.arg : ".");
	tell(s, l);
	listing_free(l);
	reply(s, code, "End of status.");
}

/* RFC 3659 section 7.2: one line, and the name is a full path. */
void
do_mlst(struct session *s, char *arg)
{
	char path[FTPD_PATH], line[FACTS_LINE + FTPD_PATH], text[FTPD_PATH];
	struct listing_settings set;
	struct stat st, up;
	const char *name;
	ssize_t n = -1;
	bool parent;
	int dir;

	if (!file_arg(s, *arg != '\0' ? arg : ".", PERM_LIST, path))
		return;
	if (path_lstat(&s->tree, path, &st) == -1) {
		reply_errno(s, 550, arg);
		return;
	}
	fill_settings(s, &set);
	dir = path_parent(&s->tree, path, &name);
	parent = dir != -1 && path[1] != '\0' && fstat(dir, &up) == 0 &&
	    facts_access(&up, &set.who, 3);
	if (dir != -1 && S_ISLNK(st.st_mode))
		n = readlinkat(dir, name, text, sizeof(text) - 1);
	text[n < 0 ? 0 : n] = '\0';
	if (dir != -1)
		close(dir);
	line[facts_line(line, sizeof(line) - 1, set.facts, &st, NULL, text,
	    &set.who, parent)] = '\0';
	reply_part(s, 250, "Listing %s", *arg != '\0' ? arg : ".");
	reply_text(s, "%s%s", line, path);
	reply(s, 250, "End");
}

void
opts_mlst(struct session *s, char *arg)
{
	char text[FACTS_NAMES], *list = next_word(&arg);

	/* RFC 3659 section 7.9: then the old ones hold. */
	if (arg[strspn(arg, " ")] != '\0') {
		reply_bad(s, 501, "No blank may be in the list of facts.");
		return;
	}
	s->traffic.facts = facts_opts(list == NULL ? "" : list);
	facts_names(text, s->traffic.facts, false);
	reply(s, 200, "MLST OPTS%s%s", *text != '\0' ? " " : "", text);
}

/* Before login as well: then the facts are those that everybody gets. */
void
facts_feature(const struct session *s, char *text, size_t size)
{
	char list[FACTS_NAMES];

	facts_names(list, s->state == STATE_FILES ? s->traffic.facts :
	    FACT_DEFAULT, true);
	snprintf(text, size, "MLST %s", list);
}
