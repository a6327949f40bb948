namespace Edge.Tests.Storage.Move;

/// <summary>Rows as the service writes them, made by SQLite itself.</summary>
internal static class MoveSeed
{
    private const int EventsEach = 5;

    public static string Of(int shipments) => $"""
        begin;
        {Numbers(shipments)}
        insert into shipments (
            seq, id, token, carrier, number, number_as_typed, reference, origin, destination_city, pieces, status, flags, told_flags,
            explanation_rule, explanation_correction, explanation_dedupe, version, change, created_at, updated_at, fresh_as_of, archived)
        select i, randomblob(16), hex(randomblob(16)), 'other', printf('N%09d', i), printf('n %09d', i), case when i % 3 = 0 then 'Ref. ' || i end,
            case when i % 2 = 0 then json_object('city', 'Zürich', 'country', 'CH') end, case when i % 2 = 0 then 'Łódź' else 'Ελλάς' end,
            i % 4, 'in_transit', i % 32, 0, 'latest_event', 0, randomblob(8), 1, i, 1767225600000 + i, 1767225600000 + i, 1767225600000 + i, 0
        from n;
        {Numbers(shipments * EventsEach)}
        insert into events (
            seq, id, shipment_seq, event_time, utc_offset, precision, record_time, classifier, status, raw_text, location, source, rule,
            correction, flags, force, dedupe)
        select i, randomblob(16), 1 + i / {EventsEach + 1}, 1767225600000 + i, case when i % 2 = 0 then 60 end, 'second', 1767225600000 + i, 'actual',
            'in_transit', 'Arrived at the depot, ' || hex(randomblob(8)), json_object('city', 'Ystad', 'country', 'SE'), 'carrier', 'rule',
            0, 0, 1, randomblob(16)
        from n;
        {Numbers(shipments * EventsEach)}
        insert into facts (seq, at, kind, subject, payload)
        select i, 1767225600000 + i, 'ShipmentMoved', hex(randomblob(16)), json_object('n', i, 'text', 'ünï' || i) from n;
        insert into shipment_search (shipment_search) values ('rebuild');
        insert into database_epoch (id, value) values (1, '0badc0de');
        insert into users (id, name, role, created_at) values (x'01', 'Ada', 'admin', -1), (x'00ff', 'Ada', 'viewer', 0);
        insert into sign_in_links (token_hash, user_id, created_at, expires_at) values (x'02', x'01', 1, 2);
        insert into organisations (seq, id, name, created_at) values (2, x'0a', 'Another', 5);
        insert into sessions (id_hash, user_id, user_agent, created_at, last_seen_at, idle_expires_at, expires_at)
            values (x'03', x'01', '', 1, 2, 3, 9223372036854775807);
        insert into passkeys values (x'0b', x'01', x'0c', 'ed25519', x'0d', 0, 'Key', 'usb', 0, 0, 1, null);
        insert into wallets values (x'0e', x'01', 'solana', 'A', 'Fox', 1, null);
        insert into api_key_secrets values (x'0f', x'04', 5, null);
        insert into api_key_usage values (x'04', 20000, 'ListShipments', 3, 1);
        insert into api_keys (id, hash, name, hint, role, created_at) values (x'04', x'05', 'key', 'k', 'admin', -9223372036854775808);
        insert into idempotency_keys values
            ('a', 'B', x'00', 201, null, null, x'', 1), ('a', 'a', x'00', 201, '"1"', '/x', x'00ff00', 1), ('a', 'ä', x'00', 201, '', null, x'0a', 1),
            ('B', 'z', x'00', 201, null, null, x'5c', 1), ('🦔', 'z', x'00', 201, null, null, x'5c', 1), ('ｚ', 'z', x'00', 201, null, null, x'5c', 1);
        insert into imports values ('a', 'file.csv', x'06', 1, null);
        insert into import_chunks values ('a', 'file.csv', x'07', 1, 2, 3);
        insert into import_report_parts values (x'06', 0, '[]', 1);
        commit
        """;

    private static string Numbers(int count) =>
        $"with recursive n (i) as (values (1) union all select i + 1 from n where i < {count})";
}
