/*
 * DATA and BDAT: the message itself, and the answer to it.
 *
 * 250 is said only after post_deliver() has returned POST_OK: the message
 * is durable then.
 */
#include <sys/time.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "common/log.h"
#include "common/scan.h"
#include "smtpd/session.h"

/*
 * RFC 5321 sections 4.5.3.2.4 to 4.5.3.2.6 let a block of data take three
 * minutes; five are given for the first and whatever else is slow, and then
 * every kilobyte buys a second.  An hour is the end of it.
 */
#define DATA_GRACE	300
#define DATA_RATE	1000
#define DATA_SECONDS	3600

/* Past any chunk, so that sums are safe. */
#define CHUNK_LIMIT	((uint64_t)1 << 60)

/* Sets c->id and c->seconds, and writes our Received field. */
static void
put_trace(struct session *s)
{
	struct content *c = &s->content;
	char field[TRACE_MAX];
	struct timeval now;
	struct trace t = {
		.helo = s->helo, .name = s->peer.name, .ip = s->peer.ip,
		.host = s->set->suite.host, .id = s->id,
		.rcpt = s->rcpts == 1 ? s->rcpt : NULL,
		.lmtp = s->set->lmtp, .extended = s->extended,
		.tls = s->set->suite.tls,
		.authenticated = s->user[0] != '\0', .utf8 = s->utf8
	};

	gettimeofday(&now, NULL);
	trace_id(s->id, (int64_t)now.tv_sec * 1000000 + now.tv_usec, s->pid,
	    s->mails);
	t.seconds = c->seconds = now.tv_sec;
	content_put(c, field, trace_received(&t, field, sizeof(field)));
}

/* Where the message will be collected; false when there is no such place. */
static bool
begin(struct session *s, bool dots)
{
	struct content *c = &s->content;

	c->fd = post_spool(s->post);
	if (c->fd == -1) {
		log_event(LOG_ERR, "spool error=\"%s\"", strerror(errno));
		return false;
	}
	c->limit = s->set->max_size;
	c->to_disk = s->gate == NULL;
	c->submission = s->set->submission;
	c->host = s->set->suite.host;
	c->id = s->id;
	content_begin(c, dots, s->set->lf_lines);
	put_trace(s);
	s->data_began = line_now();
	s->io.deadline = s->data_began + DATA_GRACE * 1000;
	return true;
}

/* Bytes that can still be delivered buy time; others do not. */
static void
extend(struct session *s, size_t n)
{
	const int64_t last = s->data_began + DATA_SECONDS * 1000;

	if (content_failed(&s->content))
		return;
	s->io.deadline += (int64_t)n * 1000 / DATA_RATE;
	if (s->io.deadline > last)
		s->io.deadline = last;
}

/* What is wrong with the text itself; REPLY_ACCEPTED: nothing. */
static enum reply
judge_content(const struct content *c)
{
	if (c->data.fault & DATA_NUL)
		return REPLY_NUL;
	if (c->data.fault & DATA_BARE_CR)
		return REPLY_BARE_CR;
	if (c->data.fault & DATA_BARE_LF)
		return REPLY_BARE_LF;
	if (c->octets > c->limit || c->error == EFBIG)
		return REPLY_TOO_BIG;
	if (c->error == ENOSPC || c->error == EDQUOT)
		return REPLY_NO_SPACE;
	if (c->error != 0)
		return REPLY_TEMPORARY;
	if (c->header.received > SMTPD_HOPS)
		return REPLY_HOPS;
	return REPLY_ACCEPTED;
}

static void
log_message(const struct session *s, enum reply answer, const char *text)
{
	char from[4 * PATH_TEXT], rcpt[4 * PATH_TEXT], quoted[GATE_TEXT * 2];
	const struct content *c = &s->content;

	if (answer != REPLY_ACCEPTED && *text == '\0')
		text = reply_words(answer);
	log_event(answer == REPLY_ACCEPTED ? LOG_INFO : LOG_NOTICE,
	    "%s rip=%s id=%s from=<%s> to=<%s> rcpts=%u size=%llu "
	    "delay=%lld%s%s%s%s",
	    answer == REPLY_ACCEPTED ? "accepted" : "not-accepted",
	    peer_ip(&s->peer), s->id,
	    log_quote(from, sizeof(from), s->sender.text,
	    strlen(s->sender.text)),
	    log_quote(rcpt, sizeof(rcpt), s->rcpt, strlen(s->rcpt)),
	    s->rcpts, (unsigned long long)c->size,
	    (long long)(line_now() - s->mail_began),
	    s->user[0] == '\0' ? "" : " user=", s->user,
	    *text == '\0' ? "" : " text=",
	    log_quote(quoted, sizeof(quoted), text, strlen(text)));
	if (c->error != 0)
		log_event(LOG_ERR, "spool id=%s error=\"%s\"", s->id,
		    strerror(c->error));
}

static void
answer_one(struct session *s, enum reply answer, const char *text)
{
	if (answer == REPLY_ACCEPTED)
		reply_text(s, answer, "message accepted as %s", s->id);
	else if (*text != '\0' && (answer == REPLY_REJECTED ||
	    answer == REPLY_DEFERRED || answer == REPLY_FAILED ||
	    answer == REPLY_TEMPORARY))
		reply_text(s, answer, "%s", text);
	else
		reply(s, answer);
}

/* LMTP: one for each recipient (RFC 2033 section 4.2). */
static void
answer_each(struct session *s, enum reply answer, const char *text)
{
	unsigned i;

	for (i = 0; i < s->rcpts; i++)
		answer_one(s, answer != REPLY_ACCEPTED ? answer :
		    reply_verdict(s->each[i]), text);
}

/* LMTP: accepted when anybody got it; else the first of them says why. */
static enum reply
sum_of_each(const struct session *s)
{
	unsigned i;

	for (i = 0; i < s->rcpts; i++)
		if (s->each[i] == POST_OK)
			return REPLY_ACCEPTED;
	return reply_verdict(s->each[0]);
}

/* The true end was seen: delivers or refuses, and says which. */
static void
conclude(struct session *s)
{
	struct content *c = &s->content;
	struct post_message m = { .id = s->id, .helo = s->helo,
		.auth_user = s->user };
	char text[GATE_TEXT] = "";
	enum reply answer, sum;

	content_end(c);
	answer = judge_content(c);
	m.size = c->size;
	m.crlf_size = c->size + c->lines;
	if (answer == REPLY_ACCEPTED)
		answer = reply_verdict(post_deliver(s->post, &m, s->each,
		    text));
	else
		post_reset(s->post);
	sum = s->set->lmtp && answer == REPLY_ACCEPTED ? sum_of_each(s) :
	    answer;
	log_message(s, sum, text);
	if (s->set->lmtp)
		answer_each(s, answer, text);
	else
		answer_one(s, answer, text);
	if (sum == REPLY_ACCEPTED) {
		s->accepted++;
		s->junk = s->strikes = 0;
	}
	s->state = READY;
	session_phase(s);
}

/*
 * What is read only to be dropped may come so fast that we never wait, and
 * would not see that time is up.
 */
static bool
is_late(const struct session *s, bool wanted)
{
	return (!wanted || content_failed(&s->content)) &&
	    line_now() >= s->io.deadline;
}

/* Up to the end of data, or of n octets.  False: the peer was lost. */
static bool
collect(struct session *s, uint64_t n, bool wanted)
{
	struct content *c = &s->content;
	const char *bytes;
	size_t len;
	enum line result;

	while (n > 0 && !(wanted && c->data.ended)) {
		result = line_data(&s->io, &bytes, &len);
		if (result == LINE_OK && is_late(s, wanted))
			result = LINE_TIMEOUT;
		if (result != LINE_OK) {
			session_lost(s, result);
			return false;
		}
		if (len > n)
			len = n;
		if (wanted) {
			len = content_take(c, bytes, len);
			extend(s, len);
		}
		line_took(&s->io, len);
		n -= len;
	}
	return true;
}

void
do_data(struct session *s, char *arg)
{
	if (*arg != '\0') {
		reply(s, REPLY_NO_PARAMETERS);
	} else if (!begin(s, true)) {
		session_reset(s);
		reply(s, REPLY_TEMPORARY);
	} else {
		reply(s, REPLY_SEND_DATA);
		if (collect(s, UINT64_MAX, true))
			conclude(s);
	}
}

/* "1000" or "1000 LAST" (RFC 3030 section 2). */
static bool
parse_chunk(char *arg, uint64_t *n, bool *last)
{
	char *size = scan_word(&arg), *word = scan_word(&arg);

	*last = word != NULL;
	return size != NULL && scan_number(size, CHUNK_LIMIT, n) &&
	    (word == NULL || strcasecmp(word, "LAST") == 0) &&
	    scan_word(&arg) == NULL;
}

/* Why a chunk cannot be taken; REPLY_CHUNK: it can. */
static enum reply
judge_chunk(struct session *s)
{
	if (s->state == START)
		return s->set->lmtp ? REPLY_LHLO_FIRST : REPLY_HELLO_FIRST;
	if (s->state == READY)
		return REPLY_MAIL_FIRST;
	if (s->state == SENDER)
		return REPLY_NO_RCPTS;
	if (s->refused)
		return REPLY_CHUNK_REFUSED;
	if (s->state == RCPTS && !begin(s, false)) {
		s->refused = true;
		s->state = CHUNKS;
		return REPLY_TEMPORARY;
	}
	s->state = CHUNKS;
	return REPLY_CHUNK;
}

/*
 * The last chunk ends the transaction, even one that was refused; over LMTP
 * the peer counts on an answer for each recipient.
 */
static void
refuse_chunk(struct session *s, enum reply answer, bool last)
{
	unsigned i, n = s->set->lmtp && last && s->state == CHUNKS ?
	    s->rcpts : 1;

	for (i = 0; i < n; i++)
		reply(s, answer);
	if (last)
		session_reset(s);
}

/* Not the last: says early that going on is in vain (S-12). */
static void
answer_chunk(struct session *s, uint64_t n)
{
	enum reply answer = judge_content(&s->content);

	if (answer == REPLY_ACCEPTED || s->set->lmtp) {
		reply_text(s, REPLY_CHUNK, "%llu octets received",
		    (unsigned long long)n);
		return;
	}
	log_message(s, answer, "");
	s->refused = true;
	reply(s, answer);
}

/*
 * The octets that were announced are read whatever is wrong with them: they
 * are no commands.  When their number cannot be told, nothing that follows
 * can be trusted to be one.
 */
void
do_bdat(struct session *s, char *arg)
{
	enum reply answer;
	bool last, digits = *arg >= '0' && *arg <= '9';
	uint64_t n;

	if (!parse_chunk(arg, &n, &last)) {
		reply(s, REPLY_BDAT_SYNTAX);
		if (digits)
			session_end(s, "bad-chunk");
		return;
	}
	answer = judge_chunk(s);
	if (!collect(s, n, answer == REPLY_CHUNK))
		return;
	if (answer != REPLY_CHUNK)
		refuse_chunk(s, answer, last);
	else if (last)
		conclude(s);
	else
		answer_chunk(s, n);
}
