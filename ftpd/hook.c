#include <sys/socket.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/jail.h"
#include "common/log.h"
#include "common/master.h"
#include "ftpd/hook.h"

/* One upload; sent as one packet, path up to its NUL. */
struct record {
	uint64_t size;
	char	 path[PATH_MAX];
};

#define RECORD_MIN	(sizeof(uint64_t) + 2)

/* Below whatever was told to us, as seen from outside of the chroot. */
static bool
real_path(char path[2 * PATH_MAX], const char *root, const char *in)
{
	size_t len = strlen(root);
	int n;

	while (len > 0 && root[len - 1] == '/')
		len--;
	n = snprintf(path, 2 * PATH_MAX, "%.*s%s", (int)len, root, in);
	return n > 0 && n < 2 * PATH_MAX;
}

/* In the child of the child. */
static _Noreturn void
run(const struct option_command *command, const char *path, uint64_t size)
{
	char *argv[OPTION_WORDS + 2], text[24], *copy = strdup(path);
	size_t i;

	for (i = 0; i < command->argc; i++)
		argv[i] = command->argv[i];
	argv[i++] = copy;
	argv[i] = NULL;
	snprintf(text, sizeof(text), "%llu", (unsigned long long)size);
	signal(SIGPIPE, SIG_DFL);
	if (copy != NULL && setenv("UPLOAD_SIZE", text, 1) == 0)
		execvp(argv[0], argv);
	log_event(LOG_ERR, "hook command=%s error=\"%s\"", argv[0],
	    strerror(errno));
	_exit(127);
}

static void
serve(int fd, const struct option_command *command, const char *root)
{
	char path[2 * PATH_MAX];
	struct record r;
	ssize_t n;
	pid_t pid;

	for (;;) {
		n = recv(fd, &r, sizeof(r), 0);
		if (n == -1 && errno == EINTR)
			continue;
		if (n < (ssize_t)RECORD_MIN)
			return;
		r.path[(size_t)n - sizeof(r.size) - 1] = '\0';
		if (r.path[0] != '/' || !real_path(path, root, r.path))
			continue;
		pid = fork();
		if (pid == 0)
			run(command, path, r.size);
		while (pid != -1 && waitpid(pid, NULL, 0) == -1 &&
		    errno == EINTR)
			;
	}
}

/* The user's, with nothing of the session's but the socket. */
static void
begin(int fd, const struct option_command *command,
    const struct identity *who, const struct peer *peer)
{
	master_leave(open("/dev/null", O_RDWR | O_CLOEXEC));
	if (chdir(who->home) == -1 ||
	    setenv("UPLOAD_USER", who->user, 1) == -1 ||
	    setenv("UPLOAD_IP", peer_ip(peer), 1) == -1)
		log_event(LOG_ERR, "hook user=%s error=\"%s\"", who->user,
		    strerror(errno));
	else
		serve(fd, command, who->home);
}

int
hook_start(struct hook *h, const struct option_command *command,
    const struct identity *who, const struct peer *peer)
{
	pid_t pid = command->argc == 0 ? 1 : master_pair(&h->fd);

	if (pid == 0) {
		if (jail_become(who->uid, who->gid, who->groups,
		    who->ngroups) == 0)
			begin(h->fd, command, who, peer);
		_exit(0);
	}
	return pid == -1 ? -1 : 0;
}

/* There is room in the queue, or soon was not. */
static bool
wait_for_room(const struct hook *h)
{
	struct pollfd p = { .fd = h->fd, .events = POLLOUT };

	return poll(&p, 1, HOOK_WAIT * 1000) == 1 &&
	    (p.revents & POLLOUT) != 0;
}

bool
hook_run(struct hook *h, const char *path, uint64_t size)
{
	struct record r;
	size_t len = strlen(path) + 1;
	ssize_t n;

	if (h->fd == -1 || len > sizeof(r.path))
		return false;
	r.size = size;
	memcpy(r.path, path, len);
	do
		n = send(h->fd, &r, sizeof(r.size) + len, MSG_DONTWAIT |
		    MSG_NOSIGNAL);
	while (n == -1 && (errno == EINTR || (errno == EAGAIN &&
	    wait_for_room(h))));
	return n != -1;
}
