#include <string.h>

#include "common/scan.h"
#include "dhcpd/leasefile.h"
#include "dhcpd/leaseout.h"
#include "dhcpd/leasetext.h"

static bool
printable(struct bytes s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (s.data[i] < ' ' || s.data[i] > '~')
			return false;
	return s.len > 0;
}

static void
add_states(struct out *o, const struct lease *l)
{
	const struct {
		const char	*name;
		uint8_t		 state;
		bool		 always;
	} rows[] = {
		{ "", l->state, true },
		{ "next ", l->next_state, false },
		{ "rewind ", l->rewind_state, false },
	};
	size_t i;

	for (i = 0; i < nitems(rows); i++) {
		if (rows[i].state == LEASE_UNSET ||
		    (!rows[i].always && rows[i].state == l->state))
			continue;
		out_text(o, "  ");
		out_text(o, rows[i].name);
		out_text(o, "binding state ");
		out_text(o, leasetext_states[rows[i].state]);
		out_text(o, ";\n");
	}
}

static void
add_hardware(struct out *o, const struct hardware *h)
{
	const struct bytes addr = { h->addr, h->len };
	size_t i;

	if (h->len == 0)
		return;
	out_text(o, "  hardware ");
	for (i = 0; i < leasetext_nhardware; i++)
		if (leasetext_hardware[i].type == h->type)
			break;
	if (i < leasetext_nhardware)
		out_text(o, leasetext_hardware[i].name);
	else {
		out_text(o, "unknown-");
		out_number(o, h->type);
	}
	out_char(o, ' ');
	out_hex(o, addr, true);
	out_text(o, ";\n");
}

/* NAME, NUL, and a value: lease.h. */
static void
add_set(struct out *o, struct bytes item)
{
	const uint8_t *nul = memchr(item.data, '\0', item.len);
	struct bytes value;
	uint64_t n = 0;
	size_t i;

	if (nul == NULL)
		return;
	value.data = nul + 1;
	value.len = item.len - (size_t)(value.data - item.data);
	if (value.len == 0)
		return;
	out_text(o, "  set ");
	out_bytes(o, (const char *)item.data, (size_t)(nul - item.data));
	out_text(o, " = ");
	switch (*value.data++) {
	case '%':
		for (i = 1; i < value.len; i++)
			n = n << 8 | *value.data++;
		out_char(o, '%');
		out_number(o, n);
		break;
	case '?':
		out_text(o, value.len > 1 && value.data[0] != 0 ? "true" :
		    "false");
		break;
	default:
		value.len--;
		out_string(o, value);
	}
	out_text(o, ";\n");
}

/* One that is not as long as its type says goes by its number. */
static void
add_suboption(struct out *o, uint8_t code, struct bytes value)
{
	const struct leasetext_agent *a = NULL;
	size_t i;

	for (i = 0; i < leasetext_nagent; i++)
		if (leasetext_agent[i].code == code &&
		    (leasetext_agent[i].type == 'X' || value.len == 4))
			a = &leasetext_agent[i];
	out_text(o, "  option agent.");
	if (a != NULL)
		out_text(o, a->name);
	else {
		out_text(o, "unknown-");
		out_number(o, code);
	}
	out_char(o, ' ');
	if (a != NULL && a->type == 'I')
		out_address(o, get_u32(value.data));
	else if (a != NULL && a->type == 'L')
		out_number(o, get_u32(value.data));
	else if (printable(value))
		out_string(o, value);
	else if (value.len > 0)
		out_hex(o, value, false);
	else
		out_text(o, "\"\"");
	out_text(o, ";\n");
}

/* Each sub-option is a statement of its own. */
static void
add_agent(struct out *o, struct bytes all)
{
	struct bytes value;
	size_t at = 0;

	while (all.len - at >= 2) {
		value.data = all.data + at + 2;
		value.len = all.data[at + 1];
		if (all.len - at - 2 < value.len)
			break;
		add_suboption(o, all.data[at], value);
		at += 2 + value.len;
	}
}

static void
add_text(struct out *o, const char *before, struct bytes text,
    const char *behind)
{
	out_text(o, before);
	out_bytes(o, (const char *)text.data, text.len);
	out_text(o, behind);
}

static void
add_item(struct out *o, enum lease_item_kind kind, struct bytes value,
    const struct lease_format *format)
{
	switch (kind) {
	case LEASE_BILLING:
		add_text(o, "  billing ", value, ";\n");
		break;
	case LEASE_UID:
		out_text(o, "  uid ");
		if (format->hex_ids)
			out_hex(o, value, true);
		else
			out_string(o, value);
		out_text(o, ";\n");
		break;
	case LEASE_SET:
		add_set(o, value);
		break;
	case LEASE_AGENT:
		add_agent(o, value);
		break;
	case LEASE_HOSTNAME:
		out_text(o, "  client-hostname ");
		out_string(o, value);
		out_text(o, ";\n");
		break;
	case LEASE_ON:
	case LEASE_OTHER:
		add_text(o, "  ", value, "\n");
		break;
	default:
		break;
	}
}

static void
add_items(struct out *o, enum lease_item_kind wanted, const struct lease *l,
    const struct lease_format *format)
{
	enum lease_item_kind kind;
	struct bytes value;
	size_t at = 0;

	while (lease_next_item(l, &at, &kind, &value))
		if (kind == wanted)
			add_item(o, kind, value, format);
}

static uint32_t
item_time(const struct lease *l, enum lease_item_kind kind)
{
	struct bytes value = lease_item(l, kind);

	return value.len == 4 ? get_u32(value.data) : 0;
}

size_t
leasefile_format(char *buf, size_t size, const struct lease *l,
    const struct lease_format *format)
{
	static const enum lease_item_kind rest[] = {
		LEASE_UID, LEASE_SET, LEASE_AGENT, LEASE_HOSTNAME,
		LEASE_OTHER, LEASE_ON
	};
	struct out o = { buf, buf + size, false };
	bool local = format->local_time;
	size_t i;

	out_text(&o, "lease ");
	out_address(&o, l->addr);
	out_text(&o, " {\n");
	out_date(&o, "starts", l->starts, local);
	out_date(&o, "ends", l->ends, local);
	out_date(&o, "tstp", l->tstp, local);
	out_date(&o, "tsfp", item_time(l, LEASE_TSFP), local);
	out_date(&o, "atsfp", item_time(l, LEASE_ATSFP), local);
	out_date(&o, "cltt", l->cltt, local);
	add_states(&o, l);
	if ((l->flags & LEASE_F_RESERVED) != 0)
		out_text(&o, "  reserved;\n");
	if ((l->flags & LEASE_F_BOOTP) != 0)
		out_text(&o, "  dynamic-bootp;\n");
	add_items(&o, LEASE_BILLING, l, format);
	add_hardware(&o, &l->hardware);
	for (i = 0; i < nitems(rest); i++)
		add_items(&o, rest[i], l, format);
	out_text(&o, "}\n");
	return o.full ? 0 : (size_t)(o.p - buf);
}
