#include "tftpd/packet.h"

#include <string.h>
#include <strings.h>

unsigned
packet_opcode(const uint8_t *packet, size_t len)
{
	return len < 2 ? 0 : (unsigned)packet[0] << 8 | packet[1];
}

unsigned
packet_number(const uint8_t *packet)
{
	return (unsigned)packet[2] << 8 | packet[3];
}

void
packet_header(uint8_t packet[PACKET_HEADER], enum opcode op, uint64_t number)
{
	packet[0] = 0;
	packet[1] = (uint8_t)op;
	packet[2] = (uint8_t)(number >> 8);
	packet[3] = (uint8_t)number;
}

size_t
packet_error(uint8_t packet[PACKET_HEADER + ERROR_TEXT], unsigned code,
    const char *text)
{
	size_t len = strlen(text);

	if (len >= ERROR_TEXT)
		len = ERROR_TEXT - 1;
	packet_header(packet, OP_ERROR, code);
	memcpy(packet + PACKET_HEADER, text, len);
	packet[PACKET_HEADER + len] = '\0';
	return PACKET_HEADER + len + 1;
}

/*
 * The next string of text[], which ends with a NUL at text[len] in any
 * case; *whole says whether it had one of its own.  NULL at the end.
 */
static const char *
next_string(const struct request *r, size_t *pos, bool *whole)
{
	const char *s = r->text + *pos;
	size_t n;

	if (*pos >= r->len)
		return NULL;
	n = strlen(s);
	*whole = *pos + n < r->len;
	*pos += n + 1;
	return s;
}

static void
read_options(struct request *r, size_t pos)
{
	const char *name, *value;
	bool whole;

	while (r->noptions < REQUEST_OPTIONS &&
	    (name = next_string(r, &pos, &whole)) != NULL &&
	    (value = next_string(r, &pos, &whole)) != NULL) {
		if (*name == '\0')
			continue;
		r->options[r->noptions].name = name;
		r->options[r->noptions++].value = value;
	}
}

enum request_end
request_read(struct request *r, const uint8_t *packet, size_t len)
{
	unsigned op = packet_opcode(packet, len);
	const char *mode;
	size_t pos = 0;
	bool whole;

	if (len < 2 || op == OP_ERROR)
		return REQUEST_IGNORE;
	if (op != OP_RRQ && op != OP_WRQ)
		return REQUEST_OPCODE;
	if (len - 2 > REQUEST_MAX)
		return REQUEST_LONG;
	r->write = op == OP_WRQ;
	r->noptions = 0;
	r->len = len - 2;
	memcpy(r->text, packet + 2, r->len);
	r->text[r->len] = '\0';
	r->name = next_string(r, &pos, &whole);
	if (r->name == NULL || *r->name == '\0' || !whole)
		return REQUEST_NAME;
	mode = next_string(r, &pos, &whole);
	if (mode == NULL)
		return REQUEST_MODE;
	r->netascii = strcasecmp(mode, "netascii") == 0;
	if (!r->netascii && strcasecmp(mode, "octet") != 0)
		return REQUEST_MODE;
	read_options(r, pos);
	return REQUEST_OK;
}

const char *
request_problem(enum request_end end)
{
	switch (end) {
	case REQUEST_OPCODE:
		return "Not a request";
	case REQUEST_LONG:
		return "Request too long";
	case REQUEST_NAME:
		return "No file name";
	case REQUEST_MODE:
		return "Mode must be octet or netascii";
	default:
		return "";
	}
}
