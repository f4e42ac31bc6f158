"""disk: file systems in files, copied in an instant: the power fails.

A copy of the image at a moment is what a disk that keeps the order of its
writes would hold then; mounted, its journal is replayed.
"""
import fcntl
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'clients'))
from suite import ROOT, Skip, WAIT, need, run

FICLONE = 0x40049409


def clone(src, dst):
    with open(src, 'rb') as a, open(dst, 'wb') as b:
        fcntl.ioctl(b.fileno(), FICLONE, a.fileno())


class Disk:
    """Images inside an XFS image, so that a copy of one takes no time."""

    def __init__(self, stage):
        if not ROOT:
            raise Skip('needs root, for loop devices')
        need('mkfs.xfs', 'mkfs.ext4')
        self.dir = stage.path('disk')
        self.outer = stage.path('outer.img')
        self.mounted = []
        os.mkdir(self.dir)
        with open(self.outer, 'wb') as f:
            f.truncate(2 << 30)
        run('mkfs.xfs', '-q', '-f', '-m', 'reflink=1', self.outer)
        self.mount(self.outer, self.dir)
        self.home = os.path.join(self.dir, 'home')
        self.after = os.path.join(self.dir, 'after')
        os.mkdir(self.home)
        os.mkdir(self.after)

    def mount(self, image, where):
        p = subprocess.run(['mount', '-o', 'loop', image, where],
                           stderr=subprocess.PIPE)
        if p.returncode != 0:
            raise Skip('no loop device: %s' % p.stderr.decode().strip())
        self.mounted.append(where)

    def umount(self, where):
        end = time.monotonic() + WAIT
        while subprocess.run(['umount', where],
                             stderr=subprocess.DEVNULL).returncode != 0:
            if time.monotonic() > end:
                run('umount', '-l', where)
                break
            time.sleep(0.05)
        self.mounted.remove(where)

    def image(self, number):
        """A new file system for a round, under home."""
        path = os.path.join(self.dir, 'disk%d' % number)
        with open(path, 'wb') as f:
            f.truncate(128 << 20)
        run('mkfs.ext4', '-q', '-F', path)
        self.mount(path, self.home)
        return path

    def close(self):
        for where in reversed(self.mounted[:]):
            self.umount(where)
