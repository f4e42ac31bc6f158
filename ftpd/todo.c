#include <errno.h>
#include <stdio.h>

#include "ftpd/command.h"
#include "ftpd/file.h"
#include "ftpd/front.h"
#include "ftpd/session.h"
#include "ftpd/site.h"
#include "ftpd/dataverbs.h"

void
do_port(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_pasv(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_eprt(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_epsv(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_rest(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_allo(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_retr(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_stor(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_stou(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_appe(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_list(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_nlst(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_mlst(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_mlsd(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_mfmt(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_mff(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_mdtm(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_size(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
stat_path(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
opts_mlst(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
facts_feature(const struct session *s, char *text, size_t size)
{
	(void)s;
	snprintf(text, size, "MLST");
}

void
transfer_status(const struct session *s, char *text, size_t size)
{
	(void)s;
	snprintf(text, size, "no transfer");
}

void
transfer_totals(const struct session *s, char *text, size_t size)
{
	(void)s;
	snprintf(text, size, "%s", "");
}

bool
data_open(const struct session *s)
{
	(void)s;
	return false;
}

void
data_reset(struct session *s)
{
	(void)s;
}

int
transfer_prepare(struct session *s)
{
	(void)s;
	return 0;
}

int
facts_set_time(struct session *s, const char *path, const struct timespec *t)
{
	(void)s;
	(void)path;
	(void)t;
	errno = ENOSYS;
	return -1;
}

void
do_site(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_feat(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_opts(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_clnt(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_csid(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_help(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_stat(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_syst(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_noop(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_type(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_mode(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_stru(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_rang(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_pbsz(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_prot(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_ccc(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_hash(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_xcrc(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_xmd5(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_xsha1(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_xsha256(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_xsha512(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_cwd(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_cdup(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_pwd(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_mkd(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_rmd(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_dele(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_rnfr(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_rnto(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_avbl(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_acct(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_abor(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_quit(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_rein(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_user(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_pass(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_host(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
do_auth(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 502, "to come");
}

void
status_transfer(struct session *s)
{
	(void)s;
}
