/* own: see own.h. */
#include <string.h>

#include "common/journal.h"
#include "common/own.h"
#include "common/stamp.h"

void
own_begin(struct own *o, struct watch *watch, const struct image *img,
    const struct maildir *md, int lock)
{
	struct index_stamp new, cur;
	struct fsclock clock;

	memset(o, 0, sizeof(*o));
	o->watch = watch;
	/* A small mailbox is read again faster than this is done. */
	if (index_count(img) < watch->from || img->h.cur.sec == 0 ||
	    img->h.new.sec == 0 || fsclock_read(lock, &clock) == -1 ||
	    !clock.fine || !watch_begin(watch, md))
		return;
	o->kept = stamp_read(md->new, &new) == 0 &&
	    stamp_read(md->cur, &cur) == 0 &&
	    stamp_equal(&new, &img->h.new) && stamp_equal(&cur, &img->h.cur);
}

void
own_end(struct own *o, struct image *img, const struct maildir *md)
{
	struct index_stamp new, cur;
	bool clean[WATCH_DIRS], read;

	read = stamp_read(md->new, &new) == 0 &&
	    stamp_read(md->cur, &cur) == 0;
	watch_end(o->watch, md, clean);
	if (!o->kept || !read)
		return;
	/* What is not clean keeps its old mtime, which is not its own now. */
	if (!clean[WATCH_NEW])
		new = img->h.new;
	if (!clean[WATCH_CUR])
		cur = img->h.cur;
	journal_stamps(img, &cur, &new);
}
