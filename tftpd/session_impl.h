/*
 * session_impl: what the parts of a session share, and nobody else.
 */
#ifndef TFTPD_SESSION_IMPL_H
#define TFTPD_SESSION_IMPL_H

#include "tftpd/session.h"

/* What its transfer wants done; arg is the session (sessionio.c). */
extern const struct transfer_io session_io;

/* After each step: over and freed, or until the next. */
void	 session_settle(struct session *);

/* Packets to its own socket (sessionwait.c): for struct loop_fd. */
void	 session_on_packet(struct loop_fd *, unsigned events);

/*
 * Takes the packets that have come to its own socket.  Not for uploads:
 * there is room only for what is no DATA.
 */
void	 session_catch_up(struct session *);

#endif
