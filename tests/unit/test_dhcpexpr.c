/* expressions and scopes: what ISC dhcpd 4.4.3-P1 was measured to do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "dhcpd/scope.h"

static char logged[4096];

static void
note(void *arg, int priority, const char *text)
{
	size_t n = strlen(logged);

	(void)arg;
	(void)priority;
	snprintf(logged + n, sizeof(logged) - n, "%s;", text);
}

static const struct scope_hooks hooks = { .log = note };
static const uint8_t mac[6] = { 2, 0, 0, 0, 0, 1 };

/* A DISCOVER with a host name and nothing else. */
static struct scope *
enter(struct config *c, struct place *place)
{
	static struct bytes options[256];
	static struct view view = { .chaddr = { mac, 6 }, .htype = 1,
	    .options = options };
	struct scope *s = scope_new(c, &hooks);
	struct subnet *subnet;
	uint32_t address;

	options[12] = (struct bytes){ (const uint8_t *)"a", 1 };
	options[53] = (struct bytes){ (const uint8_t *)"\1", 1 };
	logged[0] = '\0';
	scope_begin(s, &view);
	place->host = scope_host(s, place->network, &subnet, &address);
	scope_enter(s, place, SCOPE_ACT);
	return s;
}

static void
conditions_are_as_measured(void **state)
{
	static const struct {
		const char	*condition;
		bool		 truth;
	} rows[] = {
		{ "option user-class = \"x\"", false },
		{ "option user-class != \"x\"", true },
		{ "not (option user-class = \"x\")", true },
		{ "option user-class = option root-path", true },
		{ "option user-class != option root-path", false },
		{ "option user-class ~= \"x\"", false },
		{ "not (option user-class ~= \"x\")", false },
		{ "not (option user-class ~= \"x\" and 1 = 2)", false },
		{ "not (1 = 2 and option user-class ~= \"x\")", false },
		{ "option user-class ~= \"x\" or 1 = 1", true },
		{ "not (1 = 2 or option user-class ~= \"x\")", true },
		{ "1 = 1 or 1 = 1 and 1 = 2", true },
		{ "1 = 2 and 1 = 2 or 1 = 1", false },
		{ "not exists user-class and 1 = 1", true },
		{ "not exists host-name or 1 = 1", true },
		{ "nosuchvar = \"x\"", false },
		{ "extract-int(\"\\000\\005\", 16) = 5", true },
		{ "extract-int(encode-int(300, 16), 16) = 300", true },
		{ "extract-int(encode-int(300, 8), 8) = 44", true },
		{ "extract-int(encode-int(70000, 32), 32) = 70000", true },
		{ "substring(\"abc\", 5, 2) = \"\"", true },
		{ "option dhcp-message-type = 1", true },
		{ "option dhcp-message-type = 01", true },
		{ "\"abc\" = \"ABC\"", false },
		{ "\"abc\" ~= \"^A\"", false },
		{ "\"aab\" ~= \"^(a+)+b\"", true },
		{ "\"aab\" ~= concat(\"^(a+)+\", \"b\")", true },
		{ "\"ab\" ~= concat(\"a++++++++++++++++++++++++++++++++\", "
		    "\"++++++++++++++++++++++++++++++++\")", false },
		{ "\"abc\" ~~ \"^A\"", true },
		{ "hardware = 1:2:0:0:0:0:1", true },
		{ "binary-to-ascii(16, 8, \":\", hardware) = "
		  "\"1:2:0:0:0:0:1\"", true },
		{ "known", false },
	};
	char text[512];
	struct config *c;
	struct scope *s;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		struct place place = { .network = NULL };

		snprintf(text, sizeof(text), "if %s { log(\"yes\"); }",
		    rows[i].condition);
		c = config_parse("test", text, strlen(text), NULL);
		assert_non_null(c);
		s = enter(c, &place);
		if ((logged[0] != '\0') != rows[i].truth)
			fail_msg("%s", rows[i].condition);
		scope_free(s);
		config_free(c);
	}
}

static void
the_most_specific_scope_has_the_last_word(void **state)
{
	static const char text[] =
	    "option root-path \"global\"; option domain-name \"gdom\";"
	    "class \"A\" { match if exists host-name; option root-path "
	    "\"classA\"; option nis-domain \"A\"; }"
	    "class \"B\" { match if exists host-name; option root-path "
	    "\"classB\"; option merit-dump \"B\"; }"
	    "class \"C\" { match hardware; log(\"C\"); }"
	    "subclass \"C\" 1:2:0:0:0:0:1 { option tftp-server-name "
	    "\"subC\"; }"
	    "group { option nis-domain \"group\";"
	    "  host h { hardware ethernet 2:0:0:0:0:1; "
	    "option merit-dump \"host\"; } }"
	    "subnet 10.9.0.0 netmask 255.255.255.0 {"
	    "  option root-path \"subnet\"; option swap-server 9.9.9.9;"
	    "  prepend domain-name \"pre-\"; append domain-name \"-app\";"
	    "  pool { range 10.9.0.9; option swap-server 8.8.8.8; "
	    "log(\"pool\"); } log(\"subnet\"); }";
	static const struct {
		uint8_t		 code;
		const char	*value;
	} rows[] = {
		{ 17, "classA" }, { 15, "pre-gdom-app" }, { 40, "group" },
		{ 14, "host" }, { 66, "subC" }, { 16, "\10\10\10\10" },
	};
	struct config *c = config_parse("test", text, strlen(text), NULL);
	struct place place = { .network = NULL };
	struct scope *s;
	struct bytes b;
	size_t i;

	(void)state;
	assert_non_null(c);
	place.network = c->networks;
	place.subnet = c->networks->subnets;
	place.pool = c->networks->pools;
	s = enter(c, &place);
	assert_string_equal(logged, "subnet;pool;C;");
	for (i = 0; i < nitems(rows); i++) {
		b = scope_option(s, rows[i].code);
		assert_int_equal(b.len, strlen(rows[i].value));
		assert_memory_equal(b.data, rows[i].value, b.len);
	}
	assert_null(scope_option(s, 67).data);
	scope_free(s);
	config_free(c);
}

/*
 * The text of an "on" that comes from the lease file: a word of hexadecimal
 * digits is a variable if the configuration or the lease has one.
 */
static void
variables_named_like_octets_are_read_back(void **state)
{
	static const char text[] = "on commit { set a = \"x\"; }";
	static const struct {
		const char	*text, *logged;
	} rows[] = {
		{ "log(info, concat(a, \"!\"));", "of the lease!;" },
		{ "log(info, concat(fe, \"!\"));", "too!;" },
		{ "if ca = \"\\312\" { log(info, \"octet\"); }", "octet;" },
		{ "if a = \"of the lease\" { log(info, \"yes\"); }", "yes;" },
		{ "log(info, binary-to-ascii(16, 8, \":\", a:fe));",
		    "a:fe;" },
		{ "set b = \"new\"; log(info, b);", "new;" },
	};
	struct config *c = config_parse("test", text, strlen(text), NULL);
	struct binding *bindings = NULL;
	const struct tenure tenure = { .leased = true,
	    .bindings = &bindings };
	struct place place = { .network = NULL };
	struct scope *s;
	size_t i;

	(void)state;
	assert_non_null(c);
	s = enter(c, &place);
	assert_int_equal(binding_set_string(&bindings, "a", (struct bytes){
	    (const uint8_t *)"of the lease", 12 }), 0);
	assert_int_equal(binding_set_string(&bindings, "fe", (struct bytes){
	    (const uint8_t *)"too", 3 }), 0);
	for (i = 0; i < nitems(rows); i++) {
		logged[0] = '\0';
		assert_int_equal(scope_run_text(s, rows[i].text, &tenure,
		    NULL), 0);
		assert_string_equal(logged, rows[i].logged);
	}
	binding_free(&bindings);
	scope_free(s);
	config_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conditions_are_as_measured),
		cmocka_unit_test(the_most_specific_scope_has_the_last_word),
		cmocka_unit_test(variables_named_like_octets_are_read_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
