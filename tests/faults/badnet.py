"""badnet: a client's and a server's network, and a bad line between them.

Two network namespaces, each with a TUN device, and a process that carries
packets from one to the other as a line would that loses, repeats, reorders
and delays them.  (The kernel's netem does the same, where it is there; a
datagram that the kernel cuts itself is whole to netem, and lost whole.)
"""
import ctypes
import fcntl
import heapq
import os
import random
import select
import signal
import struct
import subprocess
import threading
import time

from suite import ROOT, Skip

CLIENT, SERVER = '10.83.0.1', '10.83.0.2'
CLONE_NEWNET = 0x40000000
TUNSETIFF = 0x400454ca
IFF_TUN_NO_PI = 0x1001
QUEUE = 4000                    # packets that wait in a device

libc = ctypes.CDLL(None, use_errno=True)


def call(name, *args):
    if getattr(libc, name)(*args) != 0:
        raise OSError(ctypes.get_errno(), name)


class Line:
    """How bad it is: each is a probability, the delays are seconds."""

    def __init__(self, loss=0.0, again=0.0, late=0.0, delay=0.0, seed=0):
        self.loss, self.again, self.late = loss, again, late
        self.delay = delay
        self.random = random.Random(seed)

    def times(self):
        """When copies of a packet arrive, in seconds from now."""
        found = []
        for _ in range(1 + (self.random.random() < self.again)):
            if self.random.random() >= self.loss:
                late = self.random.random() < self.late
                found.append(self.delay + late * self.random.uniform(0.001,
                                                                     0.02))
        return found


class Net:
    def __init__(self, **line):
        if not ROOT or not os.path.exists('/dev/net/tun'):
            raise Skip('needs root and /dev/net/tun')
        self.client = self.make(CLIENT)
        self.server = self.make(SERVER)
        self.carrier = os.fork()
        if self.carrier == 0:
            try:
                carry(self.client[1], self.server[1], Line(**line))
            finally:
                os._exit(1)

    def make(self, address):
        """(namespace, its TUN device): descriptors."""
        made = []

        def begin():
            try:
                call('unshare', CLONE_NEWNET)
                tun = os.open('/dev/net/tun', os.O_RDWR | os.O_NONBLOCK)
                fcntl.ioctl(tun, TUNSETIFF,
                            struct.pack('16sH14x', b'tun0', IFF_TUN_NO_PI))
                ns = os.open('/proc/thread-self/ns/net', os.O_RDONLY)
                for words in (['link', 'set', 'lo', 'up'],
                              ['addr', 'add', address + '/24', 'dev', 'tun0'],
                              ['link', 'set', 'tun0', 'txqueuelen',
                               str(QUEUE), 'up']):
                    subprocess.run(['nsenter', '--net=/proc/%d/fd/%d' %
                                    (os.getpid(), ns), 'ip'] + words,
                                   check=True)
                made.extend((ns, tun))
            except OSError as e:
                made.append(e)
        t = threading.Thread(target=begin)
        t.start()
        t.join()
        if len(made) != 2:
            raise Skip('no network namespace: %s' % made)
        return made

    def wrap(self):
        """Before a command that shall run where the server is."""
        return ['nsenter', '--net=/proc/%d/fd/%d' % (os.getpid(),
                                                     self.server[0])]

    def enter(self):
        """This thread's sockets are the client's from now on."""
        call('setns', self.client[0], CLONE_NEWNET)

    def close(self):
        os.kill(self.carrier, signal.SIGKILL)
        os.waitpid(self.carrier, 0)
        for fd in self.client + self.server:
            os.close(fd)


def carry(a, b, line):
    other = {a: b, b: a}
    queue, number = [], 0
    while True:
        left = max(0, queue[0][0] - time.monotonic()) if queue else None
        for fd in select.select([a, b], [], [], left)[0]:
            for _ in range(64):
                try:
                    packet = os.read(fd, 65536)
                except BlockingIOError:
                    break
                now = time.monotonic()
                for after in line.times():
                    number += 1
                    heapq.heappush(queue, (now + after, number, other[fd],
                                           packet))
        now = time.monotonic()
        while queue and queue[0][0] <= now:
            _, _, fd, packet = heapq.heappop(queue)
            try:
                os.write(fd, packet)
            except OSError:
                pass            # its queue is full: lost
