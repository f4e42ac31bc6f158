"""system: a program for which joe is an account of the system.

The files that say so are bound over the system's in a mount namespace, which
only that program sees.
"""
import os

from suite import *

ACCOUNT = '''#!/bin/sh
set -e
mount --make-rprivate /
cd %(dir)s
mkdir -p pam spool
cp /etc/passwd system
cp /etc/shadow shadow
echo 'joe:x:%(uid)d:%(uid)d::%(dir)s/joe:/bin/sh' >> system
echo "joe:$(openssl passwd -6 secret):19000:0:99999:7:::" >> shadow
echo 'popa3d:x:20555:20555::/:/bin/false' >> system
echo 'popa3d:!:19000::::::' >> shadow
for f in popa3d ftp; do
	printf '%%s\\n' 'auth required pam_unix.so' \\
	    'account required pam_unix.so' 'session required pam_permit.so' \\
	    > pam/$f
done
mount --bind system /etc/passwd
mount --bind shadow /etc/shadow
mount --bind pam /etc/pam.d
mount --bind spool /var/mail
exec "$@"
'''


def as_system(stage, *argv):
    """The argv that runs the program so; /var/mail is the stage's spool."""
    if not ROOT:
        raise Skip('needs root')
    need('unshare', 'openssl')
    inner = stage.write('account', ACCOUNT % {'dir': stage.dir,
                                              'uid': stage.uid}, 0o755)
    return ['unshare', '-m', inner] + list(argv)


def copied(stage, path):
    """A program of a package that cannot be installed beside others."""
    if not os.access(path, os.X_OK):
        raise Skip('%s is not there' % path)
    with open(path, 'rb') as f:
        return stage.write(os.path.basename(path), f.read(), 0o755)
