create table database_epoch (
    id integer primary key,
    value text not null
);
