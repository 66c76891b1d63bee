#!/bin/sh
# A real Dovecot and a real Postfix on loopback, for tests. Needs root (both refuse to run without), no systemd, and touches
# neither /etc/dovecot nor /etc/postfix.
#
#   real-servers.sh start DIR   starts them; DIR/servers.json tells host, ports and the authority's certificate
#   real-servers.sh stop DIR    stops them and removes DIR; not an error where nothing runs
#
# Ports: REAL_SERVERS_FIRST_PORT (default 20993: below those that the system hands out) and the five after it:
# imaps imap pop3s pop3 submissions submission. At 127.0.0.2, imaps has TLS 1.3 only, and submissions TLS 1.2 only.
set -eu

command=${1:?start or stop}
dir=$(realpath -m "${2:?a folder}")
host=mail.real.test
first=${REAL_SERVERS_FIRST_PORT:-20993}
imaps=$first imap=$((first + 1)) pop3s=$((first + 2)) pop3=$((first + 3)) submissions=$((first + 4)) submission=$((first + 5))

# Both programs refuse a path that is too long for a socket, so what they run on stands in a short one.
run_dir() { [ -f "$dir/run-dir" ] && cat "$dir/run-dir"; }

stop() {
    if run=$(run_dir); then
        [ -f "$run/dovecot/run/master.pid" ] && end "$run/dovecot/run/master.pid"
        [ -f "$run/postfix/spool/pid/master.pid" ] && end "$run/postfix/spool/pid/master.pid"
        rm -rf "$run"
    fi
    rm -rf "$dir"
}

# Ends the process whose number stands in the file, and returns when it is gone.
end() {
    pid=$(tr -d ' ' < "$1")
    kill "$pid" 2>/dev/null || return 0
    tail --pid="$pid" -f /dev/null
}

make_certificates() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=Mail Doctor test authority" \
        -keyout "$run/ca.key" -out "$dir/ca.pem" 2>/dev/null
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$host" -keyout "$run/server.key" \
        -out "$run/server.csr" 2>/dev/null
    printf 'subjectAltName=DNS:%s\nbasicConstraints=critical,CA:FALSE\nextendedKeyUsage=serverAuth\n' "$host" > "$run/server.ext"
    openssl x509 -req -in "$run/server.csr" -CA "$dir/ca.pem" -CAkey "$run/ca.key" -CAcreateserial -days 2 \
        -extfile "$run/server.ext" -out "$run/server.pem" 2>/dev/null
    chmod 600 "$run/server.key"
}

start_dovecot() {
    mkdir -p "$run/dovecot/run" "$run/dovecot/state"
    cat > "$run/dovecot/dovecot.conf" <<CONF
base_dir = $run/dovecot/run
state_dir = $run/dovecot/state
log_path = $dir/dovecot.log
protocols = imap pop3
listen = 127.0.0.1, 127.0.0.2
ssl = required
ssl_cert = <$run/server.pem
ssl_key = <$run/server.key
ssl_min_protocol = TLSv1.2
local 127.0.0.2 {
  ssl_min_protocol = TLSv1.3
}
passdb {
  driver = static
  args = password=never-used
}
userdb {
  driver = static
  args = uid=mail gid=mail home=$run/dovecot/mail
}
mail_location = maildir:~/Maildir
service imap-login {
  service_count = 0
  process_min_avail = 1
  client_limit = 2000
  inet_listener imap {
    port = $imap
  }
  inet_listener imaps {
    port = $imaps
    ssl = yes
  }
}
service pop3-login {
  inet_listener pop3 {
    port = $pop3
  }
  inet_listener pop3s {
    port = $pop3s
    ssl = yes
  }
}
CONF
    # Its error stream would otherwise stay open, and ctest waits for the end of it.
    dovecot -c "$run/dovecot/dovecot.conf" > "$dir/dovecot-start.log" 2>&1
}

start_postfix() {
    etc=$run/postfix/etc
    mkdir -p "$etc" "$run/postfix/spool" "$run/postfix/data"
    chown postfix "$run/postfix/data"
    cat > "$etc/main.cf" <<CONF
compatibility_level = 3.6
queue_directory = $run/postfix/spool
data_directory = $run/postfix/data
maillog_file = $run/postfix/postfix.log
maillog_file_prefixes = $run
myhostname = $host
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
smtpd_tls_cert_file = $run/server.pem
smtpd_tls_key_file = $run/server.key
smtpd_relay_restrictions = reject
default_transport = error:no mail leaves the tests
CONF
    cat > "$etc/master.cf" <<CONF
postlog   unix-dgram n - n - 1 postlogd
127.0.0.2:$submissions inet n - n - - smtpd -o smtpd_tls_wrappermode=yes -o smtpd_tls_mandatory_protocols=TLSv1.2
127.0.0.1:$submissions inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
127.0.0.1:$submission  inet n - n - - smtpd -o smtpd_tls_security_level=encrypt
pickup    unix  n - n 60 1 pickup
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
error     unix  - - n - - error
anvil     unix  - - n - 1 anvil
proxymap  unix  - - n - - proxymap
CONF
    # start-fg does not check for other instances in /etc/postfix; master says nothing where it cannot write its log.
    postfix -c "$etc" start > "$dir/postfix-start.log" 2>&1
}

# Returns once each port accepts; fails after 30 s.
wait_for_ports() {
    end_of_patience=$(($(date +%s) + 30))
    for port in $imaps $imap $pop3s $pop3 $submissions $submission; do
        until bash -c ": < /dev/tcp/127.0.0.1/$port" 2>/dev/null; do
            if [ "$(date +%s)" -ge $end_of_patience ]; then
                echo "real-servers: nothing answers on port $port; see $dir" >&2
                return 1
            fi
        done
    done
}

start() {
    mkdir -p "$dir"
    run=$(mktemp -d /tmp/mdreal.XXXXXX)
    chmod 755 "$run"
    echo "$run" > "$dir/run-dir"
    make_certificates
    start_dovecot
    start_postfix
    wait_for_ports
    cat > "$dir/servers.json" <<JSON
{
  "host": "$host",
  "address": "127.0.0.1",
  "oneVersion": "127.0.0.2",
  "ca": "$dir/ca.pem",
  "ports": {
    "imaps": $imaps, "imap": $imap, "pop3s": $pop3s, "pop3": $pop3, "submissions": $submissions, "submission": $submission
  }
}
JSON
}

case $command in
    start)
        stop
        start || { cat "$dir"/*.log >&2; stop; exit 1; }
        ;;
    stop) stop ;;
    *)
        echo "usage: real-servers.sh start|stop DIR" >&2
        exit 2
        ;;
esac
