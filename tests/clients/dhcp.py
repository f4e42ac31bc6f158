"""dhcp: a real dhcpd in network namespaces, and DHCP clients to try it with.

Lan is a scratch directory with a bridge, the server on it, and clients each
in a namespace of their own; Raw is a client of our own that speaks frames,
BOOTP as well.  What a test began ends with it.
"""
import atexit
import ctypes
import os
import re
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

from suite import ROOT, TOP, WAIT, Skip, Stage, Tap, need, run, same

PROGRAM = os.environ.get('DHCPD', os.path.join(TOP, 'dhcpd', 'dhcpd'))
OWNER = 20005                   # of the lease directory
BOOTP, DISCOVER, OFFER, REQUEST, DECLINE, ACK, NAK, RELEASE, INFORM = \
    range(0, 9)
BROADCAST = '255.255.255.255'
PATIENCE = 40                   # seconds, for clients that take their time

libc = ctypes.CDLL(None, use_errno=True)


def until(condition, what, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while True:
        got = condition()
        if got:
            return got
        if time.monotonic() > end:
            raise AssertionError('still not so: ' + what)
        time.sleep(0.03)


def need_namespaces():
    if not ROOT:
        raise Skip('not root')
    need('unshare', 'nsenter', 'ip')
    if subprocess.run(['unshare', '-n', '-m', 'ip', 'link', 'add', 'v0',
                       'type', 'veth', 'peer', 'name', 'v1'],
                      stderr=subprocess.DEVNULL).returncode != 0:
        raise Skip('no network namespaces or no veth here')


class SideBySide(Tap):
    """They wait for most of their time: a few tests at once, each in a
    process, shown in their order."""
    AT_ONCE = 5

    def __init__(self):
        self.tests = []

    def test(self, name, run, *args):
        self.tests.append((name, run, args))

    def child(self, number, out):
        os.dup2(out.fileno(), 1)
        self.number = number
        name, run, args = self.tests[number]
        super().test(name, run, *args)
        os._exit(1 if self.failed else 0)

    def end(self):
        outs = [tempfile.TemporaryFile() for _ in self.tests]
        todo, running, done = list(range(len(self.tests))), {}, set()
        sys.stdout.flush()
        while todo or running:
            while todo and len(running) < self.AT_ONCE:
                n = todo.pop(0)
                pid = os.fork()
                if pid == 0:
                    self.child(n, outs[n])
                running[pid] = n
            pid, status = os.wait()
            done.add(running.pop(pid))
            self.failed |= status != 0
            while self.number in done:
                outs[self.number].seek(0)
                sys.stdout.write(outs[self.number].read().decode())
                sys.stdout.flush()
                self.number += 1
        super().end()


# --- namespaces

HOLD = '''
mount --make-rprivate / 2> /dev/null
mount -t sysfs -o ro sysfs /sys 2> /dev/null
for d in /run /var/lib/dhcp /var/lib/dhcpcd /var/lib/systemd/network; do
	[ ! -d $d ] || mount -t tmpfs tmpfs $d
done
ip link set lo up
echo up
exec sleep 100000
'''


class Net:
    """A network namespace; it has its own /run and lease directories."""

    def __init__(self):
        self.holder = subprocess.Popen(
            ['unshare', '-n', '-m', 'sh', '-c', HOLD],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            start_new_session=True)
        self.pid = self.holder.pid
        if self.holder.stdout.readline() != b'up\n':
            raise AssertionError('no namespace')
        self.enter = ['nsenter', '--net=/proc/%d/ns/net' % self.pid,
                      '--mount=/proc/%d/ns/mnt' % self.pid, '--']
        self.children = []

    def run(self, *argv, **kw):
        return run(*self.enter, *argv, **kw).decode(errors='replace')

    def ip(self, text):
        return self.run('ip', *text.split())

    def start(self, *argv, log=subprocess.DEVNULL, env=None):
        p = subprocess.Popen(self.enter + list(argv), stdout=log,
                             stderr=log, stdin=subprocess.DEVNULL,
                             env=dict(os.environ, **(env or {})),
                             start_new_session=True)
        self.children.append(p)
        return p

    def socket(self, *args):
        """A socket of this namespace."""
        with open('/proc/self/ns/net') as home, \
                open('/proc/%d/ns/net' % self.pid) as there:
            if libc.setns(there.fileno(), 0) == -1:
                raise OSError(ctypes.get_errno(), 'setns')
            try:
                return socket.socket(*args)
            finally:
                libc.setns(home.fileno(), 0)

    def address(self, name='eth0'):
        """The IPv4 address that it has; None."""
        found = re.search(r'inet ([0-9.]+)/',
                          self.ip('-4 addr show dev ' + name))
        return found.group(1) if found else None

    def mac(self, name='eth0'):
        return re.search(r'ether ([0-9a-f:]+)',
                         self.ip('link show dev ' + name)).group(1)

    def close(self):
        for p in self.children:
            end(p)
        # Daemons that went into the background are still in it.
        inside = os.readlink('/proc/%d/ns/net' % self.pid)
        for pid in filter(str.isdigit, os.listdir('/proc')):
            try:
                if os.readlink('/proc/%s/ns/net' % pid) == inside:
                    os.kill(int(pid), signal.SIGKILL)
            except OSError:
                pass
        self.holder.wait()
        self.holder.stdout.close()


def end(p):
    if p.poll() is None:
        try:
            os.killpg(p.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    p.wait()


# --- the server

CONF = '''
authoritative;
default-lease-time 600;
max-lease-time 7200;
min-lease-time 4;
ping-check off;
option domain-name "example.org";
option domain-name-servers 10.77.0.1;
subnet 10.77.0.0 netmask 255.255.255.0 {
	range 10.77.0.100 10.77.0.199;
	option routers 10.77.0.1;
	option broadcast-address 10.77.0.255;
%s
}
%s
'''

# What a client calls when something happened to it: notes it, and gives the
# interface its address, by which it will renew.
SCRIPT = '''#!/bin/sh
case ${1:-$reason} in
bound|renew)
	ip addr replace $ip/$mask dev $interface
	[ -z "$router" ] || ip route replace default via ${router%%%% *} ;;
BOUND|RENEW|REBIND|REBOOT)
	new=$new_ip_address/${new_subnet_cidr:-24}
	ip addr replace $new dev $interface ;;
deconfig|RELEASE|EXPIRE|FAIL|STOP|PREINIT)
	ip link set $interface up
	ip -4 addr flush dev $interface ;;
esac
printf '%%s\n\n' "event=${1:-$reason}
$(env)" >> %(dir)s/%(name)s.events
exit 0
'''


class Lan:
    """The server's side: a bridge, and the server on it."""

    def __init__(self, inner='', outer='', conf=None, flags=(), start=True,
                 program=PROGRAM):
        need_namespaces()
        self.dir = tempfile.mkdtemp(prefix='postern-dhcp.')
        os.chmod(self.dir, 0o755)
        Stage.all.append(self)
        self.nets, self.process = [], None
        os.mkdir(self.path('state'))
        os.chown(self.path('state'), OWNER, OWNER)
        self.program = shutil.copy2(program, self.path('dhcpd'))
        self.flags, self.leases = list(flags), self.path('state',
                                                         'dhcpd.leases')
        self.host = self.net()
        self.host.ip('link add lan0 type bridge')
        self.host.ip('addr add 10.77.0.1/24 dev lan0')
        self.host.ip('link set lan0 up')
        self.configure(inner, outer, conf)
        if start:
            self.start()

    def net(self):
        n = Net()
        self.nets.append(n)
        return n

    def path(self, *parts):
        return os.path.join(self.dir, *parts)

    def write(self, name, text, mode=0o644):
        with open(self.path(name), 'w') as f:
            f.write(text)
        os.chmod(self.path(name), mode)
        return self.path(name)

    def configure(self, inner='', outer='', conf=None):
        self.write('dhcpd.conf', conf or CONF % (inner, outer))

    def argv(self, *more):
        return [self.program, '-cf', self.path('dhcpd.conf'), '-lf',
                self.leases, '-pf', self.path('state', 'dhcpd.pid')] + \
            list(more)

    def start(self, *interfaces, ready=True):
        notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        path = self.path('notify')
        if os.path.exists(path):
            os.unlink(path)
        notify.bind(path)
        os.chmod(path, 0o777)
        argv = self.argv('-f', '-d', *self.flags,
                         *(interfaces or ('lan0',)))
        with open(self.path('log'), 'ab') as log:
            self.process = self.host.start(
                *argv, log=log, env={'NOTIFY_SOCKET': path,
                                     'POSTERN_JAIL': 'trap'})
        notify.settimeout(0.1)
        stop = time.monotonic() + WAIT
        while ready and time.monotonic() < stop:
            try:
                if b'READY=1' in notify.recv(4096):
                    break
            except socket.timeout:
                if self.process.poll() is not None:
                    stop = 0
        notify.close()
        if ready and time.monotonic() >= stop:
            raise AssertionError('dhcpd does not start:\n' + self.log())

    def kill(self, number):
        os.kill(self.process.pid, number)

    def stop(self, number=signal.SIGTERM):
        self.kill(number)
        status = self.process.wait(WAIT)
        self.process = None
        return status

    def log(self):
        try:
            with open(self.path('log'), errors='replace') as f:
                return f.read()
        except FileNotFoundError:
            return ''

    def says(self, *words, seconds=PATIENCE, since=0):
        """Waits for a line of the log that has all the words; that line."""
        def there():
            for line in self.log()[since:].splitlines():
                if all(w in line for w in words):
                    return line
            return None
        return until(there, 'log has %r' % (words,), seconds)

    def lease(self, address):
        """The last block of an address, as {word: rest}; None."""
        with open(self.leases, errors='replace') as f:
            blocks = re.findall(r'^lease %s \{\n(.*?)^\}$' %
                                re.escape(address), f.read(), re.M | re.S)
        if not blocks:
            return None
        found = {}
        for line in blocks[-1].splitlines():
            words = line.strip().rstrip(';').split(' ')
            n = 3 if words[0] in ('next', 'rewind') else \
                2 if words[0] in ('binding', 'hardware', 'set') else 1
            found[' '.join(words[:n])] = ' '.join(words[n:])
        return found

    def client(self, mac=None):
        """A namespace with eth0 on the bridge."""
        n, number = self.net(), len(self.nets)
        self.host.ip('link add p%d type veth peer name eth0 netns %d' %
                     (number, n.pid))
        self.host.ip('link set p%d master lan0 up' % number)
        if mac:
            n.ip('link set eth0 address ' + mac)
        n.ip('link set eth0 up')
        n.name = 'c%d' % number
        n.port = 'p%d' % number
        n.script = self.write(n.name, SCRIPT % {'dir': self.dir,
                                                'name': n.name}, 0o755)
        return n

    def wire(self, net, here, there, address):
        """A cable between a new interface of the server's and one of net."""
        self.host.ip('link add %s type veth peer name %s netns %d' %
                     (here, there, net.pid))
        self.host.ip('addr add %s dev %s' % (address, here))
        self.host.ip('link set %s up' % here)
        net.ip('link set %s up' % there)

    def events(self, net, *names):
        """What its script was told, oldest first, as dictionaries."""
        try:
            with open(self.path(net.name + '.events'),
                      errors='replace') as f:
                text = f.read()
        except FileNotFoundError:
            return []
        found = [dict(line.split('=', 1) for line in block.splitlines()
                      if '=' in line) for block in text.split('\n\n')[:-1]]
        return [e for e in found if e.get('event') in names or
                (not names and e)]

    def happens(self, net, *names, count=1, seconds=PATIENCE):
        until(lambda: len(self.events(net, *names)) >= count,
              '%s of %s' % ('/'.join(names), net.name), seconds)
        return self.events(net, *names)[-1]

    def show_log(self):
        for line in self.log().splitlines()[-25:]:
            print('#   log: ' + line)
        for net in self.nets:
            try:
                with open(self.path(net.name + '.out'),
                          errors='replace') as f:
                    for line in f.read().splitlines()[-10:]:
                        print('#   %s: %s' % (net.name, line))
            except (AttributeError, FileNotFoundError):
                pass

    def close(self):
        for n in reversed(self.nets):
            n.close()
        shutil.rmtree(self.dir, ignore_errors=True)
        if self in Stage.all:
            Stage.all.remove(self)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is not None:
            return              # Tap shows the log and closes
        if self.process is not None:
            same(self.process.poll(), None, 'the server runs still')
            same(self.stop(), 0, 'status of the server')
        self.close()


# --- the programs

def output(lan, net):
    return open(lan.path(net.name + '.out'), 'ab')


def udhcpc(lan, net, *more):
    need('udhcpc')
    return net.start('udhcpc', '-f', '-i', 'eth0', '-s', net.script, *more,
                     log=output(lan, net))


def dhclient(lan, net, *more, conf='timeout 20;\n'):
    need('dhclient')
    lan.write(net.name + '.conf', conf)
    return net.start('dhclient', '-4', '-d', '-cf',
                     lan.path(net.name + '.conf'), '-lf',
                     lan.path(net.name + '.leases'), '-pf',
                     lan.path(net.name + '.pid'), '-sf', net.script, *more,
                     'eth0', log=output(lan, net))


def dhcpcd(lan, net, *more, conf=''):
    need('dhcpcd')
    path = lan.write(net.name + '.conf', 'hostname\nduid\nnoipv6\nnoipv4ll\n'
                     'option subnet_mask, routers, domain_name_servers\n' +
                     conf)
    return net.start('dhcpcd', '-B', '-4', '-d', '-f', path, '-c',
                     net.script, *more, 'eth0', log=output(lan, net))


# --- packets

def mac_bytes(text):
    return bytes(int(p, 16) for p in text.split(':'))


def quad(text):
    return socket.inet_aton(text)


def checksum(data):
    if len(data) % 2:
        data += b'\0'
    s = sum(struct.unpack('>%dH' % (len(data) // 2), data))
    while s > 0xffff:
        s = (s >> 16) + (s & 0xffff)
    return ~s & 0xffff


class Message:
    """A BOOTP message; options are {code: bytes}."""

    def __init__(self, op=1, mac=b'', xid=0, secs=0, flags=0,
                 ciaddr='0.0.0.0', yiaddr='0.0.0.0', siaddr='0.0.0.0',
                 giaddr='0.0.0.0', options=None, cookie=True, hops=0):
        self.op, self.mac, self.xid, self.secs = op, mac, xid, secs
        self.flags, self.ciaddr, self.yiaddr = flags, ciaddr, yiaddr
        self.siaddr, self.giaddr, self.hops = siaddr, giaddr, hops
        self.options, self.cookie = options or {}, cookie
        self.sname = self.file = b''

    def pack(self, size=300):
        data = struct.pack('>4BIHH', self.op, 1, len(self.mac), self.hops,
                           self.xid, self.secs, self.flags)
        data += b''.join(map(quad, (self.ciaddr, self.yiaddr, self.siaddr,
                                    self.giaddr)))
        data += self.mac.ljust(16, b'\0') + self.sname.ljust(64, b'\0') + \
            self.file.ljust(128, b'\0')
        if self.cookie:
            data += b'\x63\x82\x53\x63' + b''.join(
                bytes([c, len(v)]) + v for c, v in self.options.items()) + \
                b'\xff'
        return data.ljust(size, b'\0')

    @property
    def type(self):
        return self.options.get(53, b'\0')[0]


def unpack(data):
    m = Message()
    m.op, _, hlen, m.hops, m.xid, m.secs, m.flags = struct.unpack(
        '>4BIHH', data[:12])
    m.ciaddr, m.yiaddr, m.siaddr, m.giaddr = (
        socket.inet_ntoa(data[12 + 4 * i:16 + 4 * i]) for i in range(4))
    m.mac = data[28:28 + hlen]
    m.sname = data[44:108].split(b'\0')[0]
    m.file = data[108:236].split(b'\0')[0]
    m.cookie, at = data[236:240] == b'\x63\x82\x53\x63', 240
    while m.cookie and at + 1 < len(data) and data[at] != 255:
        if data[at] == 0:
            at += 1
            continue
        code, n = data[at], data[at + 1]
        m.options[code] = m.options.get(code, b'') + data[at + 2:at + 2 + n]
        at += 2 + n
    m.raw = data
    return m


def udp_in_ip(source, destination, sport, dport, data):
    udp = struct.pack('>4H', sport, dport, len(data) + 8, 0)
    ip = struct.pack('>2B3H2BH', 0x45, 0, len(data) + 28, 1, 0, 64, 17, 0) + \
        quad(source) + quad(destination)
    return ip[:10] + struct.pack('>H', checksum(ip)) + ip[12:] + udp + data


class Raw:
    """A client of our own on an interface, below IP."""

    number = 0

    def __init__(self, net, name='eth0', mac=None):
        self.net, self.name = net, name
        self.mac = mac_bytes(mac or net.mac(name))
        self.socket = net.socket(socket.AF_PACKET, socket.SOCK_RAW,
                                 socket.htons(0x0800))
        self.socket.bind((name, 0x0800))
        Raw.number += 1
        self.xid = 0x10000 * Raw.number

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def message(self, kind=BOOTP, options=None, **fields):
        self.xid += 1
        if kind != BOOTP:
            options = {53: bytes([kind])} | (options or {})
        return Message(mac=self.mac, xid=self.xid, options=options, **fields)

    def send(self, m, source='0.0.0.0', destination=BROADCAST,
             to=b'\xff' * 6):
        frame = to + self.mac + b'\x08\x00' + udp_in_ip(
            source, destination, 68, 67, m.pack())
        self.socket.send(frame)

    def receive(self, xid, seconds):
        """What answers that; with .frame, .source and .destination."""
        stop = time.monotonic() + seconds
        while True:
            left = stop - time.monotonic()
            if left <= 0 or not select.select([self.socket], [], [], left)[0]:
                return None
            frame = self.socket.recv(4096)
            ip = frame[14:]
            if len(ip) < 28 + 236 or ip[9] != 17 or \
                    struct.unpack('>H', ip[22:24])[0] != 68:
                continue
            m = unpack(ip[28:struct.unpack('>H', ip[2:4])[0]])
            if m.xid == xid and m.op == 2:
                m.frame, m.to = frame, frame[:6]
                m.source = socket.inet_ntoa(ip[12:16])
                m.destination = socket.inet_ntoa(ip[16:20])
                return m

    def has(self, address):
        """From now on this interface answers ARP for it."""
        self.net.ip('addr replace %s/24 dev %s' % (address, self.name))

    def ask(self, kind=BOOTP, options=None, source='0.0.0.0',
            destination=BROADCAST, to=b'\xff' * 6, tries=4, wait=3,
            answer=True, **fields):
        """Sends until it is answered; the answer."""
        m = self.message(kind, options, **fields)
        for _ in range(tries if answer else 1):
            self.send(m, source, destination, to)
            got = self.receive(m.xid, wait if answer else 1)
            if got is not None or not answer:
                break
        if answer and got is None:
            raise AssertionError('no answer to message type %d' % kind)
        return got

    def discover(self, **kw):
        got = self.ask(DISCOVER, {55: b'\x01\x03\x06\x0f'} |
                       kw.pop('options', {}), **kw)
        if got is not None:
            same(got.type, OFFER, 'answer to DISCOVER')
        return got

    def lease(self, options=None, **kw):
        """DORA; the ACK."""
        offer = self.discover(options=options or {}, **kw)
        got = self.ask(REQUEST, {50: quad(offer.yiaddr),
                                 54: offer.options[54],
                                 55: b'\x01\x03\x06\x0f'} | (options or {}),
                       **kw)
        same(got.type, ACK, 'answer to REQUEST')
        same(got.yiaddr, offer.yiaddr, 'address')
        return got


def clean_up():
    for stage in Stage.all[:]:
        if isinstance(stage, Lan):
            stage.close()


atexit.register(clean_up)
