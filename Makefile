# postern: six small Unix servers.  POSIX make: GNU make and BSD make alike.
#
#	make			the servers, dynamic, with the system's libc
#	make CC=musl-gcc LDFLAGS=-static	the same, static (make clean first)
#	make demo  make check  make bench  make install
#
.POSIX:
.SUFFIXES:
.SUFFIXES: .c .o

CC	= cc
NSSCC	= cc			# the system's own libc: crypt(3) and NSS
CFLAGS	= -O2 -g
LDFLAGS	=
LDLIBS	=
PREFIX	= /usr/local
LIBEXEC	= $(PREFIX)/libexec/postern
SBIN	= $(PREFIX)/sbin
MAN	= $(PREFIX)/share/man
EXAMPLES = $(PREFIX)/share/postern
VERSION	= 0.1

DEFS	= -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -DLIBEXECDIR='"$(LIBEXEC)"' -I.
WARN	= -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	  -Wpointer-arith -Wcast-qual -Wwrite-strings -Wformat=2 -Wundef -Wvla
HARDEN	= -fPIE -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
LDHARDEN = -pie -Wl,-z,relro,-z,now -Wl,-z,noexecstack

COMPILE	= $(CC) -std=c11 $(DEFS) $(CPPFLAGS) $(WARN) $(HARDEN) $(CFLAGS)
LINK	= $(CC) $(HARDEN) $(CFLAGS) $(LDHARDEN) $(LDFLAGS)

COMMON	= common/lineio.o common/log.o common/scan.o common/verb.o \
	  common/options.o common/peer.o common/gate.o common/jail.o \
	  common/tls.o $(LOGIN)
LOGIN	= common/account.o common/base64.o common/check.o common/md5.o \
	  common/password.o common/sasl.o common/scram.o common/secret.o \
	  common/sha256.o
SMTPD	= smtpd/main.o
POP3D	= pop3d/main.o
SERVERS	= smtpd/smtpd pop3d/pop3d
CHECK	= libexec/postern-checkpassword
CHECK_C	= common/checkpassword.c common/account.c common/base64.c \
	  common/password.c common/scan.c common/scram.c common/secret.c \
	  common/sha256.c

all: $(SERVERS) $(CHECK)

.c.o:
	$(COMPILE) -c -o $@ $<

common/libpostern.a: $(COMMON)
	rm -f $@
	$(AR) rcs $@ $(COMMON)
smtpd/smtpd: $(SMTPD) common/libpostern.a
	$(LINK) -o $@ $(SMTPD) common/libpostern.a $(LDLIBS)
pop3d/pop3d: $(POP3D) common/libpostern.a
	$(LINK) -o $@ $(POP3D) common/libpostern.a $(LDLIBS)

# Always with the system's libc: the libraries of NSS and crypt(3) are its.
$(CHECK): $(CHECK_C)
	mkdir -p libexec
	$(NSSCC) -std=c11 $(DEFS) $(WARN) $(HARDEN) -O2 -g $(LDHARDEN) \
	    -o $@ $(CHECK_C) -lcrypt

clean:
	rm -f common/*.o common/libpostern.a $(SERVERS) $(CHECK) smtpd/*.o pop3d/*.o

.PHONY: all clean
