#include <errno.h>
#include <stdio.h>

#include "ftpd/command.h"
#include "ftpd/dataverbs.h"
#include "ftpd/facts.h"


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

bool
traffic_configure(struct traffic_settings *t, char *error, size_t size)
{
	(void)t;
	(void)error;
	(void)size;
	return true;
}

bool
facts_scan_time(const char *text, struct timespec *t, const char **rest)
{
	(void)text;
	(void)t;
	(void)rest;
	return false;
}

int
helper_copy(void)
{
	return 1;
}
