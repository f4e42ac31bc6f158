"""A place for the peers: their packages unpacked in a scratch directory,
seen through overlays of /usr, /etc and /var/lib in a mount, process and
network namespace of the run's own.  Nothing is installed on the machine, no
account is made on it, and everything ends with the namespace."""

import os
import shutil
import subprocess
import sys

# Owns all mail of the bench.
MAIL_UID = 5000 if os.getuid() == 0 else os.getuid()
USERS = 24                  # user0 ... user23, all of them MAIL_UID
PASSWORD = "secret"
PLAIN = "{PLAIN}secret"
HASH = "$1$bench$2oXJ6TuqyPIgNPp162CoB."    # crypt(3), cheap on purpose

PACKAGES = ["postfix", "opensmtpd", "dovecot-pop3d", "popa3d",
            "courier-pop", "ucspi-tcp", "openbsd-inetd"]
# Pulled in by dependencies and not wanted: an MTA, a newer libgnutls.
UNWANTED = ("exim4", "libgnutls", "gnutls", "cpio", "update-inetd")

SYSTEM_USERS = ["postfix", "dovecot", "dovenull", "opensmtpd", "opensmtpq",
                "courier", "popa3d", "postdrop"]


def say(text):
    print(text, file=sys.stderr, flush=True)


def run(args, **kw):
    return subprocess.run(args, check=True, **kw)


def fetch(scratch):
    """Downloads what is missing, and unpacks it into scratch/root."""
    debs = f"{scratch}/debs"
    root = f"{scratch}/root"
    if os.path.exists(f"{root}/done"):
        return
    os.makedirs(f"{debs}/partial", exist_ok=True)
    for package in PACKAGES:        # some conflict: one at a time
        got = subprocess.run(
            ["apt-get", "install", "-y", "--download-only",
             "--reinstall", "--no-install-recommends",
             "-o", f"Dir::Cache::archives={debs}",
             "-o", "DPkg::Lock::Timeout=300", package],
            capture_output=True, text=True)
        if got.returncode != 0:
            say(f"{package}: cannot be fetched: "
                f"{got.stderr.strip().splitlines()[-1:]}")
    shutil.rmtree(root, ignore_errors=True)
    for top in ("usr", "etc", "var/lib"):
        os.makedirs(f"{root}/{top}")
    for name in sorted(os.listdir(debs)):
        if name.endswith(".deb") and not name.startswith(UNWANTED):
            run(["dpkg-deb", "-x", f"{debs}/{name}", root])
    if os.path.isdir(f"{root}/bin"):
        shutil.copytree(f"{root}/bin", f"{root}/usr/bin",
                        dirs_exist_ok=True)
    open(f"{root}/done", "w").close()


def possible():
    """May this process make the namespaces and mount overlays?"""
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        return False
    return subprocess.run(["unshare", "-m", "-p", "-n", "-f", "true"],
                          capture_output=True).returncode == 0


def enter(argv):
    """Runs argv in namespaces of its own; all of it dies with us."""
    return subprocess.run(
        ["unshare", "--mount", "--pid", "--net", "--fork", "--kill-child",
         "--mount-proc"] + argv,
        env=dict(os.environ, POSTERN_BENCH_INSIDE="1")).returncode


def overlay(scratch, directory):
    name = directory.strip("/").replace("/", "-")
    upper = f"{scratch}/overlay/{name}"
    shutil.rmtree(upper, ignore_errors=True)
    os.makedirs(f"{upper}/up")
    os.makedirs(f"{upper}/work")
    lower = f"{scratch}/root{directory}:{directory}"
    run(["mount", "-t", "overlay", "overlay", "-o",
         f"lowerdir={lower},upperdir={upper}/up,workdir={upper}/work",
         directory])


def bind(scratch, name, directory):
    source = f"{scratch}/{name}"
    shutil.rmtree(source, ignore_errors=True)
    os.makedirs(source)
    run(["mount", "--bind", source, directory])


def add_users(scratch):
    """Only in the overlay of /etc: the machine's own files stay."""
    passwd, group, shadow = "", "", ""
    for i, name in enumerate(SYSTEM_USERS):
        passwd += f"{name}:x:{4000 + i}:{4000 + i}::/nonexistent:/bin/false\n"
        group += f"{name}:x:{4000 + i}:\n"
        shadow += f"{name}:*:20000::::::\n"
    group += f"bench:x:{MAIL_UID}:\n"
    for i in range(USERS):
        passwd += (f"user{i}:x:{MAIL_UID}:{MAIL_UID}::"
                   f"{scratch}/mail/user{i}:/bin/sh\n")
        shadow += f"user{i}:{HASH}:20000::::::\n"
    for name, text in (("passwd", passwd), ("group", group),
                       ("shadow", shadow)):
        path = f"/etc/{name}"
        with open(path) as f:
            own = {line.split(":")[0] for line in text.splitlines()}
            keep = [line for line in f if line.split(":")[0] not in own]
        with open(path, "w") as f:
            f.write("".join(keep) + text)


def furnish(scratch):
    """Inside the namespace: overlays, accounts, a loopback."""
    run(["ip", "link", "set", "lo", "up"])
    for directory in ("/usr", "/etc", "/var/lib"):
        overlay(scratch, directory)
    bind(scratch, "spool", "/var/spool")
    bind(scratch, "mbox", "/var/mail")
    bind(scratch, "run", "/run")
    add_users(scratch)
    # There is no name server in here: nobody shall wait for one.
    write("/etc/hosts", "127.0.0.1 localhost bench.test\n")
    write("/etc/resolv.conf", "lookup file\n")
    with open("/proc/sys/net/ipv4/ip_local_port_range", "w") as f:
        f.write("20000 60000\n")


def write(path, text, mode=0o644):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write(text)
    os.chmod(path, mode)
    return path


def give(path, uid=MAIL_UID):
    os.makedirs(path, exist_ok=True)
    os.chown(path, uid, uid)
    return path
