/*
 * writeall: all bytes into a file or a pipe, whatever interrupts.
 */
#ifndef WRITEALL_H
#define WRITEALL_H

#include <sys/types.h>

#include <stddef.h>

/*
 * write(2) and pwrite(2) until all len bytes are written; the descriptor may
 * block.  -1 with errno; part of them may be there then.
 */
int	 write_all(int fd, const void *bytes, size_t len);
int	 write_all_at(int fd, const void *bytes, size_t len, off_t at);

#endif
