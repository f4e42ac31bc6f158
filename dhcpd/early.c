#include <sys/wait.h>

#include <string.h>
#include <syslog.h>
#include <unistd.h>

#include "common/log.h"
#include "dhcpd/config.h"
#include "dhcpd/early.h"
#include "dhcpd/scope.h"

static int
open_file(void *arg, const char *path)
{
	return privilege_open(arg, path);
}

static void
complain(void *arg, int priority, const char *text)
{
	(void)arg;
	if (priority == LOG_ERR)
		log_fail("%s", text);
}

static void
copy_text(char dst[EARLY_PATH], struct bytes text)
{
	if (text.data != NULL && text.len < EARLY_PATH)
		memcpy(dst, text.data, text.len);
}

static void
find(struct early *e, const char *config, struct privilege *privilege)
{
	const struct place nowhere = { NULL, NULL, NULL, NULL, NULL };
	const struct config_env env = { open_file, NULL, complain,
	    privilege };
	struct config *c = config_load(config, &env);
	struct scope *s = c == NULL ? NULL : scope_new(c, NULL);

	if (s == NULL)
		return;
	scope_begin(s, NULL);
	scope_enter(s, &nowhere, SCOPE_LOOK);
	e->good = true;
	copy_text(e->leases, scope_text(s, PARAM_LEASE_FILE_NAME));
	copy_text(e->pid_file, scope_text(s, PARAM_PID_FILE_NAME));
	e->local_port = (uint16_t)scope_number(s, PARAM_LOCAL_PORT, 0);
	e->remote_port = (uint16_t)scope_number(s, PARAM_REMOTE_PORT, 0);
	e->facility = (int)scope_number(s, PARAM_LOG_FACILITY, UINT32_MAX);
	(void)scope_address(s, PARAM_LOCAL_ADDRESS, &e->local_address);
}

int
early_read(struct early *e, const char *config, struct privilege *privilege)
{
	int ends[2];
	pid_t child;

	memset(e, 0, sizeof(*e));
	e->facility = -1;
	if (pipe(ends) == -1 || (child = fork()) == -1)
		return -1;
	if (child == 0) {
		close(ends[0]);
		if (privilege_nobody(privilege) == -1)
			_exit(1);
		find(e, config, privilege);
		_exit(write(ends[1], e, sizeof(*e)) != sizeof(*e));
	}
	close(ends[1]);
	if (read(ends[0], e, sizeof(*e)) != sizeof(*e))
		e->good = false;
	close(ends[0]);
	(void)waitpid(child, NULL, 0);
	e->leases[EARLY_PATH - 1] = e->pid_file[EARLY_PATH - 1] = '\0';
	return 0;
}
