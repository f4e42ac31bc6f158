/* expr_text: the functions of expressions that make strings of strings. */
#include <ctype.h>
#include <string.h>

#include "dhcpd/expr_impl.h"

static const struct bytes null = { NULL, 0 };

/* Beyond the end it is empty, not null. */
struct bytes
expr_substring(struct bytes b, uint32_t from, uint32_t len)
{
	if (from >= b.len) {
		b.len = 0;
		return b;
	}
	b.data += from;
	b.len -= from;
	if (b.len > len)
		b.len = len;
	return b;
}

struct bytes
expr_suffix(struct bytes b, uint32_t len)
{
	if (b.len > len) {
		b.data += b.len - len;
		b.len = len;
	}
	return b;
}

struct bytes
expr_case(struct arena *arena, struct bytes b, bool upper)
{
	uint8_t *p = arena_alloc(arena, b.len);
	size_t i;

	if (p == NULL)
		return null;
	for (i = 0; i < b.len; i++)
		p[i] = b.data[i] > 0x7f ? b.data[i] :
		    (uint8_t)(upper ? toupper(b.data[i]) : tolower(b.data[i]));
	return (struct bytes){ p, b.len };
}

struct bytes
expr_join(struct arena *arena, struct bytes a, struct bytes b)
{
	uint8_t *p;

	if (a.len + b.len > EXPR_MAX)
		return null;
	p = arena_alloc(arena, a.len + b.len);
	if (p == NULL)
		return null;
	if (a.len > 0)
		memcpy(p, a.data, a.len);
	if (b.len > 0)
		memcpy(p + a.len, b.data, b.len);
	return (struct bytes){ p, a.len + b.len };
}

/* Whole pieces only: what has an odd length has no reverse. */
struct bytes
expr_reverse(struct arena *arena, struct bytes b, uint32_t width)
{
	uint8_t *p;
	size_t i;

	if (width == 0 || b.len % width != 0)
		return null;
	p = arena_alloc(arena, b.len);
	if (p == NULL)
		return null;
	for (i = 0; i < b.len; i += width)
		memcpy(p + b.len - i - width, b.data + i, width);
	return (struct bytes){ p, b.len };
}

struct bytes
expr_encode(struct arena *arena, uint32_t number, uint32_t bits)
{
	size_t len = bits / 8, i;
	uint8_t *p = arena_alloc(arena, len);

	if (p == NULL)
		return null;
	for (i = 0; i < len; i++)
		p[i] = (uint8_t)(number >> (8 * (len - i - 1)));
	return (struct bytes){ p, len };
}

bool
expr_extract(struct bytes b, uint32_t bits, uint32_t *number)
{
	size_t i;

	if (b.len < bits / 8)
		return false;
	for (*number = 0, i = 0; i < bits / 8; i++)
		*number = *number << 8 | b.data[i];
	return true;
}

static size_t
to_digits(char *out, uint32_t n, uint32_t base)
{
	char digits[32];
	size_t len = 0, i;

	do {
		digits[len++] = "0123456789abcdef"[n % base];
		n /= base;
	} while (n > 0);
	for (i = 0; i < len; i++)
		out[i] = digits[len - i - 1];
	return len;
}

/* Without leading zeros: 0:c:29 (T 4.4). */
struct bytes
expr_to_ascii(struct arena *arena, uint32_t base, uint32_t bits,
    struct bytes separator, struct bytes data)
{
	size_t width = bits / 8, len = 0, i;
	uint32_t n;
	char *p;

	if (base < 2 || base > 16 || width == 0 || width > 4 ||
	    data.len % width != 0 || data.len > EXPR_MAX / 32 ||
	    separator.len > EXPR_MAX / (data.len + 1))
		return null;
	p = arena_alloc(arena, data.len / width * (8 * width + separator.len));
	if (p == NULL)
		return null;
	for (i = 0; i < data.len; i += width) {
		if (i > 0 && separator.len > 0) {
			memcpy(p + len, separator.data, separator.len);
			len += separator.len;
		}
		expr_extract((struct bytes){ data.data + i, width }, bits, &n);
		len += to_digits(p + len, n, base);
	}
	return (struct bytes){ (uint8_t *)p, len };
}
