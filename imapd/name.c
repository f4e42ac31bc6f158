#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "imapd/name.h"
#include "imapd/utf7.h"

#define INBOX		"INBOX"
#define INBOX_LEN	5

/* A pattern longer than any name matches with fewer bytes, or not at all. */
#define PATTERN_MAX	1024

bool
naming_set(struct naming *n, const char *text)
{
	size_t len = strlen(text);

	if (len == 0 || len >= sizeof(n->prefix) ||
	    strcspn(text, "%*\"\\&") != len ||
	    (text[len - 1] != '.' && text[len - 1] != '/'))
		return false;
	n->separator = text[len - 1];
	n->prefix_len = len > 1 ? len : 0;
	memcpy(n->prefix, text, n->prefix_len);
	n->prefix[n->prefix_len] = '\0';
	return true;
}

/* Is p INBOX, or a name below it? */
static bool
below_inbox(const char *p, size_t len, char separator)
{
	return len >= INBOX_LEN && strncasecmp(p, INBOX, INBOX_LEN) == 0 &&
	    (len == INBOX_LEN || p[INBOX_LEN] == separator);
}

/* Modified UTF-7 of a name, if there are no controls in it. */
static long
to_disk(const char *p, size_t len, bool utf8, char *out, size_t size)
{
	char plain[NAME_SIZE];
	long n;
	size_t i;

	n = utf7_to_utf8(p, len, plain, sizeof(plain));
	if (!utf8 && n == -1)
		return -1;
	if (utf8 && len < sizeof(plain)) {
		memcpy(plain, p, len);
		n = (long)len;
	}
	for (i = 0; n > 0 && i < (size_t)n; i++)
		if ((unsigned char)plain[i] < ' ' || plain[i] == 0x7f)
			return -1;
	if (utf8)
		return utf7_from_utf8(p, len, out, size);
	if (len >= size)
		return -1;
	memcpy(out, p, len);
	out[len] = '\0';
	return (long)len;
}

/* ".A.B" of the levels in p. */
static enum name_result
levels(const struct naming *n, const char *p, size_t len,
    char folder[NAME_FOLDER])
{
	size_t i;

	if (len + 2 > NAME_FOLDER)
		return NAME_TOO_LONG;
	folder[0] = '.';
	for (i = 0; i < len; i++) {
		if (p[i] == n->separator)
			folder[i + 1] = '.';
		else if (p[i] == '.' || p[i] == '/')
			return NAME_INVALID;
		else
			folder[i + 1] = p[i];
	}
	folder[len + 1] = '\0';
	if (folder[1] == '.' || strstr(folder, "..") != NULL ||
	    folder[len] == '.')
		return NAME_INVALID;
	return maildir_folder_ok(folder) ? NAME_OK : NAME_TOO_LONG;
}

enum name_result
name_to_folder(const struct naming *n, const char *p, size_t len, bool utf8,
    char folder[NAME_FOLDER])
{
	char name[NAME_SIZE];
	size_t skip = n->prefix_len;
	long size;

	folder[0] = '\0';
	if (len >= sizeof(name))
		return NAME_TOO_LONG;
	size = to_disk(p, len, utf8, name, sizeof(name));
	if (size <= 0)
		return NAME_INVALID;
	len = (size_t)size;
	if (len > 1 && name[len - 1] == n->separator)
		len--;
	if (below_inbox(name, len, n->separator)) {
		if (len == INBOX_LEN)
			return NAME_OK;
		memcpy(name, INBOX, INBOX_LEN);
	}
	if (skip > 0) {
		/* The prefix may be INBOX in any case. */
		bool same = below_inbox(n->prefix, skip, n->separator) ?
		    strncasecmp(name, n->prefix, skip) == 0 :
		    strncmp(name, n->prefix, skip) == 0;

		if (len <= skip || !same)
			return NAME_OUTSIDE;
	}
	return levels(n, name + skip, len - skip, folder);
}

/* UTF-8 without controls. */
static bool
is_text(const char *p, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if ((unsigned char)p[i] < ' ' || p[i] == 0x7f)
			return false;
	return scan_utf8(p, len);
}

size_t
name_from_folder(const struct naming *n, const char *folder, bool utf8,
    char name[NAME_SIZE])
{
	char visible[NAME_SIZE];
	size_t len, i;
	long plain;

	if (*folder == '\0') {
		memcpy(name, INBOX, INBOX_LEN + 1);
		return INBOX_LEN;
	}
	len = strlen(folder + 1);
	if (n->prefix_len + len >= sizeof(visible))
		return 0;
	memcpy(visible, n->prefix, n->prefix_len);
	for (i = 0; i < len; i++)
		visible[n->prefix_len + i] = folder[i + 1] == '.' ?
		    n->separator : folder[i + 1];
	len += n->prefix_len;
	visible[len] = '\0';
	/* ".INBOX": INBOX is another. */
	if (strcasecmp(visible, INBOX) == 0)
		return 0;
	plain = utf7_to_utf8(visible, len, name, NAME_SIZE);
	if (plain == -1 ? !is_text(visible, len) :
	    !is_text(name, (size_t)plain))
		return 0;		/* no client could name it */
	if (plain == -1 && !utf8) {
		plain = utf7_from_utf8(visible, len, name, NAME_SIZE);
		return plain == -1 ? 0 : (size_t)plain;
	}
	if (plain != -1 && utf8)
		return (size_t)plain;
	memcpy(name, visible, len + 1);
	return len;
}

bool
name_in_utf8(const char *folder, char other[NAME_FOLDER])
{
	return strchr(folder, '&') != NULL && utf7_to_utf8(folder,
	    strlen(folder), other, NAME_FOLDER) != -1 &&
	    maildir_folder_ok(other);
}

static bool
same_char(char a, char b, bool any_case)
{
	return a == b || (any_case && strncasecmp(&a, &b, 1) == 0);
}

/* A wildcard may stand for nothing. */
static void
skip_wildcards(const char *pattern, size_t len, bool *at)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (at[i] && (pattern[i] == '*' || pattern[i] == '%'))
			at[i + 1] = true;
}

/*
 * at[i]: the name so far can be what the first i bytes of the pattern stand
 * for.
 */
bool
name_match(const char *pattern, size_t pattern_len, const char *name,
    size_t len, char separator)
{
	bool at[PATTERN_MAX + 1] = { true };
	bool inbox = below_inbox(name, len, separator);
	size_t i, j;

	if (pattern_len > PATTERN_MAX)
		return false;
	skip_wildcards(pattern, pattern_len, at);
	for (j = 0; j < len; j++) {
		bool any_case = inbox && j < INBOX_LEN;

		at[pattern_len] = false;
		for (i = pattern_len; i-- > 0; ) {
			bool go_on = at[i];

			if (pattern[i] == '*')
				continue;	/* stays where it is */
			if (pattern[i] == '%') {
				at[i] = go_on && name[j] != separator;
				continue;
			}
			at[i] = false;
			if (go_on && same_char(pattern[i], name[j], any_case))
				at[i + 1] = true;
		}
		skip_wildcards(pattern, pattern_len, at);
	}
	return at[pattern_len];
}
