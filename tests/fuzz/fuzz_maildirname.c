/* maildir, quota: a file name; the same bytes as a maildirsize file. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/maildir.h"
#include "common/quota.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* What is written for a name means the same when it is read again. */
static void
check_info(const struct maildir_name *n)
{
	char name[2 * MAILDIR_NAME + 2];
	struct maildir_name again;
	size_t len;

	memcpy(name, n->base, n->base_len);
	len = maildir_info(name + n->base_len, sizeof(name) - n->base_len,
	    n->flags, n->keywords, n->letters, n->letters_len, n->ext,
	    n->ext_len);
	if (len == 0)
		abort();
	len += n->base_len;
	if (len > MAILDIR_NAME)
		return;
	if (!maildir_parse(&again, name, len) || again.flags != n->flags ||
	    again.keywords != n->keywords || again.size != n->size ||
	    again.vsize != n->vsize || again.base_len != n->base_len ||
	    again.ext_len != n->ext_len)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct maildir_name n;
	struct maildir_time t;
	struct quota q;
	unsigned lines;
	char *copy = malloc(size + 1);

	if (copy == NULL)
		return 0;
	memcpy(copy, data, size);
	if (maildir_parse(&n, copy, size)) {
		if (n.base_len == 0 || n.unique_len > n.base_len ||
		    n.base_len + n.info_len != size)
			abort();
		t = maildir_time(n.base, n.base_len);
		if (t.sec < 0 || t.usec > 999999)
			abort();
		check_info(&n);
	}
	(void)quota_parse(copy, size, &q, &lines);
	copy[size] = '\0';
	(void)maildir_folder_ok(copy);
	free(copy);
	return 0;
}
