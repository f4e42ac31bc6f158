/* base64: what decodes must be the encoding of what it decodes to. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/base64.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	size_t size = BASE64_DECODED(len);
	char *bytes = malloc(size > 0 ? size : 1);
	char *text = malloc(BASE64_SIZE(size));
	ssize_t n, m;

	if (bytes == NULL || text == NULL)
		abort();
	n = base64_decode((const char *)data, len, bytes, size);
	if (n != -1) {
		if ((size_t)n > size)
			abort();
		m = base64_encode(bytes, (size_t)n, text, BASE64_SIZE(size));
		if (m == -1 || (size_t)m != len || memcmp(text, data, len) != 0)
			abort();
		/* one byte less is too little */
		if (n > 0 && base64_decode((const char *)data, len, bytes,
		    (size_t)n - 1) != -1)
			abort();
	}
	free(bytes);
	free(text);
	return 0;
}
