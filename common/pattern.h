/*
 * pattern: may regcomp(3) have this extended regular expression?
 *
 * POSIX leaves "a**" undefined; the C library takes it, and its work doubles
 * with each mark more: thirty of them take all memory.  An expression that is not the
 * administrator's, but out of a packet, can do the same with groups,
 * intervals and back-references.
 */
#ifndef PATTERN_H
#define PATTERN_H

#include <stdbool.h>

/*
 * False: there are more than three marks of repetition (* + ? {) in a row; in
 * a foreign one more than one, or more than four of groups, or an interval,
 * or a back-reference.
 */
bool	 pattern_ok(const char *regex, bool foreign);

#endif
