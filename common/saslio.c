#include <string.h>

#include "common/saslio.h"

enum sasl_result
sasl_converse(struct sasl *s, struct lineio *io, const char *prompt,
    enum line *got)
{
	enum sasl_result result = SASL_MALFORMED;
	char *line;
	size_t len;

	line_put(io, "%s %s\r\n", prompt, s->challenge);
	*got = line_get(io, &line, &len);
	switch (*got) {
	case LINE_OK:
		result = sasl_line(s, line, len);
		explicit_bzero(line, len);
		return result;
	case LINE_BARE:
		explicit_bzero(line, len);
		break;
	case LINE_TOOLONG:
		break;
	case LINE_EOF:
	case LINE_TIMEOUT:
		result = SASL_CANCELLED;
		break;
	}
	sasl_wipe(s);
	return result;
}

enum line
sasl_finish(struct lineio *io, const char *prompt,
    const uint8_t signature[SHA256_SIZE])
{
	char text[SASL_FINAL_SIZE], *line;
	enum line got;
	size_t len;

	sasl_final(signature, text);
	line_put(io, "%s %s\r\n", prompt, text);
	got = line_get(io, &line, &len);
	return got == LINE_OK && len > 0 ? LINE_BARE : got;
}
