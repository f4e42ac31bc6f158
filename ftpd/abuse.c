/*
 * abuse: those who speak something else.
 *
 * A browser that was made to talk to us says its own protocol first, and a
 * line of ours in the middle of that could be made to matter (ALPACA,
 * CVE-2021-3618): it is cut off at once.
 */
#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "ftpd/abuse.h"

/* None of them is a command of FTP. */
static const char *const foreign[] = {
	"GET", "POST", "PUT", "HEAD", "OPTIONS", "CONNECT", "DELETE",
	"PATCH", "TRACE", "PRI", "Host:", "User-Agent:", "EHLO", "HELO",
	"STARTTLS"
};

bool
abuse_foreign(const char *word)
{
	unsigned char first = (unsigned char)*word;
	size_t i;

	if (first != '\0' && (first < ' ' || first >= 0x7f))
		return true;		/* a TLS handshake, for one */
	if (strncmp(word, "SSH-", 4) == 0)
		return true;
	for (i = 0; i < nitems(foreign); i++)
		if (strcasecmp(foreign[i], word) == 0)
			return true;
	return false;
}
