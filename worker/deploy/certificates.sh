#!/bin/sh
# Makes an authority of your own and a certificate for each host that it is given, for brokers and clients with TLS.
#
#   certificates.sh FOLDER HOST...        DAYS=365 is how long they hold, UMASK=077 who may read them;
#                                        a HOST is a name or an IPv4 address
#
# FOLDER/ca.pem is what clients trust (COPYDESK_SSL_CA_FILE), FOLDER/HOST.pem a key and its certificate chain as Kafka
# takes them (ssl.keystore.type=PEM), FOLDER/HOST.crt and FOLDER/HOST.key the same as clients take them
# (COPYDESK_SSL_CERT_FILE, COPYDESK_SSL_KEY_FILE). An authority that is there already is used again. Keep ca.key away
# from the machines that serve.
set -eu
umask "${UMASK:-077}"
[ $# -ge 2 ] || { echo "usage: $0 FOLDER HOST..." >&2; exit 2; }
folder=$1
shift
days=${DAYS:-365}
mkdir -p "$folder"
cd "$folder"

if [ ! -f ca.key ]; then
    openssl req -x509 -newkey rsa:2048 -nodes -days "$days" -subj "/CN=Copydesk authority" \
        -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign" \
        -keyout ca.key -out ca.pem 2>/dev/null
fi
for host in "$@"; do
    case $host in
        *[!0-9.]*) name="DNS:$host" ;;
        *) name="IP:$host" ;;
    esac
    printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth,clientAuth\n' "$name" > "$host.ext"
    openssl req -newkey rsa:2048 -nodes -subj "/CN=$host" -keyout "$host.key" -out "$host.csr" 2>/dev/null
    openssl x509 -req -in "$host.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days "$days" \
        -extfile "$host.ext" -out "$host.crt" 2>/dev/null
    cat "$host.key" "$host.crt" ca.pem > "$host.pem"
    rm "$host.csr" "$host.ext"
done
