-- What 0027_organisation_indexes has put other indexes in the place of, in a transaction of its own for the reason in 0019_order_of_changes.
drop index shipments_newest, shipments_status, shipments_carrier, shipments_carrier_status, shipments_delayed, shipments_customs,
    shipments_action_required, shipments_exception, shipments_stale, shipments_holder;

alter index shipments_newest_own rename to shipments_newest;
alter index shipments_status_own rename to shipments_status;
alter index shipments_carrier_own rename to shipments_carrier;
alter index shipments_carrier_status_own rename to shipments_carrier_status;
alter index shipments_delayed_own rename to shipments_delayed;
alter index shipments_customs_own rename to shipments_customs;
alter index shipments_action_required_own rename to shipments_action_required;
alter index shipments_exception_own rename to shipments_exception;
alter index shipments_stale_own rename to shipments_stale;
alter index shipments_holder_own rename to shipments_holder;
