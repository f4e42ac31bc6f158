/*
 * postern-mbox: a mailbox file becomes a Maildir, once, for those who come
 * from popa3d, UW imapd or others that read mbox.
 */
#include <sys/mman.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/options.h"
#include "mbox/tree.h"
#include "mbox/uniqueid.h"

struct file {
	const char	*path;
	int		 fd;
	struct stat	 st;
	const char	*text;
	size_t		 len;
};

static int
usage(FILE *to)
{
	fputs("usage: postern-mbox [-q] [-u format] mbox maildir\n"
	    "  -q               say nothing when all is well\n"
	    "  -u format        keep the UIDLs of popa3d, uw or x-uidl\n"
	    "  -V               version\n"
	    "  -h               this help\n", to);
	return EXIT_USAGE;
}

static int
failed(const char *path)
{
	fprintf(stderr, "postern-mbox: %s: %s\n", path, strerror(errno));
	return -1;
}

static int
wrong(const char *path, const char *what)
{
	fprintf(stderr, "postern-mbox: %s: %s\n", path, what);
	return -1;
}

/* What delivers to it, and popa3d, hold such a lock while they write. */
static int
lock(int fd)
{
	struct flock l = { .l_type = F_RDLCK, .l_whence = SEEK_SET };

	return fcntl(fd, F_SETLK, &l);
}

static int
open_mbox(struct file *f, const char *path)
{
	f->path = path;
	f->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (f->fd == -1 || fstat(f->fd, &f->st) == -1)
		return failed(path);
	if (!S_ISREG(f->st.st_mode))
		return wrong(path, "is no file");
	if (lock(f->fd) == -1)
		return wrong(path, "is in use by another program");
	f->len = (size_t)f->st.st_size;
	f->text = "";
	if (f->len == 0)
		return 0;
	f->text = mmap(NULL, f->len, PROT_READ, MAP_PRIVATE, f->fd, 0);
	if (f->text == MAP_FAILED)
		return failed(path);
	return mbox_is(f->text, f->len) ? 0 : wrong(path, "is no mailbox file");
}

/* As root: all else is done as the owner of the mail. */
static int
become_owner(const struct stat *st)
{
	const struct passwd *pw;
	gid_t gid;

	if (geteuid() != 0 || st->st_uid == 0)
		return 0;
	pw = getpwuid(st->st_uid);
	gid = pw == NULL ? st->st_gid : pw->pw_gid;
	if (setgroups(1, &gid) == -1 || setgid(gid) == -1 ||
	    setuid(st->st_uid) == -1)
		return -1;
	return 0;
}

static bool
unchanged(const struct file *f)
{
	struct stat now;

	return fstat(f->fd, &now) == 0 && now.st_size == f->st.st_size &&
	    now.st_mtim.tv_sec == f->st.st_mtim.tv_sec &&
	    now.st_mtim.tv_nsec == f->st.st_mtim.tv_nsec;
}

static int
convert(struct tree *t, struct mbox *m, const struct file *f,
    enum uniqueid format)
{
	char uidl[UNIQUEID_SIZE];
	struct mbox_message msg;
	uint32_t uidvalidity = (uint32_t)time(NULL);

	mbox_init(m, f->text, f->len);
	while (mbox_next(m, &msg)) {
		if (m->uidvalidity != 0)
			uidvalidity = m->uidvalidity;
		uniqueid_make(format, &msg, uidvalidity, uidl);
		if (tree_add(t, &msg, uidl) == -1)
			return failed(t->path);
	}
	if (!unchanged(f))
		return wrong(f->path, "changed meanwhile, nothing was done");
	if (tree_end(t, m, uidvalidity) == -1)
		return failed(t->path);
	return 0;
}

static void
tell(const struct mbox *m, const struct tree *t, const char *path)
{
	printf("%zu messages in %s, UIDs %s\n", t->nmessages, path,
	    m->uidvalidity != 0 ? "kept" : "new");
	if (m->more_keywords)
		printf("more than %d keywords: the others were left out\n",
		    MAILDIR_LETTERS);
}

static int
run(const char *path, const char *maildir, enum uniqueid format, bool quiet)
{
	static struct mbox m;
	static struct tree t;
	struct file f;

	if (open_mbox(&f, path) == -1)
		return EXIT_TEMPORARY;
	if (become_owner(&f.st) == -1 || tree_begin(&t, maildir) == -1) {
		failed(maildir);
		tree_abort(&t);
		return EXIT_TEMPORARY;
	}
	if (convert(&t, &m, &f, format) == -1) {
		tree_abort(&t);
		return EXIT_TEMPORARY;
	}
	if (!quiet)
		tell(&m, &t, maildir);
	return 0;
}

int
main(int argc, char **argv)
{
	enum uniqueid format = UNIQUEID_NONE;
	bool quiet = false;
	int c;

	umask(077);
	while ((c = getopt(argc, argv, "hqu:V")) != -1)
		switch (c) {
		case 'h':
			(void)usage(stdout);
			return 0;
		case 'q':
			quiet = true;
			break;
		case 'u':
			if (!uniqueid_parse(&format, optarg))
				return usage(stderr);
			break;
		case 'V':
			puts("postern-mbox " VERSION);
			return 0;
		default:
			return usage(stderr);
		}
	if (argc - optind != 2)
		return usage(stderr);
	return run(argv[optind], argv[optind + 1], format, quiet);
}
