#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "dhcpd/after.h"

struct after_item {
	struct after_item *next;
	bool		 for_ack;
	size_t		 size;
	char		*argv[];	/* NULL-ended, their text behind */
};

static struct after_item *
copy(char *const argv[])
{
	struct after_item *item;
	size_t n, size, len, i;
	char *text;

	size = sizeof(*item) + sizeof(char *);
	for (n = 0; argv[n] != NULL; n++)
		size += sizeof(char *) + strlen(argv[n]) + 1;
	item = malloc(size);
	if (item == NULL)
		return NULL;
	item->next = NULL;
	item->for_ack = false;
	item->size = size;
	text = (char *)&item->argv[n + 1];
	for (i = 0; i < n; i++) {
		len = strlen(argv[i]) + 1;
		item->argv[i] = memcpy(text, argv[i], len);
		text += len;
	}
	item->argv[n] = NULL;
	return item;
}

int
after_add(struct after *a, char *const argv[])
{
	struct after_item *item = copy(argv);

	if (item == NULL)
		return -1;
	if (item->size > AFTER_BYTES - a->bytes) {
		free(item);
		errno = ENOSPC;
		return -1;
	}
	a->bytes += item->size;
	if (a->last != NULL)
		a->last->next = item;
	else
		a->first = item;
	a->last = item;
	return 0;
}

void
after_request(struct after *a, bool for_ack)
{
	struct after_item *item = a->mark != NULL ? a->mark->next : a->first;

	for (; item != NULL; item = item->next)
		item->for_ack = for_ack;
	a->mark = a->last;
}

/* at: what points to it.  Marks move to the one before it. */
static void
take_out(struct after *a, struct after_item **at, struct after_item *before)
{
	struct after_item *item = *at;

	*at = item->next;
	if (a->last == item)
		a->last = before;
	if (a->mark == item)
		a->mark = before;
	if (a->going == item)
		a->going = before;
	if (a->synced == item)
		a->synced = before;
	a->bytes -= item->size;
	free(item);
}

void
after_begin(struct after *a)
{
	a->going = a->mark;
}

/* For ACKs, of what was being synced. */
static void
forget(struct after *a)
{
	struct after_item *before = a->synced, **at;

	at = before != NULL ? &before->next : &a->first;
	while (before != a->going)
		if ((*at)->for_ack)
			take_out(a, at, before);
		else {
			before = *at;
			at = &before->next;
		}
}

void
after_end(struct after *a, bool good)
{
	if (!good)
		forget(a);
	a->synced = a->going;
}

bool
after_pending(const struct after *a)
{
	return a->first != NULL;
}

bool
after_run(struct after *a, int (*start)(void *, char *const argv[]),
    void *arg)
{
	while (a->synced != NULL) {
		if (start(arg, a->first->argv) == -1 && errno == EAGAIN)
			return false;
		take_out(a, &a->first, NULL);
	}
	return true;
}

void
after_free(struct after *a)
{
	while (a->first != NULL)
		take_out(a, &a->first, NULL);
}
