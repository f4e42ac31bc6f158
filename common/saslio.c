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
