/* parse_names: domain names in DNS form (RFC 1035 section 3.1). */
#include <ctype.h>
#include <string.h>

#include "dhcpd/parse.h"

enum {
	NAME_MAX_WIRE = 255,	/* RFC 1035 section 2.3.4 */
	LABEL_MAX = 63,
	POINTER_MAX = 0x3fff,	/* section 4.1.4: 14 bits */
	LABELS = 128
};

/* Does the name at offset at of data end in just this text? */
static bool
name_is(const uint8_t *data, size_t len, size_t at, const char *text,
    size_t textlen)
{
	size_t n, i, hops = 0;

	while (at < len && (n = data[at]) != 0) {
		if (n >= 0xc0) {
			if (at + 1 >= len || hops++ > LABELS)
				return false;
			at = (n & 0x3f) << 8 | data[at + 1];
			continue;
		}
		if (n > textlen || n >= len - at)
			return false;
		for (i = 0; i < n; i++)
			if (tolower(data[at + 1 + i]) !=
			    tolower((unsigned char)text[i]))
				return false;
		text += n;
		textlen -= n;
		if (textlen > 0) {
			if (*text != '.')
				return false;
			text++;
			textlen--;
		}
		at += n + 1;
	}
	return at < len && textlen == 0;
}

/* Where a name that equals text begins in what is built; 0: nowhere. */
static bool
name_earlier(const struct build *b, const char *text, size_t len, size_t *at)
{
	size_t i = 0;

	while (i < b->len && i <= POINTER_MAX) {
		if (b->data[i] >= 0xc0) {
			i += 2;
			continue;
		}
		if (b->data[i] != 0 && name_is(b->data, b->len, i, text, len)) {
			*at = i;
			return true;
		}
		i += (size_t)b->data[i] + 1;
	}
	return false;
}

static bool
name_valid(const char *text, size_t len)
{
	size_t i, label = 0;

	if (len > NAME_MAX_WIRE - 2)
		return false;
	for (i = 0; i < len; i++) {
		if (text[i] != '.') {
			if (++label > LABEL_MAX || text[i] == '\0')
				return false;
			continue;
		}
		if (label == 0)
			return false;
		label = 0;
	}
	return true;
}

/* The root is an empty text, or a dot. */
bool
build_name(struct build *b, const char *text, size_t len, bool compressed)
{
	size_t before = b->len, at, n;
	const char *dot;
	uint8_t octet;

	if (len > 0 && text[len - 1] == '.')
		len--;
	if (!name_valid(text, len))
		return false;
	while (len > 0) {
		if (compressed) {
			struct build earlier = *b;

			earlier.len = before;
			if (name_earlier(&earlier, text, len, &at)) {
				build_number(b, 0xc000 | (uint32_t)at, 2);
				return true;
			}
		}
		dot = memchr(text, '.', len);
		n = dot == NULL ? len : (size_t)(dot - text);
		octet = (uint8_t)n;
		build_add(b, &octet, 1);
		build_add(b, text, n);
		if (dot != NULL)
			n++;
		text += n;
		len -= n;
	}
	build_add(b, "", 1);
	return true;
}
