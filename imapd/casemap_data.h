/*
 * casemap_data: what casemap.c knows of Unicode.
 */
#ifndef CASEMAP_DATA_H
#define CASEMAP_DATA_H

#include <stdint.h>

/* n characters from first on, stride apart, become themselves plus delta. */
struct casemap_range {
	uint32_t	first;
	uint16_t	n, stride;
	int32_t		delta;
};

struct casemap_pair {
	uint32_t	character, first, second;
};

struct casemap_more {
	uint32_t	character;
	uint16_t	at, n;		/* in casemap_units */
};

enum {
	CASEMAP_TITLE = 195,
	CASEMAP_SINGLE = 1036,
	CASEMAP_F900 = 474,
	CASEMAP_2F800 = 542,
	CASEMAP_2F00 = 214,
	CASEMAP_PAIR = 1674,
	CASEMAP_MORE = 500,
	CASEMAP_UNITS = 1544
};

/* Simple titlecase; decompositions to one, two or more characters. */
extern const struct casemap_range casemap_title[CASEMAP_TITLE];
extern const struct casemap_range casemap_single[CASEMAP_SINGLE];
extern const struct casemap_pair casemap_pair[CASEMAP_PAIR];
extern const struct casemap_more casemap_more[CASEMAP_MORE];
extern const uint16_t casemap_units[CASEMAP_UNITS];

/* Ideographs for compatibility and radicals, by their number; 0: none. */
extern const uint32_t casemap_f900[CASEMAP_F900];
extern const uint32_t casemap_2f800[CASEMAP_2F800];
extern const uint32_t casemap_2f00[CASEMAP_2F00];

#endif
