/*
 * permission: what one account may do, by the letters that pyftpdlib has
 * (facts 1.3), and the other limits of an account, from the extra field of
 * postern-passwd(5).
 */
#ifndef PERMISSION_H
#define PERMISSION_H

#include <sys/types.h>

#include <stdbool.h>
#include <stdint.h>

enum {
	PERM_ENTER	= 1 << 0,	/* e: CWD, CDUP */
	PERM_LIST	= 1 << 1,	/* l: LIST NLST MLSD MLST STAT SIZE */
	PERM_READ	= 1 << 2,	/* r: RETR, HASH */
	PERM_APPEND	= 1 << 3,	/* a: APPE, and STOR after REST */
	PERM_DELETE	= 1 << 4,	/* d: DELE RMD */
	PERM_RENAME	= 1 << 5,	/* f: RNFR RNTO */
	PERM_MKDIR	= 1 << 6,	/* m: MKD */
	PERM_STORE	= 1 << 7,	/* w: STOR STOU */
	PERM_MODE	= 1 << 8,	/* M: SITE CHMOD, MFF */
	PERM_TIME	= 1 << 9,	/* T: MFMT, MDTM that sets */

	PERM_READ_ONLY	= PERM_ENTER | PERM_LIST | PERM_READ,
	PERM_ALL	= (1 << 10) - 1
};

struct rights {
	unsigned	 perms;
	bool		 no_overwrite;	/* an existing file stays: 553 */
	bool		 auto_rename;	/* ... STOR takes a free name instead */
	bool		 hide_dots;
	mode_t		 umask;
	mode_t		 file_mode;	/* of an upload, before the umask */
	uint64_t	 max_size;	/* of a file, in bytes; 0: any */
	uint64_t	 rate_down;	/* bytes a second; 0: any */
	uint64_t	 rate_up;
	/*
	 * Below this directory (absolute in the tree; NULL: none) an
	 * anonymous user may STOR and STOU and nothing else but enter.
	 */
	const char	*incoming;
};

/* Letters into bits; false: one of them is none. */
bool	 permission_letters(const char *letters, unsigned *perms);

/*
 * Changes *rights as the words of an extra field say: perm=elradfmwMT
 * umask=022 overwrite=no rename=yes dots=no maxsize=10M rate=DOWN[:UP].
 * False: one of them cannot be read; then nothing is allowed at all, for
 * the safe reading of a typing error is "no".
 */
bool	 permission_extra(const char *extra, struct rights *);

/* "100k", "2M", "1g" or plain digits into bytes. */
bool	 permission_bytes(const char *text, uint64_t *bytes);

/* "022"; "100k" for both ways or "100k:10k" for down and up. */
bool	 permission_umask(const char *text, mode_t *mask);
bool	 permission_rate(const char *text, uint64_t *down, uint64_t *up);

/* May it be done, to this path?  need is one bit or several. */
bool	 permission_ok(const struct rights *, unsigned need,
	    const char *path);

#endif
