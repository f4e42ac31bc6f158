/*
 * dataverbs: the commands that open a data connection, or tell of files in
 * the way that RFC 3659 does.  Handlers for the table of commands; login
 * and permission have been checked by the table.
 */
#ifndef DATAVERBS_H
#define DATAVERBS_H

struct session;

/* connect.c */
void	 do_port(struct session *, char *arg);
void	 do_pasv(struct session *, char *arg);
void	 do_eprt(struct session *, char *arg);
void	 do_epsv(struct session *, char *arg);

/* retrieve.c and store.c */
void	 do_retr(struct session *, char *arg);
void	 do_stor(struct session *, char *arg);
void	 do_appe(struct session *, char *arg);
void	 do_stou(struct session *, char *arg);

/* list.c; list_status() is STAT with an argument */
void	 do_list(struct session *, char *arg);
void	 do_nlst(struct session *, char *arg);
void	 do_mlsd(struct session *, char *arg);
void	 do_mlst(struct session *, char *arg);
void	 list_status(struct session *, char *arg);

/* filefacts.c */
void	 do_size(struct session *, char *arg);
void	 do_mdtm(struct session *, char *arg);
void	 do_mfmt(struct session *, char *arg);
void	 do_mff(struct session *, char *arg);
void	 do_mfct(struct session *, char *arg);

#endif
