/*
 * command_delivery: gives mail to the command of -D instead of the Maildir.
 *
 * The command gets Return-Path, Delivered-To and the message on its standard
 * input, with LF line ends; it runs in the home directory of the user, as
 * the user when we are root, with HOME, USER, LOGNAME, SHELL and PATH in its
 * environment and
 *
 *	SENDER		"" for the null sender
 *	RECIPIENT	the address of Delivered-To
 *	EXTENSION	what followed the +, or ""
 *
 * Its exit status is as relay.h has it, but EX_NOPERM (77) means that the
 * user is over his quota, as deliverquota(8) has it.
 */
#ifndef COMMAND_DELIVERY_H
#define COMMAND_DELIVERY_H

#include "smtpd/transaction.h"

#define COMMAND_DELIVERY_SECONDS	120

/* To one target.  text has GATE_TEXT bytes. */
enum post_verdict command_delivery_run(struct transaction *, size_t target,
	    const struct source *, char *text);

/* WORKER_COMMAND. */
void	 command_delivery_job(uint32_t arg, int fd);

#endif
