/*
 * order: sorting, in time n log n whatever the input is, without recursion;
 * what is equal stays in its order.
 */
#ifndef ORDER_H
#define ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Sorts n numbers, which mean something to compare(): below 0, 0, above 0.
 * False: no memory.
 */
bool	 order(uint32_t *p, size_t n, int (*compare)(void *arg, uint32_t a,
	    uint32_t b), void *arg);

/* The same by a key of each: key[p[i]]. */
bool	 order_by(uint32_t *p, size_t n, const int64_t *key);

#endif
