/*
 * log: one line an event, key=value, to syslog or standard error.
 *
 * What the peer sent goes through log_quote() first.  A session writes at
 * most LOG_LINES lines (D-5), and its "end" all the same.
 */
#ifndef LOG_H
#define LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <syslog.h>

#define LOG_LINES	10000	/* a pipelined flood must not fill the disk */
#define LOG_RATE	2000	/* a second; of a server that stands alone */

/*
 * Opens the log now, before privilege and the file system are given up.
 * Where standard error is the peer's connection it is not written to.
 */
void	 log_open(const char *program, int facility, bool to_stderr);

/*
 * This process has no end of its own: from now on the limit is LOG_RATE
 * lines a second, and as many of those graver than LOG_INFO.  What is left
 * out is counted and the number logged.
 */
void	 log_standalone(void);

/* Under inetd and stunnel standard error is the connection itself. */
bool	 log_stderr_is_peer(void);

void	 log_event(int priority, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));

/*
 * Why the program cannot start: on stderr when that is a terminal or the
 * log goes there, else to syslog.  (Under inetd descriptor 2 is the peer.)
 */
void	 log_fail(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * Escapes controls, blanks, '"', '\' and bytes above 0x7e as \xNN into
 * dst, cut to fit and always ended by a NUL.  Returns dst.
 */
char	*log_quote(char *dst, size_t size, const char *src, size_t len);

#endif
