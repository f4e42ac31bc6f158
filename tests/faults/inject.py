"""inject: each system call of a server fails once, with each error it may
have (strace -e inject), for the programs inject*.test.

For N = 1, 2, 3 ... the Nth call of a kind fails, until a run has none left to
fail.  A case is an object with run(*strace_options), which returns (outcome,
trace), and judge(outcome, trace), which says what is wrong, or ''.
"""
import collections
import concurrent.futures
import os
import re

from suite import *

ERRORS = ['ENOSPC', 'EIO', 'EDQUOT', 'EMFILE', 'EINTR', 'ENOMEM']
QUICK = ['ENOSPC', 'EINTR']
# No failure of theirs can be told from a process that never began or ended,
# or the kernel does not give it.
NEVER = {'execve', 'exit', 'exit_group', 'rt_sigreturn', 'wait4', 'vfork',
         'restart_syscall', 'getpid', 'getuid', 'geteuid', 'getgid',
         'getegid', 'gettid', 'getppid', 'umask', 'arch_prctl', 'getrandom',
         'set_tid_address', 'set_robust_list', 'rseq', 'clock_gettime'}
DISK = {'openat', 'open', 'fsync', 'fdatasync', 'rename', 'renameat',
        'renameat2', 'link', 'linkat', 'write', 'pwrite64', 'writev',
        'ftruncate', 'close', 'fstat', 'newfstatat', 'copy_file_range',
        'sendfile', 'fcntl', 'lseek', 'pread64', 'fork', 'clone', 'socketpair',
        'memfd_create', 'mkdirat', 'futimens', 'utimensat', 'fchmod',
        'statfs', 'fstatfs', 'flock'}
DEPTH = 200                     # of N; none is called so often


def calls(trace):
    return {m[1] for m in re.finditer(r'^\d+ +(\w+)\(', trace, re.M)}


def begun(trace, program):
    """The trace behind the server's own execve and its dynamic linking."""
    return trace[trace.index('/%s"' % program):]


def fail(case, call, error):
    """All N of one call and one error; (runs, what went wrong)."""
    for n in range(1, DEPTH):
        code, trace = case.run('-e', 'inject=%s:error=%s:when=%d' % (
            call, error, n))
        if '(INJECTED)' not in trace:
            return n, ''
        wrong = case.judge(code, trace)
        if wrong:
            where = [l for l in trace.splitlines() if '(INJECTED)' in l]
            return n, '%s %s, call %d: %s\n  %s' % (
                call, error, n, wrong, '\n  '.join(where[:3]))
    return DEPTH, '%s never ran out of calls' % call


def inject(title, program, cases, every, never=NEVER):
    """All calls that cases[0] makes, all at once in the other cases."""
    outcome, trace = cases[0].run()
    same(cases[0].judge(outcome, trace), '', 'without a failure')
    todo = collections.deque(
        (call, error) for call in sorted(calls(begun(trace, program)) - never)
        for error in (ERRORS if every else QUICK) if every or call in DISK)
    wrong, runs = [], 0

    def work(case):
        nonlocal runs
        while todo:
            n, text = fail(case, *todo.popleft())
            runs += n
            if text:
                wrong.append(text)

    with concurrent.futures.ThreadPoolExecutor(len(cases)) as pool:
        list(pool.map(work, cases))
    if wrong:
        raise AssertionError('\n'.join(wrong))
    if runs == 0:
        raise AssertionError('no call was made to fail')
    print('# %s: %d failures, each answered well' % (title, runs))
