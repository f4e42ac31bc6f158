#include "common/scan.h"
#include "imapd/fetchitem.h"

/* What a word means, longer ones first. */
static const struct word {
	const char	*name;
	unsigned	 items;
} words[] = {
	{ "FLAGS",		ITEM_FLAGS },
	{ "UID",		ITEM_UID },
	{ "INTERNALDATE",	ITEM_DATE },
	{ "RFC822.SIZE",	ITEM_SIZE },
	{ "ENVELOPE",		ITEM_ENVELOPE },
	{ "BODYSTRUCTURE",	ITEM_STRUCTURE },
	{ "MODSEQ",		ITEM_MODSEQ },
	{ "SAVEDATE",		ITEM_SAVEDATE },
	{ "EMAILID",		ITEM_EMAILID },
	{ "THREADID",		ITEM_THREADID },
};

/* RFC 9051 section 6.4.5; only alone, not in a list. */
static const struct word macros[] = {
	{ "ALL",	ITEMS_FAST | ITEM_ENVELOPE },
	{ "FAST",	ITEMS_FAST },
	{ "FULL",	ITEMS_FAST | ITEM_ENVELOPE | ITEM_BODY },
};

/* "BODY" and what can follow it. */
static bool
parse_body(struct parse *p, struct fetch_items *f)
{
	if (parse_word(p, "BODY.PEEK"))
		return parse_section(p, &f->sections);
	if (parse_word(p, "BINARY.SIZE"))
		return parse_binary_section(p, &f->sections, true);
	if (parse_word(p, "BINARY.PEEK"))
		return parse_binary_section(p, &f->sections, false);
	if (parse_word(p, "BINARY")) {
		f->items |= ITEM_SEEN;
		return parse_binary_section(p, &f->sections, false);
	}
	if (!parse_word(p, "BODY"))
		return parse_fail(p, "an item to fetch");
	if (parse_peek(p) != '[') {
		f->items |= ITEM_BODY;
		return true;
	}
	f->items |= ITEM_SEEN;
	return parse_section(p, &f->sections);
}

/* "PREVIEW (LAZY)" (RFC 8970 section 3) */
static bool
parse_preview(struct parse *p, struct fetch_items *f)
{
	struct parse at = *p;

	f->items |= ITEM_PREVIEW;
	/* In the list of items a parenthesis can be nothing else. */
	if (!parse_space(&at) || parse_peek(&at) != '(' ||
	    !parse_char(&at, '(') || !parse_word(&at, "LAZY"))
		return true;
	*p = at;
	f->items |= ITEM_LAZY;
	return parse_char(p, ')');
}

static bool
parse_item(struct parse *p, struct fetch_items *f)
{
	size_t i;

	for (i = 0; i < nitems(words); i++)
		if (parse_word(p, words[i].name)) {
			f->items |= words[i].items;
			return true;
		}
	if (parse_word(p, "RFC822.HEADER"))
		return section_add(p, &f->sections, "RFC822.HEADER",
		    SECTION_HEADER);
	if (parse_word(p, "RFC822.TEXT")) {
		f->items |= ITEM_SEEN;
		return section_add(p, &f->sections, "RFC822.TEXT",
		    SECTION_TEXT);
	}
	if (parse_word(p, "RFC822")) {
		f->items |= ITEM_SEEN;
		return section_add(p, &f->sections, "RFC822", SECTION_ALL);
	}
	if (parse_word(p, "PREVIEW"))
		return parse_preview(p, f);
	return parse_body(p, f);
}

/* "(item item)" */
bool
fetch_items_list(struct parse *p, struct fetch_items *f)
{
	(void)parse_char(p, '(');
	do {
		if (!parse_item(p, f))
			return false;
	} while (parse_peek(p) == ' ' && parse_space(p));
	return parse_char(p, ')');
}

/* "(item item)", an item, or a macro. */
bool
fetch_items_parse(struct parse *p, struct fetch_items *f)
{
	size_t i;

	if (!parse_space(p))
		return false;
	for (i = 0; i < nitems(macros); i++)
		if (parse_word(p, macros[i].name)) {
			f->items = macros[i].items;
			return true;
		}
	return parse_peek(p) != '(' ? parse_item(p, f) :
	    fetch_items_list(p, f);
}
