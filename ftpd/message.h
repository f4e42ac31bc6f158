/*
 * message: texts of the administrator's, sent as part of a reply: the
 * banner (-b), the message of the day (-m), a directory's .message.
 */
#ifndef MESSAGE_H
#define MESSAGE_H

#include "ftpd/ftpd.h"

#define MESSAGE_FILE	".message"

/*
 * All of a file, at most max bytes of it; the caller frees it.  NULL with
 * errno, EINVAL when it is not a regular file.  Takes fd, which may be -1.
 */
char	*message_load(int fd, size_t max);

/* Its lines, each as "230-line", in front of the reply with that code. */
void	 message_put(struct session *, int code, const char *text);

/* The same with the MESSAGE_FILE of the directory (a path in the tree). */
void	 message_directory(struct session *, int code, const char *path);

#endif
