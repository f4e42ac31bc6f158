/*
 * An IMAP session on whatever bytes: the first byte says in which state it
 * begins and what was enabled, the rest is what the peer sends.  The clerk
 * behind the gate says no; there are a few messages and folders.
 */
#include <sys/socket.h>
#include <sys/stat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "imapd/command.h"
#include "imapd/front.h"
#include "imapd/session.h"
#include "tests/fuzz/clerk.h"
#include "tests/fuzz/scratch.h"

int	 LLVMFuzzerInitialize(int *, char ***);
int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

enum { CROWD = 100 };		/* messages; then the mail is made anew */

/* Bits of the first byte. */
enum { LOGGED_IN = 1, SELECTED = 2, FAR = 4, SCRAM = 8, REV2 = 16,
	QRESYNC = 32, SLASH = 64, FRESH = 128 };

static struct settings	 settings;
static struct session	 session;
static char		 inside[64];
static int		 null = -1;
static unsigned		 runs;

static const char mixed[] =
    "Date: Sat, 21 Nov 2026 09:00:00 +0100\n"
    "From: =?utf-8?q?J=C3=B6rg?= <joerg@example.org>\n"
    "Subject: Re: [x] hello\nMessage-ID: <1@example.org>\n"
    "Content-Type: multipart/mixed; boundary=b\n\n"
    "--b\n\none\n--b\nContent-Type: message/rfc822\n\n"
    "Subject: inner\nTo: a@b, c: d@e;\n\ntext\n--b\n"
    "Content-Type: image/png; name*=utf-8''x\n"
    "Content-Transfer-Encoding: base64\n\nYWJjZA==\n--b--\n";
static const char plain[] =
    "Date: 20 Nov 2026 10:00 GMT\nFrom: ann@example.org\n"
    "Subject: hello\nReferences: <1@example.org>\n"
    "In-Reply-To: <1@example.org>\nMessage-ID: <2@example.org>\n\nbody\n";

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	scratch_make();
	snprintf(inside, sizeof(inside), "%s/in", scratch);
	null = open("/dev/null", O_RDWR);
	if (null == -1)
		abort();
	log_open("fuzz", LOG_MAIL, false);
	settings.suite.host = "fuzz.example";
	settings.suite.timeout = 1;
	settings.append = 1 << 20;
	settings.uidonly = true;
	return 0;
}

static void
folder(const char *name)
{
	static const char *const sub[] = { "", "/cur", "/new", "/tmp" };
	char path[128];
	size_t i;

	for (i = 0; i < sizeof(sub) / sizeof(sub[0]); i++) {
		snprintf(path, sizeof(path), "%s%s%s", inside, name, sub[i]);
		if (mkdir(path, 0700) == -1)
			abort();
	}
}

/* Made anew now and then: most inputs change nothing. */
static void
make_mail(bool fresh)
{
	if (!fresh && runs++ % 64 != 0 && access(inside, F_OK) == 0)
		return;
	scratch_remove(inside);
	folder("");
	folder("/.a");
	folder("/.a.b");
	folder("/.&AOQ-");
	scratch_put(inside, "subscriptions", "V\t2\n\nINBOX\na\tb\n");
	scratch_put(inside, "cur/1.M1P1.h:2,", mixed);
	scratch_put(inside, "cur/2.M1P1.h:2,SF", plain);
	scratch_put(inside, "new/3.M1P1.h", "no header\n");
}

static void
begin_mail(struct session *s, unsigned how)
{
	make_mail((how & FRESH) != 0);
	s->root = open(inside, O_RDONLY | O_DIRECTORY);
	if (s->root == -1)
		abort();
	s->state = STATE_AUTH;
	if ((how & REV2) != 0)
		s->enabled |= ENABLED_REV2 | ENABLED_UTF8;
	if ((how & QRESYNC) != 0)
		s->enabled |= ENABLED_QRESYNC | ENABLED_CONDSTORE;
	s->out.utf8 = (how & REV2) != 0;
	if ((how & SELECTED) != 0 &&
	    view_open(&s->view, s->root, "", false) == 0)
		s->state = STATE_SELECTED;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct session *s = &session;
	unsigned how = size > 0 ? data[0] : 0;
	int pair[2] = { -1, -1 };

	if (size < 1 || size > LINE_INPUT)
		return 0;
	memset(s, 0, sizeof(*s));
	s->set = &settings;
	s->root = -1;
	if (!naming_set(&settings.naming, (how & SLASH) != 0 ? "/" : "."))
		abort();
	s->peer.loopback = (how & FAR) == 0;
	s->mechanisms = MECHANISM_PLAIN | MECHANISM_LOGIN |
	    ((how & SCRAM) != 0 ? MECHANISM_SCRAM : 0);
	line_init(&s->io, null, null, 1);
	if (!line_unread(&s->io, data + 1, size - 1))
		abort();
	out_peer(&s->out, &s->io);
	input_init(&s->input, &s->io,
	    (how & LOGGED_IN) != 0 ? INPUT_SIZE : INPUT_LOGIN);
	if ((how & LOGGED_IN) != 0) {
		begin_mail(s, how);
	} else {
		s->state = STATE_FRONT;
		if (sasl_init(&s->sasl, s->mechanisms) == -1)
			abort();
		begin_clerk(&s->gate, pair);
	}
	command_loop(s);
	if (s->view.count > CROWD)
		runs = 0;		/* COPY 1:* doubles it each time */
	session_free(s);
	if (s->root != -1)
		close(s->root);
	if (pair[0] != -1) {
		close(pair[0]);
		close(pair[1]);
	}
	return 0;
}
