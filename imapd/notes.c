#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "imapd/metadata.h"
#include "imapd/notes.h"

/* FNV-1a: nobody gains by two values of one hash. */
static uint64_t
hash(const char *p, size_t len)
{
	uint64_t h = UINT64_C(14695981039346656037);
	size_t i;

	for (i = 0; i < len; i++)
		h = (h ^ (unsigned char)p[i]) * UINT64_C(1099511628211);
	return h;
}

void
notes_free(struct notes *n)
{
	size_t i;

	for (i = 0; i < n->n; i++)
		free(n->item[i].name);
	free(n->item);
	memset(n, 0, sizeof(*n));
}

static bool
notes_read(int root, const char *folder, struct notes *n)
{
	struct metadata *m = malloc(sizeof(*m));
	bool good = m != NULL && metadata_read(root, folder, m) == 0;

	memset(n, 0, sizeof(*n));
	if (good && m->n > 0) {
		n->item = calloc(m->n, sizeof(*n->item));
		good = n->item != NULL;
	}
	while (good && n->n < m->n) {
		const struct annotation *a = &m->item[n->n];
		struct note *to = &n->item[n->n];

		to->name = strndup(a->name, a->name_len);
		to->hash = hash(a->value, a->len);
		good = to->name != NULL;
		n->n += good;
	}
	if (m != NULL && (good || m->n > 0))
		metadata_free(m);
	free(m);
	if (!good)
		notes_free(n);
	return good;
}

static const struct note *
find(const struct notes *n, const char *name)
{
	size_t i;

	for (i = 0; i < n->n; i++)
		if (strcasecmp(n->item[i].name, name) == 0)
			return &n->item[i];
	return NULL;
}

static void
tell_one(struct session *s, const char *folder, const char *entry,
    bool *first)
{
	struct out *o = &s->out;
	char name[NAME_SIZE];
	size_t len = 0;

	if (*first) {
		if (folder != NULL)
			len = name_from_folder(&s->set->naming, folder,
			    o->utf8, name);
		out_text(o, "* METADATA ");
		out_string(o, name, len);
	}
	*first = false;
	out_char(o, ' ');
	out_astring(o, entry, strlen(entry));
}

void
notes_update(struct session *s, struct notes *old, const char *folder,
    bool tell, bool use)
{
	struct notes now;
	bool first = true;
	size_t i;

	if (!notes_read(s->root, folder, &now))
		return;
	for (i = 0; tell && i < now.n; i++) {
		const struct note *was = find(old, now.item[i].name);

		if (was == NULL || was->hash != now.item[i].hash)
			tell_one(s, folder, now.item[i].name, &first);
	}
	for (i = 0; tell && i < old->n; i++)
		if (find(&now, old->item[i].name) == NULL)
			tell_one(s, folder, old->item[i].name, &first);
	if (tell && use)
		tell_one(s, folder, "/private/specialuse", &first);
	if (!first)
		out_text(&s->out, "\r\n");
	notes_free(old);
	*old = now;
}
