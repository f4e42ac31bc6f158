#include <errno.h>
#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "imapd/flags.h"
#include "imapd/out.h"

/* What a file name keeps as P (M-6) is a keyword in IMAP. */
#define FORWARDED	"$Forwarded"

static const struct flag {
	const char	*name;
	unsigned	 bit;
} flags[] = {
	{ "\\Seen",	FLAG_SEEN },
	{ "\\Answered",	FLAG_ANSWERED },
	{ "\\Flagged",	FLAG_FLAGGED },
	{ "\\Deleted",	FLAG_DELETED },
	{ "\\Draft",	FLAG_DRAFT },
};

unsigned
flag_bit(const struct text *t)
{
	size_t i;

	for (i = 0; i < nitems(flags); i++)
		if (text_is(t, flags[i].name))
			return flags[i].bit;
	return 0;
}

static bool
add(struct parse *p, struct flag_list *list)
{
	unsigned bit;
	struct text t;

	if (!parse_flag(p, &t))
		return false;
	if (t.p[0] == '\\') {
		bit = flag_bit(&t);
		/* \Recent cannot be set, but clients copy it (I-17). */
		if (bit == 0 && !text_is(&t, "\\Recent"))
			return parse_fail(p, "a flag that there is");
		list->system |= bit;
		return true;
	}
	if (t.len > MAILBOX_KEYWORD_LEN || list->n == FLAGS_LIST)
		return parse_fail(p, "fewer and shorter keywords");
	list->keyword[list->n++] = t;
	return true;
}

bool
parse_flags(struct parse *p, struct flag_list *list, bool bare)
{
	bool open = parse_peek(p) == '(';

	memset(list, 0, sizeof(*list));
	if (!open && !bare)
		return parse_fail(p, "flags in parentheses");
	if (open)
		(void)parse_char(p, '(');
	if (open && parse_peek(p) == ')')
		return parse_char(p, ')');
	do {
		if (!add(p, list))
			return false;
	} while (parse_peek(p) == ' ' && parse_space(p));
	return !open || parse_char(p, ')');
}

enum flag_result
flags_resolve(struct mailbox *mb, const struct flag_list *list, bool create,
    struct flags *f)
{
	char name[MAILBOX_KEYWORD_LEN + 1];
	size_t i;
	int bit;

	f->system = list->system;
	f->keywords = 0;
	for (i = 0; i < list->n; i++) {
		(void)scan_copy(name, sizeof(name), list->keyword[i].p,
		    list->keyword[i].len);
		bit = mailbox_keyword_bit(mb, name, create);
		if (bit != -1)
			f->keywords |= UINT64_C(1) << bit;
		else if (create)
			return errno == ENOSPC ? FLAGS_LIMIT : FLAGS_ERROR;
		if (strcasecmp(name, FORWARDED) == 0)
			f->system |= FLAG_PASSED;
	}
	return FLAGS_OK;
}

static void
write_one(struct out *o, const char *name, bool *first)
{
	if (!*first)
		out_char(o, ' ');
	*first = false;
	out_text(o, name);
}

void
flags_write(struct mailbox *mb, struct out *o, unsigned system,
    uint64_t keywords, bool first)
{
	const char *name;
	unsigned n;
	size_t i;

	for (i = 0; i < nitems(flags); i++)
		if ((system & flags[i].bit) != 0)
			write_one(o, flags[i].name, &first);
	for (n = 0; keywords != 0; n++, keywords >>= 1) {
		if ((keywords & 1) == 0 ||
		    (name = mailbox_keyword(mb, n)) == NULL)
			continue;
		write_one(o, name, &first);
		if (strcasecmp(name, FORWARDED) == 0)
			system &= ~(unsigned)FLAG_PASSED;
	}
	if ((system & FLAG_PASSED) != 0)
		write_one(o, FORWARDED, &first);
}
