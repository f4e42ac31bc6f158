#include "tftpd/netascii.h"

#define NOTHING	(-1)

void
netascii_init(struct netascii *n)
{
	n->held = NOTHING;
}

size_t
netascii_encode(struct netascii *n, uint8_t *out, size_t size,
    const uint8_t *in, size_t len, size_t *used)
{
	size_t done = 0, i = 0;

	while (done < size) {
		if (n->held != NOTHING) {
			out[done++] = (uint8_t)n->held;
			n->held = NOTHING;
			continue;
		}
		if (i == len)
			break;
		if (in[i] == '\n' || in[i] == '\r') {
			out[done++] = '\r';
			n->held = in[i] == '\n' ? '\n' : '\0';
		} else
			out[done++] = in[i];
		i++;
	}
	*used = i;
	return done;
}

size_t
netascii_decode(struct netascii *n, uint8_t *out, const uint8_t *in,
    size_t len)
{
	size_t done = 0, i;

	for (i = 0; i < len; i++) {
		if (n->held != NOTHING) {
			n->held = NOTHING;
			if (in[i] == '\n' || in[i] == '\0') {
				out[done++] = in[i] == '\n' ? '\n' : '\r';
				continue;
			}
			out[done++] = '\r';
		}
		if (in[i] == '\r')
			n->held = '\r';
		else
			out[done++] = in[i];
	}
	return done;
}

size_t
netascii_finish(struct netascii *n, uint8_t *out)
{
	if (n->held == NOTHING)
		return 0;
	*out = (uint8_t)n->held;
	n->held = NOTHING;
	return 1;
}
