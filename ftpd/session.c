#include <sys/stat.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/jail.h"
#include "common/log.h"
#include "ftpd/admit.h"
#include "ftpd/command.h"
#include "ftpd/control.h"
#include "ftpd/dataverbs.h"
#include "ftpd/front.h"
#include "ftpd/message.h"
#include "ftpd/reply.h"
#include "ftpd/session.h"

/*
 * What a guest has uploaded belongs to all guests, so its owner may not read
 * it; the group of the directory may, and can be the administrator's.
 */
#define GUEST_FILE_MODE	0060

/* What -a, -r, -K and the account's own words come to. */
static void
find_rights(struct session *s)
{
	const struct settings *set = s->set;
	struct rights *r = &s->rights;

	*r = set->rights;
	if (s->anonymous) {
		r->perms = PERM_READ_ONLY;
		r->rate_down = set->guest_rights.rate_down;
		r->rate_up = set->guest_rights.rate_up;
		r->file_mode = GUEST_FILE_MODE;
		r->no_overwrite = true;
		r->incoming = set->incoming;
	}
	if (!permission_extra(s->who.extra, r))
		log_event(LOG_ERR, "extra user=%s error=\"not understood, "
		    "so nothing is allowed\"", s->who.user);
	if (set->read_only) {
		r->perms &= PERM_READ_ONLY;
		r->incoming = NULL;
	}
	if (set->keep) {
		r->perms &= ~(unsigned)(PERM_DELETE | PERM_APPEND);
		r->no_overwrite = true;
	}
}

/* One that is not there would only tell the guests, and they would not. */
static void
look_at_incoming(const struct session *s)
{
	const char *dir = s->rights.incoming;
	char path[FTPD_PATH];
	struct stat st;

	errno = ENOTDIR;
	if (dir == NULL || (path_make(&s->tree, dir, path) == 0 &&
	    path_stat(&s->tree, path, &st) == 0 && S_ISDIR(st.st_mode)))
		return;
	log_event(LOG_ERR, "incoming path=%s error=\"%s\"", dir,
	    strerror(errno));
}

int
session_enter(struct session *s, bool rooted)
{
	const char *root = rooted ? "/" : s->who.home;

	admit_close(s);
	s->anonymous = s->ask.what == ADMIT_GUEST;
	find_rights(s);
	transfer_prepare(s);
	umask(s->rights.umask);
	if (chdir(root) == -1 ||
	    path_start(&s->tree, root, s->rights.hide_dots) == -1)
		return -1;
	look_at_incoming(s);
	return access(root, X_OK);
}

static void
log_end(const struct session *s)
{
	char user[4 * GATE_USER], totals[256];

	transfer_totals(s, totals, sizeof(totals));
	log_event(LOG_INFO, "end rip=%s user=%s reason=%s commands=%llu%s",
	    peer_ip(&s->peer), log_quote(user, sizeof(user), s->who.user,
	    strlen(s->who.user)), s->why, (unsigned long long)s->commands,
	    totals);
}

/*
 * The session: it may do what its user may do, but below its directory only,
 * start no program, and connect to nobody but over TCP.
 */
static bool
lock_up(struct session *s)
{
	if (jail_limits(FTPD_MEMORY, 0) == 0 &&
	    jail_enter(JAIL_FILES, ".") == 0)
		return true;
	log_event(LOG_ERR, "jail user=%s error=\"%s\"", s->who.user,
	    strerror(errno));
	reply(s, 421, "Cannot give up privilege.");
	session_done(s, "jail");
	return false;
}

static void
welcome(struct session *s)
{
	if (s->set->motd_text != NULL)
		message_put(s, 230, s->set->motd_text);
	message_directory(s, 230, "");
	if (s->anonymous)
		reply(s, 230, "Guest login ok, access restrictions apply.");
	else
		reply(s, 230, "User %s logged in.", s->who.user);
}

static void
begin(struct session *s)
{
	s->state = STATE_FILES;
	s->errors = 0;
	s->type = 'A';			/* RFC 959 section 3.1.1 */
	s->idle = s->set->suite.timeout > 0 ?
	    (unsigned)s->set->suite.timeout : FTPD_IDLE;
	s->io.timeout = s->idle;
	s->pbsz = (s->ask.number & LOGIN_PBSZ) != 0;
	s->prot = (s->ask.number & LOGIN_PROTECTED) != 0 ? 'P' : 'C';
	s->quiet = (s->ask.number & LOGIN_QUIET) != 0;
}

void
session_run(struct session *s)
{
	begin(s);
	if (!line_unread(&s->io, s->ask.rest, s->ask.rest_len))
		return;
	if (lock_up(s)) {
		welcome(s);
		command_loop(s);
	}
	data_reset(s);
	line_end(&s->io);
	log_end(s);
}

void
do_acct(struct session *s, char *arg)
{
	(void)arg;
	if (s->state == STATE_FILES)
		reply(s, 202, "No account is needed.");
	else
		reply_bad(s, 503, "Login with USER first.");
}

/* No transfer runs: that ABOR is control.c's. */
void
do_abor(struct session *s, char *arg)
{
	if (!no_arg(s, arg))
		return;
	if (s->state == STATE_FILES && data_open(s)) {
		data_reset(s);
		reply(s, 225, "ABOR command successful, data connection "
		    "closed.");
	} else {
		reply(s, 226, "ABOR command successful, nothing was running.");
	}
}

void
do_quit(struct session *s, char *arg)
{
	if (!no_arg(s, arg))
		return;
	reply(s, 221, "Goodbye.");
	session_done(s, "quit");
}

/*
 * Who has become a user stays him, and who is inside TLS stays there (RFC
 * 4217 section 11 would have it end).
 */
void
do_rein(struct session *s, char *arg)
{
	if (!no_arg(s, arg))
		return;
	if (s->state == STATE_FILES || s->secure) {
		reply_bad(s, 502, "REIN is not possible now: connect again.");
		return;
	}
	s->user[0] = s->host[0] = '\0';
	s->guest = s->pbsz = false;
	s->prot = 'C';
	front_greet(s);
}
