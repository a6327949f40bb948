#!/usr/bin/env bash
# The replica's container: copies the primary when its volume is empty, then follows it.
#
#   replica.sh PRIMARY PORT [SETTING...]
set -euo pipefail

primary=$1 port=$2
shift 2
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" /var/run/postgresql
  chown postgres "$PGDATA" /var/run/postgresql
  PGPASSWORD=$(cat /run/secrets/superuser-password)
  export PGPASSWORD
  exec gosu postgres bash "$0" "$primary" "$port" "$@"
fi

data=$PGDATA/replica
if [ ! -s "$data/PG_VERSION" ]; then
  # Renamed into place when it is whole: a copy that was cut off begins anew.
  rm -rf "$PGDATA/copy"
  pg_basebackup -h "$primary" -p "$port" -U postgres -D "$PGDATA/copy" -R -X stream -S replica --checkpoint=fast
  mv "$PGDATA/copy" "$data"
fi
unset PGPASSWORD
exec postgres -D "$data" "$@"
