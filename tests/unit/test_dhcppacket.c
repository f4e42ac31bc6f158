/* packet, frame and flags: what goes over the wire, and the command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dhcp_fixture.h"
#include "dhcpd/flags.h"
#include "dhcpd/link.h"

static struct packet packet;

static bool
parse(const uint8_t *raw, size_t len)
{
	return packet_parse(&packet, (const uint8_t *)guard(raw, len), len);
}

static bool
is(uint8_t code, const char *value)
{
	const struct bytes *o = &packet.options[code];

	if (value == NULL)
		return o->data == NULL;
	return o->data != NULL && o->len == strlen(value) &&
	    memcmp(o->data, value, o->len) == 0;
}

/* Every message that is cut somewhere is read as far as it goes. */
static void
a_message_cut_anywhere_is_read_as_far_as_it_goes(void **state)
{
	static struct dhcp_message m;
	size_t len;

	(void)state;
	dhcp_message(&m, "request 12='name 50=.7 55=1,3,6 82=0102aabb bare");
	for (len = 0; len <= m.len; len++) {
		assert_int_equal(parse(m.raw, len), len >= PACKET_HEADER);
		if (len < PACKET_HEADER)
			continue;
		assert_int_equal(packet.cookie, len >= PACKET_OPTIONS);
		assert_int_equal(packet.type, len >= 243 ? DHCPREQUEST :
		    BOOTP);
		assert_true(is(12, len >= 249 ? "name" : NULL));
	}
	assert_true(is(82, "\1\2\xaa\xbb"));
	assert_false(parse(m.raw, 0));
	memset(m.raw + m.len, 0, sizeof(m.raw) - m.len);
	assert_true(parse(m.raw, PACKET_MAX));
}

/* RFC 2132 9.3, RFC 2131 4.1: options, then file, then sname. */
static void
overloaded_fields_hold_options(void **state)
{
	static const struct {
		uint8_t		 overload;
		const char	*file, *sname;	/* option 224 in all three */
		const char	*joined;
	} rows[] = {
		{ 0, "F", "S", "O" }, { 1, "F", "S", "OF" },
		{ 2, "F", "S", "OS" }, { 3, "F", "S", "OFS" },
		{ 255, "F", "S", "OFS" },
	};
	static struct dhcp_message m;
	char in[64];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		snprintf(in, sizeof(in), "discover 224='O 52=%02x",
		    rows[i].overload);
		dhcp_message(&m, in);
		m.raw[108] = m.raw[44] = 224;
		m.raw[109] = m.raw[45] = 1;
		m.raw[110] = 'F';
		m.raw[46] = 'S';
		m.raw[111] = m.raw[47] = OPT_END;
		assert_true(parse(m.raw, m.len));
		assert_true(is(224, rows[i].joined));
		assert_int_equal(packet.overload_file,
		    (rows[i].overload & 1) != 0);
	}
	/* full to the last byte, without END */
	dhcp_message(&m, "discover 52=03");
	m.raw[108] = m.raw[44] = 225;
	m.raw[109] = 126;
	m.raw[45] = 62;
	memset(m.raw + 110, 'f', 126);
	memset(m.raw + 46, 's', 62);
	assert_true(parse(m.raw, m.len));
	assert_int_equal(packet.options[225].len, 188);
	/* an overload in an overloaded field opens nothing */
	dhcp_message(&m, "discover 52=01 bare");
	m.raw[108] = 52;
	m.raw[109] = 1;
	m.raw[110] = 2;
	m.raw[44] = 224;
	m.raw[45] = 1;
	assert_true(parse(m.raw, m.len));
	assert_true(is(224, NULL));
}

/* RFC 3396: pieces anywhere, many, of several options. */
static void
pieces_are_joined(void **state)
{
	static struct dhcp_message m;
	static const char name[] = "abcdefgh";
	char in[32];
	size_t i;

	(void)state;
	dhcp_message(&m, "discover bare");
	for (i = 0; i < strlen(name); i++) {
		snprintf(in, sizeof(in), "%c", name[i]);
		dhcp_add(&m, 224, in, 1);
		dhcp_add(&m, 225, in, i & 1);
	}
	assert_true(parse(m.raw, m.len));
	assert_true(is(224, name));
	assert_true(is(225, "bdfh"));
	/* a name, an identifier of several is none */
	dhcp_message(&m, "discover bare");
	memset(in, 'n', sizeof(in));
	for (i = 0; i < 8; i++) {
		dhcp_add(&m, 12, in, 32);
		dhcp_add(&m, 61, in, i == 7 ? 31 : 32);
	}
	assert_true(parse(m.raw, m.len));
	assert_true(is(12, NULL));
	assert_int_equal(packet.options[61].len, 255);
	dhcp_add(&m, 61, in, 1);
	assert_true(parse(m.raw, m.len));
	assert_true(is(61, NULL));
	/* what cannot be kept is left out; the rest stays */
	dhcp_message(&m, "discover bare 226='x");
	while (m.len + 6 < sizeof(m.raw)) {
		dhcp_add(&m, 224, "a", 1);
		dhcp_add(&m, 225, "b", 1);
	}
	assert_true(parse(m.raw, m.len));
	assert_true(packet.options[224].len > 10);
	assert_true(is(226, "x"));
}

static void
suboptions_of_the_relay_are_found(void **state)
{
	static const struct {
		const char	*value;
		uint8_t		 code;
		const char	*found;		/* in hex; NULL: not */
	} rows[] = {
		{ "0101aa", 1, "aa" }, { "0101aa", 2, NULL },
		{ "0100020362636400", 2, "626364" }, { "0105aa", 1, NULL },
		{ "01", 1, NULL }, { "0101aa0102bbcc", 1, "aa" },
		{ "0100", 1, "" },
	};
	static struct dhcp_message m;
	char in[64], text[64];
	struct bytes found;
	size_t i, k;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		snprintf(in, sizeof(in), "discover 82=%s", rows[i].value);
		dhcp_message(&m, in);
		assert_true(parse(m.raw, m.len));
		found = packet_agent(&packet, rows[i].code);
		assert_int_equal(found.data != NULL, rows[i].found != NULL);
		text[0] = '\0';
		for (k = 0; k < found.len; k++)
			snprintf(text + 2 * k, 3, "%02x", found.data[k]);
		if (rows[i].found != NULL)
			assert_string_equal(text, rows[i].found);
	}
}

/* What packet_build() made is what packet_parse() reads; sizes hold. */
static void
what_is_built_is_read_again(void **state)
{
	static uint8_t data[1400], out[PACKET_REPLY];
	struct packet_layout layout = { 0, true, false, false };
	struct packet_option o[3];
	struct packet h;
	size_t len, lost, max, n;

	(void)state;
	memset(data, 'd', sizeof(data));
	memset(&h, 0, offsetof(struct packet, raw));
	h.op = BOOTREPLY;
	for (max = PACKET_MIN; max < PACKET_REPLY; max += 7)
		for (n = 0; n < 1200; n += 13) {
			o[0] = (struct packet_option){ 53,
			    { (const uint8_t *)"\2", 1 } };
			o[1] = (struct packet_option){ 224, { data, n } };
			o[2] = (struct packet_option){ 82, { data, 9 } };
			layout.max = max;
			layout.use_file = layout.use_sname = (n & 1) != 0;
			len = packet_build(out, &h, o, 3, &layout, &lost);
			assert_true(len >= PACKET_MIN && len <= max);
			assert_true(parse(out, len));
			assert_int_equal(packet.type, 2);
			assert_int_equal(packet.options[82].len, 9);
			assert_int_equal(packet.options[224].len,
			    lost == 0 ? n : 0);
			assert_int_equal(lost > 0, packet.options[224].data
			    == NULL);
		}
}

static void
frames_are_read_and_written(void **state)
{
	uint8_t ip[FRAME_HEADER + 300], copy[sizeof(ip)];
	struct arrival a;
	const uint8_t *m;
	size_t len, i, bad;

	(void)state;
	memset(ip, 'x', sizeof(ip));
	frame_build(ip, 300, 0x0a000001, 67, 0xffffffff, 68, 7);
	m = frame_parse((uint8_t *)guard(ip, sizeof(ip)), sizeof(ip), 68,
	    true, &a, &len);
	assert_non_null(m);
	assert_int_equal(len, 300);
	assert_int_equal(a.source, 0x0a000001);
	assert_int_equal(a.destination, 0xffffffff);
	assert_int_equal(a.source_port, 67);
	assert_null(frame_parse(ip, sizeof(ip), 67, true, &a, &len));
	/* cut: an IP packet that is longer than the frame is none */
	for (i = 0; i < sizeof(ip); i++)
		assert_null(frame_parse((uint8_t *)guard(ip, i), i, 68, true,
		    &a, &len));
	/* every bit of the header that flips is noticed */
	for (i = bad = 0; i < FRAME_HEADER * 8; i++) {
		memcpy(copy, ip, sizeof(ip));
		copy[i / 8] ^= (uint8_t)(1 << i % 8);
		bad += frame_parse(copy, sizeof(copy), 68, true, &a, &len)
		    != NULL;
	}
	assert_int_equal(bad, 0);
	/* padding behind (Ethernet's), no UDP checksum, a fragment */
	memcpy(copy, ip, sizeof(ip));
	copy[26] = copy[27] = 0;
	assert_non_null(frame_parse(copy, sizeof(copy), 68, true, &a, &len));
	copy[6] |= 0x20;
	assert_null(frame_parse(copy, sizeof(copy), 68, false, &a, &len));
	copy[6] = 0;
	copy[27] ^= 1;
	assert_null(frame_parse(copy, sizeof(copy), 68, true, &a, &len));
	assert_non_null(frame_parse(copy, sizeof(copy), 68, false, &a,
	    &len));
}

/* Facts 3.1: the flags of ISC's users. */
static void
flags_are_isc_s(void **state)
{
	static const struct {
		const char	*line;
		enum flags_end	 end;
		const char	*error;
	} rows[] = {
		{ "-4 -q -cf c -lf l -pf p -user u -group g eth0", FLAGS_OK,
		  NULL },
		{ "-f -d -p 6767 --no-pid -tf trace -s 1.2.3.4", FLAGS_OK,
		  NULL },
		{ "-t -cf c", FLAGS_OK, NULL }, { "-T -lf l", FLAGS_OK,
		  NULL },
		{ "-6", FLAGS_BAD, "DHCPv6" },
		{ "-play x", FLAGS_BAD, "replayed" },
		{ "-p", FLAGS_BAD, "wants a word" },
		{ "-p 0", FLAGS_BAD, "not a port" },
		{ "-p 65535", FLAGS_BAD, "not a port" },
		{ "-p 67x", FLAGS_BAD, "not a port" },
		{ "-x", FLAGS_BAD, "Unknown command -x" },
	};
	char text[256], error[1024], *argv[32], *s, *word;
	struct flags f;
	size_t i;
	int argc;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		snprintf(text, sizeof(text), "%s", rows[i].line);
		argv[0] = text;
		argc = 1;
		for (s = text; (word = strsep(&s, " ")) != NULL;)
			argv[argc++] = word;
		argv[argc] = NULL;
		memset(&f, 0, sizeof(f));
		error[0] = '\0';
		assert_int_equal(flags_read(&f, argc, argv, error,
		    sizeof(error)), rows[i].end);
		if (rows[i].error != NULL)
			assert_non_null(strstr(error, rows[i].error));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_message_cut_anywhere_is_read_as_far_as_it_goes),
		cmocka_unit_test(overloaded_fields_hold_options),
		cmocka_unit_test(pieces_are_joined),
		cmocka_unit_test(suboptions_of_the_relay_are_found),
		cmocka_unit_test(what_is_built_is_read_again),
		cmocka_unit_test(frames_are_read_and_written),
		cmocka_unit_test(flags_are_isc_s),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
