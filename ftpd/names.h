/*
 * names: the names in a directory, one after the other.
 *
 * Read with few system calls: musl's readdir(3) asks for 2 KiB at a time.
 */
#ifndef NAMES_H
#define NAMES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define NAMES_BUFFER	65536

struct name {
	const char	*text;	/* good until the next call */
	size_t		 len;
	uint64_t	 ino;
	unsigned char	 type;	/* as in struct dirent */
};

/* memcpy(3) for what is short: musl's takes long to begin.  Gives the end. */
static inline char *
names_copy(char *to, const char *from, size_t len)
{
	const size_t word = sizeof(uint64_t);
	char *end = to + len;

	for (; len >= word; to += word, from += word, len -= word)
		memcpy(to, from, sizeof(uint64_t));
	while (to < end)
		*to++ = *from++;
	return end;
}

struct names;

/* From the beginning of dir, which it borrows.  NULL with errno. */
struct names *names_open(int dir);

/* 1: there is one; 0: that was all; -1 with errno. */
int	 names_next(struct names *, struct name *);

void	 names_close(struct names *);

#endif
