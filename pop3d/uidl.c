#include <string.h>

#include "common/md5.h"
#include "common/scan.h"
#include "pop3d/uidl.h"

#define WIDTH_MAX	255	/* of a number or a part of a name */

/* facts 7.5: what the others send. */
static const struct preset {
	const char	*name, *format;
} presets[] = {
	{ "dovecot",		"%08Xu%08Xv" },
	{ "dovecot-old",	"%v.%u" },	/* 0.99 */
	{ "cyrus",		"%v.%u" },
	{ "cyrus-courier",	"%v-%u" },
	{ "cyrus-old",		"%u" },
	{ "citadel",		"%u" },
	{ "uw",			"%08Xv%08Xu" },
	{ "courier",		"UID%u-%v" },
	{ "courier-old",	"%q" },
	{ "qmail",		"%f" },
	{ "mailfront",		"%70n" },
	{ "tpop3d",		"%m" },
	{ "teapop",		"%m" },
	{ "stalwart",		"%v%u" },
};

static bool
is_number(char what)
{
	return what == 'u' || what == 'v';
}

static bool
is_name(char what)
{
	return what == 'f' || what == 'n' || what == 'q' || what == 'g';
}

/* One directive after its '%'.  Moves *p behind it. */
static bool
parse_directive(struct uidl_item *item, const char **p)
{
	size_t digits = strspn(*p, "0123456789");
	uint64_t width = 0;

	if (digits > 0 && scan_digits(*p, digits, WIDTH_MAX, &width) == 0)
		return false;
	*p += digits;
	item->width = (unsigned)width;
	item->hex = **p == 'X';
	*p += item->hex;
	item->what = *(*p)++;
	if (is_number(item->what))
		return width <= 16;
	return !item->hex && (is_name(item->what) ||
	    (digits == 0 && item->what == 'm'));
}

static bool
parse_format(struct uidl *u, const char *p)
{
	struct uidl_item *item;
	bool unique = false;

	memset(u, 0, sizeof(*u));
	while (*p != '\0') {
		if (u->n == UIDL_ITEMS)
			return false;
		item = &u->item[u->n++];
		if (p[0] != '%' || p[1] == '%') {
			if (*p <= ' ' || *p > '~')
				return false;
			item->byte = *p;
			p += p[0] == '%' ? 2 : 1;
			continue;
		}
		p++;
		if (*p == '\0' || !parse_directive(item, &p))
			return false;
		if (item->what != 'v')
			unique = true;
	}
	u->max = u->n == 1 && is_name(u->item[0].what) ? MAILDIR_NAME :
	    UIDL_MAX;
	return unique;
}

bool
uidl_parse(struct uidl *u, const char *text)
{
	size_t i;

	for (i = 0; i < nitems(presets); i++)
		if (strcmp(presets[i].name, text) == 0)
			return parse_format(u, presets[i].format);
	return strchr(text, '%') != NULL && parse_format(u, text);
}

static size_t
put_number(char *out, uint32_t n, unsigned width, bool hex)
{
	char digits[16];
	unsigned base = hex ? 16 : 10;
	size_t len = 0, i;

	do
		digits[len++] = "0123456789abcdef"[n % base];
	while ((n /= base) > 0);
	while (len < width)
		digits[len++] = '0';
	for (i = 0; i < len; i++)
		out[i] = digits[len - 1 - i];
	return len;
}

static size_t
put_md5(char *out, const char *bytes, size_t len)
{
	unsigned char digest[MD5_SIZE];
	char hex[MD5_HEX_SIZE];
	struct md5 md5;

	md5_init(&md5);
	md5_update(&md5, bytes, len);
	md5_final(&md5, digest);
	md5_hex(digest, hex);
	memcpy(out, hex, MD5_HEX_SIZE - 1);
	return MD5_HEX_SIZE - 1;
}

/* As Courier did before 0.43. */
static size_t
put_quoted(char *out, const char *name, size_t len)
{
	static const char hex[] = "0123456789ABCDEF";
	unsigned char c;
	size_t n = 0, i;

	for (i = 0; i < len; i++) {
		c = (unsigned char)name[i];
		if (c > ' ' && c <= '~' && strchr("'\"+", c) == NULL) {
			out[n++] = (char)c;
			continue;
		}
		out[n++] = '+';
		out[n++] = hex[c >> 4];
		out[n++] = hex[c & 15];
	}
	return n;
}

/* ,S= and ,W= come last in a base name, or not at all. */
static size_t
unique_len(const char *base, size_t len)
{
	struct maildir_name name;

	return maildir_parse(&name, base, len) ? name.unique_len : len;
}

static size_t
put_name(const struct uidl_item *item, const struct message *m, char *out)
{
	const char *name = m->base;
	size_t len = m->base_len, n;

	if (item->what == 'g' && m->guid != NULL) {
		name = m->guid;
		len = m->guid_len;
	} else if (item->what == 'n') {
		len = unique_len(name, len);
	}
	if (len > MAILDIR_NAME)
		len = MAILDIR_NAME;
	if (item->what == 'q') {
		n = put_quoted(out, name, len);
	} else {
		memcpy(out, name, len);
		n = len;
	}
	return item->width > 0 && n > item->width ? item->width : n;
}

static size_t
put_item(const struct uidl_item *item, const struct message *m,
    uint32_t uidvalidity, char *out)
{
	switch (item->what) {
	case '\0':
		*out = item->byte;
		return 1;
	case 'u':
		return put_number(out, m->uid, item->width, item->hex);
	case 'v':
		return put_number(out, uidvalidity, item->width, item->hex);
	case 'm':
		return put_md5(out, m->base, m->base_len);
	default:
		return put_name(item, m, out);
	}
}

/* RFC 1939 section 7: one to so many bytes in the range 0x21 to 0x7E. */
static bool
allowed(const char *p, size_t len, size_t max)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (p[i] <= ' ' || p[i] > '~')
			return false;
	return len > 0 && len <= max;
}

size_t
uidl_make(const struct uidl *u, const struct message *m,
    uint32_t uidvalidity, char out[UIDL_SIZE])
{
	size_t i, n = 0;

	if (m->uidl != NULL && allowed(m->uidl, m->uidl_len, MAILDIR_NAME)) {
		memcpy(out, m->uidl, m->uidl_len);
		return m->uidl_len;
	}
	for (i = 0; i < u->n; i++) {
		/* A quoted name is the longest that one item can make. */
		if (n + 3 * MAILDIR_NAME > UIDL_SIZE)
			break;
		n += put_item(&u->item[i], m, uidvalidity, out + n);
	}
	return allowed(out, n, u->max) ? n : put_md5(out, out, n);
}

size_t
uidl_distinguish(const struct uidl *u, uint32_t uid, char out[UIDL_SIZE],
    size_t len)
{
	out[len++] = '.';
	len += put_number(out + len, uid, 0, false);
	return allowed(out, len, u->max) ? len : put_md5(out, out, len);
}
