-- seq is the order of creation and the paging key. change is the seq of the fact that told of the last change: within one
-- millisecond it keeps (updated_at, change) in commit order, so that a client that syncs by it misses nothing. changed_in and
-- holds_number are what PostgreSQL needs where here one writer suffices: the transaction of the last change, and whether this is
-- the shipment that its carrier's number means.
create table shipments (
    seq integer primary key,
    id blob not null unique,
    token text not null unique,
    carrier text not null,
    number text not null,
    number_as_typed text not null,
    reference text,
    origin text,
    destination text,
    destination_city text,
    destination_postcode text,
    pieces integer,
    weight_grams integer,
    status text not null,
    sub_status text,
    reason text,
    flags integer not null,
    told_flags integer not null,
    explanation_event blob,
    explanation_rule text not null,
    explanation_time integer,
    explanation_correction integer not null,
    explanation_dedupe blob,
    eta_from integer,
    eta_through integer,
    eta_source text,
    promised_at integer,
    delivered_at integer,
    proof_of_delivery text,
    version integer not null,
    change integer not null,
    changed_in integer not null default 0,
    holds_number integer not null default 1,
    created_at integer not null,
    updated_at integer not null,
    fresh_as_of integer not null,
    archived_at integer,
    archived integer not null,
    flags_due_at integer
);

create index shipments_newest on shipments (archived, seq);
create index shipments_status on shipments (archived, status, seq);
create index shipments_carrier on shipments (archived, carrier, seq);
create index shipments_carrier_status on shipments (archived, carrier, status, seq);
create index shipments_delayed on shipments (archived, seq) where flags & 1 <> 0;
create index shipments_customs on shipments (archived, seq) where flags & 2 <> 0;
create index shipments_action_required on shipments (archived, seq) where flags & 4 <> 0;
create index shipments_exception on shipments (archived, seq) where flags & 8 <> 0;
create index shipments_stale on shipments (archived, seq) where flags & 16 <> 0;
create index shipments_updated on shipments (updated_at, change);
create index shipments_number on shipments (number, seq);
create index shipments_flags_due on shipments (flags_due_at) where flags_due_at is not null;

create table events (
    seq integer primary key,
    id blob not null,
    shipment_seq integer not null references shipments (seq),
    event_time integer not null,
    utc_offset integer,
    precision text not null,
    record_time integer not null,
    classifier text not null,
    status text not null,
    sub_status text,
    reason text,
    raw_code text,
    raw_text text,
    location text,
    source text not null,
    rule text not null,
    correction integer not null,
    flags integer not null,
    -- 0 tells no status; 1 tells one; 2 tells a terminal one or is a correction, which alone can end or reopen a journey.
    force integer not null,
    dedupe blob not null,
    unique (shipment_seq, dedupe)
);

create index events_timeline on events (shipment_seq, event_time, seq);
create index events_decisive on events (shipment_seq, event_time) where force = 2;

-- Substrings of three characters and more are phrases of trigrams. Two marks before each text (no input may hold control
-- characters) turn a prefix of one or two characters into a trigram too: <mark><mark>1 and <mark>1Z.
create view shipment_search_texts as
    select seq,
        char(2, 2) || number as number,
        char(2, 2) || reference as reference,
        char(2, 2) || destination_city as city
    from shipments;

create virtual table shipment_search using fts5 (
    number, reference, city, content = 'shipment_search_texts', content_rowid = 'seq', tokenize = 'trigram');

-- There is no trigger on insert: under a statement with a trigger FTS5 writes out a segment per row, also within
-- one transaction. The store indexes what it inserts.
create trigger shipments_search_update after update of reference, destination_city on shipments
when old.reference is not new.reference or old.destination_city is not new.destination_city
begin
    insert into shipment_search (shipment_search, rowid, number, reference, city)
    values ('delete', old.seq, char(2, 2) || old.number, char(2, 2) || old.reference, char(2, 2) || old.destination_city);
    insert into shipment_search (rowid, number, reference, city)
    values (new.seq, char(2, 2) || new.number, char(2, 2) || new.reference, char(2, 2) || new.destination_city);
end;
