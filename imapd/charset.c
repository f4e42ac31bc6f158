#include <errno.h>
#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "imapd/charset.h"
#include "imapd/utf8.h"

enum how { BY_1252, BY_UTF8, BY_UTF7, BY_HZ, BY_ICONV };

struct charset {
	const char	*name;		/* as messages have it */
	const char	*iconv;		/* as iconv(3) has it; or NULL */
	const char	*other;		/* its name in another libc; NULL */
	enum how	 how;
};

/*
 * 7.13: what mail is in.  Names that senders use for less than they mean
 * stand for what they mean: gb2312 for gbk, ks_c_5601-1987 for cp949.
 */
static const struct charset charsets[] = {
	{ "us-ascii", NULL, NULL, BY_1252 },
	{ "utf-8", NULL, NULL, BY_UTF8 },
	{ "iso-8859-1", NULL, NULL, BY_1252 },
	{ "windows-1252", NULL, NULL, BY_1252 },
	{ "ascii", NULL, NULL, BY_1252 },
	{ "ansi_x3.4-1968", NULL, NULL, BY_1252 },
	{ "cp1252", NULL, NULL, BY_1252 },
	{ "latin1", NULL, NULL, BY_1252 },
	{ "utf8", NULL, NULL, BY_UTF8 },
	{ "utf-7", NULL, NULL, BY_UTF7 },
	{ "unicode-1-1-utf-7", NULL, NULL, BY_UTF7 },
	{ "utf-16", NULL, NULL, BY_ICONV },
	{ "utf-16be", NULL, NULL, BY_ICONV },
	{ "utf-16le", NULL, NULL, BY_ICONV },
	{ "iso-8859-2", NULL, NULL, BY_ICONV },
	{ "iso-8859-3", NULL, NULL, BY_ICONV },
	{ "iso-8859-4", NULL, NULL, BY_ICONV },
	{ "iso-8859-5", NULL, NULL, BY_ICONV },
	{ "iso-8859-6", NULL, NULL, BY_ICONV },
	{ "iso-8859-7", NULL, NULL, BY_ICONV },
	{ "iso-8859-8", NULL, NULL, BY_ICONV },
	{ "iso-8859-8-i", "iso-8859-8", NULL, BY_ICONV },
	{ "iso-8859-9", NULL, NULL, BY_ICONV },
	{ "iso-8859-10", NULL, NULL, BY_ICONV },
	{ "iso-8859-11", NULL, "tis-620", BY_ICONV },
	{ "iso-8859-13", NULL, NULL, BY_ICONV },
	{ "iso-8859-14", NULL, NULL, BY_ICONV },
	{ "iso-8859-15", NULL, NULL, BY_ICONV },
	{ "iso-8859-16", NULL, NULL, BY_ICONV },
	{ "windows-1250", "cp1250", NULL, BY_ICONV },
	{ "windows-1251", "cp1251", NULL, BY_ICONV },
	{ "windows-1253", "cp1253", NULL, BY_ICONV },
	{ "windows-1254", "cp1254", NULL, BY_ICONV },
	{ "windows-1255", "cp1255", NULL, BY_ICONV },
	{ "windows-1256", "cp1256", NULL, BY_ICONV },
	{ "windows-1257", "cp1257", NULL, BY_ICONV },
	{ "windows-1258", "cp1258", NULL, BY_ICONV },
	{ "windows-874", "cp874", "tis-620", BY_ICONV },
	{ "tis-620", NULL, NULL, BY_ICONV },
	{ "koi8-r", NULL, NULL, BY_ICONV },
	{ "koi8-u", NULL, NULL, BY_ICONV },
	{ "macintosh", NULL, NULL, BY_ICONV },
	{ "ibm850", "cp850", NULL, BY_ICONV },
	{ "cp850", NULL, NULL, BY_ICONV },
	{ "iso-2022-jp", NULL, NULL, BY_ICONV },
	{ "shift_jis", "cp932", "shift_jis", BY_ICONV },
	{ "windows-31j", "cp932", "shift_jis", BY_ICONV },
	{ "euc-jp", NULL, NULL, BY_ICONV },
	{ "gb2312", "gbk", NULL, BY_ICONV },
	{ "gbk", NULL, NULL, BY_ICONV },
	{ "gb18030", NULL, NULL, BY_ICONV },
	{ "hz-gb-2312", "gbk", NULL, BY_HZ },
	{ "big5", NULL, NULL, BY_ICONV },
	{ "big5-hkscs", NULL, "big5", BY_ICONV },
	{ "euc-kr", "cp949", "euc-kr", BY_ICONV },
	{ "ks_c_5601-1987", "cp949", "euc-kr", BY_ICONV },
	{ "iso-2022-kr", NULL, NULL, BY_ICONV },
};

#define REPLACEMENT	0xfffdu

const struct charset *
charset_find(const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < sizeof(charsets) / sizeof(charsets[0]); i++)
		if (strlen(charsets[i].name) == len &&
		    strncasecmp(charsets[i].name, name, len) == 0)
			return &charsets[i];
	return NULL;
}

const struct charset *
charset_default(void)
{
	return &charsets[3];
}

bool
charset_is_ascii_based(const struct charset *c)
{
	return c->how == BY_1252 || c->how == BY_UTF8;
}

bool
converter_open(struct converter *c, const struct charset *charset)
{
	const char *name = charset->iconv != NULL ? charset->iconv :
	    charset->name;

	memset(c, 0, sizeof(*c));
	c->charset = charset;
	c->cd = (iconv_t)-1;
	if (charset->how != BY_ICONV && charset->how != BY_HZ)
		return true;
	c->cd = iconv_open("UTF-8", name);
	if (c->cd == (iconv_t)-1 && charset->other != NULL)
		c->cd = iconv_open("UTF-8", charset->other);
	return c->cd != (iconv_t)-1;
}

void
converter_close(struct converter *c)
{
	if (c->cd != (iconv_t)-1)
		(void)iconv_close(c->cd);
	c->cd = (iconv_t)-1;
}

static void
put(char **out, uint32_t character)
{
	*out += utf8_put(*out, character);
}

/* Windows-1252 from 0x80 on; 0: there is no such character. */
static const uint16_t high_1252[32] = {
	0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
	0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178
};

static void
put_1252(char **out, unsigned char byte)
{
	uint32_t c = byte;

	if (byte >= 0x80 && byte < 0xa0)
		c = high_1252[byte - 0x80] != 0 ? high_1252[byte - 0x80] :
		    REPLACEMENT;
	put(out, c);
}

/*
 * One step of a converter: takes at least one byte of p up to end and writes
 * at most `room`, which is CONVERTER_ROOM or more.  0: what is there is no
 * whole sequence.
 */
static size_t
step_utf8(const char *p, const char *end, char **out)
{
	uint32_t c;
	size_t n = utf8_get(p, (size_t)(end - p), &c);

	if (n == UTF8_CUT)
		return 0;
	if (n == UTF8_BAD) {
		put(out, REPLACEMENT);
		return 1;
	}
	put(out, c);
	return n;
}

/* RFC 2152: 16 bits at a time, surrogates in pairs. */
static void
put_utf16(struct converter *c, char **out, uint32_t unit)
{
	if (unit >= 0xd800 && unit < 0xdc00) {
		if (c->surrogate != 0)
			put(out, REPLACEMENT);
		c->surrogate = unit;
		return;
	}
	if (unit >= 0xdc00 && unit < 0xe000) {
		unit = c->surrogate == 0 ? REPLACEMENT :
		    0x10000 + ((c->surrogate & 0x3ff) << 10) +
		    (unit & 0x3ff);
	} else if (c->surrogate != 0) {
		put(out, REPLACEMENT);
	}
	c->surrogate = 0;
	put(out, unit);
}

static int
base64_digit(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *p = c != '\0' ? strchr(digits, c) : NULL;

	return p == NULL ? -1 : (int)(p - digits);
}

static size_t
step_utf7(struct converter *c, const char *p, const char *end, char **out)
{
	int v;

	if (!c->shifted) {
		if (*p != '+') {
			put_1252(out, (unsigned char)*p);
			return 1;
		}
		if (end - p < 2)
			return 0;
		if (p[1] == '-') {
			put(out, '+');
			return 2;
		}
		c->shifted = true;
		c->nbits = 0;
		return 1;
	}
	v = base64_digit(*p);
	if (v == -1) {
		c->shifted = false;
		if (c->surrogate != 0)
			put(out, REPLACEMENT);
		c->surrogate = 0;
		if (*p != '-')
			put_1252(out, (unsigned char)*p);
		return 1;
	}
	c->bits = c->bits << 6 | (uint32_t)v;
	c->nbits += 6;
	if (c->nbits >= 16) {
		c->nbits -= 16;
		put_utf16(c, out, c->bits >> c->nbits & 0xffff);
	}
	return 1;
}

/*
 * iconv(3) on all there is: as much as fits.  Its state is the libc's, so a
 * step of it may take bytes and write nothing.
 */
static size_t
step_iconv(struct converter *c, const char *p, const char *end, char **out,
    size_t room)
{
	char *in;
	size_t left = (size_t)(end - p);

	memcpy(&in, &p, sizeof(in));		/* it writes nothing there */
	if (iconv(c->cd, &in, &left, out, &room) != (size_t)-1 || in > p)
		return (size_t)(in - p);
	if (errno == EINVAL && left < sizeof(c->held))
		return 0;
	put(out, REPLACEMENT);
	return 1;
}

/* RFC 1843: "~{" and "~}" around pairs of 7-bit bytes. */
static size_t
step_hz(struct converter *c, const char *p, const char *end, char **out)
{
	char pair[2];
	const char *from = pair;

	if (*p == '\n')			/* section 3: a line ends the shift */
		c->shifted = false;
	if (*p != '~' && (!c->shifted || (unsigned char)*p <= ' ')) {
		put_1252(out, (unsigned char)*p);
		return 1;
	}
	if (end - p < 2)
		return 0;
	if (*p == '~') {
		if (p[1] == '{' || p[1] == '}')
			c->shifted = p[1] == '{';
		else if (p[1] == '~')
			put(out, '~');
		return 2;
	}
	pair[0] = (char)(p[0] | 0x80);
	pair[1] = (char)(p[1] | 0x80);
	if (step_iconv(c, from, from + 2, out, UTF8_MAX) != 2)
		put(out, REPLACEMENT);
	return 2;
}

static size_t
step(struct converter *c, const char *p, const char *end, char **out,
    size_t room)
{
	switch (c->charset->how) {
	case BY_1252:
		put_1252(out, (unsigned char)*p);
		return 1;
	case BY_UTF8:
		return step_utf8(p, end, out);
	case BY_UTF7:
		return step_utf7(c, p, end, out);
	case BY_HZ:
		return step_hz(c, p, end, out);
	default:
		return step_iconv(c, p, end, out, room);
	}
}

/*
 * What was held back, with the bytes that now follow it.  False: still no
 * whole sequence.
 */
static bool
run_held(struct converter *c, const char **in, const char *end, char **out,
    bool last)
{
	size_t taken;

	while (c->nheld > 0) {
		taken = step(c, c->held, c->held + c->nheld, out,
		    CONVERTER_ROOM);
		if (taken > 0) {
			c->nheld -= taken;
			memmove(c->held, c->held + taken, c->nheld);
			return true;
		}
		if (*in < end && c->nheld < sizeof(c->held)) {
			c->held[c->nheld++] = *(*in)++;
			continue;
		}
		if (!last && c->nheld < sizeof(c->held))
			return false;
		put(out, REPLACEMENT);
		c->nheld = 0;
	}
	return true;
}

/* The bytes that are characters of their own, many at once. */
static void
copy_ascii(const char **in, const char *end, char **out, const char *limit)
{
	const char *p = *in;
	size_t n, most = (size_t)(limit - *out);

	if (most > (size_t)(end - p))
		most = (size_t)(end - p);
	for (n = 0; n < most && (p[n] & 0x80) == 0; n++)
		continue;
	memcpy(*out, p, n);
	*in += n;
	*out += n;
}

void
converter_run(struct converter *c, const char **in, const char *end,
    char **out, char *limit, bool last)
{
	size_t taken;

	while (limit - *out >= CONVERTER_ROOM) {
		if (c->nheld > 0) {
			if (!run_held(c, in, end, out, last))
				return;
			continue;
		}
		if (charset_is_ascii_based(c->charset))
			copy_ascii(in, end, out, limit);
		if (limit - *out < CONVERTER_ROOM)
			return;
		if (*in == end)
			return;
		taken = step(c, *in, end, out, (size_t)(limit - *out));
		*in += taken;
		if (taken > 0)
			continue;
		c->nheld = (size_t)(end - *in);
		memcpy(c->held, *in, c->nheld);
		*in = end;
	}
}
