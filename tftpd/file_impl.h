/*
 * file_impl: what file.c and upload.c share, and nobody else.
 */
#ifndef TFTPD_FILE_IMPL_H
#define TFTPD_FILE_IMPL_H

#include "tftpd/file.h"
#include "tftpd/name.h"

/* A name, found in one of the roots. */
struct place {
	const struct file_root	*root;
	bool			 confined;	/* -s */
	const char		*path;		/* in clean[] */
	char			 clean[NAME_PATH];
};

/* -1 with errno and *why. */
int	 place_find(struct place *, const struct file_rules *,
	    const char *name, const char **why);

/* Opens path, which is the place's or begins it. */
int	 place_open(const struct place *, const char *path, int flags);

/* The last word on a failure: sets why and errno, returns -1. */
int	 file_refuse(struct file *, int error, const char *why);

/* Unmaps what file_view() has mapped. */
void	 file_view_end(struct file *);

#endif
