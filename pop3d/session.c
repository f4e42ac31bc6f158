#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/jail.h"
#include "common/log.h"
#include "common/scan.h"
#include "pop3d/command.h"
#include "pop3d/session.h"

/* The longest line of a LIST or UIDL. */
#define LISTING		(UIDL_SIZE + SEND_DIGITS + 3)

#define GONE		"-ERR somebody has removed that message"

/* The message that the next word means, or an answer and false. */
static bool
message_arg(struct session *s, char **arg, uint32_t *number,
    struct message *msg)
{
	uint64_t n;

	if (!number_arg(s, arg, UINT32_MAX, &n))
		return false;
	if (!maildrop_get(&s->drop, (uint32_t)n, msg)) {
		reply(s, "-ERR no such message");
		return false;
	}
	*number = (uint32_t)n;
	return true;
}

/* The same when it is the only word. */
static bool
only_message_arg(struct session *s, char *arg, uint32_t *number,
    struct message *msg)
{
	return message_arg(s, &arg, number, msg) && no_more_args(s, arg);
}

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

/* RFC 1939 section 5: DELE only marks; QUIT is what removes. */
void
do_dele(struct session *s, char *arg)
{
	struct message msg;
	uint32_t number;

	if (!only_message_arg(s, arg, &number, &msg))
		return;
	maildrop_delete(&s->drop, number);
	reply_number(s, "message", number, "deleted");
}

/* What LIST and UIDL say about one message; returns the end. */
static char *
scan_listing(struct session *s, const struct message *msg, char *out)
{
	(void)s;
	return send_number(out, maildrop_octets(msg));
}

static char *
unique_id(struct session *s, const struct message *msg, char *out)
{
	return out + uidl_make(&s->set->uidl, msg, s->drop.uidvalidity, out);
}

typedef char	*(*listing)(struct session *, const struct message *, char *);

/* Made in place and by hand: a client asks for all of it each time. */
static void
list_all(struct session *s, listing about)
{
	struct message msg;
	char *line, *p;
	uint32_t number;
	size_t size;

	for (number = 1; number <= s->drop.count; number++) {
		if (!maildrop_get(&s->drop, number, &msg))
			continue;
		line = line_room(&s->io, LISTING, &size);
		if (line == NULL)
			return;
		p = send_number(line, number);
		*p++ = ' ';
		p = about(s, &msg, p);
		*p++ = '\r';
		*p++ = '\n';
		line_made(&s->io, (size_t)(p - line));
	}
	line_write(&s->io, ".\r\n", 3);
}

static void
list_one(struct session *s, char *arg, listing about)
{
	char text[LISTING];
	struct message msg;
	uint32_t number;

	if (!only_message_arg(s, arg, &number, &msg))
		return;
	*about(s, &msg, text) = '\0';
	reply(s, "+OK %u %s", number, text);
}

void
do_list(struct session *s, char *arg)
{
	if (arg[strspn(arg, " \t")] != '\0') {
		list_one(s, arg, scan_listing);
		return;
	}
	reply(s, "+OK %u messages (%llu octets)",
	    s->drop.count - s->drop.deleted,
	    (unsigned long long)s->drop.octets);
	list_all(s, scan_listing);
}

void
do_uidl(struct session *s, char *arg)
{
	if (arg[strspn(arg, " \t")] != '\0') {
		list_one(s, arg, unique_id);
		return;
	}
	reply(s, "+OK");
	list_all(s, unique_id);
}

/* The file of a message to be sent, or an answer and -1. */
static int
open_message(struct session *s, uint32_t number)
{
	int fd = maildrop_file(&s->drop, number);

	if (fd != -1)
		return fd;
	if (errno == ENOENT) {
		reply(s, GONE);
		return -1;
	}
	log_event(LOG_ERR, "message user=%s error=\"open: %s\"", s->who.user,
	    strerror(errno));
	reply(s, "-ERR [SYS/TEMP] cannot open that message");
	return -1;
}

/* False: it was not sent. */
static bool
was_sent(struct session *s, enum send result)
{
	if (result == SEND_OK)
		return true;
	log_event(LOG_ERR, "message user=%s error=\"read: %s\"", s->who.user,
	    strerror(errno));
	if (result == SEND_FAILED)
		reply(s, "-ERR [SYS/TEMP] cannot read that message");
	else
		session_done(s, "read-error");	/* it must not look whole */
	return false;
}

/* A wrong size in a file's name is put right for the next time. */
static void
check_size(struct session *s, uint32_t number, const struct message *msg)
{
	const struct sender *sent = &s->sender;

	if (sent->vsize == msg->vsize && sent->size == msg->size)
		return;
	if (s->io.broken != LINE_OK)
		return;			/* not all of it went out */
	if (!s->repaired)
		log_event(LOG_NOTICE, "size-repaired user=%s number=%u "
		    "size=%lld octets=%lld", s->who.user, number,
		    (long long)sent->size, (long long)sent->vsize);
	s->repaired = true;
	maildrop_repair(&s->drop, number, sent->size, sent->vsize);
}

void
do_retr(struct session *s, char *arg)
{
	struct message msg;
	uint32_t number;
	enum send result;
	int fd;

	if (!only_message_arg(s, arg, &number, &msg))
		return;
	fd = open_message(s, number);
	if (fd == -1)
		return;
	result = send_message(&s->sender, &s->io, fd, msg.size, msg.vsize);
	close(fd);
	if (!was_sent(s, result))
		return;
	maildrop_accessed(&s->drop, number);
	maildrop_saw(&s->drop, number);
	s->sent++;
	s->octets += (uint64_t)s->sender.vsize;
	check_size(s, number, &msg);
}

void
do_top(struct session *s, char *arg)
{
	struct message msg;
	uint32_t number;
	uint64_t lines;
	enum send result;
	int fd;

	if (!message_arg(s, &arg, &number, &msg) ||
	    !number_arg(s, &arg, UINT64_MAX, &lines) || !no_more_args(s, arg))
		return;
	fd = open_message(s, number);
	if (fd == -1)
		return;
	result = send_top(&s->sender, &s->io, fd, lines);
	close(fd);
	if (was_sent(s, result))
		maildrop_accessed(&s->drop, number);
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

/* The Maildir; one that is not there yet will get mail some day. */
static int
open_root(const char *path)
{
	const int how = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
	int fd = open(path, how);

	if (fd == -1 && errno == ENOENT && mkdir(path, 0700) == 0)
		fd = open(path, how);
	return fd;
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
	int root = open_root(set->maildir);

	if (root == -1 || jail_limits(POP3D_MEMORY, 0) == -1 ||
	    jail_enter(JAIL_MAIL, set->maildir) == -1)
		result = MAILDROP_ERROR;
	else
		result = maildrop_open(&s->drop, root, folder, !set->no_lock,
		    set->delay);
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

/*
 * SCRAM has one more step, that the front can no longer take: our proof,
 * and an empty line back (RFC 5802 section 3, RFC 5034 section 4).
 */
static bool
finish_scram(struct session *s)
{
	char text[SASL_FINAL_SIZE], *line;
	size_t len;

	sasl_final(s->who.server_signature, text);
	line_put(&s->io, "+ %s\r\n", text);
	switch (line_get(&s->io, &line, &len)) {
	case LINE_EOF:
	case LINE_TIMEOUT:
		break;
	case LINE_OK:
		if (len == 0)
			return true;
		/* FALLTHROUGH */
	default:
		reply(s, "-ERR cancelled");
	}
	session_done(s, "scram");
	return false;
}

static void
log_end(const struct session *s, uint32_t left)
{
	char folder[4 * GATE_TAG];

	log_event(LOG_INFO, "end user=%s%s%s rip=%s reason=%s retr=%llu "
	    "octets=%llu deleted=%u left=%u", s->who.user,
	    s->ask.tag[0] != '\0' ? " folder=" : "",
	    log_quote(folder, sizeof(folder), s->ask.tag,
	    strlen(s->ask.tag)), peer_name(s), s->why,
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
	command_end(s);
	log_end(s, count - s->removed);
}
