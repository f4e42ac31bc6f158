#include "imapd/utf8.h"

size_t
utf8_get(const char *p, size_t len, uint32_t *character)
{
	static const uint32_t least[UTF8_MAX + 1] = { 0, 0, 0x80, 0x800,
	    0x10000 };
	unsigned char first = (unsigned char)p[0];
	size_t n, i;
	uint32_t c;

	if (first < 0x80) {
		*character = first;
		return 1;
	}
	if (first < 0xc2 || first > 0xf4)
		return UTF8_BAD;
	n = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	c = first & (0x7fu >> n);
	for (i = 1; i < n; i++) {
		if (i == len)
			return UTF8_CUT;
		if ((p[i] & 0xc0) != 0x80)
			return UTF8_BAD;
		c = c << 6 | (p[i] & 0x3f);
	}
	if (c < least[n] || (c >= 0xd800 && c < 0xe000) || c > 0x10ffff)
		return UTF8_BAD;
	*character = c;
	return n;
}

size_t
utf8_put(char *p, uint32_t c)
{
	if (c < 0x80) {
		p[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		p[0] = (char)(0xc0 | c >> 6);
		p[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		p[0] = (char)(0xe0 | c >> 12);
		p[1] = (char)(0x80 | (c >> 6 & 0x3f));
		p[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	p[0] = (char)(0xf0 | c >> 18);
	p[1] = (char)(0x80 | (c >> 12 & 0x3f));
	p[2] = (char)(0x80 | (c >> 6 & 0x3f));
	p[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}
