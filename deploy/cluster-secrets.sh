#!/usr/bin/env bash
# What the servers of a cluster and its nodes may know, one secret a file; what is there already stays.
#
#   deploy/cluster-secrets.sh FOLDER PRIMARY:PORT REPLICA:PORT
set -euo pipefail

folder=$1 primary=$2 replica=$3
mkdir -p "$folder"
# Nobody else comes through the folder; the files themselves are read by the users of the containers that they are handed to.
chmod 700 "$folder"
umask 022

secret() { [ -s "$folder/$1" ] || head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' > "$folder/$1"; }

secret master-key
secret superuser-password
secret database-password
secret purge-secret
# Each node has two pools of that many connections: two nodes leave room within PostgreSQL's 100.
printf 'postgres://edge:%s@%s,%s/edge?pool_max=20' "$(cat "$folder/database-password")" "$primary" "$replica" > "$folder/database-url"
