"""tftp: a real tftpd on a port of loopback, and TFTP clients to try it with.

Tftpd is a server in a scratch directory; Peer is a socket that speaks packets;
get() and put() are clients that do as RFC 1350, 2347, 2348 and 7440 say.
"""
import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import time

from suite import (PLAIN_UID, ROOT, TOP, WAIT, Skip, Stage,
                   Tap, need, run, same, until)

RRQ, WRQ, DATA, ACK, ERROR, OACK = range(1, 7)
NAMES = {'RRQ': RRQ, 'WRQ': WRQ, 'DATA': DATA, 'ACK': ACK, 'ERROR': ERROR,
         'OACK': OACK}
PROGRAM = os.environ.get('TFTPD', os.path.join(TOP, 'tftpd', 'tftpd'))
COUNTER = struct.Struct('>Q')


class Refused(Exception):
    """An ERROR packet: args are its code and text."""


class Silence(Exception):
    """The other side does not answer any more."""


def pattern(size, seed=0):
    """Bytes of which no two blocks are alike."""
    n = size // 8 + 1
    data = struct.pack('>%dQ' % n, *((i * 0x9e3779b97f4a7c15 + seed * 977) &
                                     0xffffffffffffffff for i in range(n)))
    return data[:size]


# --- packets

def request(op, name, mode='octet', **options):
    fields = [name if isinstance(name, bytes) else name.encode(), mode]
    for option, value in options.items():
        fields += [option, str(value)]
    return struct.pack('>H', op) + b''.join(
        (f if isinstance(f, bytes) else f.encode()) + b'\0' for f in fields)


def data_packet(number, data):
    return struct.pack('>HH', DATA, number & 0xffff) + data


def ack_packet(number):
    return struct.pack('>HH', ACK, number & 0xffff)


def error_packet(code, text=''):
    return struct.pack('>HH', ERROR, code) + text.encode() + b'\0'


def split(packet):
    """(opcode, number, rest); of an OACK (opcode, [(name, value)], b'')."""
    op = struct.unpack('>H', packet[:2])[0]
    if op == OACK:
        f = packet[2:].decode().split('\0')
        if f.pop() != '' or len(f) % 2:
            raise AssertionError('bad OACK %r' % packet)
        return op, list(zip(f[::2], f[1::2])), b''
    if len(packet) < 4:
        raise AssertionError('a packet of %d bytes: %r' % (len(packet),
                                                           packet))
    return op, struct.unpack('>H', packet[2:4])[0], packet[4:]


# --- the server

def free_udp_port(address='127.0.0.1'):
    family = socket.AF_INET6 if ':' in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as s:
        s.bind((address, 0))
        return s.getsockname()[1]


class Tftpd:
    """In a directory of its own; files are {name: bytes}."""

    def __init__(self, *flags, files=None, root=ROOT, address='127.0.0.1',
                 secure=True, wrap=(), env=None, start=True):
        self.dir = tempfile.mkdtemp(prefix='postern-tftp.')
        os.chmod(self.dir, 0o755)
        self.root = self.path('root')
        os.mkdir(self.root)
        os.chmod(self.root, 0o777)
        self.address, self.port = address, free_udp_port(address)
        self.log = self.path('log')
        self.env, self.wrap = env or {}, list(wrap)
        self.unprivileged = ROOT and not root
        for name, data in (files or {}).items():
            self.put(name, data)
        shown = '[%s]' % address if ':' in address else address
        self.argv = [self.program(), '-L', '-e', '-a',
                     '%s:%d' % (shown, self.port)] + list(flags)
        self.argv += ['-s', self.root] if secure else [self.root]
        self.process = None
        Stage.all.append(self)
        if start:
            self.start()

    def program(self):
        copy = self.path('tftpd')
        if not os.path.exists(copy):
            shutil.copy2(PROGRAM, copy)
        return copy

    def path(self, *parts):
        return os.path.join(self.dir, *parts)

    def put(self, name, data=b'', mode=0o644):
        path = os.path.join(self.root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as f:
            f.write(data)
        os.chmod(path, mode)
        return path

    def read(self, name):
        with open(os.path.join(self.root, name), 'rb') as f:
            return f.read()

    def write(self, name, text):
        """A file beside the root: rules, for one."""
        with open(self.path(name), 'w') as f:
            f.write(text)
        return self.path(name)

    def start(self):
        notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        path = self.path('notify')
        if os.path.exists(path):
            os.unlink(path)
        notify.bind(path)
        os.chmod(path, 0o777)
        argv = self.wrap + self.argv
        if self.unprivileged:
            argv = ['setpriv', '--reuid', str(PLAIN_UID), '--regid',
                    str(PLAIN_UID), '--clear-groups'] + argv
        env = dict(os.environ, NOTIFY_SOCKET=path, POSTERN_JAIL='trap')
        env.update(self.env)
        with open(self.log, 'ab') as log:
            self.process = subprocess.Popen(
                argv, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env=env, start_new_session=True)
        self.wait_ready(notify)
        notify.close()

    def wait_ready(self, notify):
        notify.settimeout(0.1)
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            try:
                if b'READY=1' in notify.recv(4096):
                    return
            except socket.timeout:
                if self.process.poll() is not None:
                    break
        raise AssertionError('tftpd does not start: %s' % self.log_text())

    def pid(self):
        """Of the server itself, also below a wrapper as strace."""
        pid = self.process.pid
        while self.wrap:
            with open('/proc/%d/task/%d/children' % (pid, pid)) as f:
                children = f.read().split()
            if not children:
                break
            pid = int(children[0])
        return pid

    def kill(self, number=signal.SIGKILL):
        os.kill(self.pid(), number)
        self.process.wait(WAIT)

    def log_text(self):
        try:
            with open(self.log, errors='replace') as f:
                return f.read()
        except FileNotFoundError:
            return ''

    def log_has(self, text):
        return text in self.log_text()

    def memory(self, field='VmRSS'):
        """kB of a line of /proc/PID/status."""
        with open('/proc/%d/status' % self.pid()) as f:
            for line in f:
                if line.startswith(field + ':'):
                    return int(line.split()[1])

    def descriptors(self):
        return len(os.listdir('/proc/%d/fd' % self.pid()))

    def peer(self, **kw):
        return Peer(self.address, self.port, **kw)

    def get(self, name, **kw):
        with self.peer() as p:
            return p.get(name, **kw)

    def send(self, name, data, **kw):
        with self.peer() as p:
            return p.put(name, data, **kw)

    def show_log(self):
        for line in self.log_text().splitlines()[-20:]:
            print('#   log: ' + line)

    def alive(self):
        if self.process.poll() is not None:
            raise AssertionError('tftpd has ended: %s' % self.log_text())

    def stop(self):
        """Ends it; it must not have ended by itself."""
        if self.process is None:
            return
        code = self.process.poll()
        if code is None:
            os.kill(self.pid(), signal.SIGTERM)
            try:
                code = self.process.wait(WAIT)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
                raise AssertionError('tftpd does not end')
        self.process = None
        if code not in (0, -signal.SIGTERM):
            raise AssertionError('tftpd ended with %d: %s' %
                                 (code, self.log_text()[-2000:]))

    def close(self):
        if self in Stage.all:
            Stage.all.remove(self)
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        shutil.rmtree(self.dir, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            self.stop()
            self.close()


# --- a client

class Peer:
    def __init__(self, address, port, timeout=3.0, tries=10, local=None):
        family = socket.AF_INET6 if ':' in address else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
        if local:
            self.socket.bind((local, 0))
        self.server = (address, port)
        self.tid = None         # where the server's packets came from
        self.timeout, self.tries = timeout, tries

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def send(self, packet, to=None):
        try:
            self.socket.sendto(packet, to or self.tid or self.server)
        except ConnectionRefusedError:
            pass                # ICMP for an earlier packet

    def request(self, *args, **kw):
        self.tid = None
        self.send(request(*args, **kw), self.server)

    def receive(self, timeout=WAIT):
        """The next packet, or None."""
        end = time.monotonic() + timeout
        while True:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.socket], [], [], left)[0]:
                return None
            try:
                packet, source = self.socket.recvfrom(70000)
            except ConnectionRefusedError:
                continue
            if self.tid is None:
                self.tid = source[:2]
            if source[:2] == self.tid:
                return packet

    def first(self, send, wanted):
        """Sends until one of the wanted opcodes has come."""
        for _ in range(self.tries):
            send()
            packet = self.receive(self.timeout)
            if packet is None:
                continue
            op, number, rest = split(packet)
            if op == ERROR:
                raise Refused(number, rest.rstrip(b'\0').decode())
            if op in wanted:
                return op, number, rest
        raise Silence('no answer to a request')

    def get(self, name, mode='octet', sink=None, **options):
        """The file's bytes (or they go to sink, block by block)."""
        asked = request(RRQ, name, mode, **options)
        op, number, block = self.first(
            lambda: self.send(asked, self.tid and self.server),
            (DATA, OACK))
        got = dict((k.lower(), int(v)) for k, v in number) \
            if op == OACK else {}
        size = got.get('blksize', got.get('blksize2', 512))
        window = got.get('windowsize', 1)
        parts = []
        sink = sink or parts.append
        self.terms = got
        self.receive_blocks(sink, size, window,
                            got.get('rollover', 0),
                            None if op == OACK else (number, block))
        return b''.join(parts)

    def receive_blocks(self, sink, size, window, rollover, pending):
        expected, since, silent = 1, 0, 0
        wire = lambda n: n & 0xffff if rollover == 0 or n < 65536 else \
            (n - 1) % 65535 + 1
        if pending is None:
            self.send(ack_packet(0))
        while True:
            if pending is None:
                packet = self.receive(self.timeout)
                if packet is None:
                    silent += 1
                    if silent > self.tries:
                        raise Silence('at block %d' % expected)
                    self.send(ack_packet(wire(expected - 1)))
                    since = 0
                    continue
                op, number, block = split(packet)
                if op == ERROR:
                    raise Refused(number, block.rstrip(b'\0').decode())
                if op == OACK and expected == 1:
                    self.send(ack_packet(0))
                    continue
                if op != DATA:
                    raise AssertionError('opcode %d in a transfer' % op)
                if len(block) > size:
                    raise AssertionError('a block of %d bytes, of %d' %
                                         (len(block), size))
            else:
                (number, block), pending = pending, None
            if number != wire(expected):
                # A gap, or a duplicate: say once a window where we are.
                behind = (wire(expected) - number) & 0xffff
                if behind > 32768 and since >= 0:
                    self.send(ack_packet(wire(expected - 1)))
                    since = -window
                elif behind <= 32768 and window == 1:
                    self.send(ack_packet(wire(expected - 1)))
                continue
            silent = 0
            since = max(since, 0) + 1
            expected += 1
            sink(block)
            if len(block) < size or since >= window:
                self.send(ack_packet(wire(expected - 1)))
                since = 0
            if len(block) < size:
                return

    def put(self, name, data, mode='octet', **options):
        asked = request(WRQ, name, mode, **options)
        op, number, _ = self.first(
            lambda: self.send(asked, self.tid and self.server), (ACK, OACK))
        got = dict((k.lower(), int(v)) for k, v in number) \
            if op == OACK else {}
        self.terms = got
        self.send_blocks(data, got.get('blksize', got.get('blksize2', 512)),
                         got.get('windowsize', 1))

    def send_blocks(self, data, size, window):
        last = len(data) // size + 1
        base, silent, burst = 1, 0, True
        while base <= last:
            if burst:
                for n in range(base, min(base + window, last + 1)):
                    self.send(data_packet(n, data[(n - 1) * size:n * size]))
            packet = self.receive(self.timeout)
            burst = packet is None
            if packet is None:
                silent += 1
                if silent > self.tries:
                    raise Silence('at block %d' % base)
                continue
            op, number, rest = split(packet)
            if op == ERROR:
                raise Refused(number, rest.rstrip(b'\0').decode())
            if op != ACK:
                continue
            ahead = (number - (base - 1)) & 0xffff
            if 0 < ahead <= window:
                base += ahead
                silent, burst = 0, True
            elif ahead == 0 and window > 1:
                burst = True


def refused(code, call, *args, **kw):
    """The text of the ERROR that must come."""
    try:
        call(*args, **kw)
    except Refused as e:
        if e.args[0] != code:
            raise AssertionError('ERROR %d %s, wanted %d' %
                                 (e.args + (code,)))
        return e.args[1]
    raise AssertionError('not refused')
