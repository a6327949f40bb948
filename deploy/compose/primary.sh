#!/usr/bin/env bash
# Runs in the primary's container once, when its volume is empty: what deploy/local-cluster.sh does with its own primary.
set -euo pipefail

psql -v ON_ERROR_STOP=1 -v password="$(cat /run/secrets/database-password)" -U postgres -d postgres << 'END'
create role edge login password :'password';
create database edge owner edge;
select pg_create_physical_replication_slot('replica', true);
\connect edge
create extension pg_trgm;
END
# "all" is no replication (postgresql.org/docs/15/auth-pg-hba-conf.html).
echo 'host replication postgres all scram-sha-256' >> "$PGDATA/pg_hba.conf"
