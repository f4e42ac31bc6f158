/* transfer: the state machine, stepped without a socket, file or clock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "tftpd/packet.h"
#include "tftpd/transfer.h"

#define SECOND	INT64_C(1000000)
#define MS	INT64_C(1000)

/* What the transfer has done, in words: "D1 D2* ", "O ", "A3 ", "S512 ". */
struct world {
	struct transfer t;
	char	 did[4096];
	uint64_t last;		/* the block that ends the file */
	unsigned room;		/* blocks that the network takes */
	bool	 broken;	/* reading and storing fail */
};

static void
say(struct world *w, const char *what, uint64_t n, const char *more)
{
	size_t len = strlen(w->did);

	snprintf(w->did + len, sizeof(w->did) - len, "%s%llu%s ", what,
	    (unsigned long long)n, more);
}

static int
world_data(void *arg, uint64_t first, unsigned n, bool *last)
{
	struct world *w = arg;
	unsigned i;

	if (w->broken)
		return -1;
	for (i = 0; i < n && i < w->room && first + i <= w->last; i++) {
		*last = first + i == w->last;
		say(w, "D", first + i, *last ? "*" : "");
	}
	return (int)i;
}

static void
world_oack(void *arg)
{
	say(arg, "O", 0, "");
}

static void
world_ack(void *arg, uint64_t number)
{
	say(arg, "A", number, "");
}

static int
world_store(void *arg, const uint8_t *data, size_t len, bool last)
{
	(void)data;
	if (((struct world *)arg)->broken)
		return -1;
	say(arg, "S", len, last ? "*" : "");
	return 0;
}

static const struct transfer_io io = {
	world_data, world_oack, world_ack, world_store
};

static void
begin(struct world *w, unsigned window, uint64_t last, bool write, bool oack)
{
	struct terms terms = { .blksize = 512, .window = window };

	memset(w, 0, sizeof(*w));
	w->last = last;
	w->room = 1000;
	transfer_init(&w->t, &io, w, &terms, write, oack, SECOND);
	transfer_start(&w->t, SECOND);
}

static void
did(struct world *w, const char *what)
{
	assert_string_equal(w->did, what);
	w->did[0] = '\0';
}

static void
ack(struct world *w, int64_t now, unsigned number)
{
	uint8_t p[PACKET_HEADER];

	packet_header(p, OP_ACK, number);
	transfer_packet(&w->t, now, p, sizeof(p));
}

static void
data(struct world *w, int64_t now, unsigned number, size_t len)
{
	static uint8_t p[PACKET_HEADER + 1024];

	packet_header(p, OP_DATA, number);
	transfer_packet(&w->t, now, p, PACKET_HEADER + len);
}

static void
error(struct world *w, int64_t now, unsigned code)
{
	uint8_t p[PACKET_HEADER + ERROR_TEXT];

	transfer_packet(&w->t, now, p, packet_error(p, code, "no"));
}

static void
lock_step_sends_each_block_once(void **state)
{
	struct world w;

	(void)state;
	begin(&w, 1, 3, false, false);
	did(&w, "D1 ");
	ack(&w, SECOND + 1, 1);
	ack(&w, SECOND + 2, 2);
	did(&w, "D2 D3* ");
	assert_int_equal(w.t.result, RESULT_NONE);
	ack(&w, SECOND + 3, 3);
	did(&w, "");
	assert_int_equal(w.t.result, RESULT_OK);
	assert_int_equal(w.t.state, TRANSFER_OVER);
	assert_int_equal(w.t.resent, 0);
}

/* RFC 1123 section 4.2.3.1. */
static void
duplicate_acks_call_no_apprentice(void **state)
{
	struct world w;
	int i;

	(void)state;
	begin(&w, 1, 9, false, false);
	ack(&w, SECOND + 1 * MS, 1);
	did(&w, "D1 D2 ");
	for (i = 0; i < 5; i++)
		ack(&w, SECOND + (2 + i) * MS, 1);
	did(&w, "");
	/* U-Boot asks again by the same ACK when it has waited. */
	ack(&w, SECOND + 600 * MS, 1);
	did(&w, "D2 ");
	ack(&w, SECOND + 601 * MS, 1);
	did(&w, "");
}

static void
acks_of_what_was_not_sent_are_nothing(void **state)
{
	static const unsigned numbers[] = { 2, 3, 100, 0x8000, 0xffff };
	struct world w;
	size_t i;

	(void)state;
	begin(&w, 1, 9, false, false);
	did(&w, "D1 ");
	for (i = 0; i < nitems(numbers); i++)
		ack(&w, SECOND + 1, numbers[i]);
	did(&w, "");
	assert_false(w.t.confirmed);
}

/* T 2.2: data at 0 1 2 4 8 16 seconds, and then no more. */
static void
nobody_there_costs_six_packets_and_25_seconds(void **state)
{
	static const int at[] = { 1, 2, 4, 8, 16 };
	struct world w;
	size_t i;

	(void)state;
	begin(&w, 1, 9, false, false);
	did(&w, "D1 ");
	for (i = 0; i < nitems(at); i++) {
		assert_int_equal(w.t.due, SECOND + at[i] * SECOND);
		transfer_tick(&w.t, w.t.due - 1);
		did(&w, "");
		transfer_tick(&w.t, w.t.due);
		did(&w, "D1 ");
	}
	assert_true(w.t.due <= 26 * SECOND);
	transfer_tick(&w.t, w.t.due);
	did(&w, "");
	assert_int_equal(w.t.result, RESULT_TIMEOUT);
	assert_int_equal(w.t.resent, 5);
}

static void
an_asked_timeout_is_constant(void **state)
{
	struct terms terms = { .blksize = 512, .window = 1,
		.timeout = 3 * SECOND };
	struct world w;
	int i;

	(void)state;
	memset(&w, 0, sizeof(w));
	w.last = 9;
	w.room = 9;
	transfer_init(&w.t, &io, &w, &terms, false, false, SECOND);
	transfer_start(&w.t, SECOND);
	for (i = 1; i <= 5; i++) {
		assert_int_equal(w.t.due, SECOND + i * 3 * SECOND);
		transfer_tick(&w.t, w.t.due);
	}
	did(&w, "D1 D1 D1 D1 D1 D1 ");
	transfer_tick(&w.t, w.t.due);
	assert_int_equal(w.t.result, RESULT_TIMEOUT);
}

/* RFC 7440 section 4. */
static void
windows_go_whole_and_back_to_what_was_lost(void **state)
{
	struct world w;

	(void)state;
	begin(&w, 4, 100, false, true);
	did(&w, "O0 ");
	ack(&w, SECOND + 10 * MS, 0);
	did(&w, "D1 D2 D3 D4 ");
	ack(&w, SECOND + 20 * MS, 4);
	did(&w, "D5 D6 D7 D8 ");
	ack(&w, SECOND + 30 * MS, 6);
	did(&w, "D7 D8 D9 D10 ");
	/* The same number again at once: what is under way must arrive. */
	ack(&w, SECOND + 31 * MS, 6);
	did(&w, "");
	ack(&w, SECOND + 40 * MS, 10);
	did(&w, "D11 D12 D13 D14 ");
	/* The first block lost: the ACK before it, a round trip later. */
	ack(&w, SECOND + 41 * MS, 10);
	did(&w, "");
	ack(&w, SECOND + 50 * MS, 10);
	did(&w, "D11 D12 D13 D14 ");
	ack(&w, SECOND + 55 * MS, 10);
	did(&w, "");
	assert_int_equal(w.t.resent, 6);
}

static void
a_late_ack_of_a_first_copy_counts(void **state)
{
	struct world w;

	(void)state;
	begin(&w, 4, 100, false, false);
	did(&w, "D1 D2 D3 D4 ");
	ack(&w, SECOND + 10 * MS, 2);
	did(&w, "D3 D4 D5 D6 ");
	ack(&w, SECOND + 11 * MS, 4);
	did(&w, "D5 D6 D7 D8 ");
}

static void
the_whole_window_is_sent_again_in_time(void **state)
{
	struct world w;

	(void)state;
	begin(&w, 3, 100, false, false);
	ack(&w, SECOND + 10 * MS, 3);
	did(&w, "D1 D2 D3 D4 D5 D6 ");
	assert_true(w.t.due >= SECOND + 110 * MS);
	transfer_tick(&w.t, w.t.due);
	did(&w, "D4 D5 D6 ");
}

static void
a_full_network_is_tried_again_soon(void **state)
{
	struct world w;

	(void)state;
	begin(&w, 4, 100, false, true);
	w.room = 2;
	ack(&w, SECOND + 10, 0);
	did(&w, "O0 D1 D2 ");
	transfer_tick(&w.t, w.t.due);
	did(&w, "D3 D4 ");
	w.room = 0;
	ack(&w, SECOND + 20, 4);
	did(&w, "");
	assert_true(w.t.due > SECOND + 20 && w.t.due < SECOND + 10 * MS);
	transfer_tick(&w.t, 60 * SECOND);
	assert_int_equal(w.t.result, RESULT_TIMEOUT);
}

/* T 2.4: 65535 is followed by 0, or by 1 where that was asked. */
static void
numbers_roll_over(void **state)
{
	struct terms terms = { .blksize = 8, .window = 1 };
	struct world w;
	unsigned rollover;
	uint64_t i;

	(void)state;
	for (rollover = 0; rollover < 2; rollover++) {
		memset(&w, 0, sizeof(w));
		w.last = 200000;
		w.room = 1;
		terms.rollover = rollover;
		transfer_init(&w.t, &io, &w, &terms, false, false, SECOND);
		transfer_start(&w.t, SECOND);
		for (i = 1; i <= w.last; i++) {
			w.did[0] = '\0';
			ack(&w, SECOND + (int64_t)i,
			    transfer_wire(&w.t, i));
		}
		assert_int_equal(w.t.result, RESULT_OK);
		assert_int_equal(transfer_wire(&w.t, 65535), 65535);
		assert_int_equal(transfer_wire(&w.t, 65536), rollover);
		assert_int_equal(transfer_wire(&w.t, 131071),
		    rollover == 0 ? 65535 : 1);
	}
}

static void
a_missing_last_ack_is_no_failure(void **state)
{
	struct world w;
	int i;

	(void)state;
	begin(&w, 1, 2, false, false);
	ack(&w, SECOND + 1, 1);
	did(&w, "D1 D2* ");
	for (i = 0; i < 40 && w.t.state != TRANSFER_OVER; i++)
		transfer_tick(&w.t, w.t.due);
	assert_int_equal(w.t.result, RESULT_UNACKED);
	assert_true(w.t.due <= 27 * SECOND);
}

/* T 2.3: PXE and EFI ask for the size first. */
static void
an_error_ends_and_a_probe_is_no_failure(void **state)
{
	static const struct {
		bool	 oack, started;
		unsigned code;
		enum transfer_result result;
	} rows[] = {
		{ true, false, 0, RESULT_PROBE },
		{ true, false, 8, RESULT_PROBE },
		{ true, false, 3, RESULT_ABORTED },
		{ true, true, 0, RESULT_ABORTED },
		{ false, false, 0, RESULT_ABORTED },
	};
	struct world w;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		begin(&w, 1, 9, false, rows[i].oack);
		if (rows[i].started)
			ack(&w, SECOND + 1, 0);
		w.did[0] = '\0';
		error(&w, SECOND + 2, rows[i].code);
		did(&w, "");
		assert_int_equal(w.t.result, rows[i].result);
		assert_int_equal(w.t.error_code, rows[i].code);
		assert_string_equal(w.t.error_text, "no");
		ack(&w, SECOND + 3, 1);
		transfer_tick(&w.t, 100 * SECOND);
		did(&w, "");
	}
}

static void
an_upload_is_stored_before_it_is_acknowledged(void **state)
{
	struct world w;

	(void)state;
	begin(&w, 1, 0, true, false);
	did(&w, "A0 ");
	data(&w, SECOND + 1, 1, 512);
	did(&w, "S512 A1 ");
	data(&w, SECOND + 2, 1, 512);		/* our ACK was lost */
	did(&w, "A1 ");
	data(&w, SECOND + 3, 3, 512);		/* cannot be */
	data(&w, SECOND + 3, 2, 513);
	did(&w, "");
	data(&w, SECOND + 4, 2, 7);
	did(&w, "S7* A2 ");
	assert_int_equal(w.t.state, TRANSFER_DALLY);
	assert_int_equal(w.t.result, RESULT_OK);
	data(&w, SECOND + 5, 2, 7);
	did(&w, "A2 ");
	error(&w, SECOND + 6, 0);
	assert_int_equal(w.t.result, RESULT_OK);
	assert_int_equal(w.t.state, TRANSFER_OVER);
}

static void
an_upload_in_windows_asks_once_for_what_is_missing(void **state)
{
	struct world w;

	(void)state;
	begin(&w, 3, 0, true, true);
	did(&w, "O0 ");
	data(&w, SECOND + 1, 1, 512);
	data(&w, SECOND + 2, 2, 512);
	did(&w, "S512 S512 ");
	data(&w, SECOND + 3, 3, 512);
	did(&w, "S512 A3 ");
	data(&w, SECOND + 4, 4, 512);
	data(&w, SECOND + 5, 6, 512);		/* 5 is lost */
	data(&w, SECOND + 6, 7, 512);
	did(&w, "S512 A4 ");
	data(&w, SECOND + 7, 5, 512);
	data(&w, SECOND + 8, 6, 512);
	data(&w, SECOND + 9, 7, 512);
	did(&w, "S512 S512 S512 A7 ");
	data(&w, SECOND + 10, 6, 512);		/* the ACK is lost */
	data(&w, SECOND + 10, 7, 512);
	did(&w, "A7 ");
	data(&w, SECOND + 11, 8, 0);
	did(&w, "S0* A8 ");
}

static void
what_fails_here_ends_it(void **state)
{
	struct world w;

	(void)state;
	begin(&w, 1, 9, false, false);
	w.broken = true;
	ack(&w, SECOND + 1, 1);
	assert_int_equal(w.t.result, RESULT_FAILED);
	begin(&w, 1, 9, true, false);
	w.broken = true;
	w.did[0] = '\0';
	data(&w, SECOND + 1, 1, 3);
	did(&w, "");
	assert_int_equal(w.t.result, RESULT_FAILED);
}

static void
a_request_again_is_an_echo_or_a_new_beginning(void **state)
{
	struct world w;

	(void)state;
	begin(&w, 1, 9, false, true);
	w.did[0] = '\0';
	assert_true(transfer_again(&w.t, SECOND + 1 * MS));
	did(&w, "");
	assert_true(transfer_again(&w.t, SECOND + 500 * MS));
	did(&w, "O0 ");
	ack(&w, SECOND + 510 * MS, 0);
	did(&w, "D1 ");
	assert_true(transfer_again(&w.t, SECOND + 600 * MS));
	did(&w, "");
	assert_false(transfer_again(&w.t, SECOND + 1600 * MS));
}

static void
rubbish_changes_nothing(void **state)
{
	struct world w;
	uint8_t p[600];
	size_t len;
	unsigned op;

	(void)state;
	for (op = 0; op < 9; op++) {
		if (op == OP_ERROR || op == OP_ACK)
			continue;
		begin(&w, 1, 9, false, false);
		w.did[0] = '\0';
		for (len = 0; len < 40; len++) {
			memset(p, 0xff, sizeof(p));
			packet_header(p, (enum opcode)op, 1);
			transfer_packet(&w.t, SECOND + 1, p, len);
		}
		did(&w, "");
		assert_int_equal(w.t.result, RESULT_NONE);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lock_step_sends_each_block_once),
		cmocka_unit_test(duplicate_acks_call_no_apprentice),
		cmocka_unit_test(acks_of_what_was_not_sent_are_nothing),
		cmocka_unit_test(
		    nobody_there_costs_six_packets_and_25_seconds),
		cmocka_unit_test(an_asked_timeout_is_constant),
		cmocka_unit_test(windows_go_whole_and_back_to_what_was_lost),
		cmocka_unit_test(a_late_ack_of_a_first_copy_counts),
		cmocka_unit_test(the_whole_window_is_sent_again_in_time),
		cmocka_unit_test(a_full_network_is_tried_again_soon),
		cmocka_unit_test(numbers_roll_over),
		cmocka_unit_test(a_missing_last_ack_is_no_failure),
		cmocka_unit_test(an_error_ends_and_a_probe_is_no_failure),
		cmocka_unit_test(
		    an_upload_is_stored_before_it_is_acknowledged),
		cmocka_unit_test(
		    an_upload_in_windows_asks_once_for_what_is_missing),
		cmocka_unit_test(what_fails_here_ends_it),
		cmocka_unit_test(
		    a_request_again_is_an_echo_or_a_new_beginning),
		cmocka_unit_test(rubbish_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
