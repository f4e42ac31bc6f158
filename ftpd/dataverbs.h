/*
 * dataverbs: the commands that open a data connection, or tell of files in
 * the way that RFC 3659 does.  Login has been checked by the table.
 */
#ifndef DATAVERBS_H
#define DATAVERBS_H

#include <stddef.h>
#include <time.h>

#include "ftpd/ftpd.h"

/* connect.c */
void	 do_port(struct session *, char *arg);
void	 do_pasv(struct session *, char *arg);
void	 do_eprt(struct session *, char *arg);
void	 do_epsv(struct session *, char *arg);

/* Is a data connection open, or prepared? (ABOR, STAT) */
bool	 data_open(const struct session *);

/* Forgets PORT, PASV, and closes what is open: REIN, ABOR, the end. */
void	 data_reset(struct session *);

/*
 * -p as it was given, and -t (0: it was not), which holds for data too.
 * False: error[] says what is wrong.
 */
bool	 traffic_configure(struct traffic_settings *, unsigned silence,
	    char *error, size_t size);

/*
 * Before the front is forked, as root if we are: opens the transfer log,
 * and prepares the helper.  -1 with errno: there is no log.
 */
int	 transfer_open(struct session *);

/* What that has opened is of no use to the front and the clerk. */
void	 transfer_close(struct session *);

/*
 * In the clerk: the address of -N is found out, once somebody has logged in.
 * Of a name that cannot be found now it is the address that we have
 * ourselves.
 */
void	 transfer_announce(struct session *);

/* As the user, once his rights are known. */
void	 transfer_prepare(struct session *);

/* retrieve.c, store.c */
void	 do_rest(struct session *, char *arg);
void	 do_allo(struct session *, char *arg);
void	 do_retr(struct session *, char *arg);
void	 do_stor(struct session *, char *arg);
void	 do_appe(struct session *, char *arg);
void	 do_stou(struct session *, char *arg);

/* list.c */
void	 do_list(struct session *, char *arg);
void	 do_nlst(struct session *, char *arg);
void	 do_mlsd(struct session *, char *arg);
void	 do_mlst(struct session *, char *arg);

/* STAT path: a listing over the control connection (RFC 959). */
void	 stat_path(struct session *, char *arg);

/* OPTS MLST (RFC 3659 section 7.9), and its line of FEAT without blank. */
void	 opts_mlst(struct session *, char *arg);
void	 facts_feature(const struct session *, char *text, size_t size);

/* filefacts.c */
void	 do_size(struct session *, char *arg);
void	 do_mdtm(struct session *, char *arg);
void	 do_mfmt(struct session *, char *arg);
void	 do_mff(struct session *, char *arg);

/* The clock of a file: -1 with errno.  For MFMT, MDTM, SITE UTIME. */
int	 facts_set_time(struct session *, const char *path,
	    const struct timespec *);

/* "sent 12 of 34 bytes of 'x'", for STAT while it runs. */
void	 transfer_status(const struct session *, char *text, size_t size);

/* "key=value" for the session's last line of the log: " sent=.. files=..". */
void	 transfer_totals(const struct session *, char *text, size_t size);

#endif
