/*
 * file: a whole file of a configuration, in memory.
 */
#ifndef DHCPD_FILE_H
#define DHCPD_FILE_H

#include <stddef.h>

#include "dhcpd/arena.h"
#include "dhcpd/config.h"

/*
 * Its text, with a NUL behind it that is not counted; NULL with errno:
 * EFBIG beyond CONFIG_FILE octets, EISDIR.  Opened by env->open, or by
 * open(2) when that is NULL.
 */
char	*file_read(const struct config_env *, struct arena *,
	    const char *path, size_t *len);

#endif
