/*
 * site: SITE, and what else is about the session or the server rather than
 * a file: FEAT, OPTS, HELP, STAT, SYST, TYPE and their like.
 */
#ifndef SITE_H
#define SITE_H

#include "ftpd/ftpd.h"

void	 do_site(struct session *, char *arg);

/* feature.c */
void	 do_feat(struct session *, char *arg);
void	 do_opts(struct session *, char *arg);
void	 do_clnt(struct session *, char *arg);
void	 do_csid(struct session *, char *arg);
void	 do_lang(struct session *, char *arg);
void	 do_mfct(struct session *, char *arg);

/* status.c */
void	 do_help(struct session *, char *arg);
void	 do_stat(struct session *, char *arg);
void	 do_syst(struct session *, char *arg);
void	 do_noop(struct session *, char *arg);
void	 status_transfer(struct session *);	/* STAT while one runs */

/* parameter.c: of transfers. */
void	 do_type(struct session *, char *arg);
void	 do_mode(struct session *, char *arg);
void	 do_stru(struct session *, char *arg);
void	 do_rang(struct session *, char *arg);
void	 do_pbsz(struct session *, char *arg);
void	 do_prot(struct session *, char *arg);
void	 do_ccc(struct session *, char *arg);

/* hash.c */
void	 do_hash(struct session *, char *arg);
void	 do_xcrc(struct session *, char *arg);
void	 do_xmd5(struct session *, char *arg);
void	 do_xsha1(struct session *, char *arg);
void	 do_xsha256(struct session *, char *arg);
void	 do_xsha512(struct session *, char *arg);

#endif
