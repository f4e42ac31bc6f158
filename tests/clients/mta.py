"""mta: a Postfix with a queue of its own, which delivers over LMTP."""
import os
import pwd

from suite import run

MAIN = '''compatibility_level = 3.6
queue_directory = {dir}/queue
data_directory = {dir}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = {dir}/maillog
maillog_file_prefixes = {dir}
myhostname = out.example.net
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = loopback-only
inet_protocols = ipv4
virtual_mailbox_domains = example.org
virtual_mailbox_maps =
virtual_transport = lmtp:inet:127.0.0.1:{port}
local_recipient_maps =
alias_maps =
alias_database =
'''
MASTER = '''pickup unix n - n 1 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
'''


def begin(stage, port):
    conf = stage.path('postfix')
    os.mkdir(conf)
    stage.write('postfix/main.cf', MAIN.format(dir=stage.dir, port=port))
    stage.write('postfix/master.cf', MASTER)
    os.mkdir(stage.path('queue'))
    os.mkdir(stage.path('data'))
    os.chown(stage.path('data'), pwd.getpwnam('postfix').pw_uid, -1)
    run('postfix', '-c', conf, 'start')
    return conf


def send(conf, sender, *recipients, data):
    run('sendmail', '-i', '-C', conf, '-f', sender, *recipients,
        data=data.replace(b'\r\n', b'\n'))


def end(conf):
    run('postfix', '-c', conf, 'stop', ok=(0, 1))
