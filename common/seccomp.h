/*
 * seccomp: Linux' allow-list of system calls, for jail.c alone.
 *
 * Needs no header and no library of the kernel's, so that it builds with
 * any libc.  With sanitizers, which do as they like, and with -DJAIL_OFF,
 * for valgrind, there is none.
 */
#ifndef SECCOMP_H
#define SECCOMP_H

#include "common/jail.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || \
    __has_feature(thread_sanitizer)
#define JAIL_OFF
#endif
#endif
#if !defined(JAIL_OFF) && \
    (defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__))
#define JAIL_OFF
#endif

/*
 * From here on only the calls of this stage.  Succeeds where there is no
 * seccomp, and on processors other than x86-64 and aarch64, whose calls are
 * not in the table.  Wants PR_SET_NO_NEW_PRIVS to be set.  -1 with errno.
 */
int	 seccomp_enter(enum jail stage);

#endif
