/* stamp: see stamp.h. */
#include <sys/stat.h>

#include <stdint.h>

#include "common/stamp.h"

#define MS		INT64_C(1000000)	/* in nanoseconds */
#define SECOND		(1000 * MS)

/* A tick is 10 ms at the most; FAT and some servers count by 2 seconds. */
#define TICK		(20 * MS)
#define COARSE		(2 * SECOND)

/*
 * Three times in less than the shortest tick cannot differ, unless fine.  (A
 * fourth before them: where nobody has looked yet it is the last tick's.)
 */
#define SHORTEST_TICK	MS

int
stamp_read(int fd, struct index_stamp *s)
{
	struct stat st;

	if (fstat(fd, &st) == -1)
		return -1;
	s->sec = st.st_mtim.tv_sec;
	s->nsec = st.st_mtim.tv_nsec;
	return 0;
}

bool
stamp_equal(const struct index_stamp *a, const struct index_stamp *b)
{
	return a->sec == b->sec && a->nsec == b->nsec;
}

/* b - a in nanoseconds, within an hour either way. */
static int64_t
difference(const struct index_stamp *a, const struct index_stamp *b)
{
	int64_t sec = b->sec - a->sec;

	if (sec > 3600 || sec < -3600)
		return sec > 0 ? 3600 * SECOND : -3600 * SECOND;
	return sec * SECOND + (b->nsec - a->nsec);
}

static int
touch(int fd, struct index_stamp *s)
{
	if (futimens(fd, NULL) == -1)
		return -1;
	return stamp_read(fd, s);
}

int
fsclock_read(int fd, struct fsclock *c)
{
	struct index_stamp first, second;
	int64_t a, b;

	if (touch(fd, &first) == -1 || touch(fd, &first) == -1 ||
	    touch(fd, &second) == -1 || touch(fd, &c->now) == -1)
		return -1;
	a = difference(&first, &second);
	b = difference(&second, &c->now);
	c->fine = a > 0 && b > 0 && a + b < SHORTEST_TICK;
	return 0;
}

bool
stamp_racy(const struct index_stamp *s, const struct fsclock *c)
{
	int64_t window = TICK;

	if (c->fine)
		return false;
	if (s->nsec == 0)
		window = COARSE;
	return difference(s, &c->now) < window;
}
