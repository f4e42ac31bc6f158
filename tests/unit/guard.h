/*
 * guard: input right before an unmapped page, so that one byte too many is
 * a crash.
 */
#ifndef GUARD_H
#define GUARD_H

#include <sys/mman.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define GUARD_PAGES	4	/* of data, before the one that is not there */

/*
 * A copy of len bytes that ends where the page does; good until the next
 * call.  data may be NULL: space for an answer.
 */
static inline char *
guard(const void *data, size_t len)
{
	static char *end;
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *p;

	if (end == NULL) {
		p = mmap(NULL, (GUARD_PAGES + 1) * page,
		    PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
		    -1, 0);
		if (p == MAP_FAILED)
			abort();
		end = p + GUARD_PAGES * page;
		if (mprotect(end, page, PROT_NONE) == -1)
			abort();
	}
	if (len > GUARD_PAGES * page)
		abort();
	if (data != NULL)
		memcpy(end - len, data, len);
	return end - len;
}

#endif
