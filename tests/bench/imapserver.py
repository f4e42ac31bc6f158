"""Ours and Dovecot, each with its copy of the mail, and a client of them."""
import os
import shutil
import signal
import socket
import subprocess
import time

from imapmail import SCRATCH, UID, links

TOP = os.path.realpath(os.path.join(os.path.dirname(__file__), '..', '..'))
os.environ['PATH'] += ':/usr/sbin:/sbin'


class Server:
    floor = mbox = False        # see table.py
    cpu = False                 # time is that of its processes

    def __init__(self, name):
        self.name = name
        self.dir = '%s/%s' % (SCRATCH, name)
        shutil.rmtree(self.dir, ignore_errors=True)
        os.makedirs(self.dir)
        os.chmod(self.dir, 0o755)
        self.home = self.dir + '/joe'
        self.box = self.home + '/Maildir'
        os.mkdir(self.home)
        os.chown(self.home, UID, UID)
        with socket.socket() as s:
            s.bind(('127.0.0.1', 0))
            self.port = s.getsockname()[1]
        ids = '%d:%d' % (UID, UID) if os.geteuid() == 0 else ':'
        with open(self.dir + '/passwd', 'w') as f:
            f.write('joe:{PLAIN}secret:%s::%s::\n' % (ids, self.home))
        self.log = open(self.dir + '/log', 'ab')

    def spawn(self, *argv):
        self.process = subprocess.Popen(
            argv, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            start_new_session=True, env=dict(
                os.environ, POSTERN_CHECKPASSWORD=TOP +
                '/libexec/postern-checkpassword'))
        end = time.monotonic() + 10
        while time.monotonic() < end:
            try:
                Client(self).close()
                return
            except (OSError, EOFError):
                time.sleep(.05)
        raise SystemExit('%s does not answer, see %s/log' % (self.name,
                                                             self.dir))

    def processes(self):
        """What each has used of a processor, in nanoseconds."""
        used = {}
        for pid in filter(str.isdigit, os.listdir('/proc')):
            try:
                with open('/proc/%s/stat' % pid) as f:
                    sid = f.read().rpartition(')')[2].split()[3]
                if sid == str(self.process.pid):
                    with open('/proc/%s/schedstat' % pid) as f:
                        used[pid] = int(f.read().split()[0])
            except OSError:
                pass
        return used

    def serves(self, case):
        """Is it measured there?"""
        if self.ours or case == 'login':
            return True
        # A fast Dovecot's processes go from one session to the next.
        return self.fast != (case == 'memory')

    def stop(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait()

    def purge(self):
        """Forgets all that it knows of the mailbox."""
        for name in os.listdir(self.box):
            path = self.box + '/' + name
            if name.startswith(('dovecot', 'postern')):
                os.unlink(path)
            elif name.startswith('.'):
                shutil.rmtree(path)

    def fill(self, tree):
        links(tree, self.box)

    def warm(self):
        """What is measured is the server, not the disk."""
        subprocess.run(['grep', '-rqs', 'this is in no message',
                        self.box + '/cur'])


class Ours(Server):
    ours = True

    def __init__(self, name, binary):
        super().__init__(name)
        self.binary = binary

    def start(self):
        argv = [self.binary, '-e', '-n', 'bench', '-f', self.dir + '/passwd']
        if shutil.which('tcpserver'):
            argv = ['tcpserver', '-DHRl0', '-c250', '-b250', '127.0.0.1',
                    str(self.port)] + argv
        else:
            argv = ['systemd-socket-activate', '-l', '127.0.0.1:%d' %
                    self.port, '-a', '--inetd'] + argv
        self.spawn(*argv)


class Dovecot(Server):
    ours = False

    def __init__(self, name, fast):
        super().__init__(name)
        self.fast = fast

    def start(self):
        conf = self.dir + '/dovecot.conf'
        with open(conf, 'w') as f:
            f.write(DOVECOT.format(dir=self.dir, port=self.port, more=FAST if
                                   self.fast else ''))
        self.spawn('dovecot', '-F', '-c', conf)


DOVECOT = '''base_dir = {dir}/run
state_dir = {dir}/state
log_path = /dev/null
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain
default_login_user = nobody
default_internal_user = nobody
default_internal_group = nogroup
first_valid_uid = 1
mail_location = maildir:~/Maildir
mail_max_userip_connections = 0
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {dir}/passwd
}}
userdb {{
  driver = passwd-file
  args = {dir}/passwd
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
{more}
'''
FAST = '''service imap-login {
  service_count = 0
  process_min_avail = 2
}
service imap {
  service_count = 1000
}
'''


class Client:
    def __init__(self, server, login=True):
        self.s = socket.create_connection(('127.0.0.1', server.port), 600)
        self.s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.server = server
        self.buf = memoryview(bytearray(1 << 20))
        self.line()
        if login:
            self.do('LOGIN joe secret')

    def line(self):
        data = b''
        while not data.endswith(b'\n'):
            more = self.s.recv(4096)
            if not more:
                raise EOFError
            data += more
        return data

    def do(self, text):
        """Sends a command; octets of the answer."""
        self.s.sendall(b'a ' + (text if isinstance(text, bytes) else
                                text.encode()) + b'\r\n')
        return self.answer()

    def timed(self, text):
        """Milliseconds, and octets of the answer."""
        used = self.server.processes() if self.server.cpu else {}
        began = time.perf_counter()
        size = self.do(text)
        ms = (time.perf_counter() - began) * 1000
        if self.server.cpu:
            ms = sum(ns - used.get(pid, 0) for pid, ns in
                     self.server.processes().items()) / 1e6
        return ms, size

    def answer(self):
        """Up to the tagged line, of which alone anything is looked at."""
        tail, size = b'', 0
        while True:
            n = self.s.recv_into(self.buf)
            if n == 0:
                raise EOFError
            size += n
            tail = (tail + bytes(self.buf[max(0, n - 4096):n]))[-4096:]
            if tail.endswith(b'\r\n'):
                last = tail[:-2].rpartition(b'\n')[2]
                if last.startswith(b'a '):
                    if not last.startswith(b'a OK'):
                        raise AssertionError(last)
                    return size

    def close(self):
        self.s.close()
