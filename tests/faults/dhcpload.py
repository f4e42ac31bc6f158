"""dhcpload: many DHCP clients behind one relay, which remember what they were
promised.

Clients are numbers; a client's hardware address is its number.  The load is
one socket on the relay's address and a window of exchanges under way.
"""
import random
import re
import select
import socket
import struct
import threading
import time

from dhcp import ACK, DISCOVER, NAK, OFFER, REQUEST, quad

SERVER, RELAY = '10.77.0.1', '10.77.0.2'
WINDOW = 64                     # exchanges under way
PATIENCE = 0.5                  # seconds, then it is sent again

CONF = '''
authoritative;
default-lease-time 7200;
max-lease-time 7200;
dhcp-cache-threshold 0;
ping-check off;
subnet 10.77.0.0 netmask 255.255.0.0 {
	range 10.77.64.0 10.77.191.255;
}
'''


def mac(n):
    return b'\x02\x07' + struct.pack('>I', n)


def number(text):
    """The client of a hardware address as the lease file has it."""
    parts = bytes.fromhex(text.replace(':', ''))
    return struct.unpack('>I', parts[2:])[0]


def address(i):
    """The i-th of the range."""
    return socket.inet_ntoa(struct.pack('>I', 0x0a4d4000 + i))


def packet(kind, n, xid, options=b'', ciaddr=b'\0' * 4, giaddr=RELAY):
    return struct.pack('>4BIHH', 1, 1, 6, 1, xid, 0, 0) + ciaddr + \
        b'\0' * 8 + quad(giaddr) + mac(n) + b'\0' * 202 + b'\x63\x82\x53\x63\x35\x01' + \
        bytes([kind]) + options + b'\xff' + b'\0' * 40


def old_leases(count):
    """A lease file with active leases of the clients below count."""
    now = int(time.time())

    def date(t):
        return time.strftime('%w %Y/%m/%d %H:%M:%S', time.gmtime(t))
    block = ('lease %%s {\n  starts %s;\n  ends %s;\n  cltt %s;\n'
             '  binding state active;\n  next binding state free;\n'
             '  rewind binding state free;\n  hardware ethernet %%s;\n}\n' %
             (date(now - 60), date(now + 7200), date(now - 60)))
    return ''.join(block % (address(i), mac(i).hex(':'))
                   for i in range(count))


def read(path):
    """address -> client of what is active in a lease file."""
    with open(path, errors='replace') as f:
        text = f.read()
    found = {}
    for addr, body in re.findall(r'^lease ([0-9.]+) \{\n(.*?)^\}\n', text,
                                 re.M | re.S):
        m = re.search(r'^  hardware ethernet (\S+);$', body, re.M)
        if '\n  binding state active;' in '\n' + body and m:
            found[addr] = number(m.group(1))
        else:
            found.pop(addr, None)
    return found


class Load:
    """Renewals of old clients, and new ones up to most, until stop()."""

    def __init__(self, net, old, first, most=1 << 30):
        self.socket = net.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 21)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind((RELAY, 67))
        self.socket.connect((SERVER, 67))
        self.old, self.next, self.last = old, first, first + most
        self.promised = {}      # address -> client, acknowledged
        self.wrong = []         # promised to two
        self.acks = self.naks = 0
        self.open = {}          # xid -> [client, packet, when]
        self.xid = random.randrange(1 << 24) << 8
        self.ending = False
        self.thread = threading.Thread(target=self.run)

    def start(self):
        self.thread.start()
        return self

    def stop(self):
        self.ending = True
        self.thread.join()
        self.socket.close()

    def send(self, xid, n, data):
        self.open[xid] = [n, data, time.monotonic()]
        try:
            self.socket.send(data)
        except OSError:
            pass                # the server is away

    def begin(self):
        self.xid = (self.xid + 1) & 0xffffffff
        if self.next == self.last or self.old and random.random() < 0.5:
            addr, n = random.choice(self.old)
            self.send(self.xid, n, packet(REQUEST, n, self.xid,
                                          ciaddr=quad(addr)))
        else:
            n = self.next
            self.next += 1
            self.send(self.xid, n, packet(DISCOVER, n, self.xid))

    def hear(self):
        try:
            data = self.socket.recv(2048)
        except OSError:
            return
        xid, = struct.unpack('>I', data[4:8])
        if xid not in self.open or data[240:242] != b'\x35\x01':
            return
        n, sent, _ = self.open[xid]
        kind, addr = data[242], data[16:20]
        if kind == OFFER:
            self.send(xid, n, packet(REQUEST, n, xid, b'\x32\x04' + addr +
                                     b'\x36\x04' + quad(SERVER)))
            return
        del self.open[xid]
        if kind == ACK:
            self.promise(socket.inet_ntoa(addr), n)
        elif kind == NAK and sent[12:16] != b'\0' * 4:
            self.naks += 1      # who has a lease is not to lose it

    def promise(self, addr, n):
        self.acks += 1
        if self.promised.setdefault(addr, n) != n:
            self.wrong.append((addr, self.promised[addr], n))

    def run(self):
        while not self.ending:
            while len(self.open) < WINDOW:
                self.begin()
            if select.select([self.socket], [], [], 0.05)[0]:
                self.hear()
                continue
            late = time.monotonic() - PATIENCE
            for xid, (n, data, when) in list(self.open.items()):
                if when < late:
                    self.send(xid, n, data)
        # what was sent before the end counts as promised
        while select.select([self.socket], [], [], 0)[0]:
            before = self.acks, len(self.open)
            self.hear()
            if before == (self.acks, len(self.open)):
                break


def missing(promised, path):
    """What was promised and is not so in the file."""
    there = read(path)
    return [(a, n, there.get(a)) for a, n in promised.items()
            if there.get(a) != n]
