# Cisco and other phones: octet or netascii, upper case, no options, no last ACK
file: SEP001122334455.cnf.xml = <device/>\n
C: RRQ CTLSEP001122334455.tlv octet
S: ERROR 1 *
C2: RRQ SEP001122334455.cnf.xml NETASCII
S2: DATA 1 "<device/>\r\n"
C2: ACK 1
C3: RRQ SEP001122334455.cnf.xml OCTET
S3: DATA 1 "<device/>\n"
