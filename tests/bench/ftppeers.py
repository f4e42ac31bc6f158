"""The FTP servers that tests/bench/ftp measures, and the place they serve:
an account and a home directory that are seen only in a mount and network
namespace of the run's own."""

import os
import shutil
import signal
import subprocess
import time

USER, PASSWORD, UID = 'bench', 'secret', 5021
HASH = '$1$bench$2oXJ6TuqyPIgNPp162CoB.'    # crypt(3), cheap on purpose
MIB = 1 << 20

BIG = 1024 * MIB
TEXT = 256 * MIB
LINE = 64                   # octets of a line of text, with its newline
SMALL = 1000
MANY = 50000

VSFTPD = """
listen={listen}
listen_port={port}
listen_address=127.0.0.1
background=NO
anonymous_enable=NO
local_enable=YES
write_enable=YES
chroot_local_user=YES
allow_writeable_chroot=YES
xferlog_enable=NO
ls_recurse_enable=NO
ascii_download_enable=YES
ascii_upload_enable=YES
session_support=NO
seccomp_sandbox=NO
"""
PROFTPD = """
ServerName bench
ServerType {type}
DefaultServer on
Port {port}
DefaultAddress 127.0.0.1
UseIPv6 off
UseReverseDNS off
User nobody
Group nogroup
AuthOrder mod_auth_unix.c
RequireValidShell off
DefaultRoot ~
AllowOverwrite on
WtmpLog off
TransferLog none
SystemLog {log}
ScoreboardFile none
PidFile {scratch}/proftpd.pid
DelayEngine off
<IfModule mod_ident.c>
IdentLookups off
</IfModule>
"""


def find(name):
    """None, or where the peer is; /usr/sbin is not in everyone's PATH."""
    return shutil.which(name, path=os.environ.get('PATH', '') +
                        ':/usr/sbin:/sbin:/usr/local/sbin')


class Server:
    """One way to run one program; its sessions are on self.port."""

    def __init__(self, title, program, port, argv, under=None, daemon=False):
        self.title, self.program, self.port = title, program, port
        self.argv = argv
        self.daemon = daemon            # its own, without a super-server
        self.under = under
        self.process, self.why = None, None
        # Peers are daemons where they can be; under a super-server they
        # are only asked what a session costs there.
        self.ours = title.startswith('ours')

    def start(self, scratch):
        if self.program is None or not os.path.exists(self.program):
            self.why = 'not installed'
            return
        argv = [self.program] + self.argv
        if not self.daemon:
            argv = [self.under, str(self.port)] + argv
            if self.under.endswith('tcpserver'):
                argv = [self.under, '-qHR', '-l0', '-c64', '127.0.0.1'] + \
                    argv[1:]
        with open(f'{scratch}/{self.title}.log', 'wb') as log:
            self.process = subprocess.Popen(
                argv, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True)
        time.sleep(1)
        if self.process.poll() is not None:
            self.why = 'does not start'

    def stop(self):
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(5)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(self.process.pid, signal.SIGKILL)

    def reaped(self):
        """CPU seconds of this process and of the children it waited for."""
        with open(f'/proc/{self.process.pid}/stat') as f:
            words = f.read().rsplit(')', 1)[1].split()
        return sum(map(int, words[11:15])) / os.sysconf('SC_CLK_TCK')

    def below(self):
        found, todo = [], [self.process.pid]
        while todo:
            pid = todo.pop()
            found.append(pid)
            try:
                with open(f'/proc/{pid}/task/{pid}/children') as f:
                    todo += map(int, f.read().split())
            except OSError:
                pass
        return found[1:]

    def private(self):
        """kB that are its children's alone."""
        total = 0
        for pid in self.below():
            try:
                with open(f'/proc/{pid}/smaps_rollup') as f:
                    total += sum(int(line.split()[1]) for line in f
                                 if line.startswith('Private_'))
            except OSError:
                pass
        return total


def vsftpd(scratch, title, port, daemon, under):
    name = f'{scratch}/{title}.conf'
    with open(name, 'w') as f:
        f.write(VSFTPD.format(listen='YES' if daemon else 'NO', port=port))
    os.chmod(name, 0o600)
    return Server(title, find('vsftpd'), port, [name], under, daemon)


def pureftpd(title, port, daemon, under):
    flags = ['-lunix', '-A', '-E', '-H', '-4', '-j', '-u1', f'-L{2 * MANY}:5']
    if daemon:
        flags.append(f'-S127.0.0.1,{port}')
    return Server(title, find('pure-ftpd'), port, flags, under, daemon)


def proftpd(scratch, title, port, daemon, under):
    name = f'{scratch}/{title}.conf'
    with open(name, 'w') as f:
        f.write(PROFTPD.format(
            type='standalone' if daemon else 'inetd', port=port,
            log=f'{scratch}/{title}.system', scratch=scratch))
    return Server(title, find('proftpd'), port,
                  ['-n', '-c', name] if daemon else ['-c', name],
                  under, daemon)


def ours(scratch, title, program, port, under, *flags):
    return Server(title, program, port,
                  ['-e', '-f', f'{scratch}/passwd', *flags], under)


def everything(scratch, top, with_peers):
    under = find('tcpserver') or f'{scratch}/super'
    musl = f'{scratch}/musl/ftpd/ftpd'
    mine = f'{top}/ftpd/ftpd'
    found = [
        ours(scratch, 'ours', mine, 7001, under, '-y'),
        ours(scratch, 'ours-musl', musl, 7002, under, '-y'),
        ours(scratch, 'ours-sync', mine, 7003, under),
        ours(scratch, 'ours-place', mine, 7011, under, '-y', '-W'),
    ]
    if not with_peers:
        return found
    return found + [
        vsftpd(scratch, 'vsftpd', 7004, True, under),
        pureftpd('pure', 7005, True, under),
        proftpd(scratch, 'proftpd', 7006, True, under),
        vsftpd(scratch, 'vsftpd-super', 7007, False, under),
        pureftpd('pure-super', 7008, False, under),
        proftpd(scratch, 'proftpd-super', 7009, False, under),
        Server('nothing', f'{scratch}/nothing', 7010, [], under),
    ]


def write(path, size, make):
    """A file of that size, unless it is there."""
    if os.path.exists(path) and os.path.getsize(path) == size:
        return
    with open(path, 'wb') as f:
        for _ in range(size // MIB):
            f.write(make())


def line_block():
    return b''.join(b'%-*d\n' % (LINE - 1, i) for i in range(MIB // LINE))


def make_home(scratch):
    home = f'{scratch}/home'
    for name in ('', 'small', 'many', 'up', 'mem'):
        os.makedirs(f'{home}/{name}', exist_ok=True)
        os.chown(f'{home}/{name}', UID, UID)
    block = os.urandom(MIB)
    lines = line_block()
    write(f'{home}/big', BIG, lambda: block)
    write(f'{home}/text', TEXT, lambda: lines)
    for i in range(SMALL):
        with open(f'{home}/small/f{i}', 'wb') as f:
            f.write(block[:4096])
    if len(os.listdir(f'{home}/many')) != MANY:
        for i in range(MANY):
            # Not in the order of their names, and of all sizes.
            n = i * 7919 % MANY
            path = f'{home}/many/photograph-{n:05d}.jpeg'
            with open(path, 'wb') as f:
                f.truncate(n * 37)
            os.utime(path, (1.7e9 + n * 977, 1.7e9 + n * 977))
            os.chown(path, UID, UID)
    with open(f'{scratch}/passwd', 'w') as f:
        f.write(f'{USER}:{{PLAIN}}{PASSWORD}:{UID}:{UID}::{home}::\n')


def furnish(scratch):
    """In the namespaces: a loopback, an account, a directory in memory."""
    run = subprocess.run
    run(['ip', 'link', 'set', 'lo', 'up'], check=True)
    run(['mount', '-t', 'tmpfs', '-o', f'size=3g,uid={UID},gid={UID}',
         'tmpfs', f'{scratch}/home/mem'], check=True)
    # Not a file on a file: useradd(8) outside would rename over it.
    etc = f'{scratch}/etc'
    shutil.rmtree(etc, ignore_errors=True)
    os.makedirs(f'{etc}/upper')
    os.makedirs(f'{etc}/work')
    run(['mount', '-t', 'overlay', 'overlay', '-o', f'lowerdir=/etc,upperdir='
         f'{etc}/upper,workdir={etc}/work', '/etc'], check=True)
    for name, line in (
            ('passwd', f'{USER}:x:{UID}:{UID}::{scratch}/home:/bin/sh'),
            ('shadow', f'{USER}:{HASH}:20000::::::'),
            ('group', f'{USER}:x:{UID}:')):
        with open(f'/etc/{name}', 'a') as f:
            f.write(line + '\n')
    os.makedirs('/run/vsftpd/empty', exist_ok=True)
    # Nobody shall log to the machine's syslog.
    if os.path.exists('/dev/log'):
        run(['mount', '--bind', '/dev/null',
             os.path.realpath('/dev/log')], check=False)
