/*
 * check: is this who he says he is, and whom does that make us?
 *
 * For the clerk (clerk.h), which has the passwd-file open.  What needs
 * crypt(3), shadow(5) or NSS is left to postern-checkpassword(8), which the
 * master runs for it (checkrun.h), with a time limit, and so it is with any
 * foreign program that has the checkpassword interface.
 *
 * An unknown user takes as long as a wrong password.
 */
#ifndef CHECK_H
#define CHECK_H

#include <stdbool.h>

#include "common/account.h"
#include "common/checkrun.h"
#include "common/gate.h"
#include "common/options.h"

/* Where accounts are.  Nothing set: the system's. */
struct check_source {
	const char	*passwd;	/* -f, or NULL */
	int		 fd;		/* of that; 0: not open yet */
	char *const	*command;	/* -k as an argv, or NULL */
	const struct option_list *local; /* joe@here may be joe; or NULL */
	bool		 need_shell;	/* it must be in shells(5): ftpd */
	bool		 root;		/* we were, and are for who is ours */
	struct master	*master;	/* who runs programs; NULL: we do */
};

/*
 * Answers GATE_LOGIN and GATE_SALT.  Fills all of the identity and returns
 * its verdict, which its reason explains.
 *
 * Of the mechanisms, GATE_PLAIN works with every source, GATE_SCRAM and
 * GATE_APOP with a passwd-file only, and not when there is a command.  The
 * salt of a user who does not exist, or has no verifier, looks like one.
 *
 * uid 0 never gets in, by whatever way: a passwd-file whose uid fields are
 * empty is for servers that do not run as root.
 */
enum gate_verdict check_request(const struct check_source *,
	    const struct gate_request *, struct identity *);

/*
 * The program that knows the passwords, for programs to be run by: the
 * command, or postern-checkpassword.  Borrows all of it.  False: too many
 * words.
 */
bool	 check_program(const struct check_source *,
	    char *argv[CHECKRUN_WORDS]);

/*
 * Who is this user, without a password: does smtpd have this recipient?
 * With -f the file is asked, else getpwnam(3) is, by postern-checkpassword
 * -i.  An account that is locked for logins still gets mail.
 */
enum gate_verdict check_user(const struct check_source *, const char *user,
	    struct identity *);

/*
 * What can be offered with this source, as MECHANISM_ bits.  Reads the
 * passwd-file, all of it only if every account has a SCRAM verifier.
 */
unsigned check_mechanisms(const struct check_source *);

#endif
