"""The servers measured: the peers, ours, and a program that does nothing.
Each is configured in its own directory, listens on a loopback port of its
own and keeps its settings as its package ships them, but for what makes it
faster without making it less safe; README.md lists these."""

import os
import shutil
import socket
import subprocess
import time

from space import (MAIL_UID, PLAIN, USERS, give, run, write)

DOMAIN = "bench.test"


class Server:
    """title: in the tables.  binary: what must exist for it to run."""

    def __init__(self, title, kind, port, binary, start, **more):
        self.title, self.kind, self.port = title, kind, port
        self.binary, self.begin = binary, start
        self.ours = self.floor = self.mbox = self.slow = False
        self.pipelining = True
        self.why = None             # why it is not measured
        self.__dict__.update(more)
        self.log = None

    def start(self, scratch):
        if self.kind == "disk":
            return
        if not os.path.exists(self.binary):
            self.why = "not built" if self.ours else "not installed"
            return
        self.scratch = scratch
        self.dir = f"{scratch}/{self.title}"
        shutil.rmtree(self.dir, ignore_errors=True)
        os.makedirs(self.dir)
        # Where an SMTP server delivers.
        self.inbox = f"{scratch}/in-{self.title}"
        shutil.rmtree(self.inbox, ignore_errors=True)
        self.log = open(f"{self.dir}/log", "ab")
        if self.kind == "smtp":
            give(self.inbox)
            make_inboxes(self.inbox)
        self.process = None
        try:
            self.begin(self, scratch)
        except (OSError, subprocess.SubprocessError) as e:
            self.why = f"does not start: {e}"
            return
        if not answers(self.port):
            self.why = f"does not answer, see {self.dir}/log"

    def spawn(self, *argv, **kw):
        self.process = subprocess.Popen(
            argv, stdin=subprocess.DEVNULL, stdout=self.log,
            stderr=self.log, **kw)

    def under_tcpserver(self, *argv, uid=0, **kw):
        """The super-server of all that is not its own daemon."""
        if shutil.which("tcpserver") is None:
            self.spawn(f"{self.scratch}/bin/super", str(self.port), *argv,
                       **kw)
            return
        ids = (["-u", str(uid), "-g", str(uid)] if os.getuid() == 0
               else [])
        self.spawn("tcpserver", "-DHRl0", "-c", "250", "-b", "250", *ids,
                   "127.0.0.1", str(self.port), *argv, **kw)


def answers(port, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with socket.create_connection(("127.0.0.1", port), 5) as s:
                s.settimeout(5)
                if s.recv(1):
                    return True
        except OSError:
            pass
        time.sleep(0.1)
    return False


def make_inboxes(top):
    for i in range(USERS):
        for name in ("", "/Maildir", "/Maildir/tmp", "/Maildir/new",
                     "/Maildir/cur"):
            give(f"{top}/user{i}{name}")


# ---------------------------------------------------------------- Postfix

POSTFIX_MAIN = """compatibility_level = 3.6
queue_directory = {dir}/queue
data_directory = {dir}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = {domain}
mydestination =
local_recipient_maps =
alias_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_peername_lookup = no
virtual_mailbox_domains = {domain}
virtual_mailbox_base = {inbox}
virtual_mailbox_maps = texthash:{dir}/mailboxes
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{uid}
message_size_limit = 268435456
mailbox_size_limit = 0
virtual_mailbox_limit = 0
in_flow_delay = 0
"""
POSTFIX_MASTER = """127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
"""


def start_postfix(s, scratch):
    names = dict(dir=s.dir, domain=DOMAIN, inbox=s.inbox, port=s.port,
                 uid=MAIL_UID)
    write(f"{s.dir}/main.cf", POSTFIX_MAIN.format(**names))
    write(f"{s.dir}/master.cf", POSTFIX_MASTER.format(**names))
    write(f"{s.dir}/mailboxes", "".join(
        f"user{i}@{DOMAIN} user{i}/Maildir/\n" for i in range(USERS)))
    os.makedirs(f"{s.dir}/queue/pid")
    shutil.chown(s.dir + "/queue", "root")
    for name in ("active bounce corrupt defer deferred flush hold incoming "
                 "maildrop private public saved trace").split():
        os.makedirs(f"{s.dir}/queue/{name}", mode=0o700)
        shutil.chown(f"{s.dir}/queue/{name}", "postfix")
    for name, mode in (("maildrop", 0o730), ("public", 0o710)):
        shutil.chown(f"{s.dir}/queue/{name}", "postfix", "postdrop")
        os.chmod(f"{s.dir}/queue/{name}", mode)
    os.makedirs(f"{s.dir}/data", mode=0o700)
    shutil.chown(f"{s.dir}/data", "postfix")
    s.spawn(s.binary, "-c", s.dir)


# -------------------------------------------------------------- OpenSMTPD

OPENSMTPD = """listen on 127.0.0.1 port {port} hostname {domain}
smtp max-message-size 256M
action "in" maildir "{inbox}/%{{user.username}}/Maildir"
match from any for domain "{domain}" action "in"
"""


def start_opensmtpd(s, scratch):
    write(f"{s.dir}/smtpd.conf", OPENSMTPD.format(
        port=s.port, domain=DOMAIN, inbox=s.inbox), 0o600)
    os.makedirs("/var/lib/opensmtpd/empty", exist_ok=True)
    s.spawn("/usr/sbin/smtpd", "-d", "-f", f"{s.dir}/smtpd.conf")


# ---------------------------------------------------------------- Dovecot

DOVECOT = """base_dir = {dir}/run
state_dir = {dir}/state
log_path = /dev/null
protocols = pop3
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:~/Maildir
mail_max_userip_connections = 0
first_valid_uid = 1
passdb {{
  driver = passwd-file
  args = scheme=CRYPT {users}
}}
userdb {{
  driver = passwd-file
  args = {users}
}}
service pop3-login {{
  inet_listener pop3 {{
    port = {port}
  }}
  inet_listener pop3s {{
    port = 0
  }}
  process_min_avail = 2
  service_count = {login_count}
}}
service pop3 {{
  process_min_avail = {min_avail}
  service_count = {session_count}
}}
"""


def start_dovecot(s, scratch):
    fast = s.fast
    write(f"{s.dir}/dovecot.conf", DOVECOT.format(
        dir=s.dir, users=f"{scratch}/users", port=s.port,
        login_count=0 if fast else 1, session_count=1000 if fast else 1,
        min_avail=2 if fast else 0))
    s.spawn(s.binary, "-F", "-c", f"{s.dir}/dovecot.conf")


# ----------------------------------------------------- Courier and popa3d

def start_courier(s, scratch):
    lib = "/usr/lib/courier"
    for path in ("/run/courier/authdaemon", "/var/lib/courier"):
        os.makedirs(path, exist_ok=True)
        shutil.chown(path, "courier", "courier")
    for name in ("/etc/pam.d/pop3",):
        write(name, "auth required pam_unix.so\n"
              "account required pam_unix.so\n")
    run(["/usr/sbin/authdaemond", "start"], stdin=subprocess.DEVNULL,
        stdout=s.log, stderr=s.log)
    env = dict(os.environ, MAILDIRPATH="Maildir", POP3AUTH="",
               POP3_TLS_REQUIRED="0", PORT=str(s.port),
               MIME_UNICODE_MESSAGE_TYPE="message/global",
               COURIERTLS="", TLS_CERTINFO="")
    s.under_tcpserver(f"{lib}/courier/courierpop3login",
                      f"{lib}/courier/courierpop3d", "Maildir", env=env)


def start_popa3d(s, scratch):
    write("/etc/pam.d/popa3d", "auth required pam_unix.so\n"
          "account required pam_unix.so\n")
    os.makedirs("/var/lib/popa3d", exist_ok=True)
    s.under_tcpserver(s.binary)


# ------------------------------------------------------------------- ours

def write_users(scratch, path=None, home=None):
    """A passwd-file, as Dovecot and ours read it."""
    home = home or f"{scratch}/mail"
    return write(path or f"{scratch}/users", "".join(
        f"user{i}:{PLAIN}:{MAIL_UID}:{MAIL_UID}::{home}/user{i}::\n"
        for i in range(USERS)))


def start_smtpd(s, scratch):
    users = write_users(scratch, f"{s.dir}/users", s.inbox)
    s.under_tcpserver(s.binary, "-f", users, "-d", DOMAIN, "-n", DOMAIN,
                      "-e", uid=MAIL_UID)


def start_pop3d(s, scratch):
    s.under_tcpserver(s.binary, "-f", f"{scratch}/users", "-c", "-e")


def start_nothing(s, scratch):
    s.under_tcpserver(s.binary)


def start_nothing_inetd(s, scratch):
    write(f"{s.dir}/inetd.conf", f"127.0.0.1:{s.port} stream tcp nowait "
          f"root {s.program} nothing\n")
    s.spawn(s.binary, "-i", "-R", "1000000", f"{s.dir}/inetd.conf")


def everything(scratch):
    """All servers by title; the order is that of the columns."""
    def nothing(libc, port):
        return Server(f"nothing-{libc}", "nothing", port,
                      f"{scratch}/bin/nothing-{libc}", start_nothing,
                      floor=True)

    def ours(kind, build, port, start, server):
        return Server(f"{server}-{build}", kind, port,
                      f"{scratch}/build-{build}/{server}/{server}", start,
                      ours=True)

    servers = [
        Server("disk", "disk", 0, None, None, floor=True),
        Server("postfix", "smtp", 2501, "/usr/lib/postfix/sbin/master",
               start_postfix),
        Server("opensmtpd", "smtp", 2502, "/usr/libexec/opensmtpd/"
               "mail.maildir", start_opensmtpd, pipelining=False),
        ours("smtp", "dynamic", 2503, start_smtpd, "smtpd"),
        ours("smtp", "musl", 2504, start_smtpd, "smtpd"),
        Server("dovecot-secure", "pop3", 1101, "/usr/sbin/dovecot",
               start_dovecot, fast=False, slow=True),
        Server("dovecot-fast", "pop3", 1102, "/usr/sbin/dovecot",
               start_dovecot, fast=True),
        Server("courier", "pop3", 1103,
               "/usr/lib/courier/courier/courierpop3d", start_courier),
        Server("popa3d", "pop3", 1104, "/usr/sbin/popa3d", start_popa3d,
               mbox=True),
        ours("pop3", "dynamic", 1105, start_pop3d, "pop3d"),
        ours("pop3", "musl", 1106, start_pop3d, "pop3d"),
        nothing("dynamic", 1107),
        nothing("static", 1108),
        nothing("musl", 1109),
        Server("nothing-inetd", "nothing", 1110, "/usr/sbin/inetd",
               start_nothing_inetd, floor=True,
               program=f"{scratch}/bin/nothing-musl"),
    ]
    return {s.title: s for s in servers}
