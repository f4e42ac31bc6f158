/* clock: for whoever measures. */
#ifndef CLOCK_H
#define CLOCK_H

#include <time.h>

/* Seconds, since some time before. */
static inline double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

#endif
