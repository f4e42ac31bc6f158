/*
 * tftpd/packet: any datagram to the server's port.  What is taken for a
 * request points into its own text, and no string has bytes behind its end.
 */
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "tests/fuzz/must.h"
#include "tftpd/packet.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Inside the text, with its NUL. */
static void
look(const struct request *r, const char *s)
{
	must(s >= r->text && s <= r->text + r->len);
	must(s + strlen(s) <= r->text + r->len);
}

static void
look_all(const struct request *r, const uint8_t *data, size_t len)
{
	size_t i;

	must(r->write == (packet_opcode(data, len) == OP_WRQ));
	must(r->len == len - 2 && memcmp(r->text, data + 2, r->len) == 0);
	look(r, r->name);
	must(*r->name != '\0');
	must(r->noptions <= REQUEST_OPTIONS);
	for (i = 0; i < r->noptions; i++) {
		look(r, r->options[i].name);
		look(r, r->options[i].value);
		must(*r->options[i].name != '\0');
		must(r->options[i].value > r->options[i].name);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	uint8_t error[PACKET_HEADER + ERROR_TEXT];
	static struct request r;
	enum request_end end = request_read(&r, data, len);
	char text[2 * ERROR_TEXT];
	size_t n;

	if (end == REQUEST_OK)
		look_all(&r, data, len);
	else
		must((*request_problem(end) == '\0') ==
		    (end == REQUEST_IGNORE));
	n = len < sizeof(text) ? len : sizeof(text) - 1;
	memcpy(text, data, n);
	text[n] = '\0';
	n = packet_error(error, ERROR_UNDEFINED, text);
	must(n <= sizeof(error) && error[n - 1] == '\0');
	must(packet_opcode(error, n) == OP_ERROR);
	return 0;
}
