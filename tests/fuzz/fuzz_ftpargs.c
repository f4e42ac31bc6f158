/*
 * ftpargs: what PORT, EPRT, EPSV, LIST, MFMT, MFF and OPTS MLST are given,
 * patterns, and TYPE A.  The first byte says which.  What was understood
 * means the same when it is said again.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ftpd/ascii.h"
#include "ftpd/facts.h"
#include "ftpd/glob.h"
#include "ftpd/hostport.h"
#include "ftpd/listing.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check_address(const char *text)
{
	char said[HOSTPORT_TEXT];
	union address a, b;
	int family;
	bool all;

	if (hostport_port(text, &a)) {
		hostport_text(said, &a.v4);
		if (!hostport_port(said, &b) || memcmp(&a, &b, sizeof(a)) != 0)
			abort();
	}
	if (hostport_eprt(text, &a) == HOSTPORT_OK && !hostport_same(&a, &a))
		abort();
	(void)hostport_epsv(text, &family, &all);
}

static void
check_time(const char *text)
{
	char said[FACTS_TIME];
	struct timespec ts;
	const char *rest;

	if (facts_scan_time(text, &ts, &rest)) {
		facts_time(said, ts.tv_sec);
		/* The leap second is the one after. */
		if (memcmp(text + 12, "60", 2) != 0 &&
		    memcmp(said, text, FACTS_TIME - 1) != 0)
			abort();
		if (rest < text + FACTS_TIME - 1 || ts.tv_nsec < 0 ||
		    ts.tv_nsec > 999999999)
			abort();
	}
	(void)facts_opts(text);
}

static void
check_list(char *text)
{
	char *slash = strchr(text, '/');
	struct listing_options o;
	const char *arg = text;

	listing_scan_options(&o, &arg);
	if (arg < text || arg > text + strlen(text) || *arg == '-')
		abort();
	if (slash != NULL) {
		*slash = '\0';
		(void)glob_match(text, slash + 1);
	}
}

/* Out and back, split where the second byte says. */
static void
check_ascii(const char *file, size_t len, size_t step)
{
	struct ascii_in in = { .cr = false };
	size_t done, n, wire_len, back_len = 0;
	char *wire = malloc(ASCII_ROOM(len)), *back;

	if (wire == NULL)
		abort();
	wire_len = ascii_out(wire, file, len);
	back = malloc(ASCII_ROOM_IN(wire_len));
	if (back == NULL || wire_len < len || wire_len > 2 * len)
		abort();
	for (done = 0; done < wire_len; done += n) {
		n = wire_len - done < step ? wire_len - done : step;
		back_len += ascii_in(&in, back + back_len, wire + done, n);
	}
	back_len += ascii_in_end(&in, back + back_len);
	if (back_len != len || memcmp(back, file, len) != 0)
		abort();
	free(wire);
	free(back);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char *text;

	if (len < 2)
		return 0;
	text = malloc(len - 1);
	if (text == NULL)
		abort();
	memcpy(text, data + 2, len - 2);
	text[len - 2] = '\0';
	switch (data[0] % 4) {
	case 0:
		check_address(text);
		break;
	case 1:
		check_time(text);
		break;
	case 2:
		check_list(text);
		break;
	default:
		check_ascii(text, len - 2, 1 + (size_t)data[1] % 64);
	}
	free(text);
	return 0;
}
