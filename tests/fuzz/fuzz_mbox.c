/* mbox, uniqueid: a mailbox file of anybody's. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mbox/uniqueid.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Messages do not overlap, UIDs ascend, UIDLs can be sent. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum uniqueid formats[] = { UNIQUEID_POPA3D,
	    UNIQUEID_UW, UNIQUEID_XUIDL };
	static struct mbox m;
	char *copy = malloc(size + 1), uidl[UNIQUEID_SIZE];
	const char *last = copy;
	struct mbox_message msg;
	uint32_t uid = 0;
	size_t i;

	if (copy == NULL)
		return 0;
	memcpy(copy, data, size);
	(void)mbox_is(copy, size);
	mbox_init(&m, copy, size);
	while (mbox_next(&m, &msg)) {
		if (msg.text < last || msg.text + msg.len > copy + size ||
		    msg.uid <= uid || msg.uid > m.uidlast)
			abort();
		last = msg.text + msg.len;
		uid = msg.uid;
		for (i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
			uniqueid_make(formats[i], &msg, 1, uidl);
			if (strspn(uidl, "\n ") != 0)
				abort();
		}
	}
	free(copy);
	return 0;
}
