/*
 * traffic: what a session keeps about data connections and transfers.
 *
 * Part of struct settings and struct session (ftpd.h); what is done with it
 * is in dataverbs.h.
 */
#ifndef TRAFFIC_H
#define TRAFFIC_H

#include <stdbool.h>
#include <stdint.h>

#include "common/options.h"
#include "ftpd/data.h"
#include "ftpd/helper.h"
#include "ftpd/hook.h"
#include "ftpd/rate.h"
#include "ftpd/transfer.h"
#include "ftpd/upload.h"

enum {
	/*
	 * Seconds for a data connection to be made, and without a byte on
	 * it: as vsftpd has them.  Less with -t.
	 */
	TRAFFIC_CONNECT = 60,
	TRAFFIC_STALL = 300
};

struct traffic_settings {
	struct data_settings data;	/* announce is of the session */
	const char	*ports;		/* -p LOW:HIGH */
	const char	*announce;	/* -N */
	const char	*xferlog;	/* -L */
	const char	*rate;		/* -B DOWN[:UP], of who has none */
	struct option_command hook;	/* -X */
	bool		 no_sync;	/* -y */
	bool		 keep_partial;	/* -R */
	bool		 in_place;	/* -W */
	bool		 any_port;	/* -P: active data not from port 20 */
	unsigned	 connect_timeout, stall_timeout;
};

/* The transfer that runs, for STAT and the log; valid while it does. */
struct traffic_now {
	const char	*verb;		/* "RETR"; NULL: none runs */
	const char	*path;
	int64_t		 size;		/* -1: not known */
	int64_t		 began;		/* line_now() */
	const struct progress *progress;
};

struct traffic {
	struct data	 data;
	struct in_addr	 announce;	/* of -N, looked up; or 0.0.0.0 */
	struct data_settings set;	/* with it */
	bool		 usable;	/* the peer's address is known */
	struct helper	 helper;
	struct hook	 hook;
	int		 xferlog;	/* or -1 */
	unsigned	 facts;		/* OPTS MLST */
	struct rate	 down, up;
	struct traffic_now now;
	uint64_t	 files_in, files_out, bytes_in, bytes_out;
};

#endif
