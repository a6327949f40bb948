-- What shows that a parcel was handed over. A photo is 200 kB at the most: it lies beside its row, and lists do not read it.
create table proofs (
    id bytea primary key,
    shipment_seq bigint not null references shipments (seq) on delete cascade,
    made_at bigint not null,
    record_time bigint not null,
    location text,
    signature text,
    photo_type text,
    photo_size bigint not null,
    photo bytea
);

create index proofs_shipment on proofs (shipment_seq, id);
