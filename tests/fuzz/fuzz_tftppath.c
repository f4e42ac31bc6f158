/*
 * tftpd/name and tftpd/file: a name from the peer, opened below a root that
 * has links out of it.  Nothing but the root's own files comes out, and what
 * is made by an upload is below it and gone again.
 */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/fuzz/must.h"
#include "tftpd/file.h"
#include "tftpd/name.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);
int	 LLVMFuzzerInitialize(int *, char ***);

static char top[] = "/tmp/fuzz_tftppath.XXXXXX";
static struct file_rules rules = {
	.secure = true, .create = true, .permissive = true, .umask = 022
};
static struct stat inside;

static void
make(int dir, const char *name, mode_t mode)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT, mode);

	must(fd != -1 && write(fd, name, strlen(name)) > 0);
	close(fd);
}

static void
clean(void)
{
	char command[sizeof(top) + 16];

	(void)snprintf(command, sizeof(command), "rm -rf %s", top);
	if (system(command) != 0)
		_exit(1);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *dirs[1];
	char root[64];
	int dir;

	(void)argc;
	(void)argv;
	must(mkdtemp(top) != NULL);
	atexit(clean);
	dir = open(top, O_RDONLY | O_DIRECTORY);
	must(dir != -1 && mkdirat(dir, "root", 0755) == 0 &&
	    mkdirat(dir, "root/d", 0755) == 0);
	make(dir, "secret", 0666);
	make(dir, "root/f", 0666);
	make(dir, "root/d/f", 0666);
	must(symlinkat("../secret", dir, "root/up") == 0 &&
	    symlinkat("/etc/passwd", dir, "root/abs") == 0 &&
	    symlinkat("..", dir, "root/out") == 0 &&
	    symlinkat("l", dir, "root/l") == 0 &&
	    symlinkat("d/f", dir, "root/in") == 0);
	close(dir);
	(void)snprintf(root, sizeof(root), "%s/root", top);
	must(stat(root, &inside) == 0);
	dirs[0] = root;
	must(file_roots(&rules, dirs, 1) == 0);
	return 0;
}

/* Clean paths stay as they are, and go down only. */
static bool
look_name(const char *name)
{
	char path[NAME_PATH], again[NAME_PATH];
	const char *p;
	size_t n;

	if (name_clean(path, name) == -1) {
		must(errno == EACCES || errno == ENOENT ||
		    errno == ENAMETOOLONG);
		return false;
	}
	for (p = path; *p != '\0'; p += n + (p[n] == '/')) {
		n = strcspn(p, "/");
		must(n > 0 && !(n == 1 && p[0] == '.') &&
		    !(n == 2 && p[0] == '.' && p[1] == '.'));
	}
	must(p > path && p[-1] != '/');
	must(name_clean(again, path) == 0 && strcmp(path, again) == 0);
	return true;
}

/* Where the kernel says that this descriptor is. */
static void
look_inside(int fd)
{
	char link[64], path[4096];
	ssize_t n;

	(void)snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof(path) - 1);
	must(n > 0);
	path[n] = '\0';
	must(strncmp(path, top, strlen(top)) == 0 &&
	    strncmp(path + strlen(top), "/root/", 6) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char name[2 * NAME_PATH];
	struct file f;
	bool good;

	if (len >= sizeof(name))
		return 0;
	memcpy(name, data, len);
	name[len] = '\0';
	good = look_name(name);
	file_init(&f);
	if (file_open(&f, &rules, name) == 0) {
		must(good);
		look_inside(f.fd);
		file_close(&f);
	} else {
		must(f.why != NULL && f.fd == -1 && f.dir == -1);
	}
	/* Not committed: root/ stays as it was. */
	file_init(&f);
	if (file_create(&f, &rules, name, -1) == 0) {
		must(good);
		look_inside(f.fd);
		file_close(&f);
	} else {
		must(f.why != NULL && f.fd == -1 && f.dir == -1);
	}
	return 0;
}
