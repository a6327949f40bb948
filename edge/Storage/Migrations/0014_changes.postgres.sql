-- What every event changes of a shipment must be in none of its indexes: PostgreSQL then writes the row anew and leaves all indexes alone
-- (postgresql.org/docs/15/storage-hot.html), which had been more work than the rest of an event. The order of changes therefore moves
-- into a narrow table. A trigger keeps it, so that it is right whichever release writes.
create table shipment_changes (
    shipment_seq bigint not null,
    changed_in bigint not null,
    change bigint not null,
    updated_at bigint not null
) with (fillfactor = 80);

create function note_shipment_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into shipment_changes values (new.seq, new.changed_in, new.change, new.updated_at);
    elsif tg_op = 'UPDATE' then
        update shipment_changes set shipment_seq = new.seq, changed_in = new.changed_in, change = new.change, updated_at = new.updated_at
        where changed_in = old.changed_in and change = old.change and shipment_seq = old.seq;
    else
        delete from shipment_changes where changed_in = old.changed_in and change = old.change and shipment_seq = old.seq;
    end if;
    return null;
end $$;

-- Writers wait from here on, readers do not.
create trigger shipments_change after insert or delete or update of seq, changed_in, change, updated_at on shipments
    for each row execute function note_shipment_change();

insert into shipment_changes select seq, changed_in, change, updated_at from shipments;

create index shipment_changes_order on shipment_changes (changed_in, change);
create index shipment_changes_time on shipment_changes (updated_at, changed_in);

-- What was heard of last before a day was created before it: that day does not change, and few are created before it and fresher.
create index shipments_ended on shipments (created_at) where archived_at is null and status in ('delivered', 'returned', 'cancelled');

-- The base of transaction numbers changes when a dump is restored into another cluster, and is asked for by every fact: as part of the
-- function's text it costs nothing.
create function write_transaction_base_down() returns trigger language plpgsql as $$
begin
    execute format(
        'create or replace function this_transaction() returns bigint stable language sql as
            ''select %s::bigint + pg_current_xact_id()::text::bigint''', new.value);
    return null;
end $$;

create trigger transaction_base_written_down after insert or update on transaction_base
    for each row execute function write_transaction_base_down();

update transaction_base set value = value;

alter table shipments set (fillfactor = 80);
