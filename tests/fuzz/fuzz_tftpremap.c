/*
 * tftpd/remap: a rules file, and behind a NUL the name that goes through it.
 * Whatever the rules are, they end, and the name has one.
 */
#include <sys/mman.h>
#include <netinet/in.h>

#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "tests/fuzz/must.h"
#include "tftpd/remap.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/*
 * Expressions are the operator's; how much regcomp(3) and regexec(3) take for
 * "a++++++++" is the libc's.  Limits keep it from being what is tested.
 */
#define LONGEST	300
#define STEPS	200
#define REPEATS	6

/* Some names are there. */
static bool
exists(void *ctx, const char *name, bool write)
{
	must(strlen(name) < REMAP_NAME);
	(void)ctx;
	return ((strlen(name) & 1) != 0) != write;
}

static void
trace(void *ctx, unsigned line, const char *name)
{
	(void)ctx;
	must(line > 0 && strlen(name) < REMAP_NAME);
}

static bool
too_hard(const uint8_t *text, size_t len)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++)
		n += strchr("*+?{", text[i]) != NULL;
	return n > REPEATS;
}

static struct remap *
rules(const uint8_t *text, size_t len)
{
	char error[REMAP_TEXT] = "";
	int fd = memfd_create("rules", MFD_CLOEXEC);
	struct remap *m;

	must(fd != -1 && write(fd, text, len) == (ssize_t)len);
	must(lseek(fd, 0, SEEK_SET) == 0);
	m = remap_read(fd, error, sizeof(error));
	must((m == NULL) == (error[0] != '\0'));
	must(strlen(error) < sizeof(error));
	close(fd);
	return m;
}

static void
apply(const struct remap *m, const uint8_t *name, size_t len, bool write)
{
	static const struct sockaddr_in client = { .sin_family = AF_INET };
	const struct remap_request req = {
		.client = (const void *)&client, .write = write,
		.exists = exists, .trace = trace
	};
	char buf[REMAP_NAME], text[REMAP_TEXT];
	enum remap_result end;

	memcpy(buf, name, len);
	buf[len] = '\0';
	end = remap_apply(m, &req, buf, text);
	must(memchr(buf, '\0', sizeof(buf)) != NULL);
	must(memchr(text, '\0', sizeof(text)) != NULL);
	must(end != REMAP_FAILED || text[0] != '\0');
	must(end != REMAP_OK || text[0] == '\0');
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const uint8_t *name;
	struct remap *m;

	if (len == 0 || len > LONGEST)
		return 0;
	name = memchr(data, '\0', len);
	if (name == NULL)
		name = data + len;
	if (too_hard(data, (size_t)(name - data)))
		return 0;
	m = rules(data, (size_t)(name - data));
	if (m == NULL)
		return 0;
	remap_limit(m, STEPS);
	if (name < data + len)
		name++;
	len -= (size_t)(name - data);
	apply(m, name, len, false);
	apply(m, name, len, true);
	remap_free(m);
	return 0;
}
