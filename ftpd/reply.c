#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "common/log.h"
#include "common/scan.h"
#include "ftpd/command.h"
#include "ftpd/reply.h"

/* A path, doubled where it must be, and words around it. */
#define REPLY	(2 * FTPD_PATH + 512)

static void
log_reply(const struct session *s, int code, const char *text)
{
	char quoted[1024], number[16] = "";

	if (code != 0)
		snprintf(number, sizeof(number), "%d\\x20", code);
	log_event(LOG_INFO, "reply rip=%s text=\"%s%s\"", peer_ip(&s->peer),
	    number, log_quote(quoted, sizeof(quoted), text, strlen(text)));
}

/*
 * RFC 854: IAC is doubled and CR followed by NUL.  LF, which only a name
 * that others have made can hold, would end the line.
 */
static size_t
harmless(char *out, size_t size, const char *text)
{
	unsigned char c;
	size_t n = 0;

	while ((c = (unsigned char)*text++) != '\0' && n + 2 < size) {
		out[n++] = c == '\n' ? '?' : (char)c;
		if (c == 0xff)
			out[n++] = (char)c;
		else if (c == '\r')
			out[n++] = '\0';
	}
	return n;
}

static void send_reply(struct session *, int code, char mark,
    const char *fmt, va_list ap) __attribute__((format(printf, 4, 0)));

static void
send_reply(struct session *s, int code, char mark, const char *fmt,
    va_list ap)
{
	char text[REPLY], line[2 * REPLY];
	size_t n = 0;

	vsnprintf(text, sizeof(text), fmt, ap);
	if (s->set->suite.verbose > 1)
		log_reply(s, code, text);
	if (mark != '\0')
		n = (size_t)snprintf(line, sizeof(line), "%03d%c", code, mark);
	else
		line[n++] = ' ';
	n += harmless(line + n, sizeof(line) - n - 2, text);
	memcpy(line + n, "\r\n", 2);
	line_write(&s->io, line, n + 2);
}

void
reply(struct session *s, int code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	send_reply(s, code, ' ', fmt, ap);
	va_end(ap);
}

void
reply_part(struct session *s, int code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	send_reply(s, code, '-', fmt, ap);
	va_end(ap);
}

void
reply_text(struct session *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	send_reply(s, 0, '\0', fmt, ap);
	va_end(ap);
}

void
reply_bad(struct session *s, int code, const char *fmt, ...)
{
	unsigned limit = s->state == STATE_LOGIN ? FTPD_LOGIN_ERRORS :
	    FTPD_ERRORS;
	va_list ap;

	if (++s->errors >= limit) {
		reply(s, 421, "Too many errors, closing the connection.");
		session_done(s, "errors");
		return;
	}
	va_start(ap, fmt);
	send_reply(s, code, ' ', fmt, ap);
	va_end(ap);
}

static bool
is_among(int error, const int errors[], size_t n)
{
	while (n-- > 0)
		if (errors[n] == error)
			return true;
	return false;
}

/* What happens to anybody any day, and is not worth a line in the log. */
static bool
is_ordinary(int error)
{
	static const int ordinary[] = { ENOENT, EACCES, EPERM, EEXIST,
	    ENOTDIR, EISDIR, ENOTEMPTY, ENAMETOOLONG, ELOOP, EROFS, EXDEV,
	    EINVAL, ETXTBSY, EBUSY, ENOSPC, EDQUOT, EFBIG };

	return is_among(error, ordinary, nitems(ordinary));
}

/*
 * What may be over when the client tries again (RFC 959 section 4.2: 4yz);
 * a 550 would make it give up.
 */
static bool
is_passing(int error)
{
	static const int passing[] = { EIO, EINTR, EAGAIN, EMFILE, ENFILE,
	    ENOMEM, ENOBUFS, ENOLCK, ESTALE, ETIMEDOUT };

	return is_among(error, passing, nitems(passing));
}

void
reply_errno(struct session *s, int code, const char *name)
{
	char quoted[1024];
	int error = errno;

	if (error == ENOSPC)
		code = 452;
	else if (error == EDQUOT || error == EFBIG)
		code = 552;
	else if (is_passing(error))
		code = 451;
	if (!is_ordinary(error))
		log_event(LOG_ERR, "file user=%s path=%s error=\"%s\"",
		    s->who.user, log_quote(quoted, sizeof(quoted), name,
		    strlen(name)), strerror(error));
	reply(s, code, "%s: %s.", name, error == ELOOP ?
	    "Symbolic link that cannot be followed" : strerror(error));
}
