#include "tftpd/blocks.h"

#include <string.h>

/* Of a file to be encoded, read at a time; the more of them, the slower. */
#define CHUNK	4096

void
blocks_init(struct blocks *b, struct file *file, unsigned blksize,
    bool netascii)
{
	memset(b, 0, sizeof(*b));
	b->file = file;
	b->blksize = blksize;
	b->netascii = netascii;
	netascii_init(&b->next.state);
	b->next.block = 1;
	b->kept = b->next;
}

/* The block at b->next, shorter than blksize only at the end of the file. */
static ssize_t
encode_block(struct blocks *b, uint8_t *buf)
{
	struct blocks_place *p = &b->next;
	uint8_t text[CHUNK];
	size_t have, used, wanted, len = 0;
	ssize_t n;

	do {
		wanted = b->blksize - len;
		have = wanted < CHUNK ? wanted : CHUNK;
		n = file_read(b->file, text, have, p->offset);
		if (n == -1)
			return -1;
		len += netascii_encode(&p->state, buf + len, wanted, text,
		    (size_t)n, &used);
		p->offset += (off_t)used;
	} while (n > 0 && len < b->blksize);
	p->block++;
	return (ssize_t)len;
}

static int
read_text(struct blocks *b, uint64_t base, uint64_t first, unsigned n,
    uint8_t *buf, size_t *len, bool *last)
{
	unsigned i = 0;
	ssize_t got;

	*len = 0;
	if (b->next.block > first)
		b->next = b->kept;
	while (i < n && !*last) {
		if (b->next.block == base)
			b->kept = b->next;
		got = encode_block(b, buf + *len);
		if (got == -1)
			return -1;
		*last = (size_t)got < b->blksize;
		if (b->next.block <= first)
			continue;
		*len += (size_t)got;
		i++;
	}
	return (int)i;
}

int
blocks_read(struct blocks *b, uint64_t base, uint64_t first, unsigned n,
    uint8_t *buf, uint8_t **data, size_t *len, bool *last)
{
	size_t wanted = (size_t)n * b->blksize;
	off_t offset = (off_t)((first - 1) * b->blksize);
	ssize_t got;

	*last = false;
	*data = buf;
	if (b->netascii)
		return read_text(b, base, first, n, buf, len, last);
	*len = wanted;
	*data = b->views ? file_view(b->file, len, offset) : NULL;
	if (*data == NULL) {
		*data = buf;
		got = file_read(b->file, buf, wanted, offset);
		if (got == -1)
			return -1;
		*len = (size_t)got;
	}
	if (*len == wanted)
		return (int)n;
	*last = true;
	return (int)(*len / b->blksize) + 1;
}

int
blocks_write(struct blocks *b, const uint8_t *data, size_t len, bool last,
    uint8_t *room)
{
	if (b->netascii) {
		len = netascii_decode(&b->next.state, room, data, len);
		if (last)
			len += netascii_finish(&b->next.state, room + len);
		data = room;
	}
	if (file_write(b->file, data, len) == -1)
		return -1;
	return last ? file_commit(b->file) : 0;
}
