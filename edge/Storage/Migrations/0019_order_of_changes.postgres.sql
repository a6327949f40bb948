-- What 0014_changes has put other indexes in the place of. In a transaction of its own: dropping an index takes the whole table, and a
-- transaction that had already kept writers out would meet one that reads before it writes, each waiting for the other.
drop index shipments_updated, shipments_changed, shipments_finished;
