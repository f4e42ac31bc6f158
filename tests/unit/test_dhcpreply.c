/* respond(): options (facts 3.3, 3.6), events, sizes, reloads. */
#include "dhcp_rows.h"

static const struct row options_are_sent_rows[] = {
	{ "forced list: dhcp-parameter-request-list",
	    "option dhcp-parameter-request-list 15, 6; option domain-name "
	    "\"x\"; option domain-name-servers 10.0.0.5;", {
	    { "discover 55=3,1", "order=53,54,51,15,6,1", NULL } } },
	{ "long options split (RFC 3396)", "option x code 224 = text; "
	    "option x \"" TEXT_200 TEXT_200 "\";", {
	    { "discover 57=05dc 55=224,", "order=53,54,51,224,224,1", NULL } } },
	{ "long options joined", "if suffix(option user-class, 1) = \"z\" { "
	    "option domain-name \"ok\"; }", {
	    { "discover 77='ab 12='h 77='yz 55=15,", "15=6f6b", NULL } } },
	{ "overload when needed", "option domain-name \"" TEXT_200 "\"; "
	    "option x code 224 = text; option x \"" TEXT_50 TEXT_50 "\"; "
	    "option y code 225 = text; option y \"" TEXT_50 "\";", {
	    { "discover 55=15,224,225", "15=* 224=* 225=* 52=01 "
	      "file=(options) sname=", NULL } } },
	{ "overload sname too", "filename \"boot\"; option domain-name \""
	    TEXT_200 "\"; option x code 224 = text; option x \"" TEXT_50
	    "\"; option y code 225 = text; option y \"" TEXT_50 "\";", {
	    { "discover 55=15,224,225", "15=* 224=* 225=* 52=02 file=boot "
	      "sname=(options)", NULL } } },
	{ "not for PXE", "option domain-name \"" TEXT_200 "\"; "
	    "option x code 224 = text; option x \"" TEXT_50 TEXT_50 "\"; "
	    "filename \"boot\";", {
	    { "discover 93=0007 55=15,224", "!224=* !52=* file=boot",
	      "1 options do not fit" } } },
	{ "not when the client takes more", "option domain-name \""
	    TEXT_200 "\"; option x code 224 = text; option x \"" TEXT_200
	    "\";", {
	    { "discover 57=05dc 55=15,224", "15=* 224=* !52=*", NULL } } },
	{ "82 keeps its room", "option domain-name \"" TEXT_200 "\"; "
	    "option x code 224 = text; option x \"" TEXT_200 "\";", {
	    { "discover gi=10.9.0.1 93=0007 55=15,224 82=0103aabbcc",
	      "82=0103aabbcc", NULL } } },
	{ "echo-client-id: off", "", {
	    { "discover 61=00aa", "!61=*", NULL } } },
	{ "echo-client-id on (RFC 6842)", AUTH "echo-client-id on;", {
	    { "discover 61=00aa", "61=00aa", NULL },
	    { "request 61=00aa 50=1.2.3.4", "nak 61=00aa", NULL } } },
	{ "108", "option v6-only-preferred 1800;", {
	    { "discover 55=108,", "108=00000708", NULL },
	    { "discover 55=1,", "!108=*", NULL } } },
	{ "114", "option default-url \"https://p/\";", {
	    { "discover 55=114,", "114=68747470733a2f2f702f", NULL } } },
	{ "116, an address", "option auto-config 0;", {
	    { "discover 116=01", "offer 116=00 yi=10.0.0.10", NULL } } },
	{ "116, no address (RFC 2563)", "option auto-config 0; subnet "
	    "10.0.0.0 netmask 255.255.255.0 { }", {
	    { "discover 116=01", "offer 116=00 yi=0.0.0.0 !51=*", NULL },
	    { "discover", "none", NULL } } },
	{ "116, no address, not configured", "subnet 10.0.0.0 netmask "
	    "255.255.255.0 { }", {
	    { "discover 116=01", "none", NULL } } },
	{ "119 (RFC 3397)", "option domain-search \"a.example\", "
	    "\"b.example\";", {
	    { "discover 55=119,", "119=0161076578616d706c65000162c002",
	      NULL } } },
	{ "121 by bytes and by routes", "option r code 121 = array of "
	    "integer 8; option r 24, 10,1,2, 10,0,0,1;", {
	    { "discover 55=121,", "121=180a01020a000001", NULL } } },
	{ "43 by vendor-option-space", "option space v; option v.a code 1 = "
	    "text; option v.b code 2 = ip-address; vendor-option-space v; "
	    "option v.a \"x\"; option v.b 10.0.0.9;", {
	    { "discover 55=43,", "43=01017802040a000009", NULL } } },
	{ "125", "option space v code width 4 length width 1; option v.e "
	    "code 9 = text; option vivso 00:00:00:09:02:01:02;", {
	    { "discover 55=125,", "125=00000009020102", NULL } } },
	{ "81: answered, name as it came", "", {
	    { "discover 81=05000003616263", "81=0effff03616263", NULL },
	    { "discover 81=000000616263", "81=08ffff616263", NULL },
	    { "discover", "!81=*", NULL } } },
	{ "81: by the configuration", "option fqdn.server-update on; "
	    "option fqdn.hostname \"h\"; option fqdn.domainname \"ex.org\";",
	    { { "discover 81=050000", "81=05ffff01680265"
	      "78036f726700", NULL },
	    { "discover 81=000000", "81=03ffff682e65782e6f7267", NULL },
	    { "discover 55=81,", "!81=*", NULL } } },
	{ "81: not when fqdn-reply is off", "fqdn-reply off;", {
	    { "discover 81=05000003616263", "!81=*", NULL } } },
	{ "an empty value is not sent, and hides what is outside",
	    "option domain-name \"x\"; option root-path = substring(option "
	    "user-class, 9, 1); option z code 224 = zerolen; option z; "
	    "host a { hardware ethernet 2:0:0:0:0:1; option domain-name "
	    "\"\"; }", {
	    { "discover 55=15,17,224 77='x", "!15=* !17=* 224= ", NULL },
	    { "discover 77='x", "!15=* !17=* 224= ", NULL },
	    { "discover mac=2 55=15,", "15=78", NULL } } },
	{ "use-host-decl-names", "use-host-decl-names on; host joe { "
	    "hardware ethernet 2:0:0:0:0:1; }", {
	    { "discover 55=12,", "12=6a6f65", NULL } } },
	{ "the mask without configuring it", "", {
	    { "discover 55=1,", "1=ffffff00", NULL } } },
	{ "server's own options are not to be asked for", "", {
	    { "discover 55=50,52,53,54,55,57,61,82,255",
	      "order=53,54,51,1", NULL } } },
	/* Facts 3.6 */
	{ "PXE: siaddr, file, 66 and 67 if asked", "next-server 10.0.0.2; "
	    "filename \"boot\"; server-name \"tftp\";", {
	    { "discover 93=0000 60='PXEClient:Arch:00000:UNDI:002001 "
	      "55=1,66,67", "si=10.0.0.2 file=boot sname=tftp 66=74667470 "
	      "67=626f6f74", NULL },
	    { "discover 55=1,", "file=boot !67=* !66=*", NULL } } },
	{ "PXE: 60 and 43 as configured", "option vendor-class-identifier "
	    "\"PXEClient\"; option vendor-encapsulated-options 6:1:8:ff;", {
	    { "discover 60='PXEClient 55=43,", "60=505845436c69656e74 "
	      "43=060108ff", NULL } } },
	{ "PXE: 97 comes back", "", {
	    { "discover 60='PXEClient 97=00000102030405060708090a0b0c0d0e0f",
	      "97=00000102030405060708090a0b0c0d0e0f", NULL } } },
	{ "architectures 7 and 9", "if option pxe-system-type = 00:07 or "
	    "option pxe-system-type = 00:09 { filename \"efi\"; } else { "
	    "filename \"bios\"; }", {
	    { "discover 93=0007", "file=efi", NULL },
	    { "discover 93=0009", "file=efi", NULL },
	    { "discover 93=0000", "file=bios", NULL } } },
	{ "iPXE", "if exists user-class and option user-class = \"iPXE\" { "
	    "filename \"http://x/\"; } else { filename \"undionly\"; }", {
	    { "discover 77='iPXE", "file=http://x/", NULL },
	    { "discover", "file=undionly", NULL } } },
	{ "HTTP boot: 60 in the reply", "filename \"http://x/\";", {
	    { "discover 60='HTTPClient:Arch:00016", "60=48545450436c69656e74 "
	      "file=http://x/", NULL } } },
	{ "a filename longer than its field goes as 67",
	    "filename \"" TEXT_200 "\";", {
	    { "discover 55=1,", "67=* file=", NULL } } },
	{ "vendor codes of PXE", "option option-128 code 128 = text; "
	    "option option-128 \"x\";", {
	    { "discover 55=128,", "128=78", NULL } } },
};

ROWS_TEST(options_are_sent, options_are_sent_rows)

static const struct row events_run_and_leases_are_told_of_rows[] = {
	{ "on commit, release, expiry", "on commit { log(info, concat("
	    "\"C \", binary-to-ascii(10, 8, \".\", leased-address))); } "
	    "on release { log(info, \"R\"); } on expiry { log(info, \"E\"); "
	    "}", {
	    { "discover", "offer", NULL },
	    { "request 50=.10 54=.1", "commit", "C 10.0.0.10" },
	    { "release ci=.10", "puts=1", "R" },
	    { "request 50=.10 54=.1", "commit", "C 10.0.0.10" },
	    { "+600", "puts=1", "E" } } },
	{ "on expiry, when the address is declined", "on commit { log(info, "
	    "\"C\"); } on expiry { log(info, concat(\"E \", binary-to-ascii("
	    "16, 8, \":\", hardware))); }", {
	    { "request 50=.10 54=.1", "commit", "C" },
	    { "decline 50=.10 54=.1", "puts=1", "E 1:2:0:0:0:0:1" },
	    { "decline 50=.10 54=.1", "puts=0", "not found" } } },
	{ "the vendor class is a variable of the lease (facts 5.1)",
	    "option domain-name = vendor-class-identifier;", {
	    { "request 50=.10 54=.1 60='v", "commit", NULL },
	    { "discover", "15=76", NULL },
	    { "+300", "", NULL },
	    { "request ci=.10 60='w", "commit 15=77", NULL } } },
	{ "set lives as long as the lease", "if exists host-name { set n = "
	    "option host-name; } option domain-name = n;", {
	    { "request 50=.10 54=.1 12='joe", "commit", NULL },
	    { "discover", "15=6a6f65", NULL } } },
	{ "set of more than ISC could read back", "set n = option user-class; "
	    "set m = \"kept\"; option domain-name = m;", {
	    { "request 50=.10 54=.1 77='" TEXT_200 " 77='" TEXT_200 " 77='"
	      TEXT_200 " 77='" TEXT_200 " 77='" TEXT_200 " 77='" TEXT_200
	      " 77='" TEXT_200 " 77='" TEXT_200, "commit ack",
	      "too much to remember" },
	    { "discover", "15=6b657074", NULL } } },
	{ "set of a number", "on commit { set x = extract-int(encode-int("
	    "300, 16), 16); } option boot-size = encode-int(x, 16);", {
	    { "request 50=.10 54=.1", "commit", NULL },
	    { "discover 55=13,", "13=012c", NULL } } },
	{ "leasequery: not allowed", "", {
	    { "leasequery gi=10.9.0.1 ci=10.9.0.10", "none",
	      "not allowed" } } },
	{ "leasequery (RFC 4388)", "allow leasequery;", {
	    { "request mac=5 gi=10.9.0.1 50=10.9.0.10 54=.1 82=0101aa",
	      "commit", NULL },
	    { "+10", "", NULL },
	    { "leasequery gi=10.9.0.1 ci=10.9.0.10 55=51,82", "send active "
	      "ci=10.9.0.10 mac=5 51=0000024e 91=0000000a 82=0101aa "
	      "to=ip:10.9.0.1:67", "DHCPLEASEACTIVE" },
	    { "leasequery gi=10.9.0.1 mac=5", "active ci=10.9.0.10", NULL },
	    { "leasequery gi=10.9.0.1 ci=10.9.0.11", "unassigned", NULL },
	    { "leasequery gi=10.9.0.1 ci=172.16.0.1", "unknown", NULL },
	    { "leasequery gi=10.9.0.1 mac=9", "unknown", NULL },
	    { "leasequery ci=10.9.0.10", "none", NULL } } },
	{ "log-threshold-high and -low", "log-threshold-high 20; "
	    "log-threshold-low 10;", {
	    { "request 50=.10 54=.1", "ack", NULL },
	    { "request mac=2 50=.11 54=.1", "ack", "Pool threshold exceeded "
	      "- shared network: 10.0.0.0; address: 10.0.0.11; high "
	      "threshold 20% 2/10." },
	    { "release mac=2 ci=.11", "none", NULL },
	    { "+300", "", NULL },
	    { "request 50=.10 54=.1", "ack", "Pool threshold reset - shared "
	      "network: 10.0.0.0; address: 10.0.0.10; low threshold 10% "
	      "1/10." } } },
};

ROWS_TEST(events_run_and_leases_are_told_of,
    events_run_and_leases_are_told_of_rows)

/* Facts 3.5: by an argv, without what could end a line. */
static void
programs_get_printable_arguments(void **state)
{
	struct dhcp *d = dhcp_new("ping-check off; on commit { execute(\"/p\", "
	    "option host-name, \"\", option root-path, leased-address, "
	    "option user-class); } subnet 10.0.0.0 netmask 255.255.255.0 { "
	    "range 10.0.0.10; }");

	(void)state;
	dhcp_do(d, "discover 12=41");
	assert_string_equal(d->ran, "");
	dhcp_do(d, "request 50=.10 54=.1 12=240a1b7f3b27e920 77=420043");
	assert_string_equal(d->ran, "/p $???;'\351    ? B ");
	dhcp_free(d);
}

/* On the wire, whatever fills it: facts 3.5, Sizes. */
static void
no_reply_is_longer_than_the_client_takes(void **state)
{
	static const char *const sizes[] = { "0000", "0240", "02ff", "05dc",
	    "ffff" };
	char in[64];
	struct dhcp *d;
	size_t i, most;

	(void)state;
	d = dhcp_new("ping-check off; option domain-name \"" TEXT_200 "\"; "
	    "option x code 224 = text; option x \"" TEXT_200 TEXT_200 "\"; "
	    "option y code 225 = text; option y \"" TEXT_200 "\"; "
	    "option z code 226 = text; option z \"" TEXT_200 TEXT_200 "\"; "
	    "subnet 10.0.0.0 netmask 255.255.255.0 { range 10.0.0.10; }");
	for (i = 0; i < nitems(sizes); i++) {
		snprintf(in, sizeof(in), "discover 57=%s", sizes[i]);
		dhcp_do(d, in);
		most = strtoul(sizes[i], NULL, 16);
		if (most < 576)
			most = 576;
		if (most > 1500)
			most = 1500;
		assert_true(d->reply.len >= 300);
		assert_true(d->reply.len <= most - 28);
	}
	dhcp_free(d);
}

/* A config that is read again: bound leases stay, and are billed anew. */
static void
a_new_configuration_loses_nothing(void **state)
{
	static const char conf[] = "class \"c\" { match if option "
	    "vendor-class-identifier = \"c\"; lease limit 1; } ping-check "
	    "off; subnet 10.0.0.0 netmask 255.255.255.0 { range 10.0.0.10 "
	    "10.0.0.19; }";
	struct dhcp *d = dhcp_new(conf);

	(void)state;
	dhcp_do(d, "request 50=.10 54=.1 60='c");
	assert_null(dhcp_missing(d, "commit ack"));
	dhcp_do(d, "request mac=2 50=.11 54=.1");
	dhcp_configure(d, conf);
	dhcp_do(d, "discover mac=3 60='c");
	assert_null(dhcp_missing(d, "none"));
	dhcp_do(d, "discover mac=3 50=.11");
	assert_null(dhcp_missing(d, "offer !yi=10.0.0.11"));
	dhcp_configure(d, "subnet 10.0.0.0 netmask 255.255.255.0 { range "
	    "10.0.0.50; ping-check off; }");
	dhcp_do(d, "request mac=2 ci=.11");
	assert_null(dhcp_missing(d, "!ack"));
	dhcp_configure(d, conf);
	dhcp_do(d, "request mac=2 ci=.11");
	assert_null(dhcp_missing(d, "ack"));
	/* What somebody has becomes another's: he gets another. */
	dhcp_configure(d, "subnet 10.0.0.0 netmask 255.255.255.0 { range "
	    "10.0.0.10 10.0.0.19; ping-check off; } host h { hardware "
	    "ethernet 2:0:0:0:0:7; fixed-address 10.0.0.11; }");
	dhcp_do(d, "request mac=2 ci=.11");
	assert_null(dhcp_missing(d, "nak"));
	dhcp_do(d, "discover mac=2");
	assert_null(dhcp_missing(d, "offer !yi=10.0.0.11"));
	dhcp_do(d, "discover mac=7");
	assert_null(dhcp_missing(d, "offer yi=10.0.0.11"));
	dhcp_free(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_are_sent),
		cmocka_unit_test(events_run_and_leases_are_told_of),
		cmocka_unit_test(programs_get_printable_arguments),
		cmocka_unit_test(no_reply_is_longer_than_the_client_takes),
		cmocka_unit_test(a_new_configuration_loses_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
