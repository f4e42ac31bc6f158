#include <stdlib.h>
#include <string.h>

#include "imapd/address.h"
#include "imapd/envelope.h"
#include "imapd/header.h"

/* In the order of the answer. */
enum {
	DATE, SUBJECT, FROM, SENDER, REPLY_TO, TO, CC, BCC, IN_REPLY_TO,
	MESSAGE_ID, FIELDS
};

static const char *const names[FIELDS] = {
	"Date", "Subject", "From", "Sender", "Reply-To", "To", "Cc", "Bcc",
	"In-Reply-To", "Message-ID"
};

/* Nobody reads on behind this much of a subject. */
#define TEXT_MAX	65536

/* The first field of each name; one that is missing has a name of NULL. */
static void
find_fields(struct field *fields, const char *p, size_t len)
{
	const char *end = p + len;
	struct field f;
	size_t i;

	memset(fields, 0, FIELDS * sizeof(*fields));
	while (header_next(&p, end, &f))
		for (i = 0; i < FIELDS; i++)
			if (fields[i].name == NULL &&
			    field_is(&f, names[i], strlen(names[i])))
				fields[i] = f;
}

void
envelope_text(struct out *o, const char *p, size_t len)
{
	const char *end = p + len, *stop;
	struct out text;

	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	while (p < end && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	out_memory(&text, TEXT_MAX);
	for (; p < end && !text.failed; p = stop + 1) {
		for (stop = p; stop < end && *stop != '\r' && *stop != '\n';
		    stop++)
			continue;
		if ((size_t)(stop - p) > TEXT_MAX - text.len)
			out_bytes(&text, p, TEXT_MAX - text.len);
		else
			out_bytes(&text, p, (size_t)(stop - p));
		if (stop == end)
			break;
	}
	out_string(o, text.len > 0 ? text.p : "", text.len);
	out_free(&text);
}

static void
write_text(struct out *o, const struct field *f)
{
	if (f->name == NULL)
		out_text(o, "NIL");
	else
		envelope_text(o, f->value, f->value_len);
}

static void
write_piece(struct out *o, const struct piece *p)
{
	out_nstring(o, p->there ? p->p : NULL, p->len);
}

/* I-11; a host of NIL would make a group of it, so it is "". */
static void
write_mailbox(struct out *o, const struct addresses *a)
{
	out_char(o, '(');
	write_piece(o, &a->name);
	out_char(o, ' ');
	write_piece(o, &a->route);
	out_char(o, ' ');
	out_string(o, a->local.p, a->local.len);
	out_char(o, ' ');
	out_string(o, a->host.p, a->host.len);
	out_char(o, ')');
}

/* False, and nothing written, when there is no address in it. */
static bool
write_addresses(struct out *o, const struct field *f)
{
	enum address_kind kind;
	struct addresses a;
	bool any = false;

	if (f->name == NULL)
		return false;
	address_init(&a, f->value, f->value_len);
	while ((kind = address_next(&a)) != ADDRESS_NONE) {
		if (!any)
			out_char(o, '(');
		any = true;
		if (kind == ADDRESS_MAILBOX) {
			write_mailbox(o, &a);
		} else if (kind == ADDRESS_GROUP) {
			out_text(o, "(NIL NIL ");
			out_string(o, a.local.p, a.local.len);
			out_text(o, " NIL)");
		} else {
			out_text(o, "(NIL NIL NIL NIL)");
		}
	}
	if (any)
		out_char(o, ')');
	return any;
}

void
envelope_write(struct out *o, const char *p, size_t len)
{
	struct field fields[FIELDS];
	int i;

	find_fields(fields, p, len);
	out_char(o, '(');
	for (i = 0; i < FIELDS; i++) {
		if (i > 0)
			out_char(o, ' ');
		if (i < FROM || i > BCC)
			write_text(o, &fields[i]);
		else if (!write_addresses(o, &fields[i]) &&
		    ((i != SENDER && i != REPLY_TO) ||
		    !write_addresses(o, &fields[FROM])))
			out_text(o, "NIL");
	}
	out_char(o, ')');
}
