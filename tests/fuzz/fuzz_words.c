/*
 * Header fields and encoded text: what comes out is UTF-8 when what came in
 * was not, and no longer than it may be.  The first byte chooses.
 */
#include <stdlib.h>
#include <string.h>

#include "imapd/charset.h"
#include "imapd/decode.h"
#include "imapd/utf8.h"
#include "imapd/words.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const char *const names[] = { "us-ascii", "utf-8", "utf-7",
    "hz-gb-2312", "iso-2022-jp", "gb18030", "iso-2022-kr", "windows-1255" };

#define NAMES	(sizeof(names) / sizeof(names[0]))

static void
check_utf8(const char *p, size_t len)
{
	uint32_t character;
	size_t n;

	for (; len > 0; p += n, len -= n) {
		n = utf8_get(p, len, &character);
		if (n > UTF8_MAX)
			abort();
	}
}

static void
convert(const char *name, const char *p, size_t len)
{
	struct converter c;
	const char *end = p + len;
	char buf[64], *to;

	if (!converter_open(&c, charset_find(name, strlen(name))))
		return;
	do {
		to = buf;
		converter_run(&c, &p, end, &to, buf + sizeof(buf), true);
		if (to > buf + sizeof(buf))
			abort();
		check_utf8(buf, (size_t)(to - buf));
	} while (to > buf);
	if (p != end)
		abort();
	converter_close(&c);
}

static void
decode(enum mime_encoding encoding, const char *p, size_t len)
{
	char *out = malloc(DECODE_SIZE(len));
	struct decoder d;
	size_t n;

	decode_init(&d, encoding);
	n = decode_run(&d, p, len, out);
	decode_end(&d, out + n);
	free(out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *p = (const char *)data + 1;
	struct out out;

	if (size == 0)
		return 0;
	if (data[0] < NAMES) {
		convert(names[data[0]], p, size - 1);
	} else if (data[0] < NAMES + MIME_UNKNOWN) {
		decode((enum mime_encoding)(data[0] - NAMES), p, size - 1);
	} else {
		out_memory(&out, 1u << 22);
		words_write(&out, p, size - 1);
		out_free(&out);
	}
	return 0;
}
