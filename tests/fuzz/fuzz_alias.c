/*
 * alias, recipient: an address on the first line, an alias file after it.
 */
#include <sys/mman.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/scan.h"
#include "smtpd/recipient.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static struct settings set;
static struct recipients r;
static struct envelope e;

static const char passwd[] =
    "joe:*:1:1::/h/joe::\nann@a.b:*:1:1::/h/ann::\nx:*:1:1::/h/x::\n";

static void
set_up(void)
{
	static char command[] = "relay";

	set.suite.host = "h.test";
	set.domains.item[0] = "h.test";
	set.domains.item[1] = "a.b";
	set.domains.n = 2;
	set.relay.argv[0] = command;
	r.set = &set;
	r.users.euid = 1;
	r.users.passwd = memfd_create("passwd", 0);
	if (r.users.passwd == -1 || write(r.users.passwd, passwd,
	    sizeof(passwd) - 1) != sizeof(passwd) - 1)
		abort();
}

/* What must hold of an envelope, whatever was in the file. */
static void
check(enum post_verdict v)
{
	size_t i;

	if (e.ntargets > TARGET_MAX || e.nlinks > LINK_MAX ||
	    (v == POST_OK) != (e.ntargets > 0) ||
	    (v == POST_OK) != (e.nrecipients == 1))
		abort();
	for (i = 0; i < e.nlinks; i++)
		if (e.link[i] >= e.ntargets)
			abort();
	for (i = 0; i < e.ntargets; i++)
		if (!target_ok(&e.target[i], true))
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data, *lf;
	char local[PATH_LOCAL], member[ALIAS_PATH];
	struct alias_list list;
	size_t len;

	if (r.set == NULL)
		set_up();
	lf = memchr(text, '\n', size);
	if (lf == NULL || !scan_copy(local, sizeof(local), text,
	    (size_t)(lf - text)) || memchr(text, '\0', (size_t)(lf - text)))
		return 0;
	len = size - (size_t)(lf + 1 - text);
	set.relay.argc = len % 2;

	/* As an included file; then as the alias file, in memory. */
	list.p = lf + 1;
	list.end = lf + 1 + len;
	list.lines = true;
	while (alias_next(&list, member) != ALIAS_END)
		if (memchr(member, '\0', sizeof(member)) == NULL)
			abort();
	if (alias_includes(lf + 1, len))
		return 0;		/* of the machine's files */
	r.aliases.fd = 0;
	r.aliases.text = (char *)(uintptr_t)(lf + 1);
	r.aliases.len = len;
	envelope_clear(&e);
	check(recipient_find(&r, &e, local, "h.test", true));
	return 0;
}
