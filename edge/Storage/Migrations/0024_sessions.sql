-- With what the session was opened: null for one that the release before has.
alter table sessions add column via text;
