#include <errno.h>
#include <string.h>
#include <unistd.h>

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
	const struct uidl *u = &s->set->uidl;
	size_t len = uidl_make(u, msg, s->drop.uidvalidity, out);

	if (clash_has(&s->clash, msg->uid))
		len = uidl_distinguish(u, msg->uid, out, len);
	return out + len;
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
	if (!s->clash.sought &&
	    clash_seek(&s->clash, &s->drop, &s->set->uidl) == -1) {
		reply(s, "-ERR [SYS/TEMP] out of memory");
		return;
	}
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
