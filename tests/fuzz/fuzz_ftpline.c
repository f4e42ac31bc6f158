/*
 * An FTP session, both states, on whatever bytes: the first byte says in
 * which state it begins and what is offered, the rest is what the peer
 * sends.  The clerk behind the gate says no; there are some files, and a
 * passive port to which nobody connects.
 */
#include <sys/socket.h>
#include <sys/stat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/scan.h"
#include "ftpd/command.h"
#include "ftpd/dataverbs.h"
#include "ftpd/front.h"
#include "ftpd/session.h"
#include "tests/fuzz/clerk.h"
#include "tests/fuzz/scratch.h"

int	 LLVMFuzzerInitialize(int *, char ***);
int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static struct settings	 settings;
static struct session	 session;
static char		 inside[64];
static int		 null = -1;

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
	log_open("fuzz", LOG_FTP, true);
	settings.suite.host = "fuzz.example";
	settings.suite.timeout = 1;
	settings.anonymous = "/nonexistent";
	settings.rights.perms = PERM_ALL;
	settings.rights.file_mode = 0600;
	settings.traffic.no_sync = true;
	settings.traffic.any_port = true;	/* no helper */
	/* No waiting: there is nobody else. */
	settings.traffic.connect_timeout = 0;
	settings.traffic.stall_timeout = 0;
	settings.hosts.item[settings.hosts.n++] = "a.example=/x";
	return 0;
}

static const char *const files[] = { "", "a", "d", "d/b", ".message", "l" };

/* What changes when something is done to them; all zero: they are gone. */
static void
learn_changes(struct timespec at[nitems(files)])
{
	char path[128];
	struct stat st;
	size_t i;

	for (i = 0; i < nitems(files); i++) {
		memset(&at[i], 0, sizeof(at[i]));
		snprintf(path, sizeof(path), "%s/%s", inside, files[i]);
		if (lstat(path, &st) == 0)
			at[i] = st.st_ctim;
	}
}

/* The same for every input: most of them leave them alone. */
static void
make_files(void)
{
	static struct timespec made[nitems(files)];
	struct timespec now[nitems(files)];
	char path[128];

	learn_changes(now);
	if (now[0].tv_sec != 0 && memcmp(now, made, sizeof(now)) == 0)
		return;
	scratch_remove(inside);
	if (mkdir(inside, 0700) == -1)
		abort();
	snprintf(path, sizeof(path), "%s/d", inside);
	if (mkdir(path, 0700) == -1)
		abort();
	scratch_put(inside, "a", "one\ntwo\n");
	scratch_put(inside, "d/b", "");
	scratch_put(inside, ".message", "Hello\nthere\n");
	snprintf(path, sizeof(path), "%s/l", inside);
	if (symlink("/d/b", path) == -1)
		abort();
	learn_changes(made);
}

static void
begin_files(struct session *s)
{
	make_files();
	s->rights = settings.rights;
	s->type = 'A';
	s->idle = 300;
	s->prot = 'C';
	s->pbsz = true;
	if (transfer_open(s) == -1)
		abort();
	transfer_prepare(s);
	if (path_start(&s->tree, inside, s->rights.hide_dots) == -1)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct session *s = &session;
	int pair[2] = { -1, -1 };

	if (size < 1 || size > LINE_INPUT)
		return 0;
	memset(s, 0, sizeof(*s));
	s->set = &settings;
	settings.rights.hide_dots = (data[0] & 4) != 0;
	s->state = (data[0] & 1) != 0 ? STATE_FILES : STATE_LOGIN;
	if ((data[0] & 2) == 0 &&
	    (!peer_set(&s->peer, "127.0.0.1", 40000) ||
	    !peer_set_local(&s->peer, "127.0.0.1", 21)))
		abort();
	s->secure = settings.suite.tls = (data[0] & 8) != 0;
	telnet_init(&s->telnet);
	line_init(&s->io, null, null, 1);
	if (!line_unread(&s->io, data + 1, size - 1))
		abort();
	if (s->state == STATE_LOGIN)
		begin_clerk(&s->gate, pair);
	else
		begin_files(s);
	command_loop(s);
	if (pair[0] == -1) {
		data_reset(s);
		close(s->tree.root);
	} else {
		close(pair[0]);
		close(pair[1]);
	}
	return 0;
}
