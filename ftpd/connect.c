#include <errno.h>
#include <string.h>

#include "ftpd/command.h"
#include "ftpd/dataverbs.h"
#include "ftpd/reply.h"

/* RFC 2428 section 4: after EPSV ALL there is nothing but EPSV. */
static bool
not_all(struct session *s)
{
	if (!s->traffic.data.all)
		return true;
	reply_bad(s, 501, "Not allowed after EPSV ALL.");
	return false;
}

static void
reply_no_address(struct session *s)
{
	reply(s, 425, "No data connections: your address is not known here.");
}

/* The one family that the control connection has: "(1)" or "(2)". */
static void
reply_family(struct session *s)
{
	reply_bad(s, 522, "Network protocol not supported here, use (%d).",
	    s->traffic.data.peer.any.sa_family == AF_INET6 ? 2 : 1);
}

/* PORT and EPRT, when it has been understood. */
static void
set_port(struct session *s, const char *verb, const union address *to)
{
	/* RFC 2577 sections 3 and 4. */
	if (!s->traffic.usable)
		reply_no_address(s);
	else if (!data_port(&s->traffic.data, to))
		reply_bad(s, 504, "Only to your own address, and to ports "
		    "from 1024 on.");
	else
		reply(s, 200, "%s command successful.", verb);
}

void
do_port(struct session *s, char *arg)
{
	union address to;

	data_reset(s);
	if (!not_all(s))
		return;
	if (!hostport_port(arg, &to))
		reply_bad(s, 501, "h1,h2,h3,h4,p1,p2 must follow.");
	else
		set_port(s, "PORT", &to);
}

void
do_eprt(struct session *s, char *arg)
{
	union address to;

	data_reset(s);
	if (!not_all(s))
		return;
	switch (hostport_eprt(arg, &to)) {
	case HOSTPORT_SYNTAX:
		reply_bad(s, 501, "|family|address|port| must follow.");
		break;
	case HOSTPORT_FAMILY:
		reply_bad(s, 522, "Network protocol not supported, "
		    "use (1,2).");
		break;
	case HOSTPORT_OK:
		set_port(s, "EPRT", &to);
		break;
	}
}

/* Listens, or answers why not. */
static bool
listening(struct session *s, int family, union address *at)
{
	if (!s->traffic.usable) {
		reply_no_address(s);
		return false;
	}
	if (data_listen(&s->traffic.data, family, at) == 0)
		return true;
	reply(s, 425, "Cannot listen for a data connection: %s.",
	    strerror(errno));
	return false;
}

void
do_pasv(struct session *s, char *arg)
{
	char text[HOSTPORT_TEXT];
	union address at;

	if (!no_arg(s, arg))
		return;
	data_reset(s);
	if (!not_all(s))
		return;
	if (s->traffic.usable &&
	    s->traffic.data.peer.any.sa_family != AF_INET) {
		reply(s, 425, "PASV is for IPv4 only; use EPSV.");
		return;
	}
	if (!listening(s, AF_INET, &at))
		return;
	if (at.v4.sin_addr.s_addr == INADDR_ANY) {
		data_reset(s);
		reply(s, 425, "This end's address is not known; use EPSV.");
		return;
	}
	hostport_text(text, &at.v4);
	reply(s, 227, "Entering Passive Mode (%s)", text);
}

void
do_epsv(struct session *s, char *arg)
{
	union address at;
	int family;
	bool all;

	data_reset(s);
	switch (hostport_epsv(arg, &family, &all)) {
	case HOSTPORT_SYNTAX:
		reply_bad(s, 501, "1, 2 or ALL may follow.");
		return;
	case HOSTPORT_FAMILY:
		reply_bad(s, 522, "Network protocol not supported, "
		    "use (1,2).");
		return;
	case HOSTPORT_OK:
		break;
	}
	if (all) {
		s->traffic.data.all = true;
		reply(s, 200, "EPSV ALL command successful.");
		return;
	}
	if (s->traffic.usable && family != AF_UNSPEC &&
	    family != s->traffic.data.peer.any.sa_family)
		reply_family(s);
	else if (listening(s, family, &at))
		reply(s, 229, "Entering Extended Passive Mode (|||%u|)",
		    (unsigned)ntohs(at.any.sa_family == AF_INET6 ?
		    at.v6.sin6_port : at.v4.sin_port));
}

bool
data_open(const struct session *s)
{
	return s->traffic.data.how != DATA_NONE;
}

void
data_reset(struct session *s)
{
	if (s->traffic.usable)
		data_close(&s->traffic.data);
}
