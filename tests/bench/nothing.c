/*
 * nothing: the least that an inetd server can do.  It greets, reads once,
 * says good-bye and exits; what it takes is what the super-server and
 * exec(2) take.
 */
#include <unistd.h>

int
main(void)
{
	static const char greeting[] = "+OK ready\r\n", bye[] = "+OK bye\r\n";
	char line[512];

	if (write(1, greeting, sizeof(greeting) - 1) == -1)
		return 1;
	if (read(0, line, sizeof(line)) > 0 &&
	    write(1, bye, sizeof(bye) - 1) == -1)
		return 1;
	return 0;
}
