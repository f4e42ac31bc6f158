#include <string.h>
#include <strings.h>

#include "common/account.h"
#include "common/scan.h"
#include "ftpd/permission.h"

#define WORD		1024	/* all of an extra field fits */

static const char letters[] = "elradfmwMT";	/* in the order of the bits */

bool
permission_letters(const char *text, unsigned *perms)
{
	const char *at;
	unsigned mask = 0;

	for (; *text != '\0'; text++) {
		at = strchr(letters, *text);
		if (at == NULL)
			return false;
		mask |= 1u << (at - letters);
	}
	*perms = mask;
	return true;
}

bool
permission_bytes(const char *text, uint64_t *bytes)
{
	static const char units[] = "kmgt";
	size_t len = strlen(text), digits = strspn(text, "0123456789");
	const char *unit;
	unsigned shift = 0;
	uint64_t n;

	if (digits == 0 || len - digits > 1)
		return false;
	if (len > digits) {
		unit = strchr(units, text[digits] | 0x20);
		if (unit == NULL)
			return false;
		shift = 10 * (unsigned)(unit - units + 1);
	}
	if (scan_digits(text, digits, (uint64_t)INT64_MAX >> shift, &n) !=
	    digits)
		return false;
	*bytes = n << shift;
	return true;
}

static bool
yes_or_no(const char *text, bool *yes)
{
	*yes = strcasecmp(text, "yes") == 0;
	return *yes || strcasecmp(text, "no") == 0;
}

bool
permission_umask(const char *text, mode_t *mask)
{
	mode_t m = 0;

	if (*text == '\0' || strlen(text) > 4)
		return false;
	for (; *text != '\0'; text++) {
		if (*text < '0' || *text > '7')
			return false;
		m = m << 3 | (mode_t)(*text - '0');
	}
	*mask = m;
	return m <= 0777;
}

bool
permission_rate(const char *text, uint64_t *down, uint64_t *up)
{
	const char *colon = strchr(text, ':');
	char first[WORD];

	if (!scan_copy(first, sizeof(first), text,
	    colon == NULL ? strlen(text) : (size_t)(colon - text)) ||
	    !permission_bytes(first, down))
		return false;
	*up = *down;
	return colon == NULL || permission_bytes(colon + 1, up);
}

static bool
read_word(const char *key, const char *value, struct rights *r)
{
	bool yes;

	if (strcmp(key, "perm") == 0)
		return permission_letters(value, &r->perms);
	if (strcmp(key, "umask") == 0)
		return permission_umask(value, &r->umask);
	if (strcmp(key, "maxsize") == 0)
		return permission_bytes(value, &r->max_size);
	if (strcmp(key, "rate") == 0)
		return permission_rate(value, &r->rate_down, &r->rate_up);
	if (!yes_or_no(value, &yes))
		return false;
	if (strcmp(key, "overwrite") == 0)
		r->no_overwrite = !yes;
	else if (strcmp(key, "rename") == 0)
		r->auto_rename = yes;
	else
		r->hide_dots = !yes;
	return true;
}

bool
permission_extra(const char *extra, struct rights *r)
{
	static const char *const keys[] = { "perm", "umask", "overwrite",
	    "rename", "dots", "maxsize", "rate" };
	char value[WORD];
	bool good = true;
	size_t i;

	for (i = 0; i < nitems(keys); i++) {
		if (account_extra(extra, keys[i], value, sizeof(value)) &&
		    !read_word(keys[i], value, r))
			good = false;
	}
	if (!good)
		r->perms = 0;
	return good;
}

static bool
is_below(const char *path, const char *dir)
{
	size_t len = strlen(dir);

	while (len > 1 && dir[len - 1] == '/')
		len--;
	return strncmp(path, dir, len) == 0 &&
	    (path[len] == '/' || path[len] == '\0');
}

bool
permission_ok(const struct rights *r, unsigned need, const char *path)
{
	unsigned perms = r->perms;

	if (r->incoming != NULL && is_below(path, r->incoming))
		perms = PERM_ENTER | PERM_STORE;
	return (perms & need) == need;
}
