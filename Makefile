# postern: six small Unix servers.  POSIX make: GNU make and BSD make alike.
#
#	make			the servers, dynamic, with the system's libc
#	make CC=musl-gcc LDFLAGS=-static	the same, static (make clean first)
#	make demo		try them, on ports of loopback
#	make check		every test
#	make install		DESTDIR= and PREFIX= say where
#	make bench  make fuzz  make lint	for maintainers
#	make depend		after adding a file: the end of this one anew
#
.POSIX:
.SUFFIXES:
.SUFFIXES: .c .o

CC	= cc
NSSCC	= cc			# the system's own libc: crypt(3) and NSS
CFLAGS	= -O2 -g
CPPFLAGS =
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

COMMON	= common/lineio.o common/lineout.o common/log.o common/scan.o \
	  common/verb.o common/options.o common/peer.o common/proxy.o \
	  common/tls.o common/record.o common/gate.o \
	  common/clerk.o common/master.o \
	  common/jail.o common/seccomp.o common/landlock.o common/below.o \
	  common/loop.o common/looppoll.o common/daemon.o common/writeall.o \
	  common/pattern.o \
	  $(LOGIN) $(DELIVERY) $(MAILBOX)
DELIVERY = common/maildir.o common/mddir.o common/delivery.o common/quota.o
MAILBOX	= common/mailbox.o common/mailbox_view.o common/mailbox_find.o \
	  common/mailbox_store.o common/mailbox_fill.o common/mailbox_add.o \
	  common/mailbox_move.o \
	  common/batch.o \
	  common/sync.o common/sync_add.o \
	  common/look.o common/look_name.o common/own.o common/watch.o \
	  common/stamp.o common/index.o common/heap.o common/journal.o \
	  common/entry.o common/snapshot.o common/highwater.o \
	  common/known.o common/foreign.o common/foreign_load.o \
	  common/salvage.o
LOGIN	= common/account.o common/account_line.o common/base64.o \
	  common/check.o common/checkrun.o common/md5.o common/password.o \
	  common/sasl.o common/saslio.o common/scram.o common/secret.o \
	  common/sha256.o
# Without main.o: the unit tests link the rest.
SMTPD	= smtpd/session.o smtpd/abuse.o smtpd/greet.o smtpd/auth.o \
	  smtpd/mail.o smtpd/message.o smtpd/content.o smtpd/reply.o \
	  smtpd/path.o smtpd/data.o smtpd/header.o smtpd/trace.o $(POST)
# Below smtpd/post.h.
POST	= smtpd/post.o smtpd/broker.o smtpd/serve.o smtpd/transaction.o \
	  smtpd/staff.o smtpd/worker.o smtpd/brief.o smtpd/jobs.o \
	  smtpd/recipient.o smtpd/users.o smtpd/domain.o smtpd/alias.o \
	  smtpd/envelope.o smtpd/deliver.o smtpd/deliver_commit.o \
	  smtpd/box.o smtpd/copy.o smtpd/disk.o smtpd/command.o \
	  smtpd/filter.o smtpd/relay.o smtpd/command_delivery.o \
	  smtpd/blocklist.o
POP3D	= pop3d/command.o pop3d/front.o pop3d/session.o pop3d/message.o \
	  pop3d/maildrop.o pop3d/send.o pop3d/uidl.o pop3d/clash.o
DHCPD	= $(DHCPD_CONF) $(DHCPD_SERVE)
DHCPD_CONF = dhcpd/arena.o dhcpd/hash.o dhcpd/suggest.o dhcpd/lexer.o \
	  dhcpd/option.o dhcpd/option_table.o dhcpd/option_words.o \
	  dhcpd/option_print.o dhcpd/binding.o dhcpd/expr.o \
	  dhcpd/expr_source.o dhcpd/expr_text.o dhcpd/expr_print.o dhcpd/statement_print.o \
	  dhcpd/parse.o dhcpd/parse_token.o dhcpd/parse_value.o \
	  dhcpd/parse_typed.o dhcpd/parse_names.o \
	  dhcpd/parse_option.o dhcpd/parse_define.o dhcpd/parse_place.o \
	  dhcpd/parse_host.o dhcpd/parse_class.o dhcpd/parse_code.o \
	  dhcpd/parse_expr.o dhcpd/parse_function.o \
	  dhcpd/parse_inactive.o dhcpd/file.o \
	  dhcpd/config.o dhcpd/config_index.o dhcpd/class.o dhcpd/scope.o \
	  dhcpd/scope_class.o dhcpd/scope_run.o dhcpd/scope_option.o \
	  dhcpd/check.o dhcpd/early.o dhcpd/names.o dhcpd/beside.o \
	  dhcpd/errand.o dhcpd/errand_ask.o dhcpd/privilege.o
DHCPD_SERVE = dhcpd/packet.o dhcpd/packet_build.o dhcpd/respond.o \
	  dhcpd/allocate.o dhcpd/bind.o dhcpd/bind_items.o dhcpd/billing.o \
	  dhcpd/threshold.o dhcpd/reply.o dhcpd/wish.o dhcpd/fqdn.o \
	  dhcpd/discover.o dhcpd/request.o dhcpd/inform.o dhcpd/after.o \
	  dhcpd/bootp.o dhcpd/leasequery.o dhcpd/flags.o dhcpd/ranges.o \
	  dhcpd/server.o dhcpd/server_config.o dhcpd/commit.o dhcpd/syncer.o \
	  dhcpd/link_find.o dhcpd/link.o dhcpd/frame.o dhcpd/probe.o $(LEASE)
LEASE	= dhcpd/lease.o dhcpd/lease_pool.o dhcpd/lease_hash.o \
	  dhcpd/lease_heap.o \
	  dhcpd/lease_item.o dhcpd/leasefile.o dhcpd/leaselock.o \
	  dhcpd/leaseread.o \
	  dhcpd/leaseread_word.o dhcpd/leaseread_date.o \
	  dhcpd/leaseread_item.o dhcpd/leaseread_statement.o \
	  dhcpd/leasewrite.o dhcpd/leaseout.o dhcpd/leasetext.o \
	  dhcpd/compact.o
FTPD	= ftpd/command.o ftpd/reply.o ftpd/control.o ftpd/telnet.o \
	  ftpd/path.o ftpd/permission.o ftpd/front.o ftpd/admit.o ftpd/abuse.o \
	  ftpd/session.o ftpd/message.o ftpd/site.o ftpd/feature.o \
	  ftpd/status.o ftpd/parameter.o ftpd/file.o ftpd/hash.o \
	  ftpd/digest.o $(FTPDATA)
# Data connections, transfers, listings.
FTPDATA	= ftpd/connect.o ftpd/data.o ftpd/hostport.o ftpd/helper.o \
	  ftpd/relay.o ftpd/retrieve.o ftpd/store.o ftpd/upload.o \
	  ftpd/hook.o ftpd/moving.o ftpd/transfer.o ftpd/receive.o \
	  ftpd/ascii.o ftpd/rate.o ftpd/traffic.o ftpd/xferlog.o \
	  ftpd/list.o ftpd/listing.o ftpd/listentry.o ftpd/names.o \
	  ftpd/entries.o ftpd/line.o ftpd/civil.o ftpd/glob.o \
	  ftpd/facts.o ftpd/filefacts.o
IMAPD	= $(IMAPD_CORE) $(IMAPD_SEARCH) $(IMAPD_TEXT)
IMAPD_CORE = imapd/out.o imapd/set.o imapd/date.o imapd/utf7.o imapd/name.o \
	  imapd/input.o imapd/parse.o imapd/flags.o imapd/view.o \
	  imapd/viewupdate.o imapd/viewwrite.o \
	  imapd/command.o imapd/reply.o imapd/capability.o imapd/front.o \
	  imapd/session.o \
	  imapd/folder.o imapd/rename.o imapd/subscribe.o imapd/use.o \
	  imapd/list.o imapd/listargs.o \
	  imapd/manage.o imapd/status.o imapd/select.o imapd/fetch.o \
	  imapd/fetchitem.o imapd/fetchone.o imapd/fetchatts.o \
	  imapd/section.o imapd/sectionparse.o imapd/store.o \
	  imapd/target.o imapd/copy.o imapd/move.o \
	  imapd/append.o imapd/expunge.o imapd/idle.o imapd/resync.o \
	  imapd/whole.o imapd/metadata.o imapd/annotate.o \
	  imapd/getmetadata.o imapd/setmetadata.o \
	  imapd/quotaroot.o imapd/objectid.o imapd/writer.o imapd/catenate.o
# SEARCH and its kin.
IMAPD_SEARCH = imapd/casemap.o imapd/casemap_data.o imapd/find.o \
	  imapd/sentdate.o imapd/criteria.o imapd/source.o imapd/bodytext.o \
	  imapd/judge.o imapd/judgetext.o imapd/progress.o imapd/result.o \
	  imapd/search.o \
	  imapd/order.o imapd/subject.o imapd/sort.o imapd/sortvalue.o \
	  imapd/sortlive.o imapd/msgid.o imapd/subjects.o \
	  imapd/threads.o imapd/forest.o imapd/thread.o \
	  imapd/filter.o imapd/esearch.o imapd/context.o \
	  imapd/contextupdate.o imapd/tree.o \
	  imapd/notify.o imapd/watched.o imapd/watchevents.o \
	  imapd/watchstatus.o imapd/watchnames.o imapd/notes.o
# What looks into messages.
IMAPD_TEXT = imapd/binary.o imapd/preview.o imapd/content.o imapd/crlf.o \
	  imapd/header.o imapd/token.o imapd/address.o \
	  imapd/envelope.o imapd/mimetype.o imapd/mime.o imapd/bodystructure.o \
	  imapd/decode.o imapd/charset.o imapd/utf8.o imapd/words.o \
	  imapd/cache.o imapd/cachefile.o
TFTPD	= $(TFTPD_CORE) $(TFTPD_FILES)
TFTPD_CORE = tftpd/flags.o tftpd/listen.o tftpd/server.o tftpd/session.o \
	  tftpd/sessionio.o tftpd/sessionwait.o \
	  tftpd/table.o tftpd/blocks.o tftpd/transfer.o tftpd/transfer_send.o \
	  tftpd/transfer_receive.o tftpd/negotiate.o \
	  tftpd/packet.o tftpd/address.o tftpd/udp.o tftpd/udpsend.o
TFTPD_FILES = tftpd/file.o tftpd/fileview.o tftpd/upload.o tftpd/name.o \
	  tftpd/netascii.o tftpd/remap.o tftpd/remap_apply.o
MBOX	= mbox/mbox.o mbox/uniqueid.o mbox/tree.o
SERVERS	= smtpd/smtpd pop3d/pop3d imapd/imapd ftpd/ftpd tftpd/tftpd \
	  dhcpd/dhcpd
TOOLS	= mbox/postern-mbox
CHECK	= libexec/postern-checkpassword
CHECK_C	= common/checkpassword.c common/vouch.c common/enrol.c \
	  common/native.c common/account.c common/account_line.c \
	  common/base64.c common/jail.c common/landlock.c common/password.c \
	  common/scan.c common/scram.c common/seccomp.c common/secret.c \
	  common/sha256.c

all: $(SERVERS) $(TOOLS) $(CHECK)

.c.o:
	$(COMPILE) -c -o $@ $<

common/libpostern.a: $(COMMON)
	rm -f $@
	$(AR) rcs $@ $(COMMON)
smtpd/libsmtpd.a: $(SMTPD)
	rm -f $@
	$(AR) rcs $@ $(SMTPD)
pop3d/libpop3d.a: $(POP3D)
	rm -f $@
	$(AR) rcs $@ $(POP3D)
dhcpd/libdhcpd.a: $(DHCPD)
	rm -f $@
	$(AR) rcs $@ $(DHCPD)
ftpd/libftpd.a: $(FTPD)
	rm -f $@
	$(AR) rcs $@ $(FTPD)
imapd/libimapd.a: $(IMAPD)
	rm -f $@
	$(AR) rcs $@ $(IMAPD)
tftpd/libtftpd.a: $(TFTPD)
	rm -f $@
	$(AR) rcs $@ $(TFTPD)
mbox/libmbox.a: $(MBOX)
	rm -f $@
	$(AR) rcs $@ $(MBOX)
dhcpd/dhcpd: dhcpd/main.o dhcpd/libdhcpd.a common/libpostern.a
	$(LINK) -o $@ dhcpd/main.o dhcpd/libdhcpd.a common/libpostern.a $(LDLIBS)
smtpd/smtpd: smtpd/main.o smtpd/libsmtpd.a common/libpostern.a
	$(LINK) -o $@ smtpd/main.o smtpd/libsmtpd.a common/libpostern.a $(LDLIBS)
imapd/imapd: imapd/main.o imapd/libimapd.a common/libpostern.a
	$(LINK) -o $@ imapd/main.o imapd/libimapd.a common/libpostern.a $(LDLIBS)
pop3d/pop3d: pop3d/main.o pop3d/libpop3d.a common/libpostern.a
	$(LINK) -o $@ pop3d/main.o pop3d/libpop3d.a common/libpostern.a $(LDLIBS)
ftpd/ftpd: ftpd/main.o ftpd/libftpd.a common/libpostern.a
	$(LINK) -o $@ ftpd/main.o ftpd/libftpd.a common/libpostern.a $(LDLIBS)
tftpd/tftpd: tftpd/main.o tftpd/libtftpd.a common/libpostern.a
	$(LINK) -o $@ tftpd/main.o tftpd/libtftpd.a common/libpostern.a $(LDLIBS)
mbox/postern-mbox: mbox/main.o mbox/libmbox.a common/libpostern.a
	$(LINK) -o $@ mbox/main.o mbox/libmbox.a common/libpostern.a $(LDLIBS)

# Where servers look for postern-checkpassword is compiled in: another PREFIX, anew.
common/checkrun.o: libexec/prefix
libexec/prefix: FORCE
	@mkdir -p libexec
	@echo '$(LIBEXEC)' | cmp -s - $@ || echo '$(LIBEXEC)' > $@
FORCE:

# Always with the system's libc: the libraries of NSS and crypt(3) are its.
$(CHECK): $(CHECK_C)
	mkdir -p libexec
	$(NSSCC) -std=c11 $(DEFS) $(WARN) $(HARDEN) -O2 -g $(LDHARDEN) \
	    -o $@ $(CHECK_C) -lcrypt

# --- tests: what they are and how they run is in tests/README.md

PLAY_C	= tests/proto/play.c tests/proto/run.c tests/proto/conn.c \
	  tests/proto/match.c tests/proto/script.c tests/proto/world.c \
	  tests/proto/check.c
UNITCC	= $(COMPILE) -Itests/unit $(LDHARDEN) $(LDFLAGS) -o $@
UNITLIBS = -lcmocka $(LDLIBS)
FUZZCC	= clang -std=c11 $(DEFS) -g -O1 -DFUZZING \
	  -fsanitize=address,undefined -fno-sanitize-recover=undefined

# With the system's libc and no sanitizer, whatever the servers are.
tests/proto/play: $(PLAY_C) tests/proto/play.h
	$(NSSCC) -std=c11 -D_GNU_SOURCE -I. $(WARN) -O2 -g -o $@ $(PLAY_C)
tests/demo/super: tests/demo/super.c
	$(NSSCC) -std=c11 -D_GNU_SOURCE -I. $(WARN) -O2 -g -o $@ \
	    tests/demo/super.c

tests/fuzz/bin/common.a: $(COMMON:.o=.c)
	tests/fuzz/archive $@ "$(COMMON:.o=.c)" $(FUZZCC)
tests/fuzz/bin/smtpd.a: $(SMTPD:.o=.c)
	tests/fuzz/archive $@ "$(SMTPD:.o=.c)" $(FUZZCC)
tests/fuzz/bin/pop3d.a: $(POP3D:.o=.c)
	tests/fuzz/archive $@ "$(POP3D:.o=.c)" $(FUZZCC)
tests/fuzz/bin/dhcpd.a: $(DHCPD:.o=.c)
	tests/fuzz/archive $@ "$(DHCPD:.o=.c)" $(FUZZCC)
tests/fuzz/bin/ftpd.a: $(FTPD:.o=.c)
	tests/fuzz/archive $@ "$(FTPD:.o=.c)" $(FUZZCC)
tests/fuzz/bin/imapd.a: $(IMAPD:.o=.c)
	tests/fuzz/archive $@ "$(IMAPD:.o=.c)" $(FUZZCC)
tests/fuzz/bin/tftpd.a: $(TFTPD:.o=.c)
	tests/fuzz/archive $@ "$(TFTPD:.o=.c)" $(FUZZCC)
tests/fuzz/bin/mbox.a: $(MBOX:.o=.c)
	tests/fuzz/archive $@ "$(MBOX:.o=.c)" $(FUZZCC)

check: all tests/proto/play tests/demo/super
	@MAKE='$(MAKE)' CC='$(CC)' tests/run
demo: all tests/demo/super
	@tests/demo/demo
bench: all
	@tests/bench/run
	@tests/bench/ftp
	@tests/bench/imap
	@tests/bench/tftp
	@tests/bench/dhcp
	@tests/bench/page
fuzz: fuzzers
	@tests/fuzz/run
# ctuuninitvar: cppcheck 2.10 takes a struct filled field by field for unset.
lint:
	cppcheck --std=c11 --quiet --error-exitcode=1 --inline-suppr \
	    --suppress=ctuuninitvar \
	    --enable=warning,portability,performance -D_GNU_SOURCE \
	    -DVERSION='"0"' -DLIBEXECDIR='"/"' -I. common smtpd pop3d ftpd \
	    imapd tftpd dhcpd mbox
	mandoc -Tlint -Wwarning man/*.[1-8]
depend:
	@CC='$(NSSCC)' tests/depend

# --- installing

D	= $(DESTDIR)
# The pages and examples speak of where things are by default.
PATHS	= s:/usr/local/sbin/:$(SBIN)/:g; \
	  s:/usr/local/libexec/postern:$(LIBEXEC):g; \
	  s:/usr/local/share/postern:$(EXAMPLES):g

install: all
	mkdir -p $(D)$(SBIN) $(D)$(LIBEXEC) $(D)$(MAN)/man5 $(D)$(MAN)/man7 \
	    $(D)$(MAN)/man8 $(D)$(EXAMPLES)
	for f in $(SERVERS) $(TOOLS); do install -m 755 $$f $(D)$(SBIN); done
	install -m 755 $(CHECK) $(D)$(LIBEXEC)
	for f in man/*.[578]; do to=$(D)$(MAN)/man$${f##*.}/$${f##*/}; \
		sed '$(PATHS)' $$f > $$to && chmod 644 $$to || exit 1; done
	cp -R etc/. $(D)$(EXAMPLES)
	find etc -type f | while read f; do \
		sed '$(PATHS)' $$f > $(D)$(EXAMPLES)/$${f#etc/} || exit 1; done
	chmod -R u=rwX,go=rX $(D)$(EXAMPLES)

uninstall:
	for f in $(SERVERS) $(TOOLS); do rm -f $(D)$(SBIN)/$${f##*/}; done
	rm -f $(D)$(LIBEXEC)/postern-checkpassword
	for f in man/*.[578]; do \
		rm -f $(D)$(MAN)/man$${f##*.}/$${f##*/}; done
	rm -rf $(D)$(EXAMPLES)
	-rmdir $(D)$(LIBEXEC)

# --- giving away

# The sources of the last commit; the same bytes each time.
dist:
	git archive --format=tar --prefix=postern-$(VERSION)/ HEAD | \
	    gzip -9n > postern-$(VERSION).tar.gz

# A Debian package a server, and one for what they share, in deb/, of the last
# commit; with CC=musl-gcc LDFLAGS=-static the servers are static there too.
deb:
	rm -rf deb && mkdir -p deb/build
	git archive HEAD | (cd deb/build && tar -xf -)
	cd deb/build && $(MAKE) install DESTDIR=../tree PREFIX=/usr \
	    SBIN=/usr/lib/postern LIBEXEC=/usr/lib/postern \
	    CC='$(CC)' LDFLAGS='$(LDFLAGS)' CFLAGS=-O2
	packaging/deb deb/tree/usr deb $(VERSION) $(SERVERS)
	rm -rf deb/build deb/tree

# The manual as linked pages, in html/.
html:
	packaging/html html man/*.[578]

clean:
	rm -rf deb html postern-$(VERSION).tar.gz
	rm -f */*.o */lib*.a $(SERVERS) $(TOOLS) $(CHECK) \
	    $(UNITS) tests/*/*.o
	rm -f tests/proto/play tests/demo/super libexec/prefix
	rm -rf tests/out tests/fuzz/bin

.PHONY: all check units replays fuzzers demo bench fuzz lint depend install \
	uninstall dist deb html clean

# --- written by tests/depend: make depend

common/account.o: common/account.c common/account.h \
    common/account_line.h common/password.h common/scan.h
common/account_line.o: common/account_line.c common/account.h \
    common/account_line.h
common/base64.o: common/base64.c common/base64.h
common/batch.o: common/batch.c common/batch.h common/maildir.h \
    common/scan.h
common/below.o: common/below.c common/below.h
common/check.o: common/check.c common/account.h common/base64.h \
    common/check.h common/checkrun.h common/gate.h common/md5.h \
    common/options.h common/password.h common/scan.h common/scram.h \
    common/secret.h common/sha256.h
common/checkpassword.o: common/checkpassword.c common/account.h \
    common/checkrun.h common/enrol.h common/gate.h common/jail.h \
    common/native.h common/password.h common/scan.h common/vouch.h
common/checkrun.o: common/checkrun.c common/checkrun.h common/gate.h \
    common/lineio.h common/master.h common/options.h common/peer.h \
    common/record.h common/scan.h common/tls.h
common/clerk.o: common/clerk.c common/account.h common/check.h \
    common/checkrun.h common/clerk.h common/gate.h common/lineio.h \
    common/log.h common/master.h common/options.h common/peer.h \
    common/record.h common/tls.h
common/daemon.o: common/daemon.c common/daemon.h common/jail.h \
    common/scan.h
common/delivery.o: common/delivery.c common/delivery.h \
    common/maildir.h
common/enrol.o: common/enrol.c common/account.h common/base64.h \
    common/enrol.h common/password.h common/scan.h common/scram.h \
    common/sha256.h
common/entry.o: common/entry.c common/batch.h common/entry.h \
    common/index.h common/known.h common/mailbox.h common/maildir.h \
    common/watch.h
common/foreign.o: common/foreign.c common/foreign.h common/known.h \
    common/mailbox.h common/maildir.h common/watch.h
common/foreign_load.o: common/foreign_load.c common/foreign.h \
    common/known.h common/mailbox.h common/maildir.h common/watch.h
common/gate.o: common/gate.c common/gate.h common/jail.h \
    common/lineio.h common/log.h common/maildir.h common/options.h \
    common/peer.h common/record.h common/scan.h
common/heap.o: common/heap.c common/batch.h common/index.h \
    common/mailbox.h common/maildir.h common/watch.h
common/highwater.o: common/highwater.c common/batch.h \
    common/highwater.h common/index.h common/mailbox.h common/maildir.h \
    common/watch.h
common/index.o: common/index.c common/batch.h common/index.h \
    common/journal.h common/mailbox.h common/maildir.h common/watch.h
common/jail.o: common/jail.c common/jail.h common/landlock.h \
    common/seccomp.h
common/journal.o: common/journal.c common/batch.h common/entry.h \
    common/highwater.h common/index.h common/journal.h common/mailbox.h \
    common/maildir.h common/watch.h
common/known.o: common/known.c common/batch.h common/index.h \
    common/known.h common/mailbox.h common/maildir.h common/watch.h
common/landlock.o: common/landlock.c common/jail.h common/landlock.h
common/lineio.o: common/lineio.c common/lineio.h
common/lineout.o: common/lineout.c common/copy.h common/lineio.h \
    common/record.h
common/log.o: common/log.c common/log.h
common/look.o: common/look.c common/batch.h common/index.h \
    common/journal.h common/known.h common/look.h common/mailbox.h \
    common/maildir.h common/watch.h
common/look_name.o: common/look_name.c common/batch.h common/index.h \
    common/journal.h common/known.h common/look.h common/mailbox.h \
    common/maildir.h common/watch.h
common/loop.o: common/loop.c common/loop.h common/looppoll.h
common/looppoll.o: common/looppoll.c common/loop.h common/looppoll.h
common/mailbox.o: common/mailbox.c common/batch.h common/foreign.h \
    common/highwater.h common/index.h common/journal.h common/known.h \
    common/mailbox.h common/mailbox_impl.h common/maildir.h \
    common/quota.h common/salvage.h common/sync.h common/watch.h
common/mailbox_add.o: common/mailbox_add.c common/batch.h \
    common/delivery.h common/index.h common/journal.h common/mailbox.h \
    common/mailbox_impl.h common/maildir.h common/own.h common/quota.h \
    common/watch.h
common/mailbox_fill.o: common/mailbox_fill.c common/batch.h \
    common/foreign.h common/index.h common/journal.h common/known.h \
    common/mailbox.h common/mailbox_impl.h common/maildir.h common/watch.h
common/mailbox_find.o: common/mailbox_find.c common/batch.h \
    common/index.h common/mailbox.h common/mailbox_impl.h \
    common/maildir.h common/watch.h
common/mailbox_move.o: common/mailbox_move.c common/batch.h \
    common/delivery.h common/index.h common/journal.h common/known.h \
    common/look.h common/mailbox.h common/mailbox_impl.h common/maildir.h \
    common/own.h common/quota.h common/watch.h
common/mailbox_store.o: common/mailbox_store.c common/batch.h \
    common/index.h common/journal.h common/known.h common/look.h \
    common/mailbox.h common/mailbox_impl.h common/maildir.h common/own.h \
    common/quota.h common/watch.h
common/mailbox_view.o: common/mailbox_view.c common/batch.h \
    common/delivery.h common/index.h common/journal.h common/known.h \
    common/mailbox.h common/mailbox_impl.h common/maildir.h \
    common/stamp.h common/sync.h common/watch.h
common/maildir.o: common/maildir.c common/maildir.h
common/master.o: common/master.c common/account.h common/check.h \
    common/checkrun.h common/gate.h common/jail.h common/lineio.h \
    common/log.h common/master.h common/options.h common/peer.h \
    common/record.h common/scan.h common/tls.h
common/md5.o: common/md5.c common/md5.h
common/mddir.o: common/mddir.c common/maildir.h common/scan.h
common/native.o: common/native.c common/account.h common/gate.h \
    common/native.h common/password.h common/scan.h common/secret.h
common/options.o: common/options.c common/options.h common/peer.h \
    common/scan.h common/tls.h
common/own.o: common/own.c common/batch.h common/index.h \
    common/journal.h common/mailbox.h common/maildir.h common/own.h \
    common/stamp.h common/watch.h
common/password.o: common/password.c common/account.h common/base64.h \
    common/password.h common/scan.h common/scram.h common/secret.h \
    common/sha256.h
common/pattern.o: common/pattern.c common/pattern.h
common/peer.o: common/peer.c common/log.h common/options.h \
    common/peer.h common/scan.h common/tls.h
common/proxy.o: common/proxy.c common/lineio.h common/options.h \
    common/peer.h common/scan.h
common/quota.o: common/quota.c common/maildir.h common/quota.h
common/record.o: common/record.c common/lineio.h common/record.h
common/salvage.o: common/salvage.c common/batch.h common/highwater.h \
    common/index.h common/journal.h common/known.h common/mailbox.h \
    common/maildir.h common/salvage.h common/watch.h
common/sasl.o: common/sasl.c common/account.h common/base64.h \
    common/gate.h common/options.h common/password.h common/sasl.h \
    common/scan.h common/scram.h common/secret.h common/sha256.h
common/saslio.o: common/saslio.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/sasl.h common/saslio.h \
    common/scram.h common/sha256.h
common/scan.o: common/scan.c common/scan.h
common/scram.o: common/scram.c common/account.h common/base64.h \
    common/password.h common/scan.h common/scram.h common/secret.h \
    common/sha256.h
common/seccomp.o: common/seccomp.c common/jail.h common/scan.h \
    common/seccomp.h
common/secret.o: common/secret.c common/secret.h
common/sha256.o: common/sha256.c common/sha256.h
common/snapshot.o: common/snapshot.c common/batch.h common/index.h \
    common/mailbox.h common/maildir.h common/watch.h
common/stamp.o: common/stamp.c common/batch.h common/index.h \
    common/mailbox.h common/maildir.h common/stamp.h common/watch.h
common/sync.o: common/sync.c common/batch.h common/foreign.h \
    common/index.h common/journal.h common/known.h common/look.h \
    common/mailbox.h common/maildir.h common/stamp.h common/sync.h \
    common/sync_impl.h common/watch.h
common/sync_add.o: common/sync_add.c common/batch.h common/index.h \
    common/journal.h common/known.h common/look.h common/mailbox.h \
    common/maildir.h common/stamp.h common/sync.h common/sync_impl.h \
    common/watch.h
common/tls.o: common/tls.c common/options.h common/peer.h \
    common/scan.h common/tls.h
common/verb.o: common/verb.c common/verb.h
common/vouch.o: common/vouch.c common/account.h common/gate.h \
    common/native.h common/password.h common/vouch.h
common/watch.o: common/watch.c common/known.h common/mailbox.h \
    common/maildir.h common/watch.h
common/writeall.o: common/writeall.c common/writeall.h
smtpd/abuse.o: smtpd/abuse.c common/account.h common/base64.h \
    common/checkrun.h common/gate.h common/lineio.h common/master.h \
    common/options.h common/peer.h common/sasl.h common/scan.h \
    common/scram.h common/sha256.h common/tls.h common/verb.h \
    smtpd/content.h smtpd/data.h smtpd/header.h smtpd/path.h smtpd/post.h \
    smtpd/reply.h smtpd/session.h smtpd/smtpd.h smtpd/trace.h
smtpd/alias.o: smtpd/alias.c smtpd/alias.h
smtpd/auth.o: smtpd/auth.c common/account.h common/base64.h \
    common/checkrun.h common/gate.h common/lineio.h common/master.h \
    common/options.h common/peer.h common/sasl.h common/saslio.h \
    common/scan.h common/scram.h common/sha256.h common/tls.h \
    common/verb.h smtpd/content.h smtpd/data.h smtpd/header.h \
    smtpd/path.h smtpd/post.h smtpd/reply.h smtpd/session.h smtpd/smtpd.h \
    smtpd/trace.h
smtpd/blocklist.o: smtpd/blocklist.c common/account.h common/check.h \
    common/checkrun.h common/delivery.h common/gate.h common/jail.h \
    common/maildir.h common/master.h common/options.h common/peer.h \
    common/record.h common/scan.h common/tls.h smtpd/alias.h \
    smtpd/blocklist.h smtpd/brief.h smtpd/deliver.h smtpd/disk.h \
    smtpd/envelope.h smtpd/path.h smtpd/post.h smtpd/recipient.h \
    smtpd/smtpd.h smtpd/transaction.h smtpd/users.h smtpd/worker.h
smtpd/box.o: smtpd/box.c common/account.h common/checkrun.h \
    common/delivery.h common/gate.h common/lineio.h common/maildir.h \
    common/master.h common/options.h common/peer.h common/quota.h \
    common/scan.h common/tls.h smtpd/box.h smtpd/deliver.h \
    smtpd/envelope.h smtpd/path.h smtpd/post.h smtpd/smtpd.h
smtpd/brief.o: smtpd/brief.c common/account.h common/check.h \
    common/checkrun.h common/delivery.h common/gate.h common/maildir.h \
    common/master.h common/options.h common/peer.h common/record.h \
    common/scan.h common/tls.h smtpd/alias.h smtpd/brief.h \
    smtpd/deliver.h smtpd/disk.h smtpd/envelope.h smtpd/path.h \
    smtpd/post.h smtpd/recipient.h smtpd/smtpd.h smtpd/transaction.h \
    smtpd/users.h smtpd/worker.h
smtpd/broker.o: smtpd/broker.c common/account.h common/check.h \
    common/checkrun.h common/delivery.h common/gate.h common/maildir.h \
    common/master.h common/options.h common/peer.h common/scan.h \
    common/tls.h smtpd/alias.h smtpd/broker.h smtpd/deliver.h \
    smtpd/disk.h smtpd/envelope.h smtpd/path.h smtpd/post.h \
    smtpd/recipient.h smtpd/smtpd.h smtpd/transaction.h smtpd/users.h \
    smtpd/worker.h
smtpd/command.o: smtpd/command.c common/gate.h common/lineio.h \
    common/log.h common/writeall.h smtpd/command.h
smtpd/command_delivery.o: smtpd/command_delivery.c common/account.h \
    common/check.h common/checkrun.h common/delivery.h common/gate.h \
    common/maildir.h common/master.h common/options.h common/peer.h \
    common/tls.h smtpd/alias.h smtpd/brief.h smtpd/command.h \
    smtpd/command_delivery.h smtpd/deliver.h smtpd/disk.h \
    smtpd/envelope.h smtpd/path.h smtpd/post.h smtpd/recipient.h \
    smtpd/relay.h smtpd/smtpd.h smtpd/transaction.h smtpd/users.h \
    smtpd/worker.h
smtpd/content.o: smtpd/content.c common/lineio.h common/scan.h \
    smtpd/content.h smtpd/data.h smtpd/header.h
smtpd/copy.o: smtpd/copy.c smtpd/copy.h
smtpd/data.o: smtpd/data.c smtpd/data.h
smtpd/deliver.o: smtpd/deliver.c common/account.h common/checkrun.h \
    common/delivery.h common/gate.h common/log.h common/maildir.h \
    common/master.h common/options.h common/peer.h common/quota.h \
    common/tls.h smtpd/box.h smtpd/copy.h smtpd/deliver.h \
    smtpd/envelope.h smtpd/path.h smtpd/post.h smtpd/smtpd.h
smtpd/deliver_commit.o: smtpd/deliver_commit.c common/account.h \
    common/checkrun.h common/delivery.h common/gate.h common/log.h \
    common/maildir.h common/master.h common/options.h common/peer.h \
    common/tls.h smtpd/box.h smtpd/deliver.h smtpd/envelope.h \
    smtpd/path.h smtpd/post.h smtpd/smtpd.h
smtpd/disk.o: smtpd/disk.c common/checkrun.h common/gate.h \
    common/lineio.h common/master.h common/options.h common/peer.h \
    common/scan.h common/tls.h smtpd/disk.h smtpd/post.h smtpd/smtpd.h
smtpd/domain.o: smtpd/domain.c common/gate.h common/options.h \
    common/scan.h smtpd/domain.h smtpd/smtpd.h
smtpd/envelope.o: smtpd/envelope.c common/account.h common/gate.h \
    common/options.h smtpd/envelope.h smtpd/path.h smtpd/smtpd.h
smtpd/filter.o: smtpd/filter.c common/account.h common/check.h \
    common/checkrun.h common/delivery.h common/gate.h common/jail.h \
    common/log.h common/maildir.h common/master.h common/options.h \
    common/peer.h common/record.h common/scan.h common/tls.h \
    smtpd/alias.h smtpd/brief.h smtpd/command.h smtpd/deliver.h \
    smtpd/disk.h smtpd/envelope.h smtpd/filter.h smtpd/path.h \
    smtpd/post.h smtpd/recipient.h smtpd/smtpd.h smtpd/transaction.h \
    smtpd/users.h smtpd/worker.h
smtpd/greet.o: smtpd/greet.c common/account.h common/base64.h \
    common/checkrun.h common/gate.h common/lineio.h common/master.h \
    common/options.h common/peer.h common/sasl.h common/scan.h \
    common/scram.h common/sha256.h common/tls.h common/verb.h \
    smtpd/content.h smtpd/data.h smtpd/header.h smtpd/path.h smtpd/post.h \
    smtpd/reply.h smtpd/session.h smtpd/smtpd.h smtpd/trace.h
smtpd/header.o: smtpd/header.c common/scan.h smtpd/header.h
smtpd/jobs.o: smtpd/jobs.c common/account.h common/check.h \
    common/checkrun.h common/delivery.h common/gate.h common/maildir.h \
    common/master.h common/options.h common/peer.h common/tls.h \
    smtpd/alias.h smtpd/blocklist.h smtpd/command.h \
    smtpd/command_delivery.h smtpd/deliver.h smtpd/disk.h \
    smtpd/envelope.h smtpd/filter.h smtpd/path.h smtpd/post.h \
    smtpd/recipient.h smtpd/relay.h smtpd/smtpd.h smtpd/staff.h \
    smtpd/transaction.h smtpd/users.h smtpd/worker.h
smtpd/mail.o: smtpd/mail.c common/account.h common/base64.h \
    common/checkrun.h common/gate.h common/lineio.h common/log.h \
    common/master.h common/options.h common/peer.h common/sasl.h \
    common/scan.h common/scram.h common/sha256.h common/tls.h \
    common/verb.h smtpd/content.h smtpd/data.h smtpd/header.h \
    smtpd/path.h smtpd/post.h smtpd/reply.h smtpd/session.h smtpd/smtpd.h \
    smtpd/trace.h
smtpd/main.o: smtpd/main.c common/account.h common/base64.h \
    common/check.h common/checkrun.h common/gate.h common/jail.h \
    common/lineio.h common/log.h common/master.h common/options.h \
    common/peer.h common/sasl.h common/scan.h common/scram.h \
    common/sha256.h common/tls.h common/verb.h smtpd/content.h \
    smtpd/data.h smtpd/header.h smtpd/path.h smtpd/post.h smtpd/reply.h \
    smtpd/session.h smtpd/smtpd.h smtpd/trace.h smtpd/worker.h
smtpd/message.o: smtpd/message.c common/account.h common/base64.h \
    common/checkrun.h common/gate.h common/lineio.h common/log.h \
    common/master.h common/options.h common/peer.h common/sasl.h \
    common/scan.h common/scram.h common/sha256.h common/tls.h \
    common/verb.h smtpd/content.h smtpd/data.h smtpd/header.h \
    smtpd/path.h smtpd/post.h smtpd/reply.h smtpd/session.h smtpd/smtpd.h \
    smtpd/trace.h
smtpd/path.o: smtpd/path.c common/scan.h smtpd/path.h
smtpd/post.o: smtpd/post.c common/account.h common/check.h \
    common/checkrun.h common/delivery.h common/gate.h common/jail.h \
    common/log.h common/maildir.h common/master.h common/options.h \
    common/peer.h common/scan.h common/tls.h smtpd/alias.h smtpd/broker.h \
    smtpd/deliver.h smtpd/disk.h smtpd/envelope.h smtpd/path.h \
    smtpd/post.h smtpd/recipient.h smtpd/smtpd.h smtpd/transaction.h \
    smtpd/users.h smtpd/worker.h
smtpd/recipient.o: smtpd/recipient.c common/account.h common/check.h \
    common/checkrun.h common/gate.h common/log.h common/master.h \
    common/options.h common/peer.h common/scan.h common/tls.h \
    smtpd/alias.h smtpd/domain.h smtpd/envelope.h smtpd/path.h \
    smtpd/post.h smtpd/recipient.h smtpd/smtpd.h smtpd/users.h
smtpd/relay.o: smtpd/relay.c common/account.h common/check.h \
    common/checkrun.h common/delivery.h common/gate.h common/jail.h \
    common/log.h common/maildir.h common/master.h common/options.h \
    common/peer.h common/record.h common/scan.h common/tls.h \
    smtpd/alias.h smtpd/brief.h smtpd/command.h smtpd/deliver.h \
    smtpd/disk.h smtpd/envelope.h smtpd/path.h smtpd/post.h \
    smtpd/recipient.h smtpd/relay.h smtpd/smtpd.h smtpd/transaction.h \
    smtpd/users.h smtpd/worker.h
smtpd/reply.o: smtpd/reply.c common/account.h common/base64.h \
    common/checkrun.h common/gate.h common/lineio.h common/log.h \
    common/master.h common/options.h common/peer.h common/sasl.h \
    common/scan.h common/scram.h common/sha256.h common/tls.h \
    common/verb.h smtpd/content.h smtpd/data.h smtpd/header.h \
    smtpd/path.h smtpd/post.h smtpd/reply.h smtpd/session.h smtpd/smtpd.h \
    smtpd/trace.h
smtpd/serve.o: smtpd/serve.c common/account.h common/check.h \
    common/checkrun.h common/clerk.h common/delivery.h common/gate.h \
    common/lineio.h common/maildir.h common/master.h common/options.h \
    common/peer.h common/scan.h common/tls.h smtpd/alias.h \
    smtpd/blocklist.h smtpd/broker.h smtpd/deliver.h smtpd/disk.h \
    smtpd/envelope.h smtpd/path.h smtpd/post.h smtpd/recipient.h \
    smtpd/smtpd.h smtpd/staff.h smtpd/transaction.h smtpd/users.h \
    smtpd/worker.h
smtpd/session.o: smtpd/session.c common/account.h common/base64.h \
    common/checkrun.h common/gate.h common/lineio.h common/log.h \
    common/master.h common/options.h common/peer.h common/sasl.h \
    common/scan.h common/scram.h common/sha256.h common/tls.h \
    common/verb.h smtpd/content.h smtpd/data.h smtpd/header.h \
    smtpd/path.h smtpd/post.h smtpd/reply.h smtpd/session.h smtpd/smtpd.h \
    smtpd/trace.h
smtpd/staff.o: smtpd/staff.c common/account.h common/check.h \
    common/checkrun.h common/delivery.h common/gate.h common/lineio.h \
    common/maildir.h common/master.h common/options.h common/peer.h \
    common/record.h common/tls.h smtpd/alias.h smtpd/brief.h \
    smtpd/deliver.h smtpd/disk.h smtpd/envelope.h smtpd/path.h \
    smtpd/post.h smtpd/recipient.h smtpd/smtpd.h smtpd/staff.h \
    smtpd/transaction.h smtpd/users.h smtpd/worker.h
smtpd/trace.o: smtpd/trace.c common/scan.h smtpd/trace.h
smtpd/transaction.o: smtpd/transaction.c common/account.h \
    common/check.h common/checkrun.h common/delivery.h common/gate.h \
    common/lineio.h common/maildir.h common/master.h common/options.h \
    common/peer.h common/scan.h common/tls.h smtpd/alias.h smtpd/brief.h \
    smtpd/command.h smtpd/command_delivery.h smtpd/deliver.h smtpd/disk.h \
    smtpd/envelope.h smtpd/filter.h smtpd/path.h smtpd/post.h \
    smtpd/recipient.h smtpd/relay.h smtpd/smtpd.h smtpd/staff.h \
    smtpd/transaction.h smtpd/users.h smtpd/worker.h
smtpd/users.o: smtpd/users.c common/account.h common/check.h \
    common/checkrun.h common/gate.h common/log.h common/master.h \
    common/options.h common/peer.h common/scan.h common/tls.h \
    smtpd/envelope.h smtpd/path.h smtpd/post.h smtpd/smtpd.h smtpd/users.h
smtpd/worker.o: smtpd/worker.c common/account.h common/check.h \
    common/checkrun.h common/delivery.h common/gate.h common/lineio.h \
    common/maildir.h common/master.h common/options.h common/peer.h \
    common/record.h common/tls.h smtpd/alias.h smtpd/deliver.h \
    smtpd/disk.h smtpd/envelope.h smtpd/path.h smtpd/post.h \
    smtpd/recipient.h smtpd/smtpd.h smtpd/transaction.h smtpd/users.h \
    smtpd/worker.h
pop3d/clash.o: pop3d/clash.c common/mailbox.h common/maildir.h \
    common/watch.h pop3d/clash.h pop3d/maildrop.h pop3d/uidl.h
pop3d/command.o: pop3d/command.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/log.h common/mailbox.h \
    common/maildir.h common/options.h common/peer.h common/sasl.h \
    common/scan.h common/scram.h common/sha256.h common/tls.h \
    common/verb.h common/watch.h pop3d/clash.h pop3d/command.h \
    pop3d/front.h pop3d/maildrop.h pop3d/pop3d.h pop3d/send.h \
    pop3d/session.h pop3d/uidl.h
pop3d/front.o: pop3d/front.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/log.h common/mailbox.h \
    common/maildir.h common/options.h common/password.h common/peer.h \
    common/sasl.h common/saslio.h common/scan.h common/scram.h \
    common/sha256.h common/tls.h common/verb.h common/watch.h \
    pop3d/clash.h pop3d/command.h pop3d/front.h pop3d/maildrop.h \
    pop3d/pop3d.h pop3d/send.h pop3d/uidl.h
pop3d/maildrop.o: pop3d/maildrop.c common/mailbox.h common/maildir.h \
    common/watch.h pop3d/maildrop.h
pop3d/main.o: pop3d/main.c common/account.h common/base64.h \
    common/check.h common/checkrun.h common/clerk.h common/gate.h \
    common/jail.h common/lineio.h common/log.h common/mailbox.h \
    common/maildir.h common/master.h common/options.h common/peer.h \
    common/sasl.h common/scram.h common/sha256.h common/tls.h \
    common/verb.h common/watch.h pop3d/clash.h pop3d/front.h \
    pop3d/maildrop.h pop3d/pop3d.h pop3d/send.h pop3d/session.h \
    pop3d/uidl.h
pop3d/message.o: pop3d/message.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/log.h common/mailbox.h \
    common/maildir.h common/options.h common/peer.h common/sasl.h \
    common/scan.h common/scram.h common/sha256.h common/verb.h \
    common/watch.h pop3d/clash.h pop3d/command.h pop3d/maildrop.h \
    pop3d/pop3d.h pop3d/send.h pop3d/session.h pop3d/uidl.h
pop3d/send.o: pop3d/send.c common/lineio.h common/maildir.h \
    pop3d/send.h
pop3d/session.o: pop3d/session.c common/account.h common/base64.h \
    common/gate.h common/jail.h common/lineio.h common/log.h \
    common/mailbox.h common/maildir.h common/options.h common/peer.h \
    common/sasl.h common/saslio.h common/scram.h common/sha256.h \
    common/verb.h common/watch.h pop3d/clash.h pop3d/command.h \
    pop3d/maildrop.h pop3d/pop3d.h pop3d/send.h pop3d/session.h \
    pop3d/uidl.h
pop3d/uidl.o: pop3d/uidl.c common/mailbox.h common/maildir.h \
    common/md5.h common/scan.h common/watch.h pop3d/uidl.h
imapd/address.o: imapd/address.c imapd/address.h imapd/token.h
imapd/annotate.o: imapd/annotate.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scram.h \
    common/sha256.h common/watch.h imapd/annotate.h imapd/cache.h \
    imapd/cachefile.h imapd/command.h imapd/content.h imapd/folder.h \
    imapd/imapd.h imapd/input.h imapd/metadata.h imapd/mime.h \
    imapd/name.h imapd/out.h imapd/parse.h imapd/session.h imapd/set.h \
    imapd/view.h
imapd/append.o: imapd/append.c common/account.h common/base64.h \
    common/delivery.h common/gate.h common/lineio.h common/mailbox.h \
    common/maildir.h common/options.h common/peer.h common/sasl.h \
    common/scram.h common/sha256.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/catenate.h imapd/command.h imapd/content.h \
    imapd/expunge.h imapd/flags.h imapd/imapd.h imapd/input.h \
    imapd/mime.h imapd/name.h imapd/out.h imapd/parse.h imapd/session.h \
    imapd/set.h imapd/target.h imapd/view.h imapd/writer.h
imapd/binary.o: imapd/binary.c common/lineio.h imapd/binary.h \
    imapd/decode.h imapd/mime.h imapd/out.h
imapd/bodystructure.o: imapd/bodystructure.c common/lineio.h \
    imapd/bodystructure.h imapd/envelope.h imapd/header.h imapd/mime.h \
    imapd/mimetype.h imapd/out.h imapd/token.h
imapd/bodytext.o: imapd/bodytext.c common/lineio.h common/scan.h \
    imapd/bodytext.h imapd/charset.h imapd/decode.h imapd/find.h \
    imapd/header.h imapd/mime.h imapd/mimetype.h imapd/out.h \
    imapd/token.h imapd/words.h
imapd/cache.o: imapd/cache.c common/lineio.h common/mailbox.h \
    common/maildir.h common/watch.h imapd/bodystructure.h imapd/cache.h \
    imapd/cachefile.h imapd/content.h imapd/envelope.h imapd/header.h \
    imapd/mime.h imapd/objectid.h imapd/out.h
imapd/cachefile.o: imapd/cachefile.c common/batch.h \
    common/highwater.h common/index.h common/mailbox.h common/maildir.h \
    common/watch.h common/writeall.h imapd/cachefile.h
imapd/capability.o: imapd/capability.c common/account.h \
    common/base64.h common/gate.h common/lineio.h common/log.h \
    common/mailbox.h common/maildir.h common/options.h common/peer.h \
    common/sasl.h common/scan.h common/scram.h common/sha256.h \
    common/tls.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/command.h imapd/content.h imapd/imapd.h imapd/input.h \
    imapd/mime.h imapd/name.h imapd/out.h imapd/parse.h imapd/resync.h \
    imapd/session.h imapd/set.h imapd/view.h
imapd/casemap.o: imapd/casemap.c imapd/casemap.h imapd/casemap_data.h \
    imapd/utf8.h
imapd/casemap_data.o: imapd/casemap_data.c imapd/casemap_data.h
imapd/catenate.o: imapd/catenate.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scan.h \
    common/scram.h common/sha256.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/catenate.h imapd/command.h imapd/content.h \
    imapd/imapd.h imapd/input.h imapd/mime.h imapd/name.h imapd/out.h \
    imapd/parse.h imapd/section.h imapd/set.h imapd/view.h imapd/writer.h
imapd/charset.o: imapd/charset.c common/scan.h imapd/charset.h \
    imapd/utf8.h
imapd/command.o: imapd/command.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/log.h common/mailbox.h \
    common/maildir.h common/options.h common/peer.h common/sasl.h \
    common/scan.h common/scram.h common/sha256.h common/watch.h \
    imapd/cache.h imapd/cachefile.h imapd/command.h imapd/content.h \
    imapd/filter.h imapd/folder.h imapd/front.h imapd/imapd.h \
    imapd/input.h imapd/mime.h imapd/name.h imapd/notify.h imapd/out.h \
    imapd/parse.h imapd/session.h imapd/set.h imapd/view.h
imapd/content.o: imapd/content.c common/lineio.h imapd/content.h \
    imapd/crlf.h imapd/out.h
imapd/context.o: imapd/context.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scram.h \
    common/sha256.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/charset.h imapd/command.h imapd/content.h imapd/context.h \
    imapd/contextlist.h imapd/criteria.h imapd/fetchatts.h imapd/find.h \
    imapd/imapd.h imapd/input.h imapd/mime.h imapd/name.h imapd/out.h \
    imapd/parse.h imapd/result.h imapd/session.h imapd/set.h imapd/sort.h \
    imapd/source.h imapd/view.h
imapd/contextupdate.o: imapd/contextupdate.c common/account.h \
    common/base64.h common/gate.h common/lineio.h common/mailbox.h \
    common/maildir.h common/options.h common/peer.h common/sasl.h \
    common/scram.h common/sha256.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/charset.h imapd/content.h imapd/context.h \
    imapd/contextlist.h imapd/criteria.h imapd/fetchatts.h imapd/filter.h \
    imapd/find.h imapd/folder.h imapd/imapd.h imapd/input.h imapd/judge.h \
    imapd/mime.h imapd/name.h imapd/notify.h imapd/out.h imapd/parse.h \
    imapd/result.h imapd/search.h imapd/session.h imapd/set.h \
    imapd/sort.h imapd/source.h imapd/view.h
imapd/copy.o: imapd/copy.c common/account.h common/base64.h \
    common/delivery.h common/gate.h common/lineio.h common/log.h \
    common/mailbox.h common/maildir.h common/options.h common/peer.h \
    common/sasl.h common/scram.h common/sha256.h common/watch.h \
    imapd/cache.h imapd/cachefile.h imapd/command.h imapd/content.h \
    imapd/copy.h imapd/flags.h imapd/imapd.h imapd/input.h imapd/mime.h \
    imapd/name.h imapd/out.h imapd/parse.h imapd/session.h imapd/set.h \
    imapd/target.h imapd/view.h
imapd/criteria.o: imapd/criteria.c common/lineio.h common/mailbox.h \
    common/maildir.h common/scan.h common/watch.h imapd/casemap.h \
    imapd/charset.h imapd/criteria.h imapd/find.h imapd/flags.h \
    imapd/input.h imapd/out.h imapd/parse.h imapd/set.h imapd/utf8.h
imapd/crlf.o: imapd/crlf.c imapd/crlf.h
imapd/date.o: imapd/date.c common/scan.h imapd/date.h
imapd/decode.o: imapd/decode.c imapd/decode.h imapd/mime.h
imapd/envelope.o: imapd/envelope.c common/lineio.h imapd/address.h \
    imapd/envelope.h imapd/header.h imapd/out.h imapd/token.h
imapd/esearch.o: imapd/esearch.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scram.h \
    common/sha256.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/charset.h imapd/command.h imapd/content.h imapd/context.h \
    imapd/criteria.h imapd/filter.h imapd/find.h imapd/folder.h \
    imapd/imapd.h imapd/input.h imapd/judge.h imapd/mime.h imapd/name.h \
    imapd/out.h imapd/parse.h imapd/result.h imapd/search.h \
    imapd/session.h imapd/set.h imapd/source.h imapd/view.h
imapd/expunge.o: imapd/expunge.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scram.h \
    common/sha256.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/command.h imapd/content.h imapd/expunge.h imapd/imapd.h \
    imapd/input.h imapd/mime.h imapd/name.h imapd/out.h imapd/parse.h \
    imapd/session.h imapd/set.h imapd/view.h
imapd/fetch.o: imapd/fetch.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/log.h common/mailbox.h \
    common/maildir.h common/options.h common/peer.h common/sasl.h \
    common/scram.h common/sha256.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/command.h imapd/content.h imapd/fetchitem.h \
    imapd/fetchone.h imapd/imapd.h imapd/input.h imapd/mime.h \
    imapd/name.h imapd/out.h imapd/parse.h imapd/result.h imapd/resync.h \
    imapd/section.h imapd/session.h imapd/set.h imapd/view.h
imapd/fetchatts.o: imapd/fetchatts.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scram.h \
    common/sha256.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/content.h imapd/fetchatts.h imapd/fetchitem.h imapd/fetchone.h \
    imapd/imapd.h imapd/input.h imapd/mime.h imapd/name.h imapd/out.h \
    imapd/parse.h imapd/section.h imapd/session.h imapd/set.h imapd/view.h
imapd/fetchitem.o: imapd/fetchitem.c common/lineio.h common/scan.h \
    imapd/content.h imapd/fetchitem.h imapd/input.h imapd/mime.h \
    imapd/out.h imapd/parse.h imapd/section.h imapd/set.h
imapd/fetchone.o: imapd/fetchone.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/log.h common/mailbox.h \
    common/maildir.h common/options.h common/peer.h common/sasl.h \
    common/scram.h common/sha256.h common/watch.h imapd/bodystructure.h \
    imapd/cache.h imapd/cachefile.h imapd/command.h imapd/content.h \
    imapd/date.h imapd/envelope.h imapd/fetchitem.h imapd/fetchone.h \
    imapd/header.h imapd/imapd.h imapd/input.h imapd/mime.h imapd/name.h \
    imapd/out.h imapd/parse.h imapd/preview.h imapd/section.h \
    imapd/session.h imapd/set.h imapd/view.h
imapd/filter.o: imapd/filter.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scan.h \
    common/scram.h common/sha256.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/content.h imapd/filter.h imapd/folder.h \
    imapd/imapd.h imapd/input.h imapd/mime.h imapd/name.h imapd/out.h \
    imapd/parse.h imapd/set.h imapd/view.h
imapd/find.o: imapd/find.c imapd/casemap.h imapd/find.h imapd/utf8.h
imapd/flags.o: imapd/flags.c common/lineio.h common/mailbox.h \
    common/maildir.h common/scan.h common/watch.h imapd/flags.h \
    imapd/input.h imapd/out.h imapd/parse.h imapd/set.h
imapd/folder.o: imapd/folder.c common/lineio.h common/maildir.h \
    common/scan.h imapd/folder.h imapd/input.h imapd/name.h imapd/parse.h \
    imapd/set.h imapd/subscribe.h imapd/use.h
imapd/forest.o: imapd/forest.c common/lineio.h imapd/order.h \
    imapd/out.h imapd/subjects.h imapd/threads.h
imapd/front.o: imapd/front.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/log.h common/mailbox.h \
    common/maildir.h common/options.h common/password.h common/peer.h \
    common/sasl.h common/saslio.h common/scan.h common/scram.h \
    common/sha256.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/command.h imapd/content.h imapd/front.h imapd/imapd.h \
    imapd/input.h imapd/mime.h imapd/name.h imapd/out.h imapd/parse.h \
    imapd/set.h imapd/view.h
imapd/getmetadata.o: imapd/getmetadata.c common/account.h \
    common/base64.h common/gate.h common/lineio.h common/mailbox.h \
    common/maildir.h common/options.h common/peer.h common/sasl.h \
    common/scram.h common/sha256.h common/watch.h imapd/annotate.h \
    imapd/cache.h imapd/cachefile.h imapd/command.h imapd/content.h \
    imapd/folder.h imapd/imapd.h imapd/input.h imapd/metadata.h \
    imapd/mime.h imapd/name.h imapd/out.h imapd/parse.h imapd/session.h \
    imapd/set.h imapd/use.h imapd/view.h
imapd/header.o: imapd/header.c imapd/header.h
imapd/idle.o: imapd/idle.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scram.h \
    common/sha256.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/command.h imapd/content.h imapd/filter.h imapd/folder.h \
    imapd/imapd.h imapd/input.h imapd/mime.h imapd/name.h imapd/notify.h \
    imapd/out.h imapd/parse.h imapd/session.h imapd/set.h imapd/view.h
imapd/input.o: imapd/input.c common/lineio.h common/scan.h \
    imapd/input.h
imapd/judge.o: imapd/judge.c common/lineio.h common/mailbox.h \
    common/maildir.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/charset.h imapd/content.h imapd/criteria.h imapd/find.h \
    imapd/input.h imapd/judge.h imapd/judgetext.h imapd/mime.h \
    imapd/out.h imapd/parse.h imapd/set.h imapd/source.h
imapd/judgetext.o: imapd/judgetext.c common/lineio.h common/mailbox.h \
    common/maildir.h common/watch.h imapd/bodytext.h imapd/cache.h \
    imapd/cachefile.h imapd/charset.h imapd/content.h imapd/criteria.h \
    imapd/find.h imapd/header.h imapd/input.h imapd/judge.h \
    imapd/judgetext.h imapd/mime.h imapd/out.h imapd/parse.h \
    imapd/sentdate.h imapd/set.h imapd/source.h
imapd/list.o: imapd/list.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scan.h \
    common/scram.h common/sha256.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/command.h imapd/content.h imapd/folder.h \
    imapd/imapd.h imapd/input.h imapd/list.h imapd/listargs.h \
    imapd/mime.h imapd/name.h imapd/out.h imapd/parse.h imapd/resync.h \
    imapd/session.h imapd/set.h imapd/status.h imapd/use.h imapd/view.h
imapd/listargs.o: imapd/listargs.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scan.h \
    common/scram.h common/sha256.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/content.h imapd/folder.h imapd/imapd.h \
    imapd/input.h imapd/listargs.h imapd/mime.h imapd/name.h imapd/out.h \
    imapd/parse.h imapd/set.h imapd/status.h imapd/view.h
imapd/main.o: imapd/main.c common/account.h common/base64.h \
    common/check.h common/checkrun.h common/clerk.h common/gate.h \
    common/jail.h common/lineio.h common/log.h common/mailbox.h \
    common/maildir.h common/master.h common/options.h common/peer.h \
    common/sasl.h common/scram.h common/sha256.h common/tls.h \
    common/watch.h imapd/cache.h imapd/cachefile.h imapd/content.h \
    imapd/front.h imapd/imapd.h imapd/input.h imapd/mime.h imapd/name.h \
    imapd/out.h imapd/parse.h imapd/session.h imapd/set.h imapd/view.h
imapd/manage.o: imapd/manage.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/quota.h common/sasl.h \
    common/scram.h common/sha256.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/command.h imapd/content.h imapd/filter.h \
    imapd/folder.h imapd/imapd.h imapd/input.h imapd/metadata.h \
    imapd/mime.h imapd/name.h imapd/notify.h imapd/objectid.h imapd/out.h \
    imapd/parse.h imapd/session.h imapd/set.h imapd/subscribe.h \
    imapd/use.h imapd/view.h
imapd/metadata.o: imapd/metadata.c common/lineio.h common/maildir.h \
    common/scan.h imapd/metadata.h imapd/name.h imapd/out.h imapd/whole.h
imapd/mime.o: imapd/mime.c imapd/header.h imapd/mime.h \
    imapd/mimetype.h imapd/token.h
imapd/mimetype.o: imapd/mimetype.c imapd/mimetype.h imapd/token.h
imapd/move.o: imapd/move.c common/account.h common/base64.h \
    common/delivery.h common/gate.h common/lineio.h common/mailbox.h \
    common/maildir.h common/options.h common/peer.h common/sasl.h \
    common/scram.h common/sha256.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/command.h imapd/content.h imapd/copy.h \
    imapd/expunge.h imapd/flags.h imapd/imapd.h imapd/input.h \
    imapd/mime.h imapd/name.h imapd/out.h imapd/parse.h imapd/session.h \
    imapd/set.h imapd/target.h imapd/view.h
imapd/msgid.o: imapd/msgid.c common/lineio.h imapd/out.h \
    imapd/threads.h
imapd/name.o: imapd/name.c common/maildir.h common/scan.h \
    imapd/name.h imapd/utf7.h
imapd/notes.o: imapd/notes.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scram.h \
    common/sha256.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/content.h imapd/imapd.h imapd/input.h imapd/metadata.h \
    imapd/mime.h imapd/name.h imapd/notes.h imapd/out.h imapd/parse.h \
    imapd/set.h imapd/view.h
imapd/notify.o: imapd/notify.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/log.h common/mailbox.h \
    common/maildir.h common/options.h common/peer.h common/sasl.h \
    common/scan.h common/scram.h common/sha256.h common/watch.h \
    imapd/cache.h imapd/cachefile.h imapd/command.h imapd/content.h \
    imapd/fetchatts.h imapd/filter.h imapd/folder.h imapd/imapd.h \
    imapd/input.h imapd/mime.h imapd/name.h imapd/notify.h imapd/out.h \
    imapd/parse.h imapd/resync.h imapd/session.h imapd/set.h imapd/view.h \
    imapd/watched.h
imapd/objectid.o: imapd/objectid.c common/mailbox.h common/maildir.h \
    common/sha256.h common/watch.h imapd/objectid.h
imapd/order.o: imapd/order.c imapd/order.h
imapd/out.o: imapd/out.c common/copy.h common/lineio.h common/scan.h \
    imapd/out.h
imapd/parse.o: imapd/parse.c common/lineio.h common/scan.h \
    imapd/date.h imapd/input.h imapd/parse.h imapd/set.h
imapd/preview.o: imapd/preview.c common/lineio.h imapd/charset.h \
    imapd/decode.h imapd/header.h imapd/mime.h imapd/mimetype.h \
    imapd/out.h imapd/preview.h imapd/token.h imapd/utf8.h
imapd/progress.o: imapd/progress.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scram.h \
    common/sha256.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/command.h imapd/content.h imapd/imapd.h imapd/input.h \
    imapd/mime.h imapd/name.h imapd/out.h imapd/parse.h imapd/progress.h \
    imapd/set.h imapd/view.h
imapd/quotaroot.o: imapd/quotaroot.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/quota.h common/sasl.h \
    common/scram.h common/sha256.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/command.h imapd/content.h imapd/folder.h \
    imapd/imapd.h imapd/input.h imapd/mime.h imapd/name.h imapd/out.h \
    imapd/parse.h imapd/session.h imapd/set.h imapd/view.h
imapd/rename.o: imapd/rename.c common/highwater.h common/maildir.h \
    common/scan.h imapd/folder.h imapd/name.h imapd/whole.h
imapd/reply.o: imapd/reply.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/log.h common/mailbox.h \
    common/maildir.h common/options.h common/peer.h common/sasl.h \
    common/scan.h common/scram.h common/sha256.h common/watch.h \
    imapd/cache.h imapd/cachefile.h imapd/charset.h imapd/command.h \
    imapd/content.h imapd/context.h imapd/criteria.h imapd/filter.h \
    imapd/find.h imapd/folder.h imapd/imapd.h imapd/input.h imapd/mime.h \
    imapd/name.h imapd/notify.h imapd/out.h imapd/parse.h imapd/result.h \
    imapd/resync.h imapd/set.h imapd/view.h
imapd/result.o: imapd/result.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scan.h \
    common/scram.h common/sha256.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/content.h imapd/fetchatts.h imapd/imapd.h \
    imapd/input.h imapd/mime.h imapd/name.h imapd/out.h imapd/parse.h \
    imapd/result.h imapd/set.h imapd/view.h
imapd/resync.o: imapd/resync.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scram.h \
    common/sha256.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/command.h imapd/content.h imapd/imapd.h imapd/input.h \
    imapd/mime.h imapd/name.h imapd/out.h imapd/parse.h imapd/resync.h \
    imapd/set.h imapd/view.h
imapd/search.o: imapd/search.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scan.h \
    common/scram.h common/sha256.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/charset.h imapd/command.h imapd/content.h \
    imapd/context.h imapd/criteria.h imapd/find.h imapd/imapd.h \
    imapd/input.h imapd/judge.h imapd/mime.h imapd/name.h imapd/out.h \
    imapd/parse.h imapd/progress.h imapd/result.h imapd/resync.h \
    imapd/search.h imapd/session.h imapd/set.h imapd/source.h imapd/view.h
imapd/section.o: imapd/section.c common/lineio.h common/mailbox.h \
    common/maildir.h common/watch.h imapd/binary.h imapd/cache.h \
    imapd/cachefile.h imapd/content.h imapd/header.h imapd/input.h \
    imapd/mime.h imapd/out.h imapd/parse.h imapd/section.h imapd/set.h
imapd/sectionparse.o: imapd/sectionparse.c common/lineio.h \
    imapd/content.h imapd/input.h imapd/mime.h imapd/out.h imapd/parse.h \
    imapd/section.h imapd/set.h
imapd/select.o: imapd/select.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/log.h common/mailbox.h \
    common/maildir.h common/options.h common/peer.h common/sasl.h \
    common/scram.h common/sha256.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/charset.h imapd/command.h imapd/content.h \
    imapd/context.h imapd/criteria.h imapd/expunge.h imapd/filter.h \
    imapd/find.h imapd/folder.h imapd/imapd.h imapd/input.h imapd/mime.h \
    imapd/name.h imapd/notify.h imapd/objectid.h imapd/out.h \
    imapd/parse.h imapd/result.h imapd/resync.h imapd/session.h \
    imapd/set.h imapd/view.h
imapd/sentdate.o: imapd/sentdate.c common/scan.h imapd/date.h \
    imapd/sentdate.h imapd/token.h
imapd/session.o: imapd/session.c common/account.h common/base64.h \
    common/gate.h common/jail.h common/lineio.h common/log.h \
    common/mailbox.h common/maildir.h common/options.h common/peer.h \
    common/sasl.h common/saslio.h common/scan.h common/scram.h \
    common/sha256.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/charset.h imapd/command.h imapd/content.h imapd/context.h \
    imapd/criteria.h imapd/filter.h imapd/find.h imapd/folder.h \
    imapd/imapd.h imapd/input.h imapd/mime.h imapd/name.h imapd/notify.h \
    imapd/out.h imapd/parse.h imapd/result.h imapd/session.h imapd/set.h \
    imapd/use.h imapd/view.h
imapd/set.o: imapd/set.c common/lineio.h common/scan.h imapd/out.h \
    imapd/set.h
imapd/setmetadata.o: imapd/setmetadata.c common/account.h \
    common/base64.h common/gate.h common/highwater.h common/lineio.h \
    common/mailbox.h common/maildir.h common/options.h common/peer.h \
    common/sasl.h common/scram.h common/sha256.h common/watch.h \
    imapd/annotate.h imapd/cache.h imapd/cachefile.h imapd/command.h \
    imapd/content.h imapd/filter.h imapd/folder.h imapd/imapd.h \
    imapd/input.h imapd/metadata.h imapd/mime.h imapd/name.h \
    imapd/notify.h imapd/out.h imapd/parse.h imapd/session.h imapd/set.h \
    imapd/use.h imapd/view.h
imapd/sort.o: imapd/sort.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scan.h \
    common/scram.h common/sha256.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/charset.h imapd/command.h imapd/content.h \
    imapd/context.h imapd/criteria.h imapd/find.h imapd/imapd.h \
    imapd/input.h imapd/judge.h imapd/mime.h imapd/name.h imapd/order.h \
    imapd/out.h imapd/parse.h imapd/result.h imapd/search.h \
    imapd/session.h imapd/set.h imapd/sort.h imapd/source.h imapd/view.h
imapd/sortlive.o: imapd/sortlive.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scram.h \
    common/sha256.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/charset.h imapd/content.h imapd/criteria.h imapd/find.h \
    imapd/imapd.h imapd/input.h imapd/mime.h imapd/name.h imapd/out.h \
    imapd/parse.h imapd/result.h imapd/set.h imapd/sort.h imapd/source.h \
    imapd/view.h
imapd/sortvalue.o: imapd/sortvalue.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scram.h \
    common/sha256.h common/watch.h imapd/address.h imapd/cache.h \
    imapd/cachefile.h imapd/casemap.h imapd/charset.h imapd/content.h \
    imapd/criteria.h imapd/find.h imapd/header.h imapd/imapd.h \
    imapd/input.h imapd/mime.h imapd/name.h imapd/out.h imapd/parse.h \
    imapd/result.h imapd/sentdate.h imapd/set.h imapd/sort.h \
    imapd/source.h imapd/subject.h imapd/token.h imapd/view.h \
    imapd/words.h
imapd/source.o: imapd/source.c common/lineio.h common/mailbox.h \
    common/maildir.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/content.h imapd/header.h imapd/mime.h imapd/out.h imapd/source.h
imapd/status.o: imapd/status.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scan.h \
    common/scram.h common/sha256.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/command.h imapd/content.h imapd/imapd.h \
    imapd/input.h imapd/mime.h imapd/name.h imapd/objectid.h imapd/out.h \
    imapd/parse.h imapd/resync.h imapd/session.h imapd/set.h \
    imapd/status.h imapd/view.h
imapd/store.o: imapd/store.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scram.h \
    common/sha256.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/command.h imapd/content.h imapd/flags.h imapd/imapd.h \
    imapd/input.h imapd/mime.h imapd/name.h imapd/out.h imapd/parse.h \
    imapd/resync.h imapd/session.h imapd/set.h imapd/view.h
imapd/subject.o: imapd/subject.c common/lineio.h imapd/casemap.h \
    imapd/out.h imapd/subject.h imapd/words.h
imapd/subjects.o: imapd/subjects.c common/lineio.h imapd/out.h \
    imapd/subjects.h
imapd/subscribe.o: imapd/subscribe.c common/highwater.h \
    common/maildir.h common/scan.h imapd/name.h imapd/subscribe.h \
    imapd/whole.h
imapd/target.o: imapd/target.c common/account.h common/base64.h \
    common/delivery.h common/gate.h common/lineio.h common/mailbox.h \
    common/maildir.h common/options.h common/peer.h common/quota.h \
    common/sasl.h common/scram.h common/sha256.h common/watch.h \
    imapd/cache.h imapd/cachefile.h imapd/command.h imapd/content.h \
    imapd/filter.h imapd/flags.h imapd/folder.h imapd/imapd.h \
    imapd/input.h imapd/mime.h imapd/name.h imapd/notify.h imapd/out.h \
    imapd/parse.h imapd/set.h imapd/target.h imapd/view.h
imapd/thread.o: imapd/thread.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scan.h \
    common/scram.h common/sha256.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/charset.h imapd/command.h imapd/content.h \
    imapd/criteria.h imapd/find.h imapd/header.h imapd/imapd.h \
    imapd/input.h imapd/judge.h imapd/mime.h imapd/name.h imapd/out.h \
    imapd/parse.h imapd/result.h imapd/search.h imapd/sentdate.h \
    imapd/session.h imapd/set.h imapd/source.h imapd/subject.h \
    imapd/threads.h imapd/view.h
imapd/threads.o: imapd/threads.c common/lineio.h imapd/out.h \
    imapd/threads.h
imapd/token.o: imapd/token.c imapd/token.h
imapd/tree.o: imapd/tree.c imapd/tree.h
imapd/use.o: imapd/use.c common/lineio.h common/maildir.h \
    common/scan.h imapd/folder.h imapd/input.h imapd/name.h imapd/parse.h \
    imapd/set.h imapd/subscribe.h imapd/use.h imapd/whole.h
imapd/utf7.o: imapd/utf7.c common/scan.h imapd/utf7.h
imapd/utf8.o: imapd/utf8.c imapd/utf8.h
imapd/view.o: imapd/view.c common/lineio.h common/mailbox.h \
    common/maildir.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/content.h imapd/mime.h imapd/name.h imapd/out.h imapd/set.h \
    imapd/view.h
imapd/viewupdate.o: imapd/viewupdate.c common/lineio.h \
    common/mailbox.h common/maildir.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/content.h imapd/mime.h imapd/name.h \
    imapd/out.h imapd/set.h imapd/view.h
imapd/viewwrite.o: imapd/viewwrite.c common/lineio.h common/mailbox.h \
    common/maildir.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/content.h imapd/flags.h imapd/input.h imapd/mime.h imapd/name.h \
    imapd/out.h imapd/parse.h imapd/set.h imapd/view.h
imapd/watched.o: imapd/watched.c common/account.h common/base64.h \
    common/gate.h common/lineio.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scan.h \
    common/scram.h common/sha256.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/content.h imapd/filter.h imapd/folder.h \
    imapd/imapd.h imapd/input.h imapd/mime.h imapd/name.h imapd/notes.h \
    imapd/notify.h imapd/out.h imapd/parse.h imapd/session.h imapd/set.h \
    imapd/tree.h imapd/view.h imapd/watched.h imapd/watchtable.h
imapd/watchevents.o: imapd/watchevents.c common/account.h \
    common/base64.h common/batch.h common/gate.h common/index.h \
    common/lineio.h common/mailbox.h common/maildir.h common/options.h \
    common/peer.h common/sasl.h common/scan.h common/scram.h \
    common/sha256.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/content.h imapd/filter.h imapd/folder.h imapd/imapd.h \
    imapd/input.h imapd/mime.h imapd/name.h imapd/notes.h imapd/notify.h \
    imapd/out.h imapd/parse.h imapd/session.h imapd/set.h \
    imapd/subscribe.h imapd/tree.h imapd/use.h imapd/view.h \
    imapd/watchtable.h
imapd/watchnames.o: imapd/watchnames.c common/account.h \
    common/base64.h common/gate.h common/lineio.h common/mailbox.h \
    common/maildir.h common/options.h common/peer.h common/sasl.h \
    common/scan.h common/scram.h common/sha256.h common/watch.h \
    imapd/cache.h imapd/cachefile.h imapd/content.h imapd/filter.h \
    imapd/folder.h imapd/imapd.h imapd/input.h imapd/list.h imapd/mime.h \
    imapd/name.h imapd/notes.h imapd/notify.h imapd/out.h imapd/parse.h \
    imapd/session.h imapd/set.h imapd/tree.h imapd/view.h \
    imapd/watchtable.h
imapd/watchstatus.o: imapd/watchstatus.c common/account.h \
    common/base64.h common/gate.h common/lineio.h common/mailbox.h \
    common/maildir.h common/options.h common/peer.h common/sasl.h \
    common/scram.h common/sha256.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/content.h imapd/filter.h imapd/folder.h \
    imapd/imapd.h imapd/input.h imapd/list.h imapd/mime.h imapd/name.h \
    imapd/notes.h imapd/notify.h imapd/out.h imapd/parse.h \
    imapd/session.h imapd/set.h imapd/status.h imapd/tree.h imapd/view.h \
    imapd/watchtable.h
imapd/whole.o: imapd/whole.c common/writeall.h imapd/whole.h
imapd/words.o: imapd/words.c common/lineio.h imapd/charset.h \
    imapd/decode.h imapd/mime.h imapd/out.h imapd/utf8.h imapd/words.h
imapd/writer.o: imapd/writer.c imapd/crlf.h imapd/writer.h
ftpd/abuse.o: ftpd/abuse.c common/scan.h ftpd/abuse.h
ftpd/admit.o: ftpd/admit.c common/checkrun.h common/clerk.h \
    common/gate.h common/lineio.h common/log.h common/master.h \
    common/options.h common/peer.h common/tls.h ftpd/admit.h ftpd/data.h \
    ftpd/dataverbs.h ftpd/ftpd.h ftpd/helper.h ftpd/hook.h \
    ftpd/hostport.h ftpd/message.h ftpd/path.h ftpd/permission.h \
    ftpd/rate.h ftpd/telnet.h ftpd/traffic.h ftpd/transfer.h ftpd/upload.h
ftpd/ascii.o: ftpd/ascii.c ftpd/ascii.h
ftpd/civil.o: ftpd/civil.c ftpd/civil.h
ftpd/command.o: ftpd/command.c common/gate.h common/lineio.h \
    common/log.h common/options.h common/peer.h common/scan.h \
    common/tls.h ftpd/abuse.h ftpd/command.h ftpd/control.h ftpd/data.h \
    ftpd/dataverbs.h ftpd/file.h ftpd/front.h ftpd/ftpd.h ftpd/helper.h \
    ftpd/hook.h ftpd/hostport.h ftpd/path.h ftpd/permission.h ftpd/rate.h \
    ftpd/reply.h ftpd/session.h ftpd/site.h ftpd/telnet.h ftpd/traffic.h \
    ftpd/transfer.h ftpd/upload.h
ftpd/connect.o: ftpd/connect.c common/gate.h common/lineio.h \
    common/options.h common/peer.h common/tls.h ftpd/command.h \
    ftpd/data.h ftpd/dataverbs.h ftpd/ftpd.h ftpd/helper.h ftpd/hook.h \
    ftpd/hostport.h ftpd/path.h ftpd/permission.h ftpd/rate.h \
    ftpd/reply.h ftpd/telnet.h ftpd/traffic.h ftpd/transfer.h \
    ftpd/upload.h
ftpd/control.o: ftpd/control.c common/gate.h common/lineio.h \
    common/options.h common/peer.h common/tls.h ftpd/command.h \
    ftpd/control.h ftpd/data.h ftpd/ftpd.h ftpd/helper.h ftpd/hook.h \
    ftpd/hostport.h ftpd/path.h ftpd/permission.h ftpd/rate.h \
    ftpd/reply.h ftpd/site.h ftpd/telnet.h ftpd/traffic.h ftpd/transfer.h \
    ftpd/upload.h
ftpd/data.o: ftpd/data.c common/options.h common/peer.h common/scan.h \
    common/tls.h ftpd/data.h ftpd/helper.h ftpd/hostport.h
ftpd/digest.o: ftpd/digest.c common/md5.h common/sha256.h \
    ftpd/digest.h
ftpd/entries.o: ftpd/entries.c ftpd/entries.h ftpd/names.h
ftpd/facts.o: ftpd/facts.c common/scan.h ftpd/civil.h ftpd/facts.h \
    ftpd/permission.h
ftpd/feature.o: ftpd/feature.c common/gate.h common/lineio.h \
    common/log.h common/options.h common/peer.h common/scan.h \
    common/tls.h ftpd/command.h ftpd/data.h ftpd/dataverbs.h ftpd/ftpd.h \
    ftpd/hash.h ftpd/helper.h ftpd/hook.h ftpd/hostport.h ftpd/path.h \
    ftpd/permission.h ftpd/rate.h ftpd/reply.h ftpd/site.h ftpd/telnet.h \
    ftpd/traffic.h ftpd/transfer.h ftpd/upload.h
ftpd/file.o: ftpd/file.c common/gate.h common/lineio.h \
    common/options.h common/peer.h common/tls.h ftpd/command.h \
    ftpd/data.h ftpd/file.h ftpd/ftpd.h ftpd/helper.h ftpd/hook.h \
    ftpd/hostport.h ftpd/message.h ftpd/path.h ftpd/permission.h \
    ftpd/rate.h ftpd/reply.h ftpd/telnet.h ftpd/traffic.h ftpd/transfer.h \
    ftpd/upload.h
ftpd/filefacts.o: ftpd/filefacts.c common/gate.h common/lineio.h \
    common/options.h common/peer.h common/tls.h ftpd/ascii.h \
    ftpd/command.h ftpd/data.h ftpd/dataverbs.h ftpd/facts.h ftpd/file.h \
    ftpd/ftpd.h ftpd/helper.h ftpd/hook.h ftpd/hostport.h ftpd/path.h \
    ftpd/permission.h ftpd/rate.h ftpd/reply.h ftpd/telnet.h \
    ftpd/traffic.h ftpd/transfer.h ftpd/upload.h
ftpd/front.o: ftpd/front.c common/account.h common/checkrun.h \
    common/gate.h common/lineio.h common/log.h common/master.h \
    common/options.h common/password.h common/peer.h common/scan.h \
    common/tls.h ftpd/admit.h ftpd/command.h ftpd/data.h ftpd/front.h \
    ftpd/ftpd.h ftpd/helper.h ftpd/hook.h ftpd/hostport.h ftpd/message.h \
    ftpd/path.h ftpd/permission.h ftpd/rate.h ftpd/reply.h ftpd/telnet.h \
    ftpd/traffic.h ftpd/transfer.h ftpd/upload.h
ftpd/glob.o: ftpd/glob.c ftpd/glob.h
ftpd/hash.o: ftpd/hash.c common/gate.h common/lineio.h common/md5.h \
    common/options.h common/peer.h common/scan.h common/sha256.h \
    common/tls.h ftpd/command.h ftpd/control.h ftpd/data.h ftpd/digest.h \
    ftpd/ftpd.h ftpd/hash.h ftpd/helper.h ftpd/hook.h ftpd/hostport.h \
    ftpd/path.h ftpd/permission.h ftpd/rate.h ftpd/reply.h ftpd/site.h \
    ftpd/telnet.h ftpd/traffic.h ftpd/transfer.h ftpd/upload.h
ftpd/helper.o: ftpd/helper.c common/checkrun.h common/gate.h \
    common/lineio.h common/log.h common/master.h common/options.h \
    common/peer.h common/record.h common/tls.h ftpd/helper.h \
    ftpd/hostport.h
ftpd/hook.o: ftpd/hook.c common/checkrun.h common/gate.h \
    common/jail.h common/log.h common/master.h common/options.h \
    common/peer.h common/tls.h ftpd/hook.h
ftpd/hostport.o: ftpd/hostport.c common/scan.h ftpd/hostport.h
ftpd/line.o: ftpd/line.c ftpd/civil.h ftpd/entries.h ftpd/line.h \
    ftpd/names.h
ftpd/list.o: ftpd/list.c common/gate.h common/lineio.h \
    common/options.h common/peer.h common/tls.h ftpd/command.h \
    ftpd/data.h ftpd/dataverbs.h ftpd/facts.h ftpd/ftpd.h ftpd/glob.h \
    ftpd/helper.h ftpd/hook.h ftpd/hostport.h ftpd/listing.h \
    ftpd/moving.h ftpd/path.h ftpd/permission.h ftpd/rate.h ftpd/reply.h \
    ftpd/telnet.h ftpd/traffic.h ftpd/transfer.h ftpd/upload.h
ftpd/listentry.o: ftpd/listentry.c ftpd/entries.h ftpd/facts.h \
    ftpd/line.h ftpd/listentry.h ftpd/listing.h ftpd/names.h \
    ftpd/permission.h
ftpd/listing.o: ftpd/listing.c ftpd/entries.h ftpd/facts.h \
    ftpd/glob.h ftpd/line.h ftpd/listentry.h ftpd/listing.h ftpd/names.h \
    ftpd/permission.h
ftpd/main.o: ftpd/main.c common/checkrun.h common/gate.h \
    common/jail.h common/lineio.h common/log.h common/master.h \
    common/options.h common/peer.h common/scan.h common/tls.h \
    ftpd/admit.h ftpd/data.h ftpd/dataverbs.h ftpd/front.h ftpd/ftpd.h \
    ftpd/helper.h ftpd/hook.h ftpd/hostport.h ftpd/message.h ftpd/path.h \
    ftpd/permission.h ftpd/rate.h ftpd/session.h ftpd/telnet.h \
    ftpd/traffic.h ftpd/transfer.h ftpd/upload.h
ftpd/message.o: ftpd/message.c common/gate.h common/lineio.h \
    common/options.h common/peer.h common/tls.h ftpd/data.h ftpd/ftpd.h \
    ftpd/helper.h ftpd/hook.h ftpd/hostport.h ftpd/message.h ftpd/path.h \
    ftpd/permission.h ftpd/rate.h ftpd/reply.h ftpd/telnet.h \
    ftpd/traffic.h ftpd/transfer.h ftpd/upload.h
ftpd/moving.o: ftpd/moving.c common/gate.h common/lineio.h \
    common/log.h common/options.h common/peer.h common/tls.h \
    ftpd/command.h ftpd/data.h ftpd/dataverbs.h ftpd/ftpd.h ftpd/helper.h \
    ftpd/hook.h ftpd/hostport.h ftpd/moving.h ftpd/path.h \
    ftpd/permission.h ftpd/rate.h ftpd/reply.h ftpd/telnet.h \
    ftpd/traffic.h ftpd/transfer.h ftpd/upload.h ftpd/xferlog.h
ftpd/names.o: ftpd/names.c ftpd/names.h
ftpd/parameter.o: ftpd/parameter.c common/gate.h common/lineio.h \
    common/options.h common/peer.h common/scan.h common/tls.h \
    ftpd/command.h ftpd/data.h ftpd/ftpd.h ftpd/helper.h ftpd/hook.h \
    ftpd/hostport.h ftpd/path.h ftpd/permission.h ftpd/rate.h \
    ftpd/reply.h ftpd/site.h ftpd/telnet.h ftpd/traffic.h ftpd/transfer.h \
    ftpd/upload.h
ftpd/path.o: ftpd/path.c common/below.h ftpd/path.h
ftpd/permission.o: ftpd/permission.c common/account.h common/scan.h \
    ftpd/permission.h
ftpd/rate.o: ftpd/rate.c common/scan.h ftpd/rate.h
ftpd/receive.o: ftpd/receive.c common/gate.h common/lineio.h \
    common/options.h common/peer.h common/tls.h ftpd/ascii.h \
    ftpd/control.h ftpd/data.h ftpd/ftpd.h ftpd/helper.h ftpd/hook.h \
    ftpd/hostport.h ftpd/path.h ftpd/permission.h ftpd/rate.h \
    ftpd/telnet.h ftpd/traffic.h ftpd/transfer.h ftpd/upload.h
ftpd/relay.o: ftpd/relay.c common/jail.h common/options.h \
    common/peer.h common/tls.h ftpd/helper.h ftpd/hostport.h
ftpd/reply.o: ftpd/reply.c common/gate.h common/lineio.h common/log.h \
    common/options.h common/peer.h common/scan.h common/tls.h \
    ftpd/command.h ftpd/data.h ftpd/ftpd.h ftpd/helper.h ftpd/hook.h \
    ftpd/hostport.h ftpd/path.h ftpd/permission.h ftpd/rate.h \
    ftpd/reply.h ftpd/telnet.h ftpd/traffic.h ftpd/transfer.h \
    ftpd/upload.h
ftpd/retrieve.o: ftpd/retrieve.c common/gate.h common/lineio.h \
    common/options.h common/peer.h common/scan.h common/tls.h \
    ftpd/command.h ftpd/data.h ftpd/dataverbs.h ftpd/ftpd.h ftpd/helper.h \
    ftpd/hook.h ftpd/hostport.h ftpd/moving.h ftpd/path.h \
    ftpd/permission.h ftpd/rate.h ftpd/reply.h ftpd/telnet.h \
    ftpd/traffic.h ftpd/transfer.h ftpd/upload.h
ftpd/session.o: ftpd/session.c common/checkrun.h common/gate.h \
    common/jail.h common/lineio.h common/log.h common/master.h \
    common/options.h common/peer.h common/tls.h ftpd/admit.h \
    ftpd/command.h ftpd/control.h ftpd/data.h ftpd/dataverbs.h \
    ftpd/front.h ftpd/ftpd.h ftpd/helper.h ftpd/hook.h ftpd/hostport.h \
    ftpd/message.h ftpd/path.h ftpd/permission.h ftpd/rate.h ftpd/reply.h \
    ftpd/session.h ftpd/telnet.h ftpd/traffic.h ftpd/transfer.h \
    ftpd/upload.h
ftpd/site.o: ftpd/site.c common/gate.h common/lineio.h \
    common/options.h common/peer.h common/scan.h common/tls.h \
    ftpd/command.h ftpd/data.h ftpd/dataverbs.h ftpd/facts.h ftpd/file.h \
    ftpd/ftpd.h ftpd/helper.h ftpd/hook.h ftpd/hostport.h ftpd/path.h \
    ftpd/permission.h ftpd/rate.h ftpd/reply.h ftpd/site.h ftpd/telnet.h \
    ftpd/traffic.h ftpd/transfer.h ftpd/upload.h
ftpd/status.o: ftpd/status.c common/gate.h common/lineio.h \
    common/options.h common/peer.h common/tls.h ftpd/command.h \
    ftpd/data.h ftpd/dataverbs.h ftpd/ftpd.h ftpd/helper.h ftpd/hook.h \
    ftpd/hostport.h ftpd/path.h ftpd/permission.h ftpd/rate.h \
    ftpd/reply.h ftpd/site.h ftpd/telnet.h ftpd/traffic.h ftpd/transfer.h \
    ftpd/upload.h
ftpd/store.o: ftpd/store.c common/gate.h common/lineio.h common/log.h \
    common/options.h common/peer.h common/scan.h common/tls.h \
    ftpd/command.h ftpd/data.h ftpd/dataverbs.h ftpd/ftpd.h ftpd/helper.h \
    ftpd/hook.h ftpd/hostport.h ftpd/moving.h ftpd/path.h \
    ftpd/permission.h ftpd/rate.h ftpd/reply.h ftpd/telnet.h \
    ftpd/traffic.h ftpd/transfer.h ftpd/upload.h
ftpd/telnet.o: ftpd/telnet.c ftpd/telnet.h
ftpd/traffic.o: ftpd/traffic.c common/gate.h common/lineio.h \
    common/log.h common/options.h common/peer.h common/record.h \
    common/tls.h common/writeall.h ftpd/data.h ftpd/dataverbs.h \
    ftpd/facts.h ftpd/ftpd.h ftpd/helper.h ftpd/hook.h ftpd/hostport.h \
    ftpd/path.h ftpd/permission.h ftpd/rate.h ftpd/telnet.h \
    ftpd/traffic.h ftpd/transfer.h ftpd/upload.h ftpd/xferlog.h
ftpd/transfer.o: ftpd/transfer.c common/gate.h common/lineio.h \
    common/options.h common/peer.h common/tls.h ftpd/ascii.h \
    ftpd/control.h ftpd/data.h ftpd/ftpd.h ftpd/helper.h ftpd/hook.h \
    ftpd/hostport.h ftpd/path.h ftpd/permission.h ftpd/rate.h \
    ftpd/telnet.h ftpd/traffic.h ftpd/transfer.h ftpd/upload.h
ftpd/upload.o: ftpd/upload.c common/scan.h ftpd/upload.h
ftpd/xferlog.o: ftpd/xferlog.c ftpd/xferlog.h
tftpd/address.o: tftpd/address.c common/scan.h tftpd/address.h
tftpd/blocks.o: tftpd/blocks.c tftpd/blocks.h tftpd/file.h \
    tftpd/netascii.h
tftpd/file.o: tftpd/file.c common/below.h common/scan.h tftpd/file.h \
    tftpd/file_impl.h tftpd/name.h tftpd/packet.h
tftpd/fileview.o: tftpd/fileview.c tftpd/file.h tftpd/file_impl.h \
    tftpd/name.h
tftpd/flags.o: tftpd/flags.c common/loop.h common/scan.h \
    tftpd/address.h tftpd/file.h tftpd/flags.h tftpd/negotiate.h \
    tftpd/packet.h tftpd/remap.h tftpd/server.h tftpd/table.h \
    tftpd/transfer.h tftpd/udp.h
tftpd/listen.o: tftpd/listen.c common/daemon.h common/loop.h \
    common/scan.h tftpd/address.h tftpd/file.h tftpd/flags.h \
    tftpd/listen.h tftpd/negotiate.h tftpd/packet.h tftpd/remap.h \
    tftpd/server.h tftpd/table.h tftpd/udp.h
tftpd/main.o: tftpd/main.c common/daemon.h common/jail.h common/log.h \
    common/loop.h common/options.h tftpd/address.h tftpd/file.h \
    tftpd/flags.h tftpd/listen.h tftpd/negotiate.h tftpd/packet.h \
    tftpd/remap.h tftpd/server.h tftpd/table.h tftpd/udp.h
tftpd/name.o: tftpd/name.c tftpd/name.h
tftpd/negotiate.o: tftpd/negotiate.c common/scan.h tftpd/negotiate.h \
    tftpd/packet.h
tftpd/netascii.o: tftpd/netascii.c tftpd/netascii.h
tftpd/packet.o: tftpd/packet.c tftpd/packet.h
tftpd/remap.o: tftpd/remap.c common/pattern.h common/scan.h \
    tftpd/remap.h tftpd/remap_impl.h
tftpd/remap_apply.o: tftpd/remap_apply.c common/scan.h tftpd/remap.h \
    tftpd/remap_impl.h
tftpd/server.o: tftpd/server.c common/log.h common/loop.h \
    tftpd/address.h tftpd/blocks.h tftpd/file.h tftpd/negotiate.h \
    tftpd/netascii.h tftpd/packet.h tftpd/remap.h tftpd/server.h \
    tftpd/session.h tftpd/table.h tftpd/transfer.h tftpd/udp.h
tftpd/session.o: tftpd/session.c common/log.h common/loop.h \
    tftpd/address.h tftpd/blocks.h tftpd/file.h tftpd/negotiate.h \
    tftpd/netascii.h tftpd/packet.h tftpd/remap.h tftpd/server.h \
    tftpd/session.h tftpd/session_impl.h tftpd/table.h tftpd/transfer.h \
    tftpd/udp.h
tftpd/sessionio.o: tftpd/sessionio.c common/loop.h tftpd/address.h \
    tftpd/blocks.h tftpd/file.h tftpd/negotiate.h tftpd/netascii.h \
    tftpd/packet.h tftpd/remap.h tftpd/server.h tftpd/session.h \
    tftpd/session_impl.h tftpd/table.h tftpd/transfer.h tftpd/udp.h
tftpd/sessionwait.o: tftpd/sessionwait.c common/loop.h \
    tftpd/address.h tftpd/blocks.h tftpd/file.h tftpd/negotiate.h \
    tftpd/netascii.h tftpd/packet.h tftpd/remap.h tftpd/server.h \
    tftpd/session.h tftpd/session_impl.h tftpd/table.h tftpd/transfer.h \
    tftpd/udp.h
tftpd/table.o: tftpd/table.c tftpd/address.h tftpd/table.h
tftpd/transfer.o: tftpd/transfer.c tftpd/negotiate.h tftpd/packet.h \
    tftpd/transfer.h tftpd/transfer_impl.h
tftpd/transfer_receive.o: tftpd/transfer_receive.c tftpd/negotiate.h \
    tftpd/packet.h tftpd/transfer.h tftpd/transfer_impl.h
tftpd/transfer_send.o: tftpd/transfer_send.c tftpd/negotiate.h \
    tftpd/packet.h tftpd/transfer.h tftpd/transfer_impl.h
tftpd/udp.o: tftpd/udp.c tftpd/address.h tftpd/udp.h
tftpd/udpsend.o: tftpd/udpsend.c tftpd/address.h tftpd/udp.h
tftpd/upload.o: tftpd/upload.c tftpd/file.h tftpd/file_impl.h \
    tftpd/name.h
dhcpd/after.o: dhcpd/after.c dhcpd/after.h
dhcpd/allocate.o: dhcpd/allocate.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/config.h dhcpd/exchange.h dhcpd/expr.h dhcpd/lease.h \
    dhcpd/option.h dhcpd/packet.h dhcpd/param.h dhcpd/respond.h \
    dhcpd/scope.h dhcpd/statement.h
dhcpd/arena.o: dhcpd/arena.c dhcpd/arena.h
dhcpd/beside.o: dhcpd/beside.c common/scan.h dhcpd/beside.h
dhcpd/billing.o: dhcpd/billing.c dhcpd/arena.h dhcpd/bind_items.h \
    dhcpd/bytes.h dhcpd/config.h dhcpd/exchange.h dhcpd/expr.h \
    dhcpd/lease.h dhcpd/option.h dhcpd/packet.h dhcpd/param.h \
    dhcpd/respond.h dhcpd/scope.h dhcpd/statement.h
dhcpd/bind.o: dhcpd/bind.c dhcpd/arena.h dhcpd/bind_items.h \
    dhcpd/bytes.h dhcpd/config.h dhcpd/exchange.h dhcpd/expr.h \
    dhcpd/lease.h dhcpd/option.h dhcpd/packet.h dhcpd/param.h \
    dhcpd/respond.h dhcpd/scope.h dhcpd/statement.h
dhcpd/bind_items.o: dhcpd/bind_items.c dhcpd/arena.h \
    dhcpd/bind_items.h dhcpd/bytes.h dhcpd/config.h dhcpd/exchange.h \
    dhcpd/expr.h dhcpd/lease.h dhcpd/option.h dhcpd/packet.h \
    dhcpd/param.h dhcpd/respond.h dhcpd/scope.h dhcpd/statement.h
dhcpd/binding.o: dhcpd/binding.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/expr.h dhcpd/option.h
dhcpd/bootp.o: dhcpd/bootp.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/config.h dhcpd/exchange.h dhcpd/expr.h dhcpd/lease.h \
    dhcpd/option.h dhcpd/packet.h dhcpd/param.h dhcpd/respond.h \
    dhcpd/scope.h dhcpd/statement.h
dhcpd/check.o: dhcpd/check.c common/log.h dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/check.h dhcpd/config.h dhcpd/expr.h dhcpd/lease.h \
    dhcpd/leasefile.h dhcpd/names.h dhcpd/option.h dhcpd/packet.h \
    dhcpd/statement.h
dhcpd/class.o: dhcpd/class.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/class.h dhcpd/config.h dhcpd/expr.h dhcpd/hash.h dhcpd/option.h \
    dhcpd/statement.h
dhcpd/commit.o: dhcpd/commit.c common/log.h common/loop.h \
    dhcpd/after.h dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h \
    dhcpd/errand.h dhcpd/expr.h dhcpd/lease.h dhcpd/leasefile.h \
    dhcpd/link.h dhcpd/option.h dhcpd/packet.h dhcpd/param.h \
    dhcpd/probe.h dhcpd/respond.h dhcpd/scope.h dhcpd/server.h \
    dhcpd/statement.h dhcpd/syncer.h
dhcpd/compact.o: dhcpd/compact.c common/writeall.h dhcpd/bytes.h \
    dhcpd/lease.h dhcpd/leasefile.h dhcpd/leasefile_impl.h dhcpd/packet.h
dhcpd/config.o: dhcpd/config.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/class.h dhcpd/config.h dhcpd/config_impl.h dhcpd/expr.h \
    dhcpd/expr_impl.h dhcpd/file.h dhcpd/hash.h dhcpd/lexer.h \
    dhcpd/option.h dhcpd/parse.h dhcpd/statement.h
dhcpd/config_index.o: dhcpd/config_index.c dhcpd/arena.h \
    dhcpd/bytes.h dhcpd/config.h dhcpd/config_impl.h dhcpd/expr.h \
    dhcpd/hash.h dhcpd/lexer.h dhcpd/option.h dhcpd/parse.h \
    dhcpd/statement.h
dhcpd/discover.o: dhcpd/discover.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/config.h dhcpd/exchange.h dhcpd/expr.h dhcpd/lease.h \
    dhcpd/option.h dhcpd/packet.h dhcpd/param.h dhcpd/respond.h \
    dhcpd/scope.h dhcpd/statement.h
dhcpd/early.o: dhcpd/early.c common/daemon.h common/log.h \
    dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/early.h dhcpd/expr.h \
    dhcpd/flags.h dhcpd/lease.h dhcpd/link.h dhcpd/option.h \
    dhcpd/packet.h dhcpd/param.h dhcpd/privilege.h dhcpd/respond.h \
    dhcpd/scope.h dhcpd/statement.h
dhcpd/errand.o: dhcpd/errand.c common/log.h dhcpd/beside.h \
    dhcpd/errand.h dhcpd/errand_impl.h dhcpd/names.h
dhcpd/errand_ask.o: dhcpd/errand_ask.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/config.h dhcpd/errand.h dhcpd/errand_impl.h dhcpd/expr.h \
    dhcpd/names.h dhcpd/option.h dhcpd/statement.h
dhcpd/expr.o: dhcpd/expr.c common/pattern.h dhcpd/arena.h \
    dhcpd/bytes.h dhcpd/expr.h dhcpd/expr_impl.h dhcpd/option.h
dhcpd/expr_print.o: dhcpd/expr_print.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/expr.h dhcpd/expr_impl.h dhcpd/option.h dhcpd/print.h
dhcpd/expr_source.o: dhcpd/expr_source.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/expr.h dhcpd/expr_impl.h dhcpd/option.h
dhcpd/expr_text.o: dhcpd/expr_text.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/expr.h dhcpd/expr_impl.h dhcpd/option.h
dhcpd/file.o: dhcpd/file.c dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h \
    dhcpd/expr.h dhcpd/file.h dhcpd/option.h dhcpd/statement.h
dhcpd/flags.o: dhcpd/flags.c common/scan.h dhcpd/bytes.h \
    dhcpd/flags.h dhcpd/lease.h dhcpd/link.h dhcpd/packet.h \
    dhcpd/respond.h
dhcpd/fqdn.o: dhcpd/fqdn.c dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h \
    dhcpd/exchange.h dhcpd/expr.h dhcpd/lease.h dhcpd/option.h \
    dhcpd/packet.h dhcpd/param.h dhcpd/respond.h dhcpd/scope.h \
    dhcpd/statement.h
dhcpd/frame.o: dhcpd/frame.c dhcpd/bytes.h dhcpd/lease.h dhcpd/link.h \
    dhcpd/packet.h dhcpd/respond.h
dhcpd/hash.o: dhcpd/hash.c dhcpd/hash.h
dhcpd/inform.o: dhcpd/inform.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/config.h dhcpd/exchange.h dhcpd/expr.h dhcpd/lease.h \
    dhcpd/option.h dhcpd/packet.h dhcpd/param.h dhcpd/respond.h \
    dhcpd/scope.h dhcpd/statement.h
dhcpd/lease.o: dhcpd/lease.c dhcpd/bytes.h dhcpd/lease.h \
    dhcpd/lease_impl.h dhcpd/packet.h
dhcpd/lease_hash.o: dhcpd/lease_hash.c dhcpd/bytes.h dhcpd/lease.h \
    dhcpd/lease_impl.h dhcpd/packet.h
dhcpd/lease_heap.o: dhcpd/lease_heap.c dhcpd/bytes.h dhcpd/lease.h \
    dhcpd/lease_impl.h dhcpd/packet.h
dhcpd/lease_item.o: dhcpd/lease_item.c dhcpd/bytes.h dhcpd/lease.h \
    dhcpd/lease_impl.h dhcpd/packet.h
dhcpd/lease_pool.o: dhcpd/lease_pool.c dhcpd/bytes.h dhcpd/lease.h \
    dhcpd/lease_impl.h dhcpd/packet.h
dhcpd/leasefile.o: dhcpd/leasefile.c common/writeall.h dhcpd/bytes.h \
    dhcpd/lease.h dhcpd/leasefile.h dhcpd/leasefile_impl.h \
    dhcpd/leasetext.h dhcpd/packet.h
dhcpd/leaselock.o: dhcpd/leaselock.c dhcpd/bytes.h dhcpd/lease.h \
    dhcpd/leasefile.h dhcpd/packet.h
dhcpd/leaseout.o: dhcpd/leaseout.c dhcpd/bytes.h dhcpd/lease.h \
    dhcpd/leaseout.h dhcpd/leasetext.h dhcpd/packet.h
dhcpd/leasequery.o: dhcpd/leasequery.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/config.h dhcpd/exchange.h dhcpd/expr.h dhcpd/lease.h \
    dhcpd/option.h dhcpd/packet.h dhcpd/param.h dhcpd/respond.h \
    dhcpd/scope.h dhcpd/statement.h
dhcpd/leaseread.o: dhcpd/leaseread.c dhcpd/bytes.h dhcpd/lease.h \
    dhcpd/leasefile.h dhcpd/leaseread.h dhcpd/leasetext.h dhcpd/packet.h
dhcpd/leaseread_date.o: dhcpd/leaseread_date.c common/scan.h \
    dhcpd/bytes.h dhcpd/lease.h dhcpd/leasefile.h dhcpd/leaseread.h \
    dhcpd/leasetext.h dhcpd/packet.h
dhcpd/leaseread_item.o: dhcpd/leaseread_item.c common/scan.h \
    dhcpd/bytes.h dhcpd/lease.h dhcpd/leasefile.h dhcpd/leaseread.h \
    dhcpd/leasetext.h dhcpd/packet.h
dhcpd/leaseread_statement.o: dhcpd/leaseread_statement.c \
    common/scan.h dhcpd/bytes.h dhcpd/lease.h dhcpd/leasefile.h \
    dhcpd/leaseread.h dhcpd/leasetext.h dhcpd/packet.h
dhcpd/leaseread_word.o: dhcpd/leaseread_word.c common/scan.h \
    dhcpd/bytes.h dhcpd/lease.h dhcpd/leasefile.h dhcpd/leaseread.h \
    dhcpd/packet.h
dhcpd/leasetext.o: dhcpd/leasetext.c common/scan.h dhcpd/bytes.h \
    dhcpd/lease.h dhcpd/leasetext.h dhcpd/packet.h
dhcpd/leasewrite.o: dhcpd/leasewrite.c common/scan.h dhcpd/bytes.h \
    dhcpd/lease.h dhcpd/leasefile.h dhcpd/leaseout.h dhcpd/leasetext.h \
    dhcpd/packet.h
dhcpd/lexer.o: dhcpd/lexer.c dhcpd/arena.h dhcpd/lexer.h
dhcpd/link.o: dhcpd/link.c common/scan.h dhcpd/bpf.h dhcpd/bytes.h \
    dhcpd/lease.h dhcpd/link.h dhcpd/packet.h dhcpd/respond.h
dhcpd/link_find.o: dhcpd/link_find.c common/scan.h dhcpd/bytes.h \
    dhcpd/lease.h dhcpd/link.h dhcpd/packet.h dhcpd/respond.h
dhcpd/main.o: dhcpd/main.c common/daemon.h common/jail.h common/log.h \
    common/loop.h common/scan.h dhcpd/after.h dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/check.h dhcpd/config.h dhcpd/early.h dhcpd/errand.h \
    dhcpd/expr.h dhcpd/flags.h dhcpd/lease.h dhcpd/leasefile.h \
    dhcpd/link.h dhcpd/option.h dhcpd/packet.h dhcpd/param.h \
    dhcpd/privilege.h dhcpd/probe.h dhcpd/respond.h dhcpd/scope.h \
    dhcpd/server.h dhcpd/statement.h dhcpd/syncer.h
dhcpd/names.o: dhcpd/names.c dhcpd/hash.h dhcpd/names.h
dhcpd/option.o: dhcpd/option.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/option.h dhcpd/option_table.h
dhcpd/option_print.o: dhcpd/option_print.c dhcpd/arena.h \
    dhcpd/bytes.h dhcpd/option.h dhcpd/print.h
dhcpd/option_table.o: dhcpd/option_table.c dhcpd/option_table.h \
    dhcpd/param.h
dhcpd/option_words.o: dhcpd/option_words.c dhcpd/option_table.h \
    dhcpd/param.h
dhcpd/packet.o: dhcpd/packet.c dhcpd/bytes.h dhcpd/packet.h \
    dhcpd/packet_impl.h
dhcpd/packet_build.o: dhcpd/packet_build.c dhcpd/bytes.h \
    dhcpd/packet.h dhcpd/packet_impl.h
dhcpd/parse.o: dhcpd/parse.c common/scan.h dhcpd/arena.h \
    dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h dhcpd/lexer.h \
    dhcpd/option.h dhcpd/parse.h dhcpd/statement.h dhcpd/suggest.h
dhcpd/parse_class.o: dhcpd/parse_class.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/class.h dhcpd/config.h dhcpd/expr.h dhcpd/lexer.h \
    dhcpd/option.h dhcpd/parse.h dhcpd/statement.h
dhcpd/parse_code.o: dhcpd/parse_code.c common/scan.h dhcpd/arena.h \
    dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h dhcpd/expr_impl.h \
    dhcpd/lexer.h dhcpd/option.h dhcpd/parse.h dhcpd/statement.h
dhcpd/parse_define.o: dhcpd/parse_define.c common/scan.h \
    dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h dhcpd/lexer.h \
    dhcpd/option.h dhcpd/parse.h dhcpd/statement.h
dhcpd/parse_expr.o: dhcpd/parse_expr.c common/pattern.h common/scan.h \
    dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h \
    dhcpd/expr_impl.h dhcpd/lexer.h dhcpd/option.h dhcpd/parse.h \
    dhcpd/parse_expr_impl.h dhcpd/statement.h
dhcpd/parse_function.o: dhcpd/parse_function.c common/scan.h \
    dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h \
    dhcpd/expr_impl.h dhcpd/lexer.h dhcpd/option.h dhcpd/parse.h \
    dhcpd/parse_expr_impl.h dhcpd/statement.h dhcpd/suggest.h
dhcpd/parse_host.o: dhcpd/parse_host.c common/scan.h dhcpd/arena.h \
    dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h dhcpd/lexer.h \
    dhcpd/option.h dhcpd/parse.h dhcpd/statement.h
dhcpd/parse_inactive.o: dhcpd/parse_inactive.c common/scan.h \
    dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h dhcpd/lexer.h \
    dhcpd/option.h dhcpd/parse.h dhcpd/statement.h dhcpd/suggest.h
dhcpd/parse_names.o: dhcpd/parse_names.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/config.h dhcpd/expr.h dhcpd/lexer.h dhcpd/option.h \
    dhcpd/parse.h dhcpd/statement.h
dhcpd/parse_option.o: dhcpd/parse_option.c common/scan.h \
    dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h \
    dhcpd/expr_impl.h dhcpd/lexer.h dhcpd/option.h dhcpd/param.h \
    dhcpd/parse.h dhcpd/statement.h dhcpd/suggest.h
dhcpd/parse_place.o: dhcpd/parse_place.c common/scan.h dhcpd/arena.h \
    dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h dhcpd/file.h dhcpd/lexer.h \
    dhcpd/option.h dhcpd/parse.h dhcpd/statement.h
dhcpd/parse_token.o: dhcpd/parse_token.c common/scan.h dhcpd/arena.h \
    dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h dhcpd/lexer.h \
    dhcpd/option.h dhcpd/parse.h dhcpd/statement.h
dhcpd/parse_typed.o: dhcpd/parse_typed.c common/scan.h dhcpd/arena.h \
    dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h dhcpd/lexer.h \
    dhcpd/option.h dhcpd/option_table.h dhcpd/param.h dhcpd/parse.h \
    dhcpd/statement.h dhcpd/suggest.h
dhcpd/parse_value.o: dhcpd/parse_value.c common/scan.h dhcpd/arena.h \
    dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h dhcpd/lexer.h \
    dhcpd/option.h dhcpd/parse.h dhcpd/statement.h
dhcpd/privilege.o: dhcpd/privilege.c common/daemon.h common/log.h \
    common/scan.h dhcpd/bytes.h dhcpd/flags.h dhcpd/lease.h dhcpd/link.h \
    dhcpd/packet.h dhcpd/privilege.h dhcpd/respond.h
dhcpd/probe.o: dhcpd/probe.c common/scan.h dhcpd/bpf.h dhcpd/bytes.h \
    dhcpd/lease.h dhcpd/packet.h dhcpd/probe.h dhcpd/respond.h
dhcpd/ranges.o: dhcpd/ranges.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/config.h dhcpd/expr.h dhcpd/lease.h dhcpd/option.h \
    dhcpd/packet.h dhcpd/ranges.h dhcpd/statement.h
dhcpd/reply.o: dhcpd/reply.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/config.h dhcpd/exchange.h dhcpd/expr.h dhcpd/lease.h \
    dhcpd/option.h dhcpd/packet.h dhcpd/param.h dhcpd/respond.h \
    dhcpd/scope.h dhcpd/statement.h dhcpd/wish.h
dhcpd/request.o: dhcpd/request.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/config.h dhcpd/exchange.h dhcpd/expr.h dhcpd/lease.h \
    dhcpd/option.h dhcpd/packet.h dhcpd/param.h dhcpd/respond.h \
    dhcpd/scope.h dhcpd/statement.h
dhcpd/respond.o: dhcpd/respond.c common/log.h common/scan.h \
    dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/exchange.h \
    dhcpd/expr.h dhcpd/lease.h dhcpd/option.h dhcpd/packet.h \
    dhcpd/param.h dhcpd/respond.h dhcpd/scope.h dhcpd/statement.h
dhcpd/scope.o: dhcpd/scope.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/config.h dhcpd/expr.h dhcpd/expr_impl.h dhcpd/lexer.h \
    dhcpd/option.h dhcpd/param.h dhcpd/parse.h dhcpd/scope.h \
    dhcpd/scope_impl.h dhcpd/statement.h
dhcpd/scope_class.o: dhcpd/scope_class.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/class.h dhcpd/config.h dhcpd/expr.h dhcpd/expr_impl.h \
    dhcpd/option.h dhcpd/param.h dhcpd/scope.h dhcpd/scope_impl.h \
    dhcpd/statement.h
dhcpd/scope_option.o: dhcpd/scope_option.c dhcpd/arena.h \
    dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h dhcpd/expr_impl.h \
    dhcpd/option.h dhcpd/param.h dhcpd/scope.h dhcpd/scope_impl.h \
    dhcpd/statement.h
dhcpd/scope_run.o: dhcpd/scope_run.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/config.h dhcpd/expr.h dhcpd/expr_impl.h dhcpd/option.h \
    dhcpd/param.h dhcpd/scope.h dhcpd/scope_impl.h dhcpd/statement.h
dhcpd/server.o: dhcpd/server.c common/log.h common/loop.h \
    dhcpd/after.h dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h \
    dhcpd/lease.h dhcpd/leasefile.h dhcpd/link.h dhcpd/option.h \
    dhcpd/packet.h dhcpd/param.h dhcpd/probe.h dhcpd/respond.h \
    dhcpd/scope.h dhcpd/server.h dhcpd/statement.h
dhcpd/server_config.o: dhcpd/server_config.c common/log.h \
    common/loop.h dhcpd/after.h dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/config.h dhcpd/errand.h dhcpd/expr.h dhcpd/lease.h \
    dhcpd/leasefile.h dhcpd/link.h dhcpd/option.h dhcpd/packet.h \
    dhcpd/param.h dhcpd/probe.h dhcpd/ranges.h dhcpd/respond.h \
    dhcpd/scope.h dhcpd/server.h dhcpd/statement.h
dhcpd/statement_print.o: dhcpd/statement_print.c dhcpd/arena.h \
    dhcpd/bytes.h dhcpd/expr.h dhcpd/option.h dhcpd/print.h \
    dhcpd/statement.h
dhcpd/suggest.o: dhcpd/suggest.c dhcpd/suggest.h
dhcpd/syncer.o: dhcpd/syncer.c dhcpd/beside.h dhcpd/syncer.h
dhcpd/threshold.o: dhcpd/threshold.c dhcpd/arena.h dhcpd/bytes.h \
    dhcpd/config.h dhcpd/exchange.h dhcpd/expr.h dhcpd/lease.h \
    dhcpd/option.h dhcpd/packet.h dhcpd/param.h dhcpd/respond.h \
    dhcpd/scope.h dhcpd/statement.h
dhcpd/wish.o: dhcpd/wish.c dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h \
    dhcpd/exchange.h dhcpd/expr.h dhcpd/lease.h dhcpd/option.h \
    dhcpd/packet.h dhcpd/param.h dhcpd/respond.h dhcpd/scope.h \
    dhcpd/statement.h dhcpd/wish.h
mbox/main.o: mbox/main.c common/maildir.h common/options.h \
    mbox/mbox.h mbox/tree.h mbox/uniqueid.h
mbox/mbox.o: mbox/mbox.c common/maildir.h common/scan.h mbox/mbox.h
mbox/tree.o: mbox/tree.c common/maildir.h common/writeall.h \
    mbox/mbox.h mbox/tree.h
mbox/uniqueid.o: mbox/uniqueid.c common/maildir.h common/md5.h \
    common/scan.h mbox/mbox.h mbox/uniqueid.h
$(CHECK): common/account.h common/checkrun.h common/enrol.h \
    common/gate.h common/jail.h common/native.h common/password.h \
    common/scan.h common/vouch.h

UNITS = tests/unit/test_account tests/unit/test_after \
    tests/unit/test_alias tests/unit/test_ascii tests/unit/test_base64 \
    tests/unit/test_batch tests/unit/test_below tests/unit/test_brief \
    tests/unit/test_cache tests/unit/test_check \
    tests/unit/test_checkpassword tests/unit/test_content \
    tests/unit/test_crlf tests/unit/test_daemon tests/unit/test_data \
    tests/unit/test_deliver tests/unit/test_dhcpchoice \
    tests/unit/test_dhcpconf tests/unit/test_dhcpexpr \
    tests/unit/test_dhcplease tests/unit/test_dhcppacket \
    tests/unit/test_dhcprelay tests/unit/test_dhcpreply \
    tests/unit/test_dhcprespond tests/unit/test_errand \
    tests/unit/test_facts tests/unit/test_filter tests/unit/test_foreign \
    tests/unit/test_ftpcontrol tests/unit/test_ftpdigest \
    tests/unit/test_ftphelper tests/unit/test_ftphook \
    tests/unit/test_ftppath tests/unit/test_ftppermission \
    tests/unit/test_ftptelnet tests/unit/test_ftptransfer \
    tests/unit/test_gate tests/unit/test_glob tests/unit/test_header \
    tests/unit/test_hostport tests/unit/test_imapextras \
    tests/unit/test_imapfolder tests/unit/test_imapname \
    tests/unit/test_imapparse tests/unit/test_imapset \
    tests/unit/test_imaptext tests/unit/test_imapview \
    tests/unit/test_jail tests/unit/test_leasefile \
    tests/unit/test_leaseroom tests/unit/test_lineio \
    tests/unit/test_listing tests/unit/test_loop tests/unit/test_mailbox \
    tests/unit/test_mailbox_damage tests/unit/test_mailbox_faults \
    tests/unit/test_mailbox_move tests/unit/test_mailbox_race \
    tests/unit/test_maildir tests/unit/test_maildrop \
    tests/unit/test_master tests/unit/test_mbox tests/unit/test_md5 \
    tests/unit/test_mime tests/unit/test_names tests/unit/test_netascii \
    tests/unit/test_options tests/unit/test_password tests/unit/test_path \
    tests/unit/test_pattern tests/unit/test_peer tests/unit/test_probe \
    tests/unit/test_rate tests/unit/test_recipient tests/unit/test_relay \
    tests/unit/test_remap tests/unit/test_sasl tests/unit/test_scan \
    tests/unit/test_scram tests/unit/test_search tests/unit/test_send \
    tests/unit/test_sha256 tests/unit/test_smuggling \
    tests/unit/test_syncer tests/unit/test_tftp_blocks \
    tests/unit/test_tftp_flags tests/unit/test_tftp_packet \
    tests/unit/test_tftp_server tests/unit/test_tftp_table \
    tests/unit/test_tftp_transfer tests/unit/test_tftpdfile \
    tests/unit/test_threads tests/unit/test_tls tests/unit/test_trace \
    tests/unit/test_tree tests/unit/test_uidl tests/unit/test_upload \
    tests/unit/test_watch tests/unit/test_words tests/unit/test_writeall \
    tests/unit/test_writer tests/unit/test_xferlog
REPLAYS = tests/fuzz/bin/replay_alias tests/fuzz/bin/replay_base64 \
    tests/fuzz/bin/replay_broker tests/fuzz/bin/replay_data \
    tests/fuzz/bin/replay_dhcpconf tests/fuzz/bin/replay_dhcpexpr \
    tests/fuzz/bin/replay_dhcplease tests/fuzz/bin/replay_dhcpoption \
    tests/fuzz/bin/replay_dhcppacket tests/fuzz/bin/replay_ftpargs \
    tests/fuzz/bin/replay_ftpline tests/fuzz/bin/replay_ftppath \
    tests/fuzz/bin/replay_gate tests/fuzz/bin/replay_imapcache \
    tests/fuzz/bin/replay_imapfield tests/fuzz/bin/replay_imapline \
    tests/fuzz/bin/replay_imapsyntax tests/fuzz/bin/replay_index \
    tests/fuzz/bin/replay_maildirname tests/fuzz/bin/replay_mbox \
    tests/fuzz/bin/replay_mime tests/fuzz/bin/replay_passwd \
    tests/fuzz/bin/replay_path tests/fuzz/bin/replay_pop3line \
    tests/fuzz/bin/replay_proxy tests/fuzz/bin/replay_sasl \
    tests/fuzz/bin/replay_search tests/fuzz/bin/replay_smtpline \
    tests/fuzz/bin/replay_tftpoptions tests/fuzz/bin/replay_tftppacket \
    tests/fuzz/bin/replay_tftppath tests/fuzz/bin/replay_tftpremap \
    tests/fuzz/bin/replay_tftptransfer tests/fuzz/bin/replay_uidlist \
    tests/fuzz/bin/replay_words
FUZZERS = tests/fuzz/bin/fuzz_alias tests/fuzz/bin/fuzz_base64 \
    tests/fuzz/bin/fuzz_broker tests/fuzz/bin/fuzz_data \
    tests/fuzz/bin/fuzz_dhcpconf tests/fuzz/bin/fuzz_dhcpexpr \
    tests/fuzz/bin/fuzz_dhcplease tests/fuzz/bin/fuzz_dhcpoption \
    tests/fuzz/bin/fuzz_dhcppacket tests/fuzz/bin/fuzz_ftpargs \
    tests/fuzz/bin/fuzz_ftpline tests/fuzz/bin/fuzz_ftppath \
    tests/fuzz/bin/fuzz_gate tests/fuzz/bin/fuzz_imapcache \
    tests/fuzz/bin/fuzz_imapfield tests/fuzz/bin/fuzz_imapline \
    tests/fuzz/bin/fuzz_imapsyntax tests/fuzz/bin/fuzz_index \
    tests/fuzz/bin/fuzz_maildirname tests/fuzz/bin/fuzz_mbox \
    tests/fuzz/bin/fuzz_mime tests/fuzz/bin/fuzz_passwd \
    tests/fuzz/bin/fuzz_path tests/fuzz/bin/fuzz_pop3line \
    tests/fuzz/bin/fuzz_proxy tests/fuzz/bin/fuzz_sasl \
    tests/fuzz/bin/fuzz_search tests/fuzz/bin/fuzz_smtpline \
    tests/fuzz/bin/fuzz_tftpoptions tests/fuzz/bin/fuzz_tftppacket \
    tests/fuzz/bin/fuzz_tftppath tests/fuzz/bin/fuzz_tftpremap \
    tests/fuzz/bin/fuzz_tftptransfer tests/fuzz/bin/fuzz_uidlist \
    tests/fuzz/bin/fuzz_words
units: $(UNITS)
replays: $(REPLAYS)
fuzzers: $(FUZZERS)

tests/unit/test_account: tests/unit/test_account.c common/account.h \
    common/scan.h common/libpostern.a
	$(UNITCC) tests/unit/test_account.c common/libpostern.a $(UNITLIBS)
tests/unit/test_after: tests/unit/test_after.c dhcpd/after.h \
    dhcpd/libdhcpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_after.c dhcpd/libdhcpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_alias: tests/unit/test_alias.c common/scan.h \
    smtpd/alias.h tests/unit/guard.h smtpd/libsmtpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_alias.c smtpd/libsmtpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_ascii: tests/unit/test_ascii.c common/scan.h \
    ftpd/ascii.h tests/unit/guard.h ftpd/libftpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_ascii.c ftpd/libftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_base64: tests/unit/test_base64.c common/base64.h \
    common/scan.h tests/unit/guard.h common/libpostern.a
	$(UNITCC) tests/unit/test_base64.c common/libpostern.a $(UNITLIBS)
tests/unit/test_batch: tests/unit/test_batch.c common/batch.h \
    common/delivery.h common/mailbox.h common/maildir.h common/watch.h \
    tests/unit/guard.h tests/unit/mailbox_fixture.h common/libpostern.a
	$(UNITCC) tests/unit/test_batch.c common/libpostern.a $(UNITLIBS)
tests/unit/test_below: tests/unit/test_below.c common/below.h \
    common/scan.h tests/unit/scratch.h common/libpostern.a
	$(UNITCC) tests/unit/test_below.c common/libpostern.a $(UNITLIBS)
tests/unit/test_brief: tests/unit/test_brief.c common/account.h \
    common/check.h common/checkrun.h common/delivery.h common/gate.h \
    common/maildir.h common/master.h common/options.h common/peer.h \
    common/record.h common/scan.h common/tls.h smtpd/alias.h \
    smtpd/brief.h smtpd/deliver.h smtpd/disk.h smtpd/envelope.h \
    smtpd/path.h smtpd/post.h smtpd/recipient.h smtpd/smtpd.h \
    smtpd/transaction.h smtpd/users.h smtpd/worker.h smtpd/libsmtpd.a \
    common/libpostern.a
	$(UNITCC) tests/unit/test_brief.c smtpd/libsmtpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_cache: tests/unit/test_cache.c common/lineio.h \
    common/mailbox.h common/maildir.h common/watch.h imapd/cache.h \
    imapd/cachefile.h imapd/content.h imapd/mime.h imapd/out.h \
    tests/unit/mailbox_fixture.h imapd/libimapd.a common/libpostern.a
	$(UNITCC) tests/unit/test_cache.c imapd/libimapd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_check: tests/unit/test_check.c common/account.h \
    common/base64.h common/check.h common/checkrun.h common/gate.h \
    common/options.h common/scan.h common/scram.h common/sha256.h \
    common/libpostern.a
	$(UNITCC) tests/unit/test_check.c common/libpostern.a $(UNITLIBS)
tests/unit/test_checkpassword: tests/unit/test_checkpassword.c \
    common/gate.h common/password.h common/scan.h common/libpostern.a
	$(UNITCC) tests/unit/test_checkpassword.c common/libpostern.a $(UNITLIBS)
tests/unit/test_content: tests/unit/test_content.c common/lineio.h \
    common/scan.h smtpd/content.h smtpd/data.h smtpd/header.h \
    smtpd/libsmtpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_content.c smtpd/libsmtpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_crlf: tests/unit/test_crlf.c imapd/crlf.h \
    tests/unit/guard.h imapd/libimapd.a common/libpostern.a
	$(UNITCC) tests/unit/test_crlf.c imapd/libimapd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_daemon: tests/unit/test_daemon.c common/daemon.h \
    common/libpostern.a
	$(UNITCC) tests/unit/test_daemon.c common/libpostern.a $(UNITLIBS)
tests/unit/test_data: tests/unit/test_data.c common/scan.h \
    smtpd/data.h tests/unit/guard.h smtpd/libsmtpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_data.c smtpd/libsmtpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_deliver: tests/unit/test_deliver.c common/account.h \
    common/checkrun.h common/delivery.h common/gate.h common/maildir.h \
    common/master.h common/options.h common/peer.h common/scan.h \
    common/tls.h smtpd/box.h smtpd/deliver.h smtpd/envelope.h \
    smtpd/path.h smtpd/post.h smtpd/smtpd.h tests/unit/scratch.h \
    smtpd/libsmtpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_deliver.c smtpd/libsmtpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_dhcpchoice: tests/unit/test_dhcpchoice.c \
    common/scan.h dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h \
    dhcpd/lease.h dhcpd/option.h dhcpd/packet.h dhcpd/param.h \
    dhcpd/ranges.h dhcpd/respond.h dhcpd/scope.h dhcpd/statement.h \
    tests/unit/dhcp_fixture.h tests/unit/dhcp_rows.h tests/unit/guard.h \
    dhcpd/libdhcpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_dhcpchoice.c dhcpd/libdhcpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_dhcpconf: tests/unit/test_dhcpconf.c common/scan.h \
    dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h dhcpd/lexer.h \
    dhcpd/option.h dhcpd/statement.h dhcpd/suggest.h tests/unit/guard.h \
    dhcpd/libdhcpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_dhcpconf.c dhcpd/libdhcpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_dhcpexpr: tests/unit/test_dhcpexpr.c common/scan.h \
    dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h \
    dhcpd/option.h dhcpd/param.h dhcpd/scope.h dhcpd/statement.h \
    dhcpd/libdhcpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_dhcpexpr.c dhcpd/libdhcpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_dhcplease: tests/unit/test_dhcplease.c common/scan.h \
    dhcpd/bytes.h dhcpd/lease.h dhcpd/packet.h dhcpd/libdhcpd.a \
    common/libpostern.a
	$(UNITCC) tests/unit/test_dhcplease.c dhcpd/libdhcpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_dhcppacket: tests/unit/test_dhcppacket.c \
    common/scan.h dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h \
    dhcpd/flags.h dhcpd/lease.h dhcpd/link.h dhcpd/option.h \
    dhcpd/packet.h dhcpd/param.h dhcpd/ranges.h dhcpd/respond.h \
    dhcpd/scope.h dhcpd/statement.h tests/unit/dhcp_fixture.h \
    tests/unit/guard.h dhcpd/libdhcpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_dhcppacket.c dhcpd/libdhcpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_dhcprelay: tests/unit/test_dhcprelay.c common/scan.h \
    dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h dhcpd/lease.h \
    dhcpd/option.h dhcpd/packet.h dhcpd/param.h dhcpd/ranges.h \
    dhcpd/respond.h dhcpd/scope.h dhcpd/statement.h \
    tests/unit/dhcp_fixture.h tests/unit/dhcp_rows.h tests/unit/guard.h \
    dhcpd/libdhcpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_dhcprelay.c dhcpd/libdhcpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_dhcpreply: tests/unit/test_dhcpreply.c common/scan.h \
    dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h dhcpd/lease.h \
    dhcpd/option.h dhcpd/packet.h dhcpd/param.h dhcpd/ranges.h \
    dhcpd/respond.h dhcpd/scope.h dhcpd/statement.h \
    tests/unit/dhcp_fixture.h tests/unit/dhcp_rows.h tests/unit/guard.h \
    dhcpd/libdhcpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_dhcpreply.c dhcpd/libdhcpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_dhcprespond: tests/unit/test_dhcprespond.c \
    common/scan.h dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h \
    dhcpd/lease.h dhcpd/option.h dhcpd/packet.h dhcpd/param.h \
    dhcpd/ranges.h dhcpd/respond.h dhcpd/scope.h dhcpd/statement.h \
    tests/unit/dhcp_fixture.h tests/unit/dhcp_rows.h tests/unit/guard.h \
    dhcpd/libdhcpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_dhcprespond.c dhcpd/libdhcpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_errand: tests/unit/test_errand.c dhcpd/errand.h \
    dhcpd/libdhcpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_errand.c dhcpd/libdhcpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_facts: tests/unit/test_facts.c common/scan.h \
    ftpd/facts.h ftpd/permission.h tests/unit/guard.h ftpd/libftpd.a \
    common/libpostern.a
	$(UNITCC) tests/unit/test_facts.c ftpd/libftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_filter: tests/unit/test_filter.c common/account.h \
    common/check.h common/checkrun.h common/delivery.h common/gate.h \
    common/maildir.h common/master.h common/options.h common/peer.h \
    common/scan.h common/tls.h smtpd/alias.h smtpd/command.h \
    smtpd/deliver.h smtpd/disk.h smtpd/envelope.h smtpd/filter.h \
    smtpd/path.h smtpd/post.h smtpd/recipient.h smtpd/smtpd.h \
    smtpd/transaction.h smtpd/users.h smtpd/worker.h tests/unit/scratch.h \
    tests/unit/workers.h smtpd/libsmtpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_filter.c smtpd/libsmtpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_foreign: tests/unit/test_foreign.c common/foreign.h \
    common/known.h common/mailbox.h common/maildir.h common/watch.h \
    tests/unit/guard.h tests/unit/mailbox_fixture.h common/libpostern.a
	$(UNITCC) tests/unit/test_foreign.c common/libpostern.a $(UNITLIBS)
tests/unit/test_ftpcontrol: tests/unit/test_ftpcontrol.c \
    common/gate.h common/lineio.h common/options.h common/peer.h \
    common/scan.h common/tls.h ftpd/control.h ftpd/data.h ftpd/ftpd.h \
    ftpd/helper.h ftpd/hook.h ftpd/hostport.h ftpd/path.h \
    ftpd/permission.h ftpd/rate.h ftpd/telnet.h ftpd/traffic.h \
    ftpd/transfer.h ftpd/upload.h ftpd/libftpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_ftpcontrol.c ftpd/libftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_ftpdigest: tests/unit/test_ftpdigest.c common/md5.h \
    common/scan.h common/sha256.h ftpd/digest.h tests/unit/guard.h \
    ftpd/libftpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_ftpdigest.c ftpd/libftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_ftphelper: tests/unit/test_ftphelper.c common/log.h \
    common/options.h common/peer.h common/scan.h common/tls.h \
    ftpd/helper.h ftpd/hostport.h ftpd/libftpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_ftphelper.c ftpd/libftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_ftphook: tests/unit/test_ftphook.c common/gate.h \
    common/log.h common/options.h common/peer.h common/scan.h ftpd/hook.h \
    tests/unit/scratch.h ftpd/libftpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_ftphook.c ftpd/libftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_ftppath: tests/unit/test_ftppath.c common/scan.h \
    ftpd/path.h tests/unit/scratch.h ftpd/libftpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_ftppath.c ftpd/libftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_ftppermission: tests/unit/test_ftppermission.c \
    common/checkrun.h common/gate.h common/lineio.h common/master.h \
    common/options.h common/peer.h common/scan.h common/tls.h \
    ftpd/abuse.h ftpd/admit.h ftpd/data.h ftpd/ftpd.h ftpd/helper.h \
    ftpd/hook.h ftpd/hostport.h ftpd/path.h ftpd/permission.h ftpd/rate.h \
    ftpd/telnet.h ftpd/traffic.h ftpd/transfer.h ftpd/upload.h \
    ftpd/libftpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_ftppermission.c ftpd/libftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_ftptelnet: tests/unit/test_ftptelnet.c common/scan.h \
    ftpd/telnet.h tests/unit/guard.h ftpd/libftpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_ftptelnet.c ftpd/libftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_ftptransfer: tests/unit/test_ftptransfer.c \
    common/options.h common/peer.h common/scan.h ftpd/data.h \
    ftpd/hostport.h ftpd/rate.h ftpd/transfer.h tests/unit/scratch.h \
    ftpd/libftpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_ftptransfer.c ftpd/libftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_gate: tests/unit/test_gate.c common/account.h \
    common/check.h common/checkrun.h common/clerk.h common/gate.h \
    common/jail.h common/lineio.h common/log.h common/master.h \
    common/options.h common/peer.h common/record.h common/scan.h \
    common/tls.h common/libpostern.a
	$(UNITCC) tests/unit/test_gate.c common/libpostern.a $(UNITLIBS)
tests/unit/test_glob: tests/unit/test_glob.c common/scan.h \
    ftpd/glob.h tests/unit/guard.h ftpd/libftpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_glob.c ftpd/libftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_header: tests/unit/test_header.c common/scan.h \
    smtpd/header.h tests/unit/guard.h smtpd/libsmtpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_header.c smtpd/libsmtpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_hostport: tests/unit/test_hostport.c common/scan.h \
    ftpd/hostport.h tests/unit/guard.h ftpd/libftpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_hostport.c ftpd/libftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_imapextras: tests/unit/test_imapextras.c \
    common/account.h common/base64.h common/gate.h common/lineio.h \
    common/mailbox.h common/maildir.h common/options.h common/peer.h \
    common/sasl.h common/scan.h common/scram.h common/sha256.h \
    common/watch.h imapd/cache.h imapd/cachefile.h imapd/catenate.h \
    imapd/content.h imapd/imapd.h imapd/input.h imapd/metadata.h \
    imapd/mime.h imapd/name.h imapd/out.h imapd/parse.h imapd/set.h \
    imapd/view.h imapd/writer.h imapd/libimapd.a common/libpostern.a
	$(UNITCC) tests/unit/test_imapextras.c imapd/libimapd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_imapfolder: tests/unit/test_imapfolder.c \
    common/lineio.h common/mailbox.h common/maildir.h common/watch.h \
    imapd/folder.h imapd/input.h imapd/name.h imapd/parse.h imapd/set.h \
    imapd/subscribe.h imapd/use.h tests/unit/mailbox_fixture.h \
    imapd/libimapd.a common/libpostern.a
	$(UNITCC) tests/unit/test_imapfolder.c imapd/libimapd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_imapname: tests/unit/test_imapname.c common/maildir.h \
    common/scan.h imapd/name.h imapd/utf7.h tests/unit/guard.h \
    imapd/libimapd.a common/libpostern.a
	$(UNITCC) tests/unit/test_imapname.c imapd/libimapd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_imapparse: tests/unit/test_imapparse.c \
    common/lineio.h common/scan.h imapd/input.h imapd/parse.h imapd/set.h \
    tests/unit/guard.h imapd/libimapd.a common/libpostern.a
	$(UNITCC) tests/unit/test_imapparse.c imapd/libimapd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_imapset: tests/unit/test_imapset.c common/lineio.h \
    common/scan.h imapd/date.h imapd/out.h imapd/set.h tests/unit/guard.h \
    imapd/libimapd.a common/libpostern.a
	$(UNITCC) tests/unit/test_imapset.c imapd/libimapd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_imaptext: tests/unit/test_imaptext.c common/account.h \
    common/base64.h common/gate.h common/lineio.h common/mailbox.h \
    common/maildir.h common/options.h common/peer.h common/sasl.h \
    common/scram.h common/sha256.h common/watch.h imapd/binary.h \
    imapd/cache.h imapd/cachefile.h imapd/content.h imapd/filter.h \
    imapd/flags.h imapd/folder.h imapd/imapd.h imapd/input.h imapd/mime.h \
    imapd/mimetype.h imapd/name.h imapd/objectid.h imapd/out.h \
    imapd/parse.h imapd/preview.h imapd/set.h imapd/token.h imapd/view.h \
    imapd/whole.h imapd/writer.h tests/unit/guard.h \
    tests/unit/mailbox_fixture.h imapd/libimapd.a common/libpostern.a
	$(UNITCC) tests/unit/test_imaptext.c imapd/libimapd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_imapview: tests/unit/test_imapview.c \
    common/delivery.h common/lineio.h common/mailbox.h common/maildir.h \
    common/watch.h imapd/cache.h imapd/cachefile.h imapd/content.h \
    imapd/mime.h imapd/name.h imapd/out.h imapd/set.h imapd/view.h \
    tests/unit/mailbox_fixture.h imapd/libimapd.a common/libpostern.a
	$(UNITCC) tests/unit/test_imapview.c imapd/libimapd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_jail: tests/unit/test_jail.c common/jail.h \
    common/scan.h common/seccomp.h common/libpostern.a
	$(UNITCC) tests/unit/test_jail.c common/libpostern.a $(UNITLIBS)
tests/unit/test_leasefile: tests/unit/test_leasefile.c common/scan.h \
    dhcpd/bytes.h dhcpd/lease.h dhcpd/leasefile.h dhcpd/packet.h \
    tests/unit/guard.h tests/unit/scratch.h dhcpd/libdhcpd.a \
    common/libpostern.a
	$(UNITCC) tests/unit/test_leasefile.c dhcpd/libdhcpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_leaseroom: tests/unit/test_leaseroom.c common/scan.h \
    dhcpd/bytes.h dhcpd/lease.h dhcpd/leasefile.h dhcpd/packet.h \
    tests/unit/guard.h tests/unit/scratch.h dhcpd/libdhcpd.a \
    common/libpostern.a
	$(UNITCC) tests/unit/test_leaseroom.c dhcpd/libdhcpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_lineio: tests/unit/test_lineio.c common/lineio.h \
    common/scan.h common/libpostern.a
	$(UNITCC) tests/unit/test_lineio.c common/libpostern.a $(UNITLIBS)
tests/unit/test_listing: tests/unit/test_listing.c ftpd/entries.h \
    ftpd/facts.h ftpd/line.h ftpd/listing.h ftpd/names.h \
    ftpd/permission.h tests/unit/scratch.h ftpd/libftpd.a \
    common/libpostern.a
	$(UNITCC) tests/unit/test_listing.c ftpd/libftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_loop: tests/unit/test_loop.c common/loop.h \
    common/libpostern.a
	$(UNITCC) tests/unit/test_loop.c common/libpostern.a $(UNITLIBS)
tests/unit/test_mailbox: tests/unit/test_mailbox.c common/batch.h \
    common/delivery.h common/index.h common/mailbox.h common/maildir.h \
    common/quota.h common/stamp.h common/watch.h \
    tests/unit/mailbox_fixture.h common/libpostern.a
	$(UNITCC) tests/unit/test_mailbox.c common/libpostern.a $(UNITLIBS)
tests/unit/test_mailbox_damage: tests/unit/test_mailbox_damage.c \
    common/batch.h common/highwater.h common/index.h common/journal.h \
    common/known.h common/mailbox.h common/maildir.h common/salvage.h \
    common/watch.h tests/unit/mailbox_fixture.h common/libpostern.a
	$(UNITCC) tests/unit/test_mailbox_damage.c common/libpostern.a $(UNITLIBS)
tests/unit/test_mailbox_faults: tests/unit/test_mailbox_faults.c \
    common/batch.h common/delivery.h common/index.h common/mailbox.h \
    common/maildir.h common/watch.h tests/unit/mailbox_fixture.h \
    common/libpostern.a
	$(UNITCC) tests/unit/test_mailbox_faults.c common/libpostern.a $(UNITLIBS)
tests/unit/test_mailbox_move: tests/unit/test_mailbox_move.c \
    common/mailbox.h common/maildir.h common/quota.h common/watch.h \
    tests/unit/mailbox_fixture.h common/libpostern.a
	$(UNITCC) tests/unit/test_mailbox_move.c common/libpostern.a $(UNITLIBS)
tests/unit/test_mailbox_race: tests/unit/test_mailbox_race.c \
    common/delivery.h common/mailbox.h common/maildir.h common/watch.h \
    tests/unit/mailbox_fixture.h common/libpostern.a
	$(UNITCC) tests/unit/test_mailbox_race.c common/libpostern.a $(UNITLIBS)
tests/unit/test_maildir: tests/unit/test_maildir.c common/delivery.h \
    common/maildir.h common/quota.h common/libpostern.a
	$(UNITCC) tests/unit/test_maildir.c common/libpostern.a $(UNITLIBS)
tests/unit/test_maildrop: tests/unit/test_maildrop.c common/mailbox.h \
    common/maildir.h common/scan.h common/watch.h pop3d/maildrop.h \
    pop3d/libpop3d.a common/libpostern.a
	$(UNITCC) tests/unit/test_maildrop.c pop3d/libpop3d.a common/libpostern.a $(UNITLIBS)
tests/unit/test_master: tests/unit/test_master.c common/checkrun.h \
    common/clerk.h common/gate.h common/jail.h common/lineio.h \
    common/master.h common/options.h common/peer.h common/record.h \
    common/scan.h common/tls.h common/libpostern.a
	$(UNITCC) tests/unit/test_master.c common/libpostern.a $(UNITLIBS)
tests/unit/test_mbox: tests/unit/test_mbox.c common/maildir.h \
    common/scan.h mbox/mbox.h mbox/uniqueid.h mbox/libmbox.a \
    common/libpostern.a
	$(UNITCC) tests/unit/test_mbox.c mbox/libmbox.a common/libpostern.a $(UNITLIBS)
tests/unit/test_md5: tests/unit/test_md5.c common/md5.h common/scan.h \
    tests/unit/guard.h common/libpostern.a
	$(UNITCC) tests/unit/test_md5.c common/libpostern.a $(UNITLIBS)
tests/unit/test_mime: tests/unit/test_mime.c common/lineio.h \
    imapd/address.h imapd/bodystructure.h imapd/envelope.h imapd/mime.h \
    imapd/out.h imapd/token.h tests/unit/guard.h imapd/libimapd.a \
    common/libpostern.a
	$(UNITCC) tests/unit/test_mime.c imapd/libimapd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_names: tests/unit/test_names.c common/scan.h \
    dhcpd/names.h dhcpd/libdhcpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_names.c dhcpd/libdhcpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_netascii: tests/unit/test_netascii.c common/scan.h \
    tests/unit/guard.h tftpd/netascii.h tftpd/libtftpd.a \
    common/libpostern.a
	$(UNITCC) tests/unit/test_netascii.c tftpd/libtftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_options: tests/unit/test_options.c common/log.h \
    common/options.h common/scan.h common/libpostern.a
	$(UNITCC) tests/unit/test_options.c common/libpostern.a $(UNITLIBS)
tests/unit/test_password: tests/unit/test_password.c \
    common/password.h common/scan.h tests/unit/guard.h common/libpostern.a
	$(UNITCC) tests/unit/test_password.c common/libpostern.a $(UNITLIBS)
tests/unit/test_path: tests/unit/test_path.c common/scan.h \
    smtpd/path.h tests/unit/guard.h smtpd/libsmtpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_path.c smtpd/libsmtpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_pattern: tests/unit/test_pattern.c common/pattern.h \
    common/scan.h common/libpostern.a
	$(UNITCC) tests/unit/test_pattern.c common/libpostern.a $(UNITLIBS)
tests/unit/test_peer: tests/unit/test_peer.c common/options.h \
    common/peer.h common/scan.h common/tls.h common/libpostern.a
	$(UNITCC) tests/unit/test_peer.c common/libpostern.a $(UNITLIBS)
tests/unit/test_probe: tests/unit/test_probe.c common/scan.h \
    dhcpd/bytes.h dhcpd/lease.h dhcpd/packet.h dhcpd/probe.h \
    dhcpd/respond.h dhcpd/libdhcpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_probe.c dhcpd/libdhcpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_rate: tests/unit/test_rate.c common/scan.h \
    ftpd/rate.h ftpd/libftpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_rate.c ftpd/libftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_recipient: tests/unit/test_recipient.c \
    common/account.h common/check.h common/checkrun.h common/gate.h \
    common/log.h common/master.h common/options.h common/peer.h \
    common/scan.h common/tls.h smtpd/alias.h smtpd/domain.h \
    smtpd/envelope.h smtpd/path.h smtpd/post.h smtpd/recipient.h \
    smtpd/smtpd.h smtpd/users.h tests/unit/scratch.h smtpd/libsmtpd.a \
    common/libpostern.a
	$(UNITCC) tests/unit/test_recipient.c smtpd/libsmtpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_relay: tests/unit/test_relay.c common/account.h \
    common/check.h common/checkrun.h common/delivery.h common/gate.h \
    common/maildir.h common/master.h common/options.h common/peer.h \
    common/scan.h common/tls.h smtpd/alias.h smtpd/blocklist.h \
    smtpd/command.h smtpd/deliver.h smtpd/disk.h smtpd/envelope.h \
    smtpd/path.h smtpd/post.h smtpd/recipient.h smtpd/relay.h \
    smtpd/smtpd.h smtpd/transaction.h smtpd/users.h smtpd/worker.h \
    tests/unit/scratch.h tests/unit/workers.h smtpd/libsmtpd.a \
    common/libpostern.a
	$(UNITCC) tests/unit/test_relay.c smtpd/libsmtpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_remap: tests/unit/test_remap.c common/scan.h \
    tftpd/remap.h tftpd/libtftpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_remap.c tftpd/libtftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_sasl: tests/unit/test_sasl.c common/account.h \
    common/base64.h common/gate.h common/lineio.h common/options.h \
    common/sasl.h common/saslio.h common/scan.h common/scram.h \
    common/sha256.h tests/unit/guard.h common/libpostern.a
	$(UNITCC) tests/unit/test_sasl.c common/libpostern.a $(UNITLIBS)
tests/unit/test_scan: tests/unit/test_scan.c common/scan.h \
    common/verb.h common/libpostern.a
	$(UNITCC) tests/unit/test_scan.c common/libpostern.a $(UNITLIBS)
tests/unit/test_scram: tests/unit/test_scram.c common/account.h \
    common/base64.h common/scan.h common/scram.h common/sha256.h \
    tests/unit/guard.h common/libpostern.a
	$(UNITCC) tests/unit/test_scram.c common/libpostern.a $(UNITLIBS)
tests/unit/test_search: tests/unit/test_search.c common/lineio.h \
    imapd/casemap.h imapd/charset.h imapd/criteria.h imapd/date.h \
    imapd/find.h imapd/input.h imapd/out.h imapd/parse.h imapd/result.h \
    imapd/sentdate.h imapd/set.h imapd/utf8.h tests/unit/guard.h \
    imapd/libimapd.a common/libpostern.a
	$(UNITCC) tests/unit/test_search.c imapd/libimapd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_send: tests/unit/test_send.c common/lineio.h \
    common/scan.h pop3d/send.h pop3d/libpop3d.a common/libpostern.a
	$(UNITCC) tests/unit/test_send.c pop3d/libpop3d.a common/libpostern.a $(UNITLIBS)
tests/unit/test_sha256: tests/unit/test_sha256.c common/scan.h \
    common/secret.h common/sha256.h tests/unit/guard.h common/libpostern.a
	$(UNITCC) tests/unit/test_sha256.c common/libpostern.a $(UNITLIBS)
tests/unit/test_smuggling: tests/unit/test_smuggling.c common/scan.h \
    smtpd/data.h smtpd/libsmtpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_smuggling.c smtpd/libsmtpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_syncer: tests/unit/test_syncer.c dhcpd/syncer.h \
    dhcpd/libdhcpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_syncer.c dhcpd/libdhcpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_tftp_blocks: tests/unit/test_tftp_blocks.c \
    common/scan.h tests/unit/scratch.h tftpd/blocks.h tftpd/file.h \
    tftpd/netascii.h tftpd/libtftpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_tftp_blocks.c tftpd/libtftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_tftp_flags: tests/unit/test_tftp_flags.c \
    common/loop.h common/scan.h tftpd/address.h tftpd/file.h \
    tftpd/flags.h tftpd/negotiate.h tftpd/packet.h tftpd/remap.h \
    tftpd/server.h tftpd/table.h tftpd/udp.h tftpd/libtftpd.a \
    common/libpostern.a
	$(UNITCC) tests/unit/test_tftp_flags.c tftpd/libtftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_tftp_packet: tests/unit/test_tftp_packet.c \
    common/scan.h tftpd/negotiate.h tftpd/packet.h tftpd/libtftpd.a \
    common/libpostern.a
	$(UNITCC) tests/unit/test_tftp_packet.c tftpd/libtftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_tftp_server: tests/unit/test_tftp_server.c \
    common/log.h common/loop.h tests/unit/scratch.h tftpd/address.h \
    tftpd/blocks.h tftpd/file.h tftpd/negotiate.h tftpd/netascii.h \
    tftpd/packet.h tftpd/remap.h tftpd/server.h tftpd/session.h \
    tftpd/table.h tftpd/transfer.h tftpd/udp.h tftpd/libtftpd.a \
    common/libpostern.a
	$(UNITCC) tests/unit/test_tftp_server.c tftpd/libtftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_tftp_table: tests/unit/test_tftp_table.c \
    common/scan.h tftpd/address.h tftpd/table.h tftpd/libtftpd.a \
    common/libpostern.a
	$(UNITCC) tests/unit/test_tftp_table.c tftpd/libtftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_tftp_transfer: tests/unit/test_tftp_transfer.c \
    common/scan.h tftpd/negotiate.h tftpd/packet.h tftpd/transfer.h \
    tftpd/libtftpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_tftp_transfer.c tftpd/libtftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_tftpdfile: tests/unit/test_tftpdfile.c common/scan.h \
    tests/unit/scratch.h tftpd/file.h tftpd/name.h tftpd/libtftpd.a \
    common/libpostern.a
	$(UNITCC) tests/unit/test_tftpdfile.c tftpd/libtftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_threads: tests/unit/test_threads.c common/lineio.h \
    imapd/order.h imapd/out.h imapd/subject.h imapd/threads.h \
    tests/unit/guard.h imapd/libimapd.a common/libpostern.a
	$(UNITCC) tests/unit/test_threads.c imapd/libimapd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_tls: tests/unit/test_tls.c common/options.h \
    common/peer.h common/scan.h common/tls.h common/libpostern.a
	$(UNITCC) tests/unit/test_tls.c common/libpostern.a $(UNITLIBS)
tests/unit/test_trace: tests/unit/test_trace.c common/scan.h \
    smtpd/path.h smtpd/trace.h smtpd/libsmtpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_trace.c smtpd/libsmtpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_tree: tests/unit/test_tree.c common/scan.h \
    imapd/tree.h tests/unit/scratch.h imapd/libimapd.a common/libpostern.a
	$(UNITCC) tests/unit/test_tree.c imapd/libimapd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_uidl: tests/unit/test_uidl.c common/mailbox.h \
    common/maildir.h common/scan.h common/watch.h pop3d/uidl.h \
    pop3d/libpop3d.a common/libpostern.a
	$(UNITCC) tests/unit/test_uidl.c pop3d/libpop3d.a common/libpostern.a $(UNITLIBS)
tests/unit/test_upload: tests/unit/test_upload.c common/scan.h \
    ftpd/upload.h tests/unit/scratch.h ftpd/libftpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_upload.c ftpd/libftpd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_watch: tests/unit/test_watch.c common/mailbox.h \
    common/maildir.h common/watch.h tests/unit/mailbox_fixture.h \
    common/libpostern.a
	$(UNITCC) tests/unit/test_watch.c common/libpostern.a $(UNITLIBS)
tests/unit/test_words: tests/unit/test_words.c common/lineio.h \
    imapd/charset.h imapd/decode.h imapd/mime.h imapd/out.h imapd/utf8.h \
    imapd/words.h tests/unit/guard.h imapd/libimapd.a common/libpostern.a
	$(UNITCC) tests/unit/test_words.c imapd/libimapd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_writeall: tests/unit/test_writeall.c \
    common/writeall.h common/libpostern.a
	$(UNITCC) tests/unit/test_writeall.c common/libpostern.a $(UNITLIBS)
tests/unit/test_writer: tests/unit/test_writer.c common/maildir.h \
    imapd/writer.h imapd/libimapd.a common/libpostern.a
	$(UNITCC) tests/unit/test_writer.c imapd/libimapd.a common/libpostern.a $(UNITLIBS)
tests/unit/test_xferlog: tests/unit/test_xferlog.c ftpd/xferlog.h \
    tests/unit/scratch.h ftpd/libftpd.a common/libpostern.a
	$(UNITCC) tests/unit/test_xferlog.c ftpd/libftpd.a common/libpostern.a $(UNITLIBS)
tests/fuzz/bin/replay_alias: tests/fuzz/fuzz_alias.c \
    tests/fuzz/replay.c common/account.h common/check.h common/checkrun.h \
    common/gate.h common/master.h common/options.h common/peer.h \
    common/scan.h common/tls.h smtpd/alias.h smtpd/envelope.h \
    smtpd/path.h smtpd/post.h smtpd/recipient.h smtpd/smtpd.h \
    smtpd/users.h smtpd/libsmtpd.a common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_alias.c tests/fuzz/replay.c \
	    smtpd/libsmtpd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_alias: tests/fuzz/fuzz_alias.c common/account.h \
    common/check.h common/checkrun.h common/gate.h common/master.h \
    common/options.h common/peer.h common/scan.h common/tls.h \
    smtpd/alias.h smtpd/envelope.h smtpd/path.h smtpd/post.h \
    smtpd/recipient.h smtpd/smtpd.h smtpd/users.h tests/fuzz/bin/smtpd.a \
    tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_alias.c tests/fuzz/bin/smtpd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_base64: tests/fuzz/fuzz_base64.c \
    tests/fuzz/replay.c common/base64.h common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_base64.c tests/fuzz/replay.c \
	    common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_base64: tests/fuzz/fuzz_base64.c common/base64.h \
    tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_base64.c tests/fuzz/bin/common.a
tests/fuzz/bin/replay_broker: tests/fuzz/fuzz_broker.c \
    tests/fuzz/replay.c common/account.h common/check.h common/checkrun.h \
    common/delivery.h common/gate.h common/maildir.h common/master.h \
    common/options.h common/peer.h common/tls.h smtpd/alias.h smtpd/box.h \
    smtpd/broker.h smtpd/deliver.h smtpd/disk.h smtpd/envelope.h \
    smtpd/path.h smtpd/post.h smtpd/recipient.h smtpd/smtpd.h \
    smtpd/transaction.h smtpd/users.h smtpd/worker.h tests/fuzz/must.h \
    smtpd/libsmtpd.a common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_broker.c tests/fuzz/replay.c \
	    smtpd/libsmtpd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_broker: tests/fuzz/fuzz_broker.c common/account.h \
    common/check.h common/checkrun.h common/delivery.h common/gate.h \
    common/maildir.h common/master.h common/options.h common/peer.h \
    common/tls.h smtpd/alias.h smtpd/box.h smtpd/broker.h smtpd/deliver.h \
    smtpd/disk.h smtpd/envelope.h smtpd/path.h smtpd/post.h \
    smtpd/recipient.h smtpd/smtpd.h smtpd/transaction.h smtpd/users.h \
    smtpd/worker.h tests/fuzz/must.h tests/fuzz/bin/smtpd.a \
    tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_broker.c tests/fuzz/bin/smtpd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_data: tests/fuzz/fuzz_data.c \
    tests/fuzz/replay.c smtpd/data.h smtpd/header.h smtpd/libsmtpd.a \
    common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_data.c tests/fuzz/replay.c \
	    smtpd/libsmtpd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_data: tests/fuzz/fuzz_data.c smtpd/data.h \
    smtpd/header.h tests/fuzz/bin/smtpd.a tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_data.c tests/fuzz/bin/smtpd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_dhcpconf: tests/fuzz/fuzz_dhcpconf.c \
    tests/fuzz/replay.c dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h \
    dhcpd/expr.h dhcpd/option.h dhcpd/packet.h dhcpd/param.h \
    dhcpd/scope.h dhcpd/statement.h dhcpd/libdhcpd.a common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_dhcpconf.c tests/fuzz/replay.c \
	    dhcpd/libdhcpd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_dhcpconf: tests/fuzz/fuzz_dhcpconf.c \
    dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h \
    dhcpd/option.h dhcpd/packet.h dhcpd/param.h dhcpd/scope.h \
    dhcpd/statement.h tests/fuzz/bin/dhcpd.a tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_dhcpconf.c tests/fuzz/bin/dhcpd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_dhcpexpr: tests/fuzz/fuzz_dhcpexpr.c \
    tests/fuzz/replay.c dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h \
    dhcpd/expr.h dhcpd/option.h dhcpd/packet.h dhcpd/param.h \
    dhcpd/scope.h dhcpd/statement.h dhcpd/libdhcpd.a common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_dhcpexpr.c tests/fuzz/replay.c \
	    dhcpd/libdhcpd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_dhcpexpr: tests/fuzz/fuzz_dhcpexpr.c \
    dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h \
    dhcpd/option.h dhcpd/packet.h dhcpd/param.h dhcpd/scope.h \
    dhcpd/statement.h tests/fuzz/bin/dhcpd.a tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_dhcpexpr.c tests/fuzz/bin/dhcpd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_dhcplease: tests/fuzz/fuzz_dhcplease.c \
    tests/fuzz/replay.c dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h \
    dhcpd/expr.h dhcpd/lease.h dhcpd/leasefile.h dhcpd/option.h \
    dhcpd/packet.h dhcpd/param.h dhcpd/respond.h dhcpd/scope.h \
    dhcpd/statement.h dhcpd/libdhcpd.a common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_dhcplease.c tests/fuzz/replay.c \
	    dhcpd/libdhcpd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_dhcplease: tests/fuzz/fuzz_dhcplease.c \
    dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h dhcpd/lease.h \
    dhcpd/leasefile.h dhcpd/option.h dhcpd/packet.h dhcpd/param.h \
    dhcpd/respond.h dhcpd/scope.h dhcpd/statement.h \
    tests/fuzz/bin/dhcpd.a tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_dhcplease.c tests/fuzz/bin/dhcpd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_dhcpoption: tests/fuzz/fuzz_dhcpoption.c \
    tests/fuzz/replay.c dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h \
    dhcpd/expr.h dhcpd/option.h dhcpd/param.h dhcpd/scope.h \
    dhcpd/statement.h dhcpd/libdhcpd.a common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_dhcpoption.c tests/fuzz/replay.c \
	    dhcpd/libdhcpd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_dhcpoption: tests/fuzz/fuzz_dhcpoption.c \
    dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h \
    dhcpd/option.h dhcpd/param.h dhcpd/scope.h dhcpd/statement.h \
    tests/fuzz/bin/dhcpd.a tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_dhcpoption.c tests/fuzz/bin/dhcpd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_dhcppacket: tests/fuzz/fuzz_dhcppacket.c \
    tests/fuzz/replay.c dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h \
    dhcpd/expr.h dhcpd/lease.h dhcpd/leasefile.h dhcpd/option.h \
    dhcpd/packet.h dhcpd/param.h dhcpd/ranges.h dhcpd/respond.h \
    dhcpd/scope.h dhcpd/statement.h dhcpd/libdhcpd.a common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_dhcppacket.c tests/fuzz/replay.c \
	    dhcpd/libdhcpd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_dhcppacket: tests/fuzz/fuzz_dhcppacket.c \
    dhcpd/arena.h dhcpd/bytes.h dhcpd/config.h dhcpd/expr.h dhcpd/lease.h \
    dhcpd/leasefile.h dhcpd/option.h dhcpd/packet.h dhcpd/param.h \
    dhcpd/ranges.h dhcpd/respond.h dhcpd/scope.h dhcpd/statement.h \
    tests/fuzz/bin/dhcpd.a tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_dhcppacket.c tests/fuzz/bin/dhcpd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_ftpargs: tests/fuzz/fuzz_ftpargs.c \
    tests/fuzz/replay.c ftpd/ascii.h ftpd/facts.h ftpd/glob.h \
    ftpd/hostport.h ftpd/listing.h ftpd/permission.h ftpd/libftpd.a \
    common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_ftpargs.c tests/fuzz/replay.c \
	    ftpd/libftpd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_ftpargs: tests/fuzz/fuzz_ftpargs.c ftpd/ascii.h \
    ftpd/facts.h ftpd/glob.h ftpd/hostport.h ftpd/listing.h \
    ftpd/permission.h tests/fuzz/bin/ftpd.a tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_ftpargs.c tests/fuzz/bin/ftpd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_ftpline: tests/fuzz/fuzz_ftpline.c \
    tests/fuzz/replay.c common/gate.h common/lineio.h common/log.h \
    common/options.h common/peer.h common/scan.h common/tls.h \
    ftpd/command.h ftpd/data.h ftpd/dataverbs.h ftpd/front.h ftpd/ftpd.h \
    ftpd/helper.h ftpd/hook.h ftpd/hostport.h ftpd/path.h \
    ftpd/permission.h ftpd/rate.h ftpd/session.h ftpd/telnet.h \
    ftpd/traffic.h ftpd/transfer.h ftpd/upload.h tests/fuzz/clerk.h \
    tests/fuzz/scratch.h ftpd/libftpd.a common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_ftpline.c tests/fuzz/replay.c \
	    ftpd/libftpd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_ftpline: tests/fuzz/fuzz_ftpline.c common/gate.h \
    common/lineio.h common/log.h common/options.h common/peer.h \
    common/scan.h common/tls.h ftpd/command.h ftpd/data.h \
    ftpd/dataverbs.h ftpd/front.h ftpd/ftpd.h ftpd/helper.h ftpd/hook.h \
    ftpd/hostport.h ftpd/path.h ftpd/permission.h ftpd/rate.h \
    ftpd/session.h ftpd/telnet.h ftpd/traffic.h ftpd/transfer.h \
    ftpd/upload.h tests/fuzz/clerk.h tests/fuzz/scratch.h \
    tests/fuzz/bin/ftpd.a tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_ftpline.c tests/fuzz/bin/ftpd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_ftppath: tests/fuzz/fuzz_ftppath.c \
    tests/fuzz/replay.c ftpd/path.h tests/fuzz/must.h ftpd/libftpd.a \
    common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_ftppath.c tests/fuzz/replay.c \
	    ftpd/libftpd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_ftppath: tests/fuzz/fuzz_ftppath.c ftpd/path.h \
    tests/fuzz/must.h tests/fuzz/bin/ftpd.a tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_ftppath.c tests/fuzz/bin/ftpd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_gate: tests/fuzz/fuzz_gate.c \
    tests/fuzz/replay.c common/account.h common/check.h common/checkrun.h \
    common/gate.h common/options.h common/peer.h tests/fuzz/must.h \
    common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_gate.c tests/fuzz/replay.c \
	    common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_gate: tests/fuzz/fuzz_gate.c common/account.h \
    common/check.h common/checkrun.h common/gate.h common/options.h \
    common/peer.h tests/fuzz/must.h tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_gate.c tests/fuzz/bin/common.a
tests/fuzz/bin/replay_imapcache: tests/fuzz/fuzz_imapcache.c \
    tests/fuzz/replay.c common/batch.h common/index.h common/mailbox.h \
    common/maildir.h common/watch.h imapd/cachefile.h imapd/libimapd.a \
    common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_imapcache.c tests/fuzz/replay.c \
	    imapd/libimapd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_imapcache: tests/fuzz/fuzz_imapcache.c \
    common/batch.h common/index.h common/mailbox.h common/maildir.h \
    common/watch.h imapd/cachefile.h tests/fuzz/bin/imapd.a \
    tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_imapcache.c tests/fuzz/bin/imapd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_imapfield: tests/fuzz/fuzz_imapfield.c \
    tests/fuzz/replay.c common/lineio.h imapd/address.h imapd/charset.h \
    imapd/envelope.h imapd/header.h imapd/mimetype.h imapd/out.h \
    imapd/token.h imapd/libimapd.a common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_imapfield.c tests/fuzz/replay.c \
	    imapd/libimapd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_imapfield: tests/fuzz/fuzz_imapfield.c \
    common/lineio.h imapd/address.h imapd/charset.h imapd/envelope.h \
    imapd/header.h imapd/mimetype.h imapd/out.h imapd/token.h \
    tests/fuzz/bin/imapd.a tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_imapfield.c tests/fuzz/bin/imapd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_imapline: tests/fuzz/fuzz_imapline.c \
    tests/fuzz/replay.c common/account.h common/base64.h common/gate.h \
    common/lineio.h common/log.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scram.h \
    common/sha256.h common/watch.h imapd/cache.h imapd/cachefile.h \
    imapd/command.h imapd/content.h imapd/front.h imapd/imapd.h \
    imapd/input.h imapd/mime.h imapd/name.h imapd/out.h imapd/parse.h \
    imapd/session.h imapd/set.h imapd/view.h tests/fuzz/clerk.h \
    tests/fuzz/scratch.h imapd/libimapd.a common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_imapline.c tests/fuzz/replay.c \
	    imapd/libimapd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_imapline: tests/fuzz/fuzz_imapline.c \
    common/account.h common/base64.h common/gate.h common/lineio.h \
    common/log.h common/mailbox.h common/maildir.h common/options.h \
    common/peer.h common/sasl.h common/scram.h common/sha256.h \
    common/watch.h imapd/cache.h imapd/cachefile.h imapd/command.h \
    imapd/content.h imapd/front.h imapd/imapd.h imapd/input.h \
    imapd/mime.h imapd/name.h imapd/out.h imapd/parse.h imapd/session.h \
    imapd/set.h imapd/view.h tests/fuzz/clerk.h tests/fuzz/scratch.h \
    tests/fuzz/bin/imapd.a tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_imapline.c tests/fuzz/bin/imapd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_imapsyntax: tests/fuzz/fuzz_imapsyntax.c \
    tests/fuzz/replay.c common/lineio.h common/maildir.h common/scan.h \
    imapd/date.h imapd/input.h imapd/name.h imapd/out.h imapd/parse.h \
    imapd/sentdate.h imapd/set.h imapd/subscribe.h imapd/utf7.h \
    imapd/libimapd.a common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_imapsyntax.c tests/fuzz/replay.c \
	    imapd/libimapd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_imapsyntax: tests/fuzz/fuzz_imapsyntax.c \
    common/lineio.h common/maildir.h common/scan.h imapd/date.h \
    imapd/input.h imapd/name.h imapd/out.h imapd/parse.h imapd/sentdate.h \
    imapd/set.h imapd/subscribe.h imapd/utf7.h tests/fuzz/bin/imapd.a \
    tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_imapsyntax.c tests/fuzz/bin/imapd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_index: tests/fuzz/fuzz_index.c \
    tests/fuzz/replay.c common/batch.h common/highwater.h common/index.h \
    common/known.h common/mailbox.h common/maildir.h common/salvage.h \
    common/watch.h common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_index.c tests/fuzz/replay.c \
	    common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_index: tests/fuzz/fuzz_index.c common/batch.h \
    common/highwater.h common/index.h common/known.h common/mailbox.h \
    common/maildir.h common/salvage.h common/watch.h \
    tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_index.c tests/fuzz/bin/common.a
tests/fuzz/bin/replay_maildirname: tests/fuzz/fuzz_maildirname.c \
    tests/fuzz/replay.c common/maildir.h common/quota.h \
    common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_maildirname.c tests/fuzz/replay.c \
	    common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_maildirname: tests/fuzz/fuzz_maildirname.c \
    common/maildir.h common/quota.h tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_maildirname.c tests/fuzz/bin/common.a
tests/fuzz/bin/replay_mbox: tests/fuzz/fuzz_mbox.c \
    tests/fuzz/replay.c common/maildir.h mbox/mbox.h mbox/uniqueid.h \
    mbox/libmbox.a common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_mbox.c tests/fuzz/replay.c \
	    mbox/libmbox.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_mbox: tests/fuzz/fuzz_mbox.c common/maildir.h \
    mbox/mbox.h mbox/uniqueid.h tests/fuzz/bin/mbox.a \
    tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_mbox.c tests/fuzz/bin/mbox.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_mime: tests/fuzz/fuzz_mime.c \
    tests/fuzz/replay.c common/lineio.h imapd/bodystructure.h \
    imapd/envelope.h imapd/mime.h imapd/out.h imapd/libimapd.a \
    common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_mime.c tests/fuzz/replay.c \
	    imapd/libimapd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_mime: tests/fuzz/fuzz_mime.c common/lineio.h \
    imapd/bodystructure.h imapd/envelope.h imapd/mime.h imapd/out.h \
    tests/fuzz/bin/imapd.a tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_mime.c tests/fuzz/bin/imapd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_passwd: tests/fuzz/fuzz_passwd.c \
    tests/fuzz/replay.c common/account.h common/base64.h \
    common/password.h common/scram.h common/sha256.h common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_passwd.c tests/fuzz/replay.c \
	    common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_passwd: tests/fuzz/fuzz_passwd.c common/account.h \
    common/base64.h common/password.h common/scram.h common/sha256.h \
    tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_passwd.c tests/fuzz/bin/common.a
tests/fuzz/bin/replay_path: tests/fuzz/fuzz_path.c \
    tests/fuzz/replay.c common/scan.h smtpd/path.h smtpd/libsmtpd.a \
    common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_path.c tests/fuzz/replay.c \
	    smtpd/libsmtpd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_path: tests/fuzz/fuzz_path.c common/scan.h \
    smtpd/path.h tests/fuzz/bin/smtpd.a tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_path.c tests/fuzz/bin/smtpd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_pop3line: tests/fuzz/fuzz_pop3line.c \
    tests/fuzz/replay.c common/account.h common/base64.h common/gate.h \
    common/lineio.h common/log.h common/mailbox.h common/maildir.h \
    common/options.h common/peer.h common/sasl.h common/scram.h \
    common/sha256.h common/verb.h common/watch.h pop3d/clash.h \
    pop3d/command.h pop3d/front.h pop3d/maildrop.h pop3d/pop3d.h \
    pop3d/send.h pop3d/session.h pop3d/uidl.h tests/fuzz/clerk.h \
    tests/fuzz/scratch.h pop3d/libpop3d.a common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_pop3line.c tests/fuzz/replay.c \
	    pop3d/libpop3d.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_pop3line: tests/fuzz/fuzz_pop3line.c \
    common/account.h common/base64.h common/gate.h common/lineio.h \
    common/log.h common/mailbox.h common/maildir.h common/options.h \
    common/peer.h common/sasl.h common/scram.h common/sha256.h \
    common/verb.h common/watch.h pop3d/clash.h pop3d/command.h \
    pop3d/front.h pop3d/maildrop.h pop3d/pop3d.h pop3d/send.h \
    pop3d/session.h pop3d/uidl.h tests/fuzz/clerk.h tests/fuzz/scratch.h \
    tests/fuzz/bin/pop3d.a tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_pop3line.c tests/fuzz/bin/pop3d.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_proxy: tests/fuzz/fuzz_proxy.c \
    tests/fuzz/replay.c common/options.h common/peer.h tests/fuzz/must.h \
    common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_proxy.c tests/fuzz/replay.c \
	    common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_proxy: tests/fuzz/fuzz_proxy.c common/options.h \
    common/peer.h tests/fuzz/must.h tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_proxy.c tests/fuzz/bin/common.a
tests/fuzz/bin/replay_sasl: tests/fuzz/fuzz_sasl.c \
    tests/fuzz/replay.c common/account.h common/base64.h common/gate.h \
    common/password.h common/sasl.h common/scram.h common/sha256.h \
    common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_sasl.c tests/fuzz/replay.c \
	    common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_sasl: tests/fuzz/fuzz_sasl.c common/account.h \
    common/base64.h common/gate.h common/password.h common/sasl.h \
    common/scram.h common/sha256.h tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_sasl.c tests/fuzz/bin/common.a
tests/fuzz/bin/replay_search: tests/fuzz/fuzz_search.c \
    tests/fuzz/replay.c common/lineio.h imapd/charset.h imapd/criteria.h \
    imapd/find.h imapd/input.h imapd/out.h imapd/parse.h imapd/result.h \
    imapd/sentdate.h imapd/set.h imapd/subject.h imapd/threads.h \
    imapd/libimapd.a common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_search.c tests/fuzz/replay.c \
	    imapd/libimapd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_search: tests/fuzz/fuzz_search.c common/lineio.h \
    imapd/charset.h imapd/criteria.h imapd/find.h imapd/input.h \
    imapd/out.h imapd/parse.h imapd/result.h imapd/sentdate.h imapd/set.h \
    imapd/subject.h imapd/threads.h tests/fuzz/bin/imapd.a \
    tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_search.c tests/fuzz/bin/imapd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_smtpline: tests/fuzz/fuzz_smtpline.c \
    tests/fuzz/replay.c common/account.h common/base64.h \
    common/checkrun.h common/gate.h common/lineio.h common/log.h \
    common/master.h common/options.h common/peer.h common/sasl.h \
    common/scan.h common/scram.h common/sha256.h common/tls.h \
    common/verb.h smtpd/content.h smtpd/data.h smtpd/header.h \
    smtpd/path.h smtpd/post.h smtpd/reply.h smtpd/session.h smtpd/smtpd.h \
    smtpd/trace.h tests/fuzz/scratch.h smtpd/libsmtpd.a \
    common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_smtpline.c tests/fuzz/replay.c \
	    smtpd/libsmtpd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_smtpline: tests/fuzz/fuzz_smtpline.c \
    common/account.h common/base64.h common/checkrun.h common/gate.h \
    common/lineio.h common/log.h common/master.h common/options.h \
    common/peer.h common/sasl.h common/scan.h common/scram.h \
    common/sha256.h common/tls.h common/verb.h smtpd/content.h \
    smtpd/data.h smtpd/header.h smtpd/path.h smtpd/post.h smtpd/reply.h \
    smtpd/session.h smtpd/smtpd.h smtpd/trace.h tests/fuzz/scratch.h \
    tests/fuzz/bin/smtpd.a tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_smtpline.c tests/fuzz/bin/smtpd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_tftpoptions: tests/fuzz/fuzz_tftpoptions.c \
    tests/fuzz/replay.c tests/fuzz/must.h tftpd/negotiate.h \
    tftpd/packet.h tftpd/libtftpd.a common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_tftpoptions.c tests/fuzz/replay.c \
	    tftpd/libtftpd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_tftpoptions: tests/fuzz/fuzz_tftpoptions.c \
    tests/fuzz/must.h tftpd/negotiate.h tftpd/packet.h \
    tests/fuzz/bin/tftpd.a tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_tftpoptions.c tests/fuzz/bin/tftpd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_tftppacket: tests/fuzz/fuzz_tftppacket.c \
    tests/fuzz/replay.c tests/fuzz/must.h tftpd/packet.h tftpd/libtftpd.a \
    common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_tftppacket.c tests/fuzz/replay.c \
	    tftpd/libtftpd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_tftppacket: tests/fuzz/fuzz_tftppacket.c \
    tests/fuzz/must.h tftpd/packet.h tests/fuzz/bin/tftpd.a \
    tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_tftppacket.c tests/fuzz/bin/tftpd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_tftppath: tests/fuzz/fuzz_tftppath.c \
    tests/fuzz/replay.c tests/fuzz/must.h tftpd/file.h tftpd/name.h \
    tftpd/libtftpd.a common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_tftppath.c tests/fuzz/replay.c \
	    tftpd/libtftpd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_tftppath: tests/fuzz/fuzz_tftppath.c \
    tests/fuzz/must.h tftpd/file.h tftpd/name.h tests/fuzz/bin/tftpd.a \
    tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_tftppath.c tests/fuzz/bin/tftpd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_tftpremap: tests/fuzz/fuzz_tftpremap.c \
    tests/fuzz/replay.c tests/fuzz/must.h tftpd/remap.h tftpd/libtftpd.a \
    common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_tftpremap.c tests/fuzz/replay.c \
	    tftpd/libtftpd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_tftpremap: tests/fuzz/fuzz_tftpremap.c \
    tests/fuzz/must.h tftpd/remap.h tests/fuzz/bin/tftpd.a \
    tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_tftpremap.c tests/fuzz/bin/tftpd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_tftptransfer: tests/fuzz/fuzz_tftptransfer.c \
    tests/fuzz/replay.c tests/fuzz/must.h tftpd/negotiate.h \
    tftpd/packet.h tftpd/transfer.h tftpd/libtftpd.a common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_tftptransfer.c tests/fuzz/replay.c \
	    tftpd/libtftpd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_tftptransfer: tests/fuzz/fuzz_tftptransfer.c \
    tests/fuzz/must.h tftpd/negotiate.h tftpd/packet.h tftpd/transfer.h \
    tests/fuzz/bin/tftpd.a tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_tftptransfer.c tests/fuzz/bin/tftpd.a tests/fuzz/bin/common.a
tests/fuzz/bin/replay_uidlist: tests/fuzz/fuzz_uidlist.c \
    tests/fuzz/replay.c common/foreign.h common/highwater.h \
    common/known.h common/mailbox.h common/maildir.h common/watch.h \
    common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_uidlist.c tests/fuzz/replay.c \
	    common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_uidlist: tests/fuzz/fuzz_uidlist.c \
    common/foreign.h common/highwater.h common/known.h common/mailbox.h \
    common/maildir.h common/watch.h tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_uidlist.c tests/fuzz/bin/common.a
tests/fuzz/bin/replay_words: tests/fuzz/fuzz_words.c \
    tests/fuzz/replay.c common/lineio.h imapd/charset.h imapd/decode.h \
    imapd/mime.h imapd/out.h imapd/utf8.h imapd/words.h imapd/libimapd.a \
    common/libpostern.a
	mkdir -p tests/fuzz/bin
	$(UNITCC) tests/fuzz/fuzz_words.c tests/fuzz/replay.c \
	    imapd/libimapd.a common/libpostern.a $(LDLIBS)
tests/fuzz/bin/fuzz_words: tests/fuzz/fuzz_words.c common/lineio.h \
    imapd/charset.h imapd/decode.h imapd/mime.h imapd/out.h imapd/utf8.h \
    imapd/words.h tests/fuzz/bin/imapd.a tests/fuzz/bin/common.a
	$(FUZZCC) -fsanitize=fuzzer -o $@ \
	    tests/fuzz/fuzz_words.c tests/fuzz/bin/imapd.a tests/fuzz/bin/common.a
