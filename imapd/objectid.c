#include <sys/stat.h>

#include <stdio.h>

#include "common/sha256.h"
#include "imapd/objectid.h"

/* Bytes of the hash: by chance no two messages have them in common. */
#define HASH	20

void
objectid_mailbox(const struct mailbox *mb, char id[OBJECTID])
{
	struct mailbox_status status;
	struct stat st;

	mailbox_status(mb, &status);
	if (fstat(mb->md.dir, &st) == -1)
		st.st_ino = 0;
	(void)snprintf(id, OBJECTID, "F%llx-%x",
	    (unsigned long long)st.st_ino, status.uidvalidity);
}

void
objectid_message(const char *p, size_t len, char id[OBJECTID])
{
	static const char hex[] = "0123456789abcdef";
	unsigned char hash[SHA256_SIZE];
	struct sha256 sum;
	size_t i;

	sha256_init(&sum);
	if (len > 0)
		sha256_update(&sum, p, len);
	sha256_final(&sum, hash);
	id[0] = 'M';
	for (i = 0; i < HASH; i++) {
		id[1 + 2 * i] = hex[hash[i] >> 4];
		id[2 + 2 * i] = hex[hash[i] & 15];
	}
	id[1 + 2 * HASH] = '\0';
}
