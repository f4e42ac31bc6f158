/* option_words: parameters that take one of a few words. */
#include <stddef.h>
#include <syslog.h>

#include "dhcpd/option_table.h"
#include "dhcpd/param.h"

static const struct standard facility[] = {
	{ LOG_KERN, "kern", NULL },
	{ LOG_USER, "user", NULL },
	{ LOG_MAIL, "mail", NULL },
	{ LOG_DAEMON, "daemon", NULL },
	{ LOG_AUTH, "auth", NULL },
	{ LOG_SYSLOG, "syslog", NULL },
	{ LOG_LPR, "lpr", NULL },
	{ LOG_NEWS, "news", NULL },
	{ LOG_UUCP, "uucp", NULL },
	{ LOG_CRON, "cron", NULL },
	{ LOG_AUTHPRIV, "authpriv", NULL },
	{ LOG_FTP, "ftp", NULL },
	{ LOG_LOCAL0, "local0", NULL },
	{ LOG_LOCAL1, "local1", NULL },
	{ LOG_LOCAL2, "local2", NULL },
	{ LOG_LOCAL3, "local3", NULL },
	{ LOG_LOCAL4, "local4", NULL },
	{ LOG_LOCAL5, "local5", NULL },
	{ LOG_LOCAL6, "local6", NULL },
	{ LOG_LOCAL7, "local7", NULL },
	{ 0, NULL, NULL }
};

static const struct standard ddns_style[] = {
	{ 0, "none", NULL },
	{ 1, "ad-hoc", NULL },
	{ 2, "interim", NULL },
	{ 3, "standard", NULL },
	{ 0, NULL, NULL }
};

static const struct standard time_format[] = {
	{ DB_TIME_DEFAULT, "default", NULL },
	{ DB_TIME_LOCAL, "local", NULL },
	{ 0, NULL, NULL }
};

static const struct standard id_format[] = {
	{ LEASE_ID_OCTAL, "octal", NULL },
	{ LEASE_ID_HEX, "hex", NULL },
	{ 0, NULL, NULL }
};

const struct standard *
option_words(uint32_t param)
{
	switch (param) {
	case PARAM_LOG_FACILITY:
		return facility;
	case PARAM_DDNS_UPDATE_STYLE:
		return ddns_style;
	case PARAM_DB_TIME_FORMAT:
		return time_format;
	case PARAM_LEASE_ID_FORMAT:
		return id_format;
	default:
		return NULL;
	}
}
