#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "dhcpd/lease_impl.h"

bool
lease_next_item(const struct lease *l, size_t *at,
    enum lease_item_kind *kind, struct bytes *value)
{
	const uint8_t *p;

	if (*at >= l->data_len)
		return false;
	p = l->data + *at;
	*kind = p[0];
	value->len = get_u16(p + 1);
	value->data = p + LEASE_ITEM_HEAD;
	*at += LEASE_ITEM_HEAD + value->len;
	return true;
}

struct bytes
lease_item(const struct lease *l, enum lease_item_kind wanted)
{
	enum lease_item_kind kind;
	struct bytes value;
	size_t at = 0;

	while (lease_next_item(l, &at, &kind, &value)) {
		if (kind == wanted)
			return value;
		if (wanted == LEASE_UID)
			break;		/* it would have been the first */
	}
	value.data = NULL;
	value.len = 0;
	return value;
}

size_t
lease_item_write(uint8_t *buf, size_t size, enum lease_item_kind kind,
    struct bytes value)
{
	if (value.len > LEASE_DATA_MAX ||
	    size < LEASE_ITEM_HEAD + value.len)
		return 0;
	buf[0] = (uint8_t)kind;
	put_u16(buf + 1, (uint16_t)value.len);
	if (value.len > 0)
		memcpy(buf + LEASE_ITEM_HEAD, value.data, value.len);
	return LEASE_ITEM_HEAD + value.len;
}

/*
 * A new block: all items but those of kind drop (0: none is dropped), and
 * behind them one more, unless its data is NULL.
 */
static int
rebuild(struct lease *l, enum lease_item_kind drop,
    enum lease_item_kind add, struct bytes extra)
{
	size_t size = l->data_len + LEASE_ITEM_HEAD + extra.len;
	size_t at = 0, used = 0;
	enum lease_item_kind kind;
	struct bytes value;
	uint8_t *data, *less;

	if (size > LEASE_DATA_MAX) {
		errno = ENOSPC;
		return -1;
	}
	data = malloc(size);
	if (data == NULL)
		return -1;
	while (lease_next_item(l, &at, &kind, &value))
		if (kind != drop)
			used += lease_item_write(data + used, size - used,
			    kind, value);
	if (extra.data != NULL)
		used += lease_item_write(data + used, size - used, add,
		    extra);
	free(l->data);
	if (used == 0) {
		free(data);
		data = NULL;
	} else if (used < size && (less = realloc(data, used)) != NULL)
		data = less;
	l->data = data;
	l->data_len = (uint16_t)used;
	return 0;
}

int
lease_put(struct lease *l, enum lease_item_kind kind, struct bytes value)
{
	struct bytes old = lease_item(l, kind);

	if (old.data == NULL && value.data == NULL)
		return 0;
	return rebuild(l, kind, kind, value);
}

int
lease_add(struct lease *l, enum lease_item_kind kind, struct bytes value)
{
	return rebuild(l, 0, kind, value);
}
