#include <string.h>

#include "ftpd/telnet.h"

/* RFC 854. */
enum {
	TELNET_SE	= 240,
	TELNET_SB	= 250,
	TELNET_WILL	= 251,
	TELNET_WONT	= 252,
	TELNET_DO	= 253,
	TELNET_DONT	= 254,
	TELNET_IAC	= 255
};

void
telnet_init(struct telnet *t)
{
	memset(t, 0, sizeof(*t));
}

static void
put(struct telnet *t, unsigned char c)
{
	if (t->len == sizeof(t->line) - 1) {
		t->too_long = true;
		return;
	}
	if (c == '\0')
		t->nul = true;
	t->line[t->len++] = (char)c;
}

/* Whoever asks for an option does not get it. */
static void
refuse(struct telnet *t, unsigned char what, unsigned char option)
{
	if (t->answer_len + 3 > sizeof(t->answer))
		return;
	t->answer[t->answer_len++] = TELNET_IAC;
	t->answer[t->answer_len++] = what;
	t->answer[t->answer_len++] = option;
}

/*
 * The rest of a command.  Inside SB ... IAC SE the state is SB, and SE once
 * an IAC has been seen there.
 */
static void
command(struct telnet *t, unsigned char c)
{
	unsigned char open = t->command;

	t->command = 0;
	switch (open) {
	case TELNET_IAC:
		if (c == TELNET_IAC)
			put(t, c);
		else if (c >= TELNET_SB)
			t->command = c;
		break;
	case TELNET_WILL:
		refuse(t, TELNET_DONT, c);
		break;
	case TELNET_DO:
		refuse(t, TELNET_WONT, c);
		break;
	case TELNET_SB:
		t->command = c == TELNET_IAC ? TELNET_SE : TELNET_SB;
		break;
	case TELNET_SE:
		if (c != TELNET_SE)
			t->command = TELNET_SB;
		break;
	default:			/* WONT, DONT */
		break;
	}
}

/* True: c was the end of a line. */
static bool
take(struct telnet *t, unsigned char c)
{
	bool after_cr = t->after_cr;

	if (t->command != 0) {
		command(t, c);
		return false;
	}
	if (c == TELNET_IAC) {
		t->command = c;
		return false;
	}
	t->after_cr = c == '\r';
	if (c == '\n')
		return true;
	if (after_cr)
		put(t, '\r');
	if (!t->after_cr && !(after_cr && c == '\0'))
		put(t, c);
	return false;
}

static enum telnet_end
judge(struct telnet *t)
{
	enum telnet_end end = t->too_long ? TELNET_LINE_LONG :
	    t->nul ? TELNET_LINE_NUL : TELNET_LINE_OK;

	t->line[t->too_long ? 0 : t->len] = '\0';
	t->len = 0;
	t->too_long = t->nul = false;
	return end;
}

enum telnet_end
telnet_feed(struct telnet *t, const char **p, const char *end)
{
	while (*p < end)
		if (take(t, (unsigned char)*(*p)++))
			return judge(t);
	return TELNET_MORE;
}
