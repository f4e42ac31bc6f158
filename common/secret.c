#include "common/secret.h"

bool
secret_equal(const void *a, const void *b, size_t len)
{
	const volatile unsigned char *p = a, *q = b;
	unsigned char differ = 0;

	while (len-- > 0)
		differ |= *p++ ^ *q++;
	return differ == 0;
}
