-- A list by change walks up to 20,000 entries for a page and looked each shipment up by its key, four pages and more of a million, to see
-- whether the filter keeps it. Entries now hold what a filter asks for, and only what a page gives is looked up. Writers wait from here on,
-- readers do not; nobody who holds the table of changes waits for that of shipments.
create or replace trigger shipments_change
    after insert or delete or update of seq, organisation, changed_in, change, updated_at, status, carrier, flags, archived, number, reference,
        destination_city on shipments
    for each row execute function note_shipment_change();

-- Made anew, in the order in which it is read: an update of all of it would leave as much behind in it and in its indexes.
create table shipment_changes_anew (
    shipment_seq bigint not null,
    changed_in bigint not null,
    change bigint not null,
    updated_at bigint not null,
    organisation bigint not null,
    archived bigint not null,
    flags bigint not null,
    status text not null,
    carrier text not null,
    number text not null,
    reference text,
    destination_city text
) with (fillfactor = 80);

insert into shipment_changes_anew
select seq, changed_in, change, updated_at, organisation, archived, flags, status, carrier, number, reference, destination_city
from shipments order by organisation, changed_in, change;

create index shipment_changes_anew_order on shipment_changes_anew (organisation, changed_in, change);
create index shipment_changes_anew_time on shipment_changes_anew (organisation, updated_at, changed_in);

-- The whole table is taken for this moment only.
drop table shipment_changes;
alter table shipment_changes_anew rename to shipment_changes;
alter index shipment_changes_anew_order rename to shipment_changes_order;
alter index shipment_changes_anew_time rename to shipment_changes_time;

create or replace function note_shipment_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into shipment_changes (
            shipment_seq, changed_in, change, updated_at, organisation, archived, flags, status, carrier, number, reference, destination_city)
        values (
            new.seq, new.changed_in, new.change, new.updated_at, new.organisation, new.archived, new.flags, new.status, new.carrier, new.number,
            new.reference, new.destination_city);
    elsif tg_op = 'UPDATE' then
        update shipment_changes
        set shipment_seq = new.seq, changed_in = new.changed_in, change = new.change, updated_at = new.updated_at,
            organisation = new.organisation, archived = new.archived, flags = new.flags, status = new.status, carrier = new.carrier,
            number = new.number, reference = new.reference, destination_city = new.destination_city
        where organisation = old.organisation and changed_in = old.changed_in and change = old.change and shipment_seq = old.seq;
    else
        delete from shipment_changes
        where organisation = old.organisation and changed_in = old.changed_in and change = old.change and shipment_seq = old.seq;
    end if;
    return null;
end $$;
