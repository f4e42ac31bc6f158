/* arena: blocks in a list; the newest is being used up. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "dhcpd/arena.h"

enum {
	BLOCK_FIRST = 4096,		/* octets: a small configuration */
	BLOCK_LAST = 1 << 20		/* blocks double up to this */
};

struct arena_block {
	struct arena_block *older;
	size_t		 size;		/* octets behind this header */
	_Alignas(max_align_t) char data[];
};

void
arena_init(struct arena *a, size_t limit)
{
	memset(a, 0, sizeof(*a));
	a->limit = limit;
}

static int
arena_grow(struct arena *a, size_t need)
{
	size_t size = a->blocks == NULL ? BLOCK_FIRST : a->blocks->size * 2;
	struct arena_block *b;

	if (size > BLOCK_LAST)
		size = BLOCK_LAST;
	if (size < need)
		size = need;
	b = malloc(sizeof(*b) + size);
	if (b == NULL)
		return -1;
	b->older = a->blocks;
	b->size = size;
	a->blocks = b;
	a->next = b->data;
	a->left = size;
	return 0;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	void *p;

	if (size > a->limit || a->used > a->limit - size) {
		errno = ENOMEM;
		return NULL;
	}
	size = size == 0 ? 1 : size;
	size = (size + _Alignof(max_align_t) - 1) &
	    ~(_Alignof(max_align_t) - 1);
	if (size > a->left && arena_grow(a, size) == -1)
		return NULL;
	p = a->next;
	a->next += size;
	a->left -= size;
	a->used += size;
	return memset(p, 0, size);
}

char *
arena_copy(struct arena *a, const void *data, size_t len)
{
	char *p;

	if (len == SIZE_MAX) {
		errno = ENOMEM;
		return NULL;
	}
	p = arena_alloc(a, len + 1);
	if (p != NULL && len > 0)
		memcpy(p, data, len);
	return p;
}

/* The newest block is the largest but for pieces of unusual size. */
void
arena_empty(struct arena *a)
{
	struct arena_block *b;

	a->used = 0;
	if (a->blocks == NULL)
		return;
	while ((b = a->blocks->older) != NULL) {
		a->blocks->older = b->older;
		free(b);
	}
	a->next = a->blocks->data;
	a->left = a->blocks->size;
}

void
arena_free(struct arena *a)
{
	struct arena_block *b;

	while ((b = a->blocks) != NULL) {
		a->blocks = b->older;
		free(b);
	}
	arena_init(a, a->limit);
}
