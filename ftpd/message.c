#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ftpd/message.h"
#include "ftpd/reply.h"

char *
message_load(int fd, size_t max)
{
	char *text = NULL;
	struct stat st;
	ssize_t n;
	int error;

	if (fd == -1)
		return NULL;
	if (fstat(fd, &st) == -1 || (text = malloc(max + 1)) == NULL)
		goto fail;
	errno = EINVAL;
	if (!S_ISREG(st.st_mode))
		goto fail;
	n = read(fd, text, max);
	if (n == -1)
		goto fail;
	text[n] = '\0';
	close(fd);
	return text;
fail:
	error = errno;
	free(text);
	close(fd);
	errno = error;
	return NULL;
}

void
message_put(struct session *s, int code, const char *text)
{
	unsigned lines = 0;
	size_t len;

	if (s->quiet)
		return;
	while (*text != '\0' && lines++ < FTPD_MESSAGE_LINES) {
		len = strcspn(text, "\r\n");
		reply_part(s, code, "%.*s", (int)len, text);
		text += len;
		text += *text == '\r';
		text += *text == '\n';
	}
}

void
message_directory(struct session *s, int code, const char *path)
{
	char name[FTPD_PATH + sizeof(MESSAGE_FILE) + 1], *text;

	if (s->quiet)
		return;
	snprintf(name, sizeof(name), "%s/%s", path, MESSAGE_FILE);
	if (strlen(name) >= FTPD_PATH)
		return;
	text = message_load(path_open(&s->tree, name,
	    O_RDONLY | O_NONBLOCK | O_NOFOLLOW, 0), FTPD_MESSAGE);
	if (text == NULL)
		return;
	message_put(s, code, text);
	free(text);
}
