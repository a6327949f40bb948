alter table api_keys add column organisation bigint not null default 1;
create index api_keys_organisation on api_keys (organisation, id);
