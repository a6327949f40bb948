-- Each shipment belongs to one organisation, and lists walk that one's entries only. The indexes keep their names: the release before asks
-- for them by name, and still gets what it asks for, if slower.
alter table shipments add column organisation integer not null default 1;

drop index shipments_newest;
drop index shipments_status;
drop index shipments_carrier;
drop index shipments_carrier_status;
drop index shipments_delayed;
drop index shipments_customs;
drop index shipments_action_required;
drop index shipments_exception;
drop index shipments_stale;
drop index shipments_updated;

create index shipments_newest on shipments (organisation, archived, seq);
create index shipments_status on shipments (organisation, archived, status, seq);
create index shipments_carrier on shipments (organisation, archived, carrier, seq);
create index shipments_carrier_status on shipments (organisation, archived, carrier, status, seq);
create index shipments_delayed on shipments (organisation, archived, seq) where flags & 1 <> 0;
create index shipments_customs on shipments (organisation, archived, seq) where flags & 2 <> 0;
create index shipments_action_required on shipments (organisation, archived, seq) where flags & 4 <> 0;
create index shipments_exception on shipments (organisation, archived, seq) where flags & 8 <> 0;
create index shipments_stale on shipments (organisation, archived, seq) where flags & 16 <> 0;
create index shipments_updated on shipments (organisation, updated_at, change);
