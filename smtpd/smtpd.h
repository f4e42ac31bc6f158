/*
 * smtpd: what its flags set, and the limits that its parts share.
 */
#ifndef SMTPD_H
#define SMTPD_H

#include <stdbool.h>

#include "common/options.h"

#define SMTPD_RCPT_MAX	1000	/* recipients a transaction; RFC 5321
				   section 4.5.3.1.8 asks for 100 */
#define SMTPD_SIZE	(100UL << 20)	/* -S: octets of a message */
#define SMTPD_SECONDS	3600		/* a session, whatever it does (D-2) */
#define SMTPD_HOPS	100	/* Received fields (RFC 5321 section 6.3) */

struct settings {
	struct suite		 suite;
	struct option_list	 domains;	/* -d; none: the host's name */
	const char		*aliases;	/* -a */
	const char		*catchall;	/* -C, a local user */
	const char		*maildir;	/* -m, below the home */
	bool			 lmtp;		/* -L */
	bool			 lf_lines;	/* -z */
	bool			 submission;	/* -M */
	bool			 any_sender;	/* -o */
	struct option_command	 relay;		/* -r */
	struct option_command	 delivery;	/* -D */
	struct option_command	 filter;	/* -F */
	struct option_list	 blocklists;	/* -R */
	unsigned long		 greet_delay;	/* -g, seconds */
	unsigned long		 max_size;	/* -S, octets */
};

#endif
