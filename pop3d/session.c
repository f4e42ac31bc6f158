#include <errno.h>
#include <string.h>

#include "common/jail.h"
#include "common/log.h"
#include "common/saslio.h"
#include "pop3d/command.h"
#include "pop3d/session.h"

void
do_stat(struct session *s, char *arg)
{
	if (no_more_args(s, arg))
		reply(s, "+OK %u %llu", s->drop.count - s->drop.deleted,
		    (unsigned long long)s->drop.octets);
}

void
do_noop(struct session *s, char *arg)
{
	if (no_more_args(s, arg))
		reply(s, "+OK");
}

/* RFC 1460: what sessions before this one have read counts as well. */
void
do_last(struct session *s, char *arg)
{
	if (no_more_args(s, arg))
		reply(s, "+OK %u", maildrop_last(&s->drop));
}

void
do_rset(struct session *s, char *arg)
{
	if (!no_more_args(s, arg))
		return;
	maildrop_reset(&s->drop);
	reply(s, "+OK maildrop has %u messages (%llu octets)",
	    s->drop.count, (unsigned long long)s->drop.octets);
}

/*
 * RFC 1939 section 6: removes, releases the lock, replies; so whoever
 * has the reply can log in again.
 */
void
session_quit(struct session *s)
{
	struct maildrop *d = &s->drop;
	uint32_t deleted = d->deleted;
	int left = maildrop_update(d);

	if (left == -1) {
		log_event(LOG_ERR, "update user=%s error=\"%s\"",
		    s->who.user, strerror(errno));
		left = (int)deleted;
	}
	s->removed = deleted - (uint32_t)left;
	maildrop_close(d);
	if (left > 0)
		reply(s, "-ERR [SYS/TEMP] some deleted messages not removed: "
		    "%d of %u", left, deleted);
	else if (deleted > 0)
		reply(s, "+OK bye, %u messages removed", deleted);
	else
		reply(s, "+OK bye");
	session_done(s, "quit");
}

static void
refuse_open(struct session *s, enum maildrop_open result, const char *folder)
{
	switch (result) {
	case MAILDROP_IN_USE:
		reply(s, "-ERR [IN-USE] another session has this maildrop");
		session_done(s, "in-use");
		break;
	case MAILDROP_TOO_SOON:
		reply(s, "-ERR [LOGIN-DELAY] wait %lu seconds between logins",
		    s->set->delay);
		session_done(s, "login-delay");
		break;
	case MAILDROP_NO_FOLDER:
		reply(s, "-ERR [SYS/PERM] there is no folder %s", folder);
		session_done(s, "no-folder");
		break;
	default:
		log_event(LOG_ERR, "maildir user=%s error=\"%s\"",
		    s->who.user, strerror(errno));
		reply(s, errno == EACCES || errno == ENOENT ||
		    errno == ENOTDIR ?
		    "-ERR [SYS/PERM] cannot open your Maildir" :
		    "-ERR [SYS/TEMP] cannot open your Maildir");
		session_done(s, "maildir");
	}
}

/*
 * The session: it may do what its user may do, but below the Maildir only,
 * and can start no program and make no connection.
 */
static void
start(struct session *s)
{
	const struct settings *set = s->set;
	const char *folder = s->ask.tag;
	enum maildrop_open result;
	int root = maildir_root(set->maildir);

	if (root != -1 && (jail_limits(POP3D_MEMORY, 0) == -1 ||
	    jail_enter(JAIL_MAIL, set->maildir) == -1)) {
		log_event(LOG_ERR, "jail user=%s error=\"%s\"", s->who.user,
		    strerror(errno));
		reply(s, "-ERR [SYS/TEMP] cannot give up privilege");
		session_done(s, "jail");
		return;
	}
	result = root == -1 ? MAILDROP_ERROR : maildrop_open(&s->drop, root,
	    folder, !set->no_lock, set->delay);
	if (result != MAILDROP_OK) {
		refuse_open(s, result, folder);
		return;
	}
	if (s->drop.mb.repaired || s->drop.mb.imported)
		log_event(LOG_NOTICE, "mailbox user=%s folder=%s %s",
		    s->who.user, folder, s->drop.mb.repaired ?
		    "index=rebuilt" : "uids=imported");
	reply(s, "+OK maildrop has %u messages (%llu octets)",
	    s->drop.count, (unsigned long long)s->drop.octets);
}

/* RFC 5034 section 4: one more step of SCRAM. */
static bool
finish_scram(struct session *s)
{
	enum line got = sasl_finish(&s->io, "+", s->who.server_signature);

	if (got == LINE_OK)
		return true;
	if (got != LINE_EOF && got != LINE_TIMEOUT)
		reply(s, "-ERR cancelled");
	session_done(s, "scram");
	return false;
}

static void
log_end(const struct session *s, uint32_t left)
{
	char user[4 * GATE_USER], folder[4 * GATE_TAG];

	log_event(LOG_INFO, "end rip=%s user=%s%s%s reason=%s retr=%llu "
	    "octets=%llu deleted=%u left=%u", peer_ip(&s->peer),
	    log_quote(user, sizeof(user), s->who.user, strlen(s->who.user)),
	    s->ask.tag[0] != '\0' ? " folder=" : "",
	    log_quote(folder, sizeof(folder), s->ask.tag,
	    strlen(s->ask.tag)), s->why,
	    (unsigned long long)s->sent, (unsigned long long)s->octets,
	    s->removed, left);
}

void
session_run(struct session *s)
{
	uint32_t count;

	s->state = STATE_TRANS;
	s->errors = 0;
	s->io.max = POP3D_LINE;
	s->utf8 = (s->ask.number & LOGIN_UTF8) != 0;
	if (!line_unread(&s->io, s->ask.rest, s->ask.rest_len))
		return;
	if (s->ask.mechanism != GATE_SCRAM || finish_scram(s))
		start(s);
	count = s->drop.count;
	command_loop(s);
	maildrop_close(&s->drop);
	clash_free(&s->clash);
	line_end(&s->io);
	log_end(s, count - s->removed);
}
