#!/usr/bin/env bash
# check.sh SOURCE BINARY: what is in deploy/ holds: the unit's exposure, the examples for proxies, the rules of Prometheus,
# the configuration, and the Debian package. Prints what does not, and is 0 when all does.
set -uo pipefail
source_dir=$1 binary_dir=$2
deploy=$source_dir/deploy
maildoctor=$binary_dir/bin/maildoctor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
fail() { echo "$*"; failed=1; }

systemd-analyze security --offline=true --threshold=11 "$deploy/maildoctor.service" >"$work/unit" 2>&1 ||
  fail "the unit's exposure is above 1.1:"$'\n'"$(grep -E '✗|Overall' "$work/unit")"

"$maildoctor" serve --config "$deploy/etc/bridge.json" --profile "$source_dir/profiles/websupport.se.json" --check-config >"$work/config" 2>&1 ||
  fail "the configuration is not good: $(<"$work/config")"

# The examples are checked by the servers that they are for, with a certificate of the moment.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=www.example.net \
  -keyout "$work/key.pem" -out "$work/certificate.pem" 2>/dev/null
cat "$work/certificate.pem" "$work/key.pem" >"$work/both.pem"
sed -e "s#/etc/ssl/www.example.net.pem#$work/certificate.pem#" -e "s#/etc/ssl/www.example.net.key#$work/key.pem#" \
  -e "s#/var/log/nginx#$work#" "$deploy/nginx.conf" >"$work/site.conf"
echo "pid $work/pid; error_log stderr; events {} http { include $work/site.conf; }" >"$work/nginx.conf"
/usr/sbin/nginx -t -q -c "$work/nginx.conf" >"$work/out" 2>&1 || fail "nginx refuses its example: $(<"$work/out")"
sed "s#/etc/ssl/www.example.net.pem#$work/both.pem#" "$deploy/haproxy.cfg" >"$work/haproxy.cfg"
/usr/sbin/haproxy -c -q -f "$work/haproxy.cfg" >"$work/out" 2>&1 || fail "HAProxy refuses its example: $(<"$work/out")"

# Neither logs what a person could be known by.
grep -E '^log_format|log-format' "$deploy/nginx.conf" "$deploy/haproxy.cfg" |
  grep -E '\$(request|request_uri|args|query_string|remote_addr|http_|request_body)\b|%(r|ci|HQ|HU|hr|hrl)\b' &&
  fail 'an example logs a request line, query, header or address'

{ promtool check rules "$deploy/alerts.yml" && promtool test rules "$source_dir/tests/deploy/alerts.test.yml"; } >"$work/out" 2>&1 ||
  fail "the alerting rules are not good: $(<"$work/out")"

# Each metric that an alert looks at is one that the bridge has.
for name in $(grep -oE 'maildoctor_[a-z_]+' "$deploy/alerts.yml" | sed -E 's/_(bucket|count|sum)$//' | sort -u); do
  grep -q "\"$name\"" "$source_dir/src/bridge/metrics.cpp" || fail "alerts.yml looks at $name, which the bridge does not have"
done

(cd "$binary_dir" && cpack -G DEB -B "$work/package" >"$work/out" 2>&1) || fail "no package: $(tail -n 20 "$work/out")"
package=$(ls "$work"/package/maildoctor_*.deb 2>/dev/null)
if [[ -n $package ]]; then
  dpkg-deb --contents "$package" >"$work/contents"
  while read -r mode file; do
    grep -qE "^$mode root/root .* \./$file\$" "$work/contents" || fail "the package has no $file with mode $mode"
  done <<'FILES'
-rwxr-xr-x usr/bin/maildoctor
-rw-r--r-- usr/lib/systemd/system/maildoctor.service
-rw-r--r-- usr/share/maildoctor/profiles/websupport.se.json
-rw-r--r-- usr/share/doc/maildoctor/copyright
-rw-r--r-- usr/share/doc/maildoctor/examples/nginx.conf
-rw-r--r-- etc/maildoctor/bridge.json
FILES
  [[ $(dpkg-deb --info "$package" conffiles) == /etc/maildoctor/bridge.json ]] || fail 'the configuration is no conffile'
  for library in libssl3 libc-ares2 libprometheus-cpp-core1.0 ca-certificates; do
    dpkg-deb --field "$package" Depends | grep -q "$library" || fail "the package does not depend on $library"
  done
fi

exit "$failed"
