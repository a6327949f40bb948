-- One row: the private key that this installation shows to push services (RFC 8292), sealed under the master key.
create table push_keys (
    id bigint primary key,
    sealed_key bytea not null,
    created_at bigint not null
);

-- A browser that is told something. Its endpoint is unguessable, and who knows it is the device. Quiet hours are minutes of its day.
-- Whether its push service has ever taken anything for it tells it from one that somebody has invented.
create table push_devices (
    id bytea primary key,
    endpoint text not null,
    p256dh bytea not null,
    auth bytea not null,
    language text not null,
    quiet_from bigint,
    quiet_until bigint,
    time_zone text,
    utc_offset bigint,
    created_at bigint not null,
    delivered_at bigint
);

create unique index push_devices_endpoint on push_devices (endpoint);

-- The subject is a shipment's id, or * for all shipments; an organisation's would be a word of its own. The owner is the session
-- that it hangs on, by its hash: all of a role are one user, which no one would ever end; none for a parcel. Statuses stand between commas, one before the first and one after the last.
create table push_subscriptions (
    id bytea primary key,
    device_id bytea not null,
    subject text not null,
    owner bytea,
    statuses text not null,
    created_at bigint not null
);

create unique index push_subscriptions_device on push_subscriptions (device_id, subject);
create index push_subscriptions_subject on push_subscriptions (subject, id);

-- What is to be sent: of each shipment the newest status only. The fact tells it from an older one that is on its way.
create table push_messages (
    device_id bytea not null,
    subject text not null,
    scope text not null,
    status text not null,
    fact_tx bigint not null,
    fact_seq bigint not null,
    told_at bigint not null,
    due_at bigint not null,
    expires_at bigint not null,
    attempts bigint not null,
    node text not null,
    node_until bigint not null,
    primary key (device_id, subject)
);

create index push_messages_due on push_messages (due_at);

-- One row: the facts up to here have become messages; of the next fact, those for the subscriptions of a subject up to one.
create table push_progress (
    id bigint primary key,
    tx bigint not null,
    seq bigint not null,
    subject text not null,
    through bytea not null
);

-- How many notifications came to what, by day since 1970.
create table push_deliveries (
    day bigint not null,
    service text not null,
    outcome text not null,
    messages bigint not null,
    primary key (day, service, outcome)
);
