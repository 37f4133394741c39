#!/bin/sh
# Makes the certificates of these tests anew, with OpenSSL 3. They are valid for a hundred years, but for the
# one that has expired; their keys protect nothing.
set -eu
cd "$(dirname "$0")"
key() { openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key.pem"; }
ca() { # name, subject
  key "$1"
  openssl req -x509 -new -key "$1.key.pem" -subj "/CN=$2" -days 36500 -out "$1.pem" \
    -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign"
}
leaf() { # name, alternative names, issuer, further options
  key "$1"
  openssl req -new -key "$1.key.pem" -subj "/CN=$1" -out request.pem
  printf 'subjectAltName=%s\n' "$2" > extensions.txt
  name=$1; issuer=$3; shift 3
  openssl x509 -req -in request.pem -CA "$issuer.pem" -CAkey "$issuer.key.pem" -extfile extensions.txt \
    -out "$name.pem" "$@"
}
ca authority "Test authority"
ca stranger "Test authority that nobody knows"
leaf good "IP:127.0.0.1,DNS:api.example.test" authority -days 36500
leaf other-host "DNS:other.example.test" authority -days 36500
leaf untrusted "IP:127.0.0.1" stranger -days 36500
leaf expired "IP:127.0.0.1" authority -days -1
key intermediate
openssl req -new -key intermediate.key.pem -subj "/CN=Test intermediate" -out request.pem
printf 'basicConstraints=critical,CA:TRUE\n' > extensions.txt
openssl x509 -req -in request.pem -CA authority.pem -CAkey authority.key.pem -extfile extensions.txt \
  -days 36500 -out intermediate.pem
leaf chained "IP:127.0.0.1" intermediate -days 36500
rm -f request.pem extensions.txt authority.key.pem stranger.key.pem intermediate.key.pem authority.srl stranger.srl intermediate.srl stranger.pem
