/*
 * foreign, highwater: the files of other servers.  The first byte says which
 * parser; one input may go through two.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/foreign.h"
#include "common/highwater.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check(const struct known_list *k)
{
	uint32_t i;

	for (i = 0; i < k->n; i++) {
		const struct known *item = &k->item[i];

		if (item->base_len == 0 || item->base_len > MAILDIR_NAME ||
		    item->uidl_len > KNOWN_UIDL || item->guid_len > KNOWN_UIDL
		    || known_find(k, item->base, item->base_len) != item)
			abort();
		if (k->uidvalidity != 0 && item->uid >= k->uidnext)
			abort();
	}
	for (i = 0; i < MAILBOX_KEYWORDS; i++)
		if (k->keyword[i] != NULL &&
		    strlen(k->keyword[i]) > MAILBOX_KEYWORD_LEN)
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct known_list k;
	struct highwater hw;
	char *copy;
	unsigned which;

	if (size == 0)
		return 0;
	which = *data++;
	size--;
	copy = malloc(size + 1);
	if (copy == NULL)
		return 0;
	memcpy(copy, data, size);
	copy[size] = '\0';
	known_init(&k);
	if ((which & 1) != 0)
		(void)foreign_uidlist(&k, copy, size);
	if ((which & 2) != 0)
		foreign_keywords(&k, copy, size);
	if ((which & 4) != 0)
		foreign_courier_keywords(&k, copy, size);
	if ((which & 8) != 0)
		foreign_courier_pop3(&k, copy, size);
	if ((which & 16) != 0)
		foreign_courier_update(&k, copy, copy, size);
	if ((which & 32) != 0)
		highwater_parse(copy, size, &hw);
	check(&k);
	known_free(&k);
	free(copy);
	return 0;
}
