/*
 * file: directories and files by name, without a data connection.
 */
#ifndef FILE_H
#define FILE_H

#include "ftpd/ftpd.h"

void	 do_cwd(struct session *, char *arg);
void	 do_cdup(struct session *, char *arg);
void	 do_pwd(struct session *, char *arg);
void	 do_mkd(struct session *, char *arg);
void	 do_rmd(struct session *, char *arg);
void	 do_dele(struct session *, char *arg);
void	 do_rnfr(struct session *, char *arg);
void	 do_rnto(struct session *, char *arg);
void	 do_avbl(struct session *, char *arg);

/* For SITE CHMOD and MFF: 0, or -1 with errno; the mode has 9 bits. */
int	 file_chmod(struct session *, const char *path, mode_t mode);

#endif
