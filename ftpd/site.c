#include <sys/stat.h>

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "common/scan.h"
#include "ftpd/command.h"
#include "ftpd/dataverbs.h"
#include "ftpd/facts.h"
#include "ftpd/file.h"
#include "ftpd/reply.h"
#include "ftpd/site.h"

#define IDLE_MIN	30	/* seconds; BSD's */

static void	site_help(struct session *, char *arg);
static void	site_chmod(struct session *, char *arg);
static void	site_umask(struct session *, char *arg);
static void	site_idle(struct session *, char *arg);
static void	site_utime(struct session *, char *arg);

static const struct command commands[] = {
	{ "CHMOD", STATE_FILES,	site_chmod,	"mode path" },
	{ "HELP", STATE_FILES,	site_help,	"[command]" },
	{ "IDLE", STATE_FILES,	site_idle,	"[seconds]" },
	{ "UMASK", STATE_FILES,	site_umask,	"[mask]" },
	{ "UTIME", STATE_FILES,	site_utime,	"YYYYMMDDhhmm[ss] path" },
};

static const struct command *
find(const char *word)
{
	size_t i;

	for (i = 0; i < nitems(commands); i++)
		if (strcasecmp(commands[i].name, word) == 0)
			return &commands[i];
	return NULL;
}

static bool
is_hidden(const struct session *s, const struct command *c)
{
	return options_hides(&s->set->suite, c->name);
}

static void
site_help(struct session *s, char *arg)
{
	const char *word = next_word(&arg);
	const struct command *c = word == NULL ? NULL : find(word);
	size_t i;

	if (word != NULL && (c == NULL || is_hidden(s, c))) {
		reply_bad(s, 502, "Unknown command SITE %s.", word);
	} else if (c != NULL) {
		reply(s, 214, "Syntax: SITE %s %s", c->name, c->syntax);
	} else {
		reply_part(s, 214, "These SITE commands are recognized:");
		for (i = 0; i < nitems(commands); i++)
			if (!is_hidden(s, &commands[i]))
				reply_text(s, "%s %s", commands[i].name,
				    commands[i].syntax);
		reply(s, 214, "End.");
	}
}

/* An octal number of at most 9 bits. */
static bool
scan_mode(const char *word, mode_t *mode)
{
	return word != NULL && permission_umask(word, mode);
}

static void
site_chmod(struct session *s, char *arg)
{
	size_t len = strcspn(arg, " ");
	char path[FTPD_PATH], *name = arg + len;
	mode_t mode;

	if (*name != '\0')
		*name++ = '\0';
	if (!scan_mode(arg, &mode) || *name == '\0') {
		reply_bad(s, 501, "An octal mode and a path must follow.");
		return;
	}
	if (!file_arg(s, name, PERM_MODE, path))
		return;
	if (file_chmod(s, path, mode) == -1)
		reply_errno(s, 550, name);
	else
		reply(s, 200, "CHMOD command successful.");
}

static void
site_umask(struct session *s, char *arg)
{
	const char *word = next_word(&arg);
	mode_t mask, old = s->rights.umask;

	if (word == NULL) {
		reply(s, 200, "Current UMASK is %03o.", (unsigned)old);
	} else if (!scan_mode(word, &mask) || next_word(&arg) != NULL) {
		reply_bad(s, 501, "An octal mask may follow.");
	} else if (!permission_ok(&s->rights, PERM_MODE, s->tree.cwd)) {
		reply(s, 550, "Permission denied.");
	} else {
		s->rights.umask = mask;
		umask(mask);
		reply(s, 200, "UMASK set to %03o (was %03o).",
		    (unsigned)mask, (unsigned)old);
	}
}

static void
site_idle(struct session *s, char *arg)
{
	const char *word = next_word(&arg);
	unsigned long max = s->set->max_idle > 0 ? s->set->max_idle :
	    FTPD_IDLE_MAX;
	uint64_t n;

	if (max < s->idle)
		max = s->idle;
	if (word == NULL) {
		reply(s, 200, "Current IDLE limit is %u seconds; max %lu.",
		    s->idle, max);
	} else if (!scan_number(word, max, &n) || n < IDLE_MIN ||
	    next_word(&arg) != NULL) {
		reply_bad(s, 501, "IDLE limit must be between %d and %lu "
		    "seconds.", IDLE_MIN, max);
	} else {
		s->idle = s->io.timeout = (unsigned)n;
		reply(s, 200, "IDLE limit set to %u seconds.", s->idle);
	}
}

/* YYYYMMDDhhmm, with or without ss, and nothing behind it. */
static bool
scan_time(const char *word, struct timespec *t)
{
	char text[32];
	const char *rest;
	size_t len = strlen(word);

	if (len != 12 && len != 14)
		return false;
	snprintf(text, sizeof(text), "%s%s", word, len == 12 ? "00" : "");
	return facts_scan_time(text, t, &rest) && *rest == '\0';
}

static void
set_time(struct session *s, const char *name, const struct timespec *t)
{
	char path[FTPD_PATH];

	if (!file_arg(s, name, PERM_TIME, path))
		return;
	if (facts_set_time(s, path, t) == -1)
		reply_errno(s, 550, name);
	else
		reply(s, 200, "UTIME command successful.");
}

/* Cuts the last word off; NULL when it is the only one. */
static char *
last_word(char *text)
{
	char *blank = strrchr(text, ' ');

	if (blank == NULL || blank == text)
		return NULL;
	*blank = '\0';
	return blank + 1;
}

/*
 * wu-ftpd's "time path", and "path atime mtime ctime UTC" of others, of
 * which the second counts.
 */
static void
site_utime(struct session *s, char *arg)
{
	size_t len = strcspn(arg, " "), n = strlen(arg);
	struct timespec t;
	char word[16], *mtime;

	if (arg[len] == ' ' && scan_copy(word, sizeof(word), arg, len) &&
	    scan_time(word, &t)) {
		set_time(s, arg + len + 1, &t);
		return;
	}
	if (n > 4 && strcasecmp(arg + n - 4, " UTC") == 0) {
		arg[n - 4] = '\0';
		if (last_word(arg) != NULL &&
		    (mtime = last_word(arg)) != NULL &&
		    scan_time(mtime, &t) && last_word(arg) != NULL) {
			set_time(s, arg, &t);
			return;
		}
	}
	reply_bad(s, 501, "A time and a path must follow.");
}

void
do_site(struct session *s, char *arg)
{
	const struct command *c;
	char *word = arg, *end = arg + strcspn(arg, " \t");

	if (*end != '\0')
		*end++ = '\0';
	if (*word == '\0') {
		reply_bad(s, 501, "A SITE command must follow: SITE HELP.");
		return;
	}
	c = find(word);
	if (c == NULL || is_hidden(s, c))
		reply_bad(s, 502, "SITE %s command not implemented.", word);
	else
		c->run(s, end);
}
