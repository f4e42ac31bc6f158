/*
 * hash: checksums of files (draft-bryan-ftpext-hash), and the older XCRC,
 * XMD5 and XSHAn.
 */
#ifndef HASH_H
#define HASH_H

#include <stddef.h>

#include "ftpd/ftpd.h"

/* "HASH SHA-256*;SHA-1;..." for FEAT; the star is on the one chosen. */
void	 hash_feature(const struct session *, char *text, size_t size);

/* OPTS HASH [name]: which one HASH computes. */
void	 opts_hash(struct session *, char *arg);

#endif
