/* must: what holds whatever the input; else the fuzzer has found something. */
#ifndef MUST_H
#define MUST_H

#include <stdbool.h>
#include <stdlib.h>

static inline void
must(bool holds)
{
	if (!holds)
		abort();
}

#endif
