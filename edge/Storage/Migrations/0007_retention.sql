-- When a shipment's first and last event happened: where events are divided by time, it says which parts hold them.
alter table shipments add column events_from bigint;
alter table shipments add column events_through bigint;

update shipments set
    events_from = (select min(event_time) from events where shipment_seq = shipments.seq),
    events_through = (select max(event_time) from events where shipment_seq = shipments.seq);

-- The words are those of StatusRank.IsTerminal.
create index shipments_finished on shipments (fresh_as_of) where archived = 0 and status in ('delivered', 'returned', 'cancelled');
create index shipments_archived on shipments (archived_at) where archived = 1;
