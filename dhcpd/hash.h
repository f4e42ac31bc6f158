/*
 * hash: of octets that clients choose, for tables in memory.
 *
 * seed is drawn anew by each process, so that nobody outside can choose
 * octets that share a bucket.
 */
#ifndef DHCPD_HASH_H
#define DHCPD_HASH_H

#include <stddef.h>
#include <stdint.h>

uint64_t hash_seed(void);
uint64_t hash_bytes(uint64_t seed, const void *data, size_t len);

#endif
