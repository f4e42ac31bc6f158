/*
 * A file's bytes without a copy of them.  Nobody here looks at them: they
 * are handed to the kernel, for which a page that is gone (the file has been
 * cut) is EFAULT, where we would get a signal.
 */
#include <sys/mman.h>
#include <sys/stat.h>

#include <unistd.h>

#include "tftpd/file_impl.h"

/*
 * So much of a file is mapped at a time: what is mapped counts as ours when
 * the kernel looks for a process to kill, although it is nobody's.  Smaller
 * files are read faster than mapped.
 */
#define VIEW		(256 << 10)
#define VIEW_MIN	(64 << 10)
#define VIEW_ALIGN	(64 << 10)	/* no machine has larger pages */

void
file_view_end(struct file *f)
{
	if (f->view != NULL)
		munmap(f->view, f->view_len);
	f->view = NULL;
}

static int
map(struct file *f, off_t offset)
{
	off_t begin = offset - offset % VIEW_ALIGN, rest = f->size - begin;
	void *p;

	file_view_end(f);
	f->view_at = begin;
	f->view_len = rest < VIEW ? (size_t)rest : VIEW;
	p = mmap(NULL, f->view_len, PROT_READ, MAP_SHARED, f->fd, begin);
	if (p == MAP_FAILED)
		return -1;
	f->view = p;
	return 0;
}

/* The rest of a page behind the end reads as zeros, without an error. */
static bool
has_shrunk(const struct file *f)
{
	struct stat st;

	return fstat(f->fd, &st) == -1 || st.st_size < f->size;
}

void *
file_view(struct file *f, size_t *len, off_t offset)
{
	if (f->size < VIEW_MIN || *len > VIEW - VIEW_ALIGN ||
	    offset >= f->size)
		return NULL;
	if ((off_t)*len >= f->size - offset) {
		*len = (size_t)(f->size - offset);
		if (has_shrunk(f))
			return NULL;	/* file_read() will say so */
	}
	if ((f->view == NULL || offset < f->view_at ||
	    offset + (off_t)*len > f->view_at + (off_t)f->view_len) &&
	    map(f, offset) == -1)
		return NULL;
	return (char *)f->view + (offset - f->view_at);
}
