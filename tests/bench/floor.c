/*
 * floor: what the disk allows, for tests/bench/run.
 *
 *	floor files dir clients total size	messages a second
 *	floor stream dir octets			megabytes a second
 *	floor unlink dir total size		removal of files just written
 *
 * files is the bare loop behind a durable message: write, fsync, rename,
 * fsync of the directory.  dir holds tmp/ and new/.  What is written is
 * removed again when the clock has stopped.
 */
#include <sys/types.h>
#include <sys/wait.h>

#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/clock.h"

enum { CHUNK = 64 * 1024, CLIENTS_MAX = 64 };

static int	 tmp, new;

static void
write_file(const char *name, size_t size, int sync)
{
	static char chunk[CHUNK];
	size_t n;
	int fd;

	memset(chunk, 'x', sizeof(chunk));
	fd = openat(tmp, name, O_WRONLY | O_CREAT | O_EXCL, 0600);
	if (fd == -1)
		err(1, "%s", name);
	for (; size > 0; size -= n) {
		n = size < sizeof(chunk) ? size : sizeof(chunk);
		if (write(fd, chunk, n) != (ssize_t)n)
			err(1, "write");
	}
	if ((sync && fsync(fd) == -1) || close(fd) == -1)
		err(1, "fsync");
}

static void
name_of(char *name, size_t len, int client, unsigned long i)
{
	snprintf(name, len, "1795186599.P%dQ%lu.floor,S=4096", client, i);
}

static void
client_loop(int client, unsigned long count, size_t size)
{
	char name[64];
	unsigned long i;

	for (i = 0; i < count; i++) {
		name_of(name, sizeof(name), client, i);
		write_file(name, size, 1);
		if (renameat(tmp, name, new, name) == -1)
			err(1, "rename");
		if (fsync(new) == -1)
			err(1, "fsync of the directory");
	}
}

static void
files(int clients, unsigned long total, size_t size)
{
	unsigned long i, each = total / (unsigned long)clients;
	double seconds, began = now();
	char name[64];
	int c, status;

	for (c = 0; c < clients; c++)
		if (fork() == 0) {
			client_loop(c, each, size);
			_exit(0);
		}
	while (wait(&status) > 0)
		if (status != 0)
			errx(1, "a client failed");
	seconds = now() - began;
	for (c = 0; c < clients; c++)
		for (i = 0; i < each; i++) {
			name_of(name, sizeof(name), c, i);
			unlinkat(new, name, 0);
		}
	printf("seconds %.6f\nrate %.1f\n", seconds,
	    (double)each * clients / seconds);
}

static void
stream(size_t size)
{
	double seconds, began = now();

	write_file("stream", size, 1);
	seconds = now() - began;
	unlinkat(tmp, "stream", 0);
	printf("seconds %.6f\nmbytes_rate %.1f\n", seconds,
	    (double)size / seconds / 1e6);
}

static void
unlinks(unsigned long total, size_t size)
{
	char name[64];
	unsigned long i;
	double began;

	for (i = 0; i < total; i++) {
		name_of(name, sizeof(name), 0, i);
		write_file(name, size, 0);
	}
	began = now();
	for (i = 0; i < total; i++) {
		name_of(name, sizeof(name), 0, i);
		if (unlinkat(tmp, name, 0) == -1)
			err(1, "%s", name);
	}
	printf("seconds %.6f\n", now() - began);
}

static int
open_dir(const char *dir, const char *name)
{
	char path[1024];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	fd = open(path, O_RDONLY | O_DIRECTORY);
	if (fd == -1)
		err(1, "%s", path);
	return fd;
}

int
main(int argc, char *argv[])
{
	int clients;

	if (argc < 4)
		errx(100, "usage: floor files dir clients total size | "
		    "stream dir octets | unlink dir total size");
	tmp = open_dir(argv[2], "tmp");
	new = open_dir(argv[2], "new");
	if (strcmp(argv[1], "stream") == 0) {
		stream(strtoul(argv[3], NULL, 10));
		return 0;
	}
	if (strcmp(argv[1], "unlink") == 0 && argc == 5) {
		unlinks(strtoul(argv[3], NULL, 10), strtoul(argv[4], NULL, 10));
		return 0;
	}
	if (argc != 6)
		errx(100, "files wants a directory and three numbers");
	clients = atoi(argv[3]);
	if (clients < 1 || clients > CLIENTS_MAX)
		errx(100, "1 to %d clients", CLIENTS_MAX);
	files(clients, strtoul(argv[4], NULL, 10), strtoul(argv[5], NULL, 10));
	return 0;
}
