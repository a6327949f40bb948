#!/usr/bin/env bash
# Two nodes of Edge on PostgreSQL (a primary and a streaming replica) and Redis, behind Varnish, on this machine, without containers.
#
#   deploy/local-cluster.sh [FOLDER]      runs until Ctrl-C; data stays in FOLDER (default: data/cluster)
#
# Ports count from EDGE_CLUSTER_PORT (default 8081): +0 and +1 the nodes, +100 and +101 their admin listeners, +200 the primary,
# +201 the replica, +300 Redis, +400 Varnish. deploy/compose/compose.yaml is the same in containers; deploy/cluster.env and
# deploy/cluster-secrets.sh are part of both.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mkdir -p "${1:-$here/data/cluster}" && cd "${1:-$here/data/cluster}" && pwd)
port=${EDGE_CLUSTER_PORT:-8081}
primary=$((port + 200)) replica=$((port + 201)) redis=$((port + 300)) varnish=$((port + 400))
edge=$here/artifacts/edge/edge
pids=()

fail() { echo "local-cluster: $*" >&2; exit 1; }

[ -x "$edge" ] || (cd "$here" && npm run --silent build)
postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1) || true
[ -n "$postgres" ] || fail "PostgreSQL is missing: sudo apt-get install postgresql"
command -v redis-server > /dev/null || fail "Redis is missing: sudo apt-get install redis-server"
[ -x /usr/sbin/varnishd ] || fail "Varnish is missing: sudo apt-get install varnish varnish-modules"

# PostgreSQL refuses to run as root.
as_postgres=()
if [ "$(id -u)" = 0 ]; then
  as_postgres=(setpriv --reuid=postgres --regid=postgres --init-groups --)
  chmod 711 "$folder"
  mkdir -p "$folder/postgres" && chown postgres "$folder/postgres"
else
  mkdir -p "$folder/postgres"
fi

stop() {
  trap - EXIT INT TERM
  echo "Stopping."
  # The last started first, so that each still finds what it stands on. PostgreSQL ends on SIGINT without waiting for its clients.
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    local signal=TERM
    [ $i -ge 2 ] || signal=INT
    kill -$signal "${pids[$i]}" 2> /dev/null || true
    wait "${pids[$i]}" 2> /dev/null || true
  done
}
trap stop EXIT
trap 'exit 0' INT TERM

# start NAME COMMAND...: in the background, its output in NAME.log.
start() {
  local name=$1
  shift
  "$@" > "$folder/$name.log" 2>&1 &
  pids+=($!)
}

# within SECONDS COMMAND...: until it succeeds, of the process that was started last: what else answers on its port is another's.
within() {
  local until=$((SECONDS + $1))
  shift
  until kill -0 "${pids[-1]}" 2> /dev/null && "$@" > /dev/null 2>&1; do
    kill -0 "${pids[-1]}" 2> /dev/null || fail "ended at once; see the newest log in $folder"
    [ $SECONDS -lt $until ] || fail "not in time: $* (see the logs in $folder)"
    sleep 0.2
  done
  sleep 0.2
  kill -0 "${pids[-1]}" 2> /dev/null || fail "ended at once; see the newest log in $folder"
}

sql() { "${as_postgres[@]}" "$postgres/psql" -h 127.0.0.1 -p "$1" -U postgres -d postgres -v ON_ERROR_STOP=1 -qAt -c "$2"; }

secrets=$folder/secrets
"$here/deploy/cluster-secrets.sh" "$secrets" "127.0.0.1:$primary" "127.0.0.1:$replica"
password=$(cat "$secrets/database-password")
purge=$(cat "$secrets/purge-secret")
PGPASSWORD=$(cat "$secrets/superuser-password")
export PGPASSWORD

data=$folder/postgres
if [ ! -s "$data/primary/PG_VERSION" ]; then
  "${as_postgres[@]}" bash -c '"$0" -D "$1" -U postgres -A scram-sha-256 --pwfile=<(printf %s "$PGPASSWORD") -E UTF8 --locale=C.UTF-8' \
    "$postgres/initdb" "$data/primary" > "$folder/initdb.log"
fi
serve=(-c listen_addresses=127.0.0.1 -c "unix_socket_directories=" -c wal_level=replica -c max_wal_senders=5 -c hot_standby=on)
start primary "${as_postgres[@]}" "$postgres/postgres" -D "$data/primary" -p "$primary" "${serve[@]}"
within 30 sql "$primary" "select 1"
sql "$primary" "do \$\$ begin create role edge login; exception when duplicate_object then null; end \$\$; alter role edge password '$password'"
[ "$(sql "$primary" "select count(*) from pg_database where datname = 'edge'")" = 1 ] || sql "$primary" "create database edge owner edge"
# Edge may not make itself a superuser to install this one.
"${as_postgres[@]}" "$postgres/psql" -h 127.0.0.1 -p "$primary" -U postgres -d edge -qc "set client_min_messages = warning; create extension if not exists pg_trgm"

if [ ! -s "$data/replica/PG_VERSION" ]; then
  "${as_postgres[@]}" "$postgres/pg_basebackup" -h 127.0.0.1 -p "$primary" -U postgres -D "$data/replica" -R -X stream -C -S replica --checkpoint=fast
fi
start replica "${as_postgres[@]}" "$postgres/postgres" -D "$data/replica" -p "$replica" "${serve[@]}"
within 30 sql "$replica" "select 1"

start redis redis-server --port "$redis" --bind 127.0.0.1 --save "" --appendonly no --dir "$folder"
within 10 redis-cli -p "$redis" ping

set -a
. "$here/deploy/cluster.env"
EDGE_HOSTING__MASTERKEY_FILE=$secrets/master-key
EDGE_STORAGE__DATABASE_FILE=$secrets/database-url
EDGE_CACHING__REDIS=redis://127.0.0.1:$redis/0
EDGE_CACHING__VARNISH=http://127.0.0.1:$varnish
EDGE_CACHING__VARNISHSECRET_FILE=$secrets/purge-secret
EDGE_HOSTING__TRUSTEDPROXIES=127.0.0.1
set +a
cd "$folder"
for node in 0 1; do
  admin=$((port + 100 + node))
  EDGE_HOSTING__URLS=http://localhost:$((port + node)) EDGE_HOSTING__ADMINURLS=http://localhost:$admin start "node-$((node + 1))" "$edge"
  within 30 "$edge" healthcheck "http://localhost:$((port + node))"
done

# Both ports are marked first: one may become what the other was.
(umask 077 && sed -e "s/8081/@1/; s/8082/@2/; s/@1/$port/; s/@2/$((port + 1))/; s/change-me/$purge/" \
  "$here/deploy/varnish/backends.vcl" > "$folder/backends.vcl")
start varnish /usr/sbin/varnishd -F -j none -n "$folder/varnish" -a "127.0.0.1:$varnish" -T none -s malloc,256M \
  -f "$here/deploy/varnish/edge.vcl" -p vcl_path="$folder" -p http_gzip_support=off
within 10 "$edge" healthcheck "http://127.0.0.1:$varnish"

cat << END
Edge runs on two nodes that share one database:
  http://localhost:$port          http://localhost:$((port + 1))
  http://127.0.0.1:$varnish         both through Varnish
  http://localhost:$((port + 100))/metrics  http://localhost:$((port + 101))/metrics
  primary 127.0.0.1:$primary, replica 127.0.0.1:$replica, Redis 127.0.0.1:$redis; logs and data in $folder
END
EDGE_HOSTING__URLS=http://localhost:$port "$edge" sign-in-link
echo "Ctrl-C stops it all."
wait -n "${pids[@]}" || true
fail "one of the processes has ended; see the logs in $folder"
