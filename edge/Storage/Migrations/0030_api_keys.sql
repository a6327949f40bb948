-- What the previous release issues has none of these: such a key holds for its whole role, from everywhere, without a quota.
alter table api_keys add column version bigint not null default 1;
alter table api_keys add column scopes text;
-- edge/Pipeline/ApiKeys/AddressRanges.cs packs them.
alter table api_keys add column addresses bytea;
alter table api_keys add column requests_per_minute bigint;
alter table api_keys add column burst bigint;
alter table api_keys add column monthly_quota bigint;
-- Months since year 0, and what was counted in the last of them that the key was used in.
alter table api_keys add column month bigint not null default 0;
alter table api_keys add column month_requests bigint not null default 0;
alter table api_keys add column last_used_at bigint;
alter table api_keys add column rotated_at bigint;
-- When the last secret of before a rotation ends.
alter table api_keys add column former_until bigint;
-- For how long the expiry was set, in milliseconds; a rotation sets it anew for as long.
alter table api_keys add column lifetime bigint;
-- The reminder that was given last of this expiry, in days before it.
alter table api_keys add column reminded_days bigint;
