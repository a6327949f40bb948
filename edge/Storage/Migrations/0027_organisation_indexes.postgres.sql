-- Lists walk the entries of one organisation only, and a number means one shipment in each. Writers wait from here on, readers do not.
create index shipments_newest_own on shipments (organisation, archived, seq);
create index shipments_status_own on shipments (organisation, archived, status, seq);
create index shipments_carrier_own on shipments (organisation, archived, carrier, seq);
create index shipments_carrier_status_own on shipments (organisation, archived, carrier, status, seq);
create index shipments_delayed_own on shipments (organisation, archived, seq) where flags & 1 <> 0;
create index shipments_customs_own on shipments (organisation, archived, seq) where flags & 2 <> 0;
create index shipments_action_required_own on shipments (organisation, archived, seq) where flags & 4 <> 0;
create index shipments_exception_own on shipments (organisation, archived, seq) where flags & 8 <> 0;
create index shipments_stale_own on shipments (organisation, archived, seq) where flags & 16 <> 0;
create unique index shipments_holder_own on shipments (organisation, number, carrier) where holds_number = 1 and archived = 0;

-- Whoever writes here writes to shipments first, by the trigger: nobody who holds this table waits for that one.
alter table shipment_changes add column organisation bigint not null default 1;

create or replace function note_shipment_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into shipment_changes (shipment_seq, changed_in, change, updated_at, organisation)
        values (new.seq, new.changed_in, new.change, new.updated_at, new.organisation);
    elsif tg_op = 'UPDATE' then
        update shipment_changes
        set shipment_seq = new.seq, changed_in = new.changed_in, change = new.change, updated_at = new.updated_at, organisation = new.organisation
        where organisation = old.organisation and changed_in = old.changed_in and change = old.change and shipment_seq = old.seq;
    else
        delete from shipment_changes
        where organisation = old.organisation and changed_in = old.changed_in and change = old.change and shipment_seq = old.seq;
    end if;
    return null;
end $$;

drop index shipment_changes_order, shipment_changes_time;
create index shipment_changes_order on shipment_changes (organisation, changed_in, change);
create index shipment_changes_time on shipment_changes (organisation, updated_at, changed_in);
