/*
 * A POP3 session, both states, on whatever lines: the first byte says in
 * which state it begins and what is offered, the rest is what the peer
 * sends.  The clerk behind the gate says no; the maildrop is a small one.
 */
#include <sys/socket.h>
#include <sys/stat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "pop3d/command.h"
#include "pop3d/front.h"
#include "pop3d/session.h"
#include "tests/fuzz/clerk.h"
#include "tests/fuzz/scratch.h"

int	 LLVMFuzzerInitialize(int *, char ***);
int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static struct settings	 settings;
static struct session	 session;
static int		 root = -1, null = -1;
static struct maildrop	 drop;		/* open from one session to the next */

static void
put_messages(void)
{
	scratch_put(scratch, "cur/1.M1P1.h:2,", "Subject: one\n\n.\nfour\n");
	scratch_put(scratch, "cur/2.M1P1.h,S=5:2,S", "\r\r\n.x");
	scratch_put(scratch, "cur/3.M1P1.h:2,", "");
}

/* Three messages, below a directory of this run. */
int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	scratch_make();
	if ((root = open(scratch, O_RDONLY | O_DIRECTORY)) == -1 ||
	    (null = open("/dev/null", O_RDWR)) == -1 ||
	    mkdirat(root, "cur", 0700) == -1 ||
	    mkdirat(root, "new", 0700) == -1 ||
	    mkdirat(root, "tmp", 0700) == -1)
		abort();
	log_open("fuzz", LOG_MAIL, true);
	settings.suite.host = "fuzz.example";
	settings.suite.timeout = 1;
	settings.maildir = scratch;
	if (!uidl_parse(&settings.uidl, UIDL_DEFAULT))
		abort();
	return 0;
}

static void
begin_transaction(struct session *s)
{
	if (drop.mark == NULL) {
		put_messages();
		if (maildrop_open(&drop, root, "", false, 0) != MAILDROP_OK)
			abort();
	}
	s->drop = drop;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct session *s = &session;
	int pair[2] = { -1, -1 };

	if (size < 1 || size > LINE_INPUT)
		return 0;
	memset(s, 0, offsetof(struct session, sender));
	s->set = &settings;
	s->peer.loopback = (data[0] & 2) == 0;
	s->mechanisms = MECHANISM_PLAIN | MECHANISM_LOGIN |
	    ((data[0] & 4) != 0 ? MECHANISM_SCRAM | MECHANISM_APOP : 0);
	s->state = (data[0] & 1) != 0 ? STATE_TRANS : STATE_AUTH;
	line_init(&s->io, null, null, 1);
	s->io.max = POP3D_LINE;
	if (!line_unread(&s->io, data + 1, size - 1))
		abort();
	if (s->state == STATE_AUTH) {
		if ((data[0] & 4) != 0)
			strcpy(s->stamp, "<1.2@fuzz.example>");
		if (sasl_init(&s->sasl, s->mechanisms) == -1)
			abort();
		begin_clerk(&s->gate, pair);
	} else {
		begin_transaction(s);
	}
	command_loop(s);
	if (pair[0] == -1) {
		if (s->drop.mark != NULL)
			maildrop_reset(&s->drop);
		drop = s->drop;
	} else {
		close(pair[0]);
		close(pair[1]);
	}
	return 0;
}
