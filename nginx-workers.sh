#!/bin/sh
# Starts NGINX and keeps its list of extra workers current: the containers of `classify-service-extra`,
# which `docker compose up --scale` adds and removes. Docker's resolver knows their addresses under the
# name `extra-workers`. When they change, NGINX reads the list again and closes no call: the old process
# of NGINX ends when its last call has ended. `server ... resolve` would do the same from NGINX 1.27.3 on.
#
# This container has that name too, for two reasons: the name always exists, so Docker asks no resolver
# outside for it, and an answer without this container is a failed lookup, after which the list stays. Its
# other name in the network of the workers, `balancer`, says which address is its own.
set -u
list=/tmp/extra-workers.conf
# The first three numbers of all addresses.
net=${CLUSTER_NET:?the compose file sets it}

# Addresses of a name, in one order. Alpine has nslookup, and Debian getent.
lookup() {
  { nslookup -type=a "$1" 127.0.0.11 || getent ahostsv4 "$1"; } 2> /dev/null |
    tr ' \t' '\n\n' | grep -E "^$net\.[0-9]+\$" | sort -u
}

# What a worker answers, such as "HTTP/1.1 200 OK".
answer() {
  timeout 2 wget -S -t 1 -O /dev/null "http://$1:9080/classify-api/health/$2" 2>&1 | grep HTTP/
}

# Those of the list $1 but for workers that are gone or stopping, and new ones once they are ready. Fails
# where the lookup did.
extra_workers() {
  own=$(lookup balancer)
  all=$(lookup extra-workers)
  [ -n "$own" ] && echo "$all" | grep -qxF "$own" || return 1
  for address in $(echo "$all" | grep -vxF "$own"); do
    case " $1 " in
    *" $address "*) answer "$address" live | grep -q " 503" && continue ;;
    *) answer "$address" ready | grep -q " 200" || continue ;;
    esac
    printf '%s ' "$address"
  done
}

write() {
  for address in $1; do
    echo "server $address:9080 max_fails=1 fail_timeout=2s;"
  done > "$list.new" && mv "$list.new" "$list"
}

follow() {
  while sleep 2; do
    now=$(extra_workers "$1") || continue
    [ "$now" != "$1" ] || continue
    write "$now" && nginx -e stderr -s reload || continue
    echo "extra workers: ${now:-none}" >&2
    set -- "$now"
  done
}

first=$(extra_workers "") || first=
write "$first"
follow "$first" &
exec nginx -e stderr -g "daemon off;"
