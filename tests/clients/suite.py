"""suite: real servers under real super-servers, for the client tests.

A Stage is a scratch directory with accounts and the copied binaries; a
Service is one server behind one super-server on a free port of loopback.
Whatever a test began ends with it.  Output is TAP.
"""
import atexit
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

TOP = os.path.realpath(os.path.join(os.path.dirname(__file__), '..', '..'))
ROOT = os.geteuid() == 0
UID = 20001                     # joe, when we are root
PLAIN_UID = 20000               # whoever runs servers without root
PATH = os.environ['PATH'] + ':/usr/sbin:/sbin:/usr/local/sbin'
WAIT = 10                       # seconds until something must have happened

os.environ['PATH'] = PATH

# What mail programs have stumbled over, in CRLF form: dots, 8-bit, an empty
# line at the end, a line of 998 octets, a line of "From ".
MESSAGE = (b'From: Ann <ann@example.org>\r\nTo: joe@example.org\r\n'
           b'Subject: gr\xc3\xbc\xc3\x9fe\r\nMessage-ID: <1@example.org>\r\n'
           b'Date: Sat, 21 Nov 2026 09:00:00 +0000\r\n'
           b'Content-Type: text/plain; charset=utf-8\r\n'
           b'MIME-Version: 1.0\r\nContent-Transfer-Encoding: 8bit\r\n'
           b'\r\n'
           b'.\r\n..\r\n.dot\r\nFrom here.\r\n\r\n\tz\xc3\xbcge \r\n' +
           b'x' * 998 + b'\r\n\r\n')

# The fields a server may put in front.
TRACE = re.compile(rb'\A((Return-Path|Delivered-To|Received):[^\n]*\n'
                   rb'([ \t][^\n]*\n)*)*\Z')


class Tap:
    number = 0
    failed = False

    def test(self, name, run, *args):
        self.number += 1
        try:
            run(*args)
        except Skip as why:
            print('ok %d - %s # SKIP %s' % (self.number, name, why))
        except Exception as e:
            self.failed = True
            print('not ok %d - %s' % (self.number, name))
            for line in ('%s: %s' % (type(e).__name__, e)).splitlines():
                print('#   ' + line)
            for stage in Stage.all:
                stage.show_log()
        else:
            print('ok %d - %s' % (self.number, name))
        finally:
            for stage in Stage.all[:]:
                stage.close()
        sys.stdout.flush()

    def end(self):
        print('1..%d' % self.number)
        sys.exit(1 if self.failed else 0)


class Skip(Exception):
    pass


def need(*programs):
    for p in programs:
        if shutil.which(p) is None:
            raise Skip('%s is not installed' % p)


def run(*argv, data=b'', ok=(0,), env=None, timeout=60):
    """Runs a client; its output.  Another status is a failure."""
    p = subprocess.run(argv, input=data, stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE, timeout=timeout,
                       env=dict(os.environ, **(env or {})))
    if p.returncode not in ok:
        raise AssertionError('%s: status %d\n%s%s' % (
            ' '.join(argv), p.returncode, p.stdout.decode(errors='replace'),
            p.stderr.decode(errors='replace')))
    return p.stdout


def same(got, want, what):
    if got != want:
        raise AssertionError('%s:\n  got  %s\n  want %s' %
                             (what, repr(got)[-900:], repr(want)[-900:]))


def until(condition, what, seconds=WAIT):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError('still not so: ' + what)
        time.sleep(0.02)


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


class Stage:
    all = []

    def __init__(self, users=('joe',), root=ROOT, secret='{PLAIN}secret'):
        self.root = root and ROOT
        self.dir = tempfile.mkdtemp(prefix='postern-clients.')
        self.services = []
        self.uid = UID if self.root else PLAIN_UID if ROOT else os.getuid()
        Stage.all.append(self)
        os.chmod(self.dir, 0o755)
        for name in ('smtpd/smtpd', 'pop3d/pop3d', 'ftpd/ftpd',
                     'imapd/imapd', 'libexec/postern-checkpassword'):
            shutil.copy2(os.path.join(TOP, name), self.dir)
        ids = '%d:%d' % (self.uid, self.uid) if self.root else ':'
        with open(self.path('passwd'), 'w') as f:
            for user in users:
                f.write('%s:%s:%s::%s::\n' % (user, secret, ids,
                                              self.path(user)))
                for sub in ('new', 'cur', 'tmp'):
                    os.makedirs(self.path(user, 'Maildir', sub))
                self.give(self.path(user))
        for name in 'log', 'sessions':
            self.write(name, '', 0o666)

    def path(self, *parts):
        return os.path.join(self.dir, *parts)

    def give(self, path):
        """To the account's owner, all that is below path."""
        if not ROOT:
            return
        os.chown(path, self.uid, self.uid)
        for where, dirs, files in os.walk(path):
            for name in dirs + files:
                os.chown(os.path.join(where, name), self.uid, self.uid)

    def write(self, name, text, mode=0o644):
        path = self.path(name)
        with open(path, 'wb' if isinstance(text, bytes) else 'w') as f:
            f.write(text)
        os.chmod(path, mode)
        return path

    def server(self, program, *flags):
        """The server's argv."""
        name = {'smtpd': 'mx', 'imapd': 'imap'}.get(program, 'pop') + \
            '.example.org'
        local = ['-d', 'example.org'] if program == 'smtpd' else []
        return [self.path(program), '-e', '-n', name, '-f',
                self.path('passwd')] + local + list(flags)

    def service(self, super_server, argv):
        s = Service(self, super_server, argv)
        self.services.append(s)
        s.start()
        return s

    def smtp(self, super_server='systemd', *flags):
        return self.service(super_server, self.server('smtpd', *flags))

    def pop3(self, super_server='systemd', *flags):
        return self.service(super_server, self.server('pop3d', *flags))

    def imap(self, super_server='systemd', *flags):
        return self.service(super_server, self.server('imapd', *flags))

    def certificate(self):
        need('openssl')
        if not os.path.exists(self.path('cert.pem')):
            run('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes',
                '-days', '2', '-subj', '/CN=localhost', '-addext',
                'subjectAltName=DNS:localhost,IP:127.0.0.1',
                '-keyout', self.path('key.pem'), '-out', self.path('ca.pem'))
            with open(self.path('cert.pem'), 'wb') as out:
                for name in ('key.pem', 'ca.pem'):
                    out.write(open(self.path(name), 'rb').read())
            if ROOT and not self.root:
                os.chown(self.path('cert.pem'), self.uid, self.uid)
        return self.path('cert.pem')

    def wrapper(self, which, argv):
        """The words of a TLS wrapper; stunnel wants argv in its file."""
        cert = self.certificate()
        need(which)
        if which == 'tlswrapper' and not self.root:
            raise Skip('tlswrapper needs root, for its chroot')
        if which == 'tlswrapper':
            return [which, '-f', cert]
        inner = self.write('inner%d' % len(self.services), script(argv),
                           0o755)
        return [which, self.write('stunnel%d' % len(self.services),
                                  'foreground = yes\ndebug = 3\nsyslog = no\n'
                                  'cert = %s\nexec = %s\nexecArgs = %s\n' %
                                  (cert, inner, 'inner'))]

    def starttls(self, which, program, *flags):
        """The argv of a server that offers TLS by this wrapper."""
        argv = self.server(program, *flags)
        return argv + ['-w', ' '.join(self.wrapper(which, argv))]

    def implicit(self, which, program, *flags):
        argv = self.server(program, '-s', *flags)
        words = self.wrapper(which, argv)
        return words + argv if which == 'tlswrapper' else words

    def mail(self, user='joe', folder=''):
        """The files of a Maildir, oldest first."""
        box = self.path(user, 'Maildir', folder)
        names = [os.path.join(box, sub, n) for sub in ('new', 'cur')
                 for n in os.listdir(os.path.join(box, sub))]
        return sorted(names, key=os.path.basename)

    def only(self, user='joe'):
        """The one message there is, as bytes."""
        files = self.mail(user)
        if len(files) != 1:
            raise AssertionError('messages: %s' % files)
        with open(files[0], 'rb') as f:
            return f.read()

    def deliver(self, *messages, user='joe'):
        """Puts messages (CRLF) there as an MTA would."""
        for n, text in enumerate(messages):
            name = '17000000%02d.M%dP1.host' % (n, n)
            path = self.path(user, 'Maildir', 'new', name)
            with open(path, 'wb') as f:
                f.write(text.replace(b'\r\n', b'\n'))
        self.give(self.path(user, 'Maildir'))

    def show_log(self):
        with open(self.path('log'), errors='replace') as f:
            for line in f.read().splitlines()[-20:]:
                print('#   log: ' + line)

    def close(self):
        for s in self.services:
            s.stop()
        shutil.rmtree(self.dir, ignore_errors=True)
        Stage.all.remove(self)


def quote(word):
    return "'" + word.replace("'", "'\\''") + "'"


def script(argv):
    return '#!/bin/sh\nexec %s "$@"\n' % ' '.join(map(quote, argv))


class Service:
    """One server behind one super-server."""

    def __init__(self, stage, super_server, argv):
        self.stage, self.kind = stage, super_server
        self.port = free_port()
        self.name = 's%d' % len(stage.services)
        self.script = stage.write(
            self.name, '#!/bin/sh\necho $$ >> %s\n'
            'export POSTERN_CHECKPASSWORD=%s POSTERN_JAIL=trap '
            'POSTERN_DELAY=5\nexec %s 2>>%s\n' % (
                quote(stage.path('sessions')), quote(stage.path('postern-checkpassword')),
                ' '.join(map(quote, argv)), quote(stage.path('log'))), 0o755)
        self.process = None

    def command(self):
        stage, where = self.stage, '127.0.0.1:%d' % self.port
        user = 'root' if ROOT else run('id', '-un').decode().strip()
        if self.kind == 'systemd':
            need('systemd-socket-activate')
            return ['systemd-socket-activate', '-l', where, '-a', '--inetd',
                    self.script]
        if self.kind == 'inetd':
            need('inetd')
            conf = stage.write(self.name + '.conf',
                               '%s stream tcp nowait.10000 %s %s %s\n' %
                               (where, user, self.script, self.name))
            return ['inetd', '-i', conf]
        if self.kind == 'xinetd':
            need('xinetd')
            conf = stage.write(self.name + '.conf', XINETD % (
                self.name, self.port, user, self.script))
            return ['xinetd', '-dontfork', '-f', conf, '-pidfile',
                    stage.path(self.name + '.pid')]
        need('tcpserver')
        return ['tcpserver', '-H', '-R', '-l', '0', '-c', '200', '127.0.0.1',
                str(self.port), self.script]

    def start(self):
        argv = self.command()
        if ROOT and not self.stage.root:
            argv = ['setpriv', '--reuid', str(PLAIN_UID), '--regid',
                    str(PLAIN_UID), '--clear-groups'] + argv
        with open(self.stage.path('super.log'), 'ab') as log:
            self.process = subprocess.Popen(
                argv, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True)
        until(self.listens, '%s listens' % ' '.join(argv))

    def listens(self):
        if self.process.poll() is not None:
            raise AssertionError(open(self.stage.path('super.log')).read())
        try:
            socket.create_connection(('127.0.0.1', self.port), 1).close()
        except OSError:
            return False
        return True

    def stop(self):
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGTERM)
        except ProcessLookupError:
            pass
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for pid in open(self.stage.path('sessions')).read().split():
            try:                # a session that its super-server let go
                with open('/proc/%s/cmdline' % pid) as f:
                    if self.stage.dir in f.read():
                        os.kill(int(pid), signal.SIGKILL)
            except (OSError, ProcessLookupError):
                pass


XINETD = '''service %s
{
	type = UNLISTED
	socket_type = stream
	protocol = tcp
	wait = no
	bind = 127.0.0.1
	port = %d
	user = %s
	server = %s
	instances = UNLIMITED
	per_source = UNLIMITED
	cps = 10000 1
	disable = no
}
'''


def stored(text, message=MESSAGE):
    """A delivered message: trace fields, then what was sent, exactly."""
    want = message.replace(b'\r\n', b'\n')
    same(text[-len(want):], want, 'what was stored')
    if not TRACE.match(text[:-len(want)]):
        raise AssertionError('in front of it: %r' % text[:-len(want)])


@atexit.register
def clean_up():
    for stage in Stage.all[:]:
        stage.close()


def interrupted(*_):
    sys.exit(1)


signal.signal(signal.SIGTERM, interrupted)
tap = Tap()
