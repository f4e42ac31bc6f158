#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "ftpd/command.h"
#include "ftpd/reply.h"
#include "ftpd/site.h"

/* The one letter of TYPE, STRU, MODE, PROT: upper case, or 0. */
static char
letter(const char *word)
{
	if (word == NULL || word[0] == '\0' || word[1] != '\0')
		return '\0';
	return word[0] >= 'a' && word[0] <= 'z' ?
	    (char)(word[0] - 'a' + 'A') : word[0];
}

static void
set_type(struct session *s, char type)
{
	s->type = type;
	reply(s, 200, "Type set to %c.", type);
}

/* TYPE A: N is what there is; T and C are for printers. */
static void
type_ascii(struct session *s, const char *form)
{
	char c = form == NULL ? 'N' : letter(form);

	if (c == 'N')
		set_type(s, 'A');
	else if (c == 'T' || c == 'C')
		reply(s, 504, "Form must be N.");
	else
		reply_bad(s, 501, "TYPE A may be followed by N only.");
}

/* TYPE L: our bytes have 8 bits, which makes it TYPE I. */
static void
type_local(struct session *s, const char *size)
{
	uint64_t bits;

	if (size == NULL || !scan_number(size, 255, &bits))
		reply_bad(s, 501, "TYPE L needs the size of a byte.");
	else if (bits != 8)
		reply(s, 504, "Byte size must be 8.");
	else
		set_type(s, 'I');
}

void
do_type(struct session *s, char *arg)
{
	char *word = next_word(&arg), *second = next_word(&arg);
	char c = letter(word);

	if (word != NULL && strcasecmp(word, "L8") == 0 && second == NULL) {
		set_type(s, 'I');
		return;
	}
	if (c == '\0' || next_word(&arg) != NULL) {
		reply_bad(s, 501, "TYPE is A, I or L 8.");
		return;
	}
	if (c == 'A')
		type_ascii(s, second);
	else if (c == 'L')
		type_local(s, second);
	else if (c == 'E')
		reply(s, 504, "There is no EBCDIC here.");
	else if (c == 'I' && second == NULL)
		set_type(s, 'I');
	else
		reply_bad(s, 501, "TYPE is A, I or L 8.");
}

/* MODE and STRU: one letter works, some are known. */
static void
only(struct session *s, char *arg, const char *verb, const char *known)
{
	char c = letter(next_word(&arg));

	if (c == '\0' || next_word(&arg) != NULL || strchr(known, c) == NULL)
		reply_bad(s, 501, "%s is %c.", verb, known[0]);
	else if (c == known[0])
		reply(s, 200, "%s set to %c.", verb, c);
	else
		reply(s, 504, "%s must be %c.", verb, known[0]);
}

void
do_mode(struct session *s, char *arg)
{
	only(s, arg, "MODE", "SBCZ");
}

/* RFC 1123 section 4.1.2.6: R only where files have records. */
void
do_stru(struct session *s, char *arg)
{
	only(s, arg, "STRU", "FRP");
}

/* draft-bryan-ftp-range: both ends count; "1 0" takes it back. */
void
do_rang(struct session *s, char *arg)
{
	const char *first = next_word(&arg), *last = next_word(&arg);
	uint64_t a, b;

	if (last == NULL || next_word(&arg) != NULL ||
	    !scan_number(first, INT64_MAX, &a) ||
	    !scan_number(last, INT64_MAX, &b)) {
		reply_bad(s, 501, "Two numbers must follow.");
		return;
	}
	s->range_set = false;
	if (a == 1 && b == 0) {
		reply(s, 350, "Range taken back.");
		return;
	}
	if (s->type != 'I') {
		reply(s, 501, "Ranges are of TYPE I.");
		return;
	}
	if (a > b) {
		reply_bad(s, 501, "The range ends before it begins.");
		return;
	}
	s->restart = 0;
	s->range_set = true;
	s->range_first = a;
	s->range_last = b;
	reply(s, 350, "Restarting at %llu.  Ending at %llu.",
	    (unsigned long long)a, (unsigned long long)b);
}

/* RFC 4217 section 8: TLS needs no buffer size. */
void
do_pbsz(struct session *s, char *arg)
{
	const char *size = next_word(&arg);
	uint64_t n;

	if (!s->secure) {
		reply_bad(s, 503, "PBSZ comes after AUTH TLS.");
	} else if (size == NULL || !scan_number(size, UINT32_MAX, &n)) {
		reply_bad(s, 501, "A number must follow: 0.");
	} else {
		s->pbsz = true;
		reply(s, 200, "PBSZ=0");
	}
}

static void
set_prot(struct session *s, char c)
{
	if (c == 'P' && s->set->suite.wrapper.argc == 0) {
		reply(s, 536, "Data connections cannot be protected here.");
	} else if (c == 'C' && s->set->need_tls) {
		reply(s, 534, "Data connections must be protected.");
	} else {
		s->prot = c;
		reply(s, 200, "Data connections are %s.",
		    c == 'P' ? "protected" : "in clear");
	}
}

/* RFC 4217 section 9. */
void
do_prot(struct session *s, char *arg)
{
	char c = letter(next_word(&arg));

	if (!s->pbsz)
		reply_bad(s, 503, "PROT comes after PBSZ.");
	else if (c == '\0')
		reply_bad(s, 501, "PROT is C or P.");
	else if (c == 'C' || c == 'P')
		set_prot(s, c);
	else if (c == 'S' || c == 'E')
		reply(s, 536, "PROT is C or P.");
	else
		reply(s, 504, "PROT is C or P.");
}

/* RFC 4217 section 6; the wrapper cannot be taken off. */
void
do_ccc(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 533, "The control connection stays as it is.");
}
