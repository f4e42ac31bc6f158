#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/scan.h"
#include "dhcpd/privilege.h"

/* <linux/capability.h>, which not every libc lets us include. */
#define CAPABILITIES_3	0x20080522u
#define DAC_OVERRIDE	(1u << 1)
#define DAC_READ_SEARCH	(1u << 2)

#define NOBODY		65534	/* who owns nothing, on any system */
#define OPENED_MAX	4096	/* files that a configuration includes */

static int
set_capabilities(uint32_t permitted, uint32_t effective)
{
	struct { uint32_t version; int pid; } head = { CAPABILITIES_3, 0 };
	struct { uint32_t effective, permitted, inheritable; } has[2];

	memset(has, 0, sizeof(has));
	has[0].effective = effective;
	has[0].permitted = permitted;
	return (int)syscall(SYS_capset, &head, has);
}

/* --- whom to become */

/* The usual directory, which is root's, with what is in it. */
static int
give_directory(const struct privilege *p, const char *dir, const char *user)
{
	static const char *const files[] = { FLAGS_LEASES, FLAGS_LEASES "~" };
	size_t i;

	if (chown(dir, p->user.uid, p->user.gid) == -1)
		return -1;
	log_event(LOG_NOTICE, "%s belongs to %s now, who serves", dir, user);
	for (i = 0; i < nitems(files); i++)
		(void)!lchown(files[i], p->user.uid, p->user.gid);
	return 0;
}

static bool
default_user(struct privilege *p, const char *dir)
{
	static const char *const names[] = { "dhcpd", "_dhcpd", "nobody" };
	size_t i;

	for (i = 0; i < nitems(names); i++)
		if (daemon_user(&p->user, names[i], NULL) == 0)
			break;
	return i < nitems(names) && p->user.uid != 0 &&
	    give_directory(p, dir, names[i]) == 0;
}

/* Another directory than the usual one may have other things in it. */
static void
find_by_directory(struct privilege *p, const char *dir, const struct stat *st,
    bool usual)
{
	if (st->st_uid != 0) {
		p->user.uid = st->st_uid;
		p->user.gid = st->st_gid;
		p->user.ngroups = 0;
		p->change = true;
	} else if (usual && default_user(p, dir))
		p->change = true;
	else
		log_event(LOG_WARNING, "%s is root's, and so dhcpd stays "
		    "root in its jail: say -user, or give the directory to "
		    "a user", dir);
}

static void
find_config_dir(struct privilege *p, const char *config)
{
	char copy[PATH_MAX];

	if (strlen(config) >= sizeof(copy))
		return;
	strcpy(copy, config);
	if (realpath(dirname(copy), p->config_dir) == NULL ||
	    strlen(p->config_dir) + 2 > sizeof(p->config_dir)) {
		p->config_dir[0] = '\0';
		return;
	}
	if (strcmp(p->config_dir, "/") != 0)
		strcat(p->config_dir, "/");
}

int
privilege_find(struct privilege *p, const struct flags *f, const char *dir,
    bool usual)
{
	struct stat st;

	if (stat(dir, &st) == -1)
		return -1;
	find_config_dir(p, f->config);
	if (f->user == NULL) {
		if (geteuid() == 0)
			find_by_directory(p, dir, &st, usual);
		return 0;
	}
	if (daemon_user(&p->user, f->user, f->group) == -1)
		return -1;
	p->change = geteuid() == 0 && p->user.uid != 0;
	if (p->change && usual && st.st_uid == 0)
		(void)give_directory(p, dir, f->user);
	return 0;
}

/* --- becoming it */

/* Who stays root may write any file of that directory, and no more. */
int
privilege_drop(const struct privilege *p, const char *chroot_to)
{
	if (daemon_drop(chroot_to, p->change ? &p->user : NULL) == -1)
		return -1;
	return geteuid() == 0 ? set_capabilities(DAC_OVERRIDE,
	    DAC_OVERRIDE) : 0;
}

int
privilege_drop_but_read(struct privilege *p)
{
	bool root = geteuid() == 0;

	if (root && prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) == -1)
		return -1;
	if (daemon_drop(NULL, p->change ? &p->user : NULL) == -1)
		return -1;
	if (!root)
		return 0;
	(void)prctl(PR_SET_KEEPCAPS, 0, 0, 0, 0);
	/* Not everybody's root has them: what the user can read must do then. */
	p->reader = DAC_READ_SEARCH;
	if (set_capabilities(p->reader, 0) == 0)
		return 0;
	p->reader = DAC_OVERRIDE;
	if (set_capabilities(p->reader, 0) == 0)
		return 0;
	p->reader = 0;
	return set_capabilities(0, 0);
}

int
privilege_nobody(struct privilege *p)
{
	p->change = geteuid() == 0;
	p->user.uid = NOBODY;
	p->user.gid = NOBODY;
	p->user.ngroups = 0;
	return privilege_drop_but_read(p);
}

/* --- reading as root could */

static bool
may_read(const struct privilege *p, const char *path)
{
	size_t i, len = strlen(p->config_dir);

	if (!p->sealed || (len > 0 && strncmp(path, p->config_dir, len) == 0))
		return true;
	for (i = 0; i < p->nopened; i++)
		if (strcmp(p->opened[i], path) == 0)
			return true;
	return false;
}

static void
remember(struct privilege *p, const char *path)
{
	char **more;

	if (p->sealed || p->nopened == OPENED_MAX)
		return;
	more = realloc(p->opened, (p->nopened + 1) * sizeof(more[0]));
	if (more == NULL)
		return;
	p->opened = more;
	p->opened[p->nopened] = strdup(path);
	if (p->opened[p->nopened] != NULL)
		p->nopened++;
}

/* The path is made real first: ".." and links lead nowhere else. */
static int
open_raised(struct privilege *p, const char *path)
{
	char real[PATH_MAX];
	int fd;

	if (realpath(path, real) == NULL)
		return -1;
	if (!may_read(p, real)) {
		errno = EACCES;
		return -1;
	}
	fd = open(real, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW);
	if (fd != -1)
		remember(p, real);
	return fd;
}

int
privilege_open(struct privilege *p, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY), error;

	if (fd != -1 || errno != EACCES || p->reader == 0 ||
	    set_capabilities(p->reader, p->reader) == -1)
		return fd;
	fd = open_raised(p, path);
	error = errno;
	/* Else it could open anything from now on. */
	if (set_capabilities(p->reader, 0) == -1)
		abort();
	errno = error;
	return fd;
}

void
privilege_seal(struct privilege *p)
{
	p->sealed = true;
}
