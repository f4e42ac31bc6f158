/*
 * packet: TFTP's six packets, read and written (RFC 1350 section 5,
 * RFC 2347).
 *
 * Nothing here allocates or knows what a packet means in a transfer.
 */
#ifndef TFTPD_PACKET_H
#define TFTPD_PACKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum opcode {
	OP_RRQ = 1,
	OP_WRQ,
	OP_DATA,
	OP_ACK,
	OP_ERROR,
	OP_OACK
};

enum error_code {
	ERROR_UNDEFINED,	/* the text says what */
	ERROR_NOT_FOUND,
	ERROR_ACCESS,
	ERROR_DISK_FULL,
	ERROR_ILLEGAL,		/* no TFTP packet that we know */
	ERROR_TID,
	ERROR_EXISTS,
	ERROR_NO_USER,
	ERROR_OPTION		/* RFC 2347 */
};

#define PACKET_HEADER	4	/* opcode and block number */
#define BLKSIZE_DEFAULT	512
#define BLKSIZE_MIN	8	/* RFC 2348 */
#define BLKSIZE_MAX	65464
#define PACKET_MAX	(PACKET_HEADER + BLKSIZE_MAX)

/* RFC 2347 allows requests of 512 bytes; some ROMs pad theirs. */
#define REQUEST_MAX	1500
#define REQUEST_OPTIONS	16	/* nobody sends ten; the rest is ignored */
#define ERROR_TEXT	128	/* of ours, with the NUL */

struct request_option {
	const char	*name, *value;	/* in text[] */
};

struct request {
	bool	 write;			/* WRQ */
	bool	 netascii;
	const char *name;		/* in text[]: not empty */
	size_t	 noptions;
	struct request_option options[REQUEST_OPTIONS];
	size_t	 len;			/* of text, as it came */
	char	 text[REQUEST_MAX + 1];
};

enum request_end {
	REQUEST_OK,
	REQUEST_IGNORE,		/* to be met with silence: an ERROR, or less
				   than an opcode */
	REQUEST_OPCODE,		/* the rest is answered with ERROR 4 */
	REQUEST_LONG,
	REQUEST_NAME,		/* none, or one without an end */
	REQUEST_MODE		/* neither octet nor netascii */
};

/*
 * Reads a packet that came to the server's port.  The final NUL of the last
 * string may be missing, as some ROMs leave it out.  An option without a
 * value is left out.
 */
enum request_end request_read(struct request *, const uint8_t *packet,
	    size_t len);

/* What is wrong, for the ERROR and the log. */
const char *request_problem(enum request_end);

/* The first two bytes; 0 when they are not there. */
unsigned packet_opcode(const uint8_t *packet, size_t len);

/* The second two; only of packets with PACKET_HEADER bytes. */
unsigned packet_number(const uint8_t *packet);

/* Writes opcode and number; the number is cut to 16 bits. */
void	 packet_header(uint8_t packet[PACKET_HEADER], enum opcode,
	    uint64_t number);

/* Writes an ERROR; returns its length. */
size_t	 packet_error(uint8_t packet[PACKET_HEADER + ERROR_TEXT],
	    unsigned code, const char *text);

#endif
