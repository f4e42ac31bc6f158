/*
 * envelope: the recipients of one transaction, and the targets that they
 * come down to.
 *
 * A recipient is what RCPT named; a target is one place that gets one copy.
 * Aliases make several targets of one recipient, and one target of several
 * recipients, so each recipient has a list of links to targets.
 *
 * Of fixed size: it is static, and pages that are not touched cost nothing.
 */
#ifndef ENVELOPE_H
#define ENVELOPE_H

#include <sys/types.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/account.h"
#include "common/gate.h"
#include "smtpd/path.h"
#include "smtpd/smtpd.h"

#define TARGET_MAX	SMTPD_RCPT_MAX	/* copies of one message */
#define LINK_MAX	(4 * TARGET_MAX)
#define TARGET_TAG	256		/* what followed the + */

enum target_kind {
	TARGET_MAILBOX = 1,	/* an account of ours */
	TARGET_REMOTE		/* for elsewhere: goes to -r */
};

struct target {
	uint32_t kind;
	uid_t	 uid;
	gid_t	 gid;
	uint64_t quota;				/* bytes; 0: none is set */
	char	 user[ACCOUNT_NAME_SIZE];	/* the account's name */
	char	 home[ACCOUNT_HOME_SIZE];
	char	 tag[TARGET_TAG];		/* "" without one */
	char	 address[PATH_TEXT];		/* for Delivered-To and -r */
};

struct recipient {
	uint16_t first, n;			/* in link[] */
	char	 address[PATH_TEXT];		/* as RCPT had it */
};

struct envelope {
	size_t		 nrecipients, ntargets, nlinks;
	struct recipient recipient[SMTPD_RCPT_MAX];
	struct target	 target[TARGET_MAX];
	uint16_t	 link[LINK_MAX];
};

void	 envelope_clear(struct envelope *);

/*
 * Begins a recipient; targets added from now on are his.  envelope_undo()
 * forgets him and what only he had.  False when there are too many.
 */
bool	 envelope_begin(struct envelope *, const char *local,
	    const char *domain);
void	 envelope_undo(struct envelope *);

/*
 * Links the target, which is copied, after adding it if nobody else has it
 * yet.  False when there are too many.
 */
bool	 envelope_add(struct envelope *, const struct target *);

/*
 * Writes an address as headers and sendmail(8) take it: the local part is
 * quoted when it must be.  False when it does not fit.
 */
bool	 envelope_address(char *to, size_t size, const char *local,
	    const char *domain);

/*
 * From another process: do its strings end, is it a user that root may
 * deliver to?
 */
bool	 target_ok(const struct target *, bool root);

#endif
