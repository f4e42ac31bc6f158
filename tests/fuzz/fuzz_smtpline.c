/*
 * An SMTP session on whatever lines: the first byte says which flags there
 * are, the rest is what the peer sends.  Mail goes to one account, alone;
 * the clerk behind the gate says yes to the second login.
 */
#include <sys/socket.h>
#include <sys/stat.h>

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "smtpd/session.h"
#include "tests/fuzz/scratch.h"

int	 LLVMFuzzerInitialize(int *, char ***);
int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define SWEEP	1000		/* sessions between two of them */
#define NOBODY	65534

static struct settings	 settings;
static struct session	 session;
static struct gate	 gate;
static char		 passwd[128], new[128];
static int		 null = -1;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *what;
	bool brokered;
	FILE *f;

	(void)argc;
	(void)argv;
	scratch_make();
	if (geteuid() == 0 && (chown(scratch, NOBODY, NOBODY) == -1 ||
	    setresgid(NOBODY, NOBODY, NOBODY) == -1 ||
	    setresuid(NOBODY, NOBODY, NOBODY) == -1))
		abort();		/* root gets no mail */
	snprintf(passwd, sizeof(passwd), "%s/passwd", scratch);
	snprintf(new, sizeof(new), "%s/joe/Maildir/new", scratch);
	f = fopen(passwd, "w");
	if (f == NULL || fprintf(f, "joe:{PLAIN}x:%u:%u::%s/joe\n",
	    (unsigned)geteuid(), (unsigned)getegid(), scratch) < 0 ||
	    fclose(f) != 0)
		abort();
	null = open("/dev/null", O_RDWR);
	log_open("fuzz", LOG_MAIL, true);
	settings.suite.host = "mx.example.org";
	settings.suite.passwd = passwd;
	settings.suite.timeout = 1;
	settings.domains.item[settings.domains.n++] = "example.org";
	settings.maildir = "Maildir";
	settings.max_size = 4096;
	if (post_open(post_instance(), &settings, "", &brokered, &what) == -1)
		abort();
	return 0;
}

/* A clerk with its answers ready. */
static void
begin_gate(int pair[2])
{
	static struct gate_reply answers[GATE_TRIES];
	size_t i;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == -1)
		abort();
	for (i = 0; i < GATE_TRIES; i++) {
		answers[i].verdict = i == 1 ? GATE_YES : GATE_NO;
		answers[i].iterations = 4096;
		answers[i].salt_len = 16;
	}
	if (write(pair[1], answers, sizeof(answers)) != sizeof(answers) ||
	    shutdown(pair[1], SHUT_WR) == -1)
		abort();
	gate.fd = pair[0];
}

static void
sweep(void)
{
	static unsigned n;
	struct dirent *e;
	DIR *d;

	if (++n % SWEEP != 0 || (d = opendir(new)) == NULL)
		return;
	while ((e = readdir(d)) != NULL)
		if (e->d_name[0] != '.')
			(void)unlinkat(dirfd(d), e->d_name, 0);
	closedir(d);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct session *s = &session;
	int pair[2];

	if (len < 1 || len - 1 > LINE_INPUT)
		return 0;
	settings.lmtp = data[0] & 1;
	settings.lf_lines = data[0] & 2;
	settings.submission = data[0] & 4;
	settings.suite.cleartext = data[0] & 8;
	settings.any_sender = true;
	settings.suite.resumed = true;		/* nobody is greeted */
	memset(s, 0, offsetof(struct session, content));
	s->set = &settings;
	s->post = post_instance();
	s->replayed = true;
	s->end = NULL;
	s->refused = false;
	s->commands = s->mails = s->accepted = s->logins = 0;
	s->errors = s->unknown = s->strikes = s->junk = 0;
	begin_gate(pair);
	s->gate = &gate;
	s->mechanisms = MECHANISM_PLAIN | MECHANISM_LOGIN | MECHANISM_SCRAM;
	if (sasl_init(&s->sasl, s->mechanisms) == -1)
		abort();
	line_init(&s->io, null, null, 1);
	if (!line_unread(&s->io, data + 1, len - 1))
		abort();
	session_run(s);
	if (s->state != DONE || s->accepted > s->mails)
		abort();
	close(pair[0]);
	close(pair[1]);
	sweep();
	return 0;
}
