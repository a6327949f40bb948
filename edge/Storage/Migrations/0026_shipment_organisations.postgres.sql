-- Each shipment belongs to one organisation. The whole table is taken for this moment only; the indexes follow, for which readers need not wait.
alter table shipments add column organisation bigint not null default 1;
