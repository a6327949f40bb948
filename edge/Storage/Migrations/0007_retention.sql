-- When a shipment's first and last event happened: where events are divided by time, it says which parts hold them.
alter table shipments add column events_from bigint;
alter table shipments add column events_through bigint;

update shipments set
    events_from = (select min(event_time) from events where shipment_seq = shipments.seq),
    events_through = (select max(event_time) from events where shipment_seq = shipments.seq);

-- The words are those of StatusRank.IsTerminal. By archived_at, and not by archived, with which other indexes begin: SQLite would take
-- one of those and sort.
create index shipments_finished on shipments (fresh_as_of) where archived_at is null and status in ('delivered', 'returned', 'cancelled');
create index shipments_archived on shipments (archived_at) where archived_at is not null;
