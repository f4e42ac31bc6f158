/*
 * replay: every file of a directory through one fuzz target, with any
 * compiler: what was once interesting stays tested where there is no fuzzer.
 *
 *	replay_TARGET CORPUS
 */
#include <sys/stat.h>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Not every target has it. */
int	 LLVMFuzzerInitialize(int *, char ***) __attribute__((weak));

static char path[4096];

/* Says which input it was. */
static void
died(int signal_number)
{
	static const char text[] = "not ok 1 - died of ";
	ssize_t ignored;

	ignored = write(1, text, sizeof(text) - 1);
	ignored = write(1, path, strlen(path));
	ignored = write(1, "\n", 1);
	(void)ignored;
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

/* From memory of its exact size, so that valgrind sees one byte too many. */
static int
replay(void)
{
	struct stat st;
	int fd = open(path, O_RDONLY);
	uint8_t *data;

	if (fd == -1 || fstat(fd, &st) == -1 || !S_ISREG(st.st_mode)) {
		if (fd != -1)
			close(fd);
		return 0;
	}
	data = malloc(st.st_size == 0 ? 1 : (size_t)st.st_size);
	if (data == NULL || read(fd, data, (size_t)st.st_size) != st.st_size)
		abort();
	close(fd);
	LLVMFuzzerTestOneInput(data, (size_t)st.st_size);
	free(data);
	return 1;
}

int
main(int argc, char **argv)
{
	static const int deadly[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };
	struct dirent *e;
	DIR *dir;
	int n = 0;
	size_t i;

	for (i = 0; i < sizeof(deadly) / sizeof(deadly[0]); i++)
		signal(deadly[i], died);
	if (LLVMFuzzerInitialize != NULL)
		(void)LLVMFuzzerInitialize(&argc, &argv);
	/* An input in memory first: the target must take an empty one. */
	strcpy(path, "an empty input");
	LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
	dir = argc > 1 ? opendir(argv[1]) : NULL;
	while (dir != NULL && (e = readdir(dir)) != NULL)
		if (snprintf(path, sizeof(path), "%s/%s", argv[1],
		    e->d_name) < (int)sizeof(path))
			n += replay();
	if (dir != NULL)
		closedir(dir);
	printf("%s 1 - %d inputs\n1..1\n", n > 0 ? "ok" : "not ok", n);
	return n > 0 ? 0 : 1;
}
