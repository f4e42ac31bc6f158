/*
 * input: one command from the peer, with its literals (RFC 9051 sections
 * 2.2.1 and 4.3).
 *
 * A command is a line; where the line ends in {n} a literal of n bytes and
 * another line belong to it, and so on.  All of it is put together in one
 * buffer of fixed size, so pointers into it stay good until the next command;
 * a literal that the buffer need not hold (a message) is streamed instead.
 *
 * The next line is read only when somebody asks for the literal, so a command
 * that makes no sense, or asks for what cannot be, is answered before the peer
 * sends the rest (RFC 9051 section 4.3): with a synchronizing literal it then
 * never does.
 */
#ifndef INPUT_H
#define INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/lineio.h"

enum {
	/*
	 * RFC 9051 asks for lines of 8192 (RFC 7162 section 4); clients send
	 * longer sets of UIDs, so 64 KiB, and 8 KiB to whoever is not known.
	 */
	INPUT_SIZE = 65536,
	INPUT_LOGIN = 8192,

	/* {n+} of a command refused that is read and thrown away. */
	INPUT_DRAIN = 256 << 20,

	INPUT_TAIL = 32		/* of a line too long, to see its literal */
};

enum input_result {
	INPUT_OK,
	INPUT_GONE,		/* the peer; or it was silent too long */
	INPUT_TOOLONG,		/* more than max; discarded to its end */
	INPUT_BAD		/* a NUL, or a literal that cannot be */
};

struct literal {
	uint64_t	 size;
	bool		 present;	/* the line ended in one */
	bool		 sync;		/* {n}: the peer waits for "+" */
	bool		 binary;	/* ~{n} (RFC 3516) */
};

struct input {
	struct lineio	*io;
	size_t		 max;		/* of the buffer, for now */
	size_t		 len;		/* buf[0] up to buf[len] has come */
	struct literal	 literal;	/* at the end of what has come */
	uint64_t	 left;		/* of a literal being streamed */
	bool		 line_due;	/* the one behind it was not read */
	enum input_result	 broken;	/* the command, once not OK */
	char		 buf[INPUT_SIZE];
};

void	 input_init(struct input *, struct lineio *, size_t max);

/* Begins the next command: reads its first line. */
enum input_result input_command(struct input *);

/*
 * Reads the pending literal into the buffer and the line behind it, first
 * asking for it where the peer waits.  The bytes of the literal begin at the
 * old buf[len].  INPUT_TOOLONG: it does not fit, and was not asked for.
 */
enum input_result input_literal(struct input *);

/*
 * The same for a literal to be streamed: asks for it.  Then input_stream()
 * gives pieces until *len is 0, and input_line() reads the line behind it.
 * That begins the buffer anew: a command may have any number of these.
 */
enum input_result input_begin_stream(struct input *);
enum input_result input_stream(struct input *, const char **data,
	    size_t *len);
enum input_result input_line(struct input *);

/*
 * Throws the rest of the command away: the literals that the peer sends
 * unasked, and the lines behind them.  INPUT_GONE: the session cannot go on.
 */
enum input_result input_finish(struct input *);

#endif
