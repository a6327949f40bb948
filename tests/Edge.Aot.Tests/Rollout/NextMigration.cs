namespace Edge.Aot.Tests.Rollout;

/// <summary>What a release to come might do to the schema, as far as ADR 0008 lets it: a column, a table and an index more.</summary>
internal static class NextMigration
{
    public const string Name = "9999_release_to_come.sql";

    public const string Script = $"""
        begin;
        alter table shipments add column to_come text not null default 'x';
        alter table events add column to_come bigint;
        create table to_come (id bigint primary key, shipment_seq bigint not null);
        create index shipments_to_come on shipments (to_come, seq);
        insert into migrations (name, checksum, applied_at) values ('{Name}', 'of the tests', 0);
        commit;
        """;
}
