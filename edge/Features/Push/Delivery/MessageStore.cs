using Edge.Features.Push.Subscriptions;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Features.Push.Delivery;

/// <summary>The messages that wait. A node claims some for a while and settles what became of them; of a node that died, others take over.</summary>
internal sealed class MessageStore(Database database, TimeProvider time)
{
    private const int ReportedDays = 7;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Takes messages that are due. Those of all shipments may have waited for days: where the session that asked for them has ended
    /// since, they are dropped.
    /// </summary>
    public async Task<ClaimedMessages> Claim(string node, int atMost, CancellationToken cancellation)
    {
        // Where all that were taken are dropped, others may be due behind them.
        while (true)
        {
            if (await database.Transaction(session => Claim(session, node, atMost), cancellation) is { } claimed)
                return claimed;
        }
    }

    /// <summary>Writes down what became of claimed messages, unless a newer status has taken the place of one meanwhile.</summary>
    public Task<int> Settle(string node, IReadOnlyList<Settled> all, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            var statements = new List<SqlText>(all.Count);
            foreach (var one in all)
                statements.Add(StatementOf(node, one));
            await session.ExecuteEach(statements);
            await MarkReached(session, all);
            foreach (var one in all)
            {
                if (one.Outcome == Outcome.Gone)
                    await SubscriptionStore.Forget(session, one.Message.DeviceId);
            }
            foreach (var (key, count) in Counts(all))
                await Count(session, key.Service, key.Outcome, count);
            return all.Count;
        },
        cancellation);

    /// <returns>When the next message is due; null when there is none.</returns>
    public async ValueTask<DateTimeOffset?> NextDue(CancellationToken cancellation) =>
        await database.Read(session => session.Number($"select min(due_at) from push_messages"), cancellation) is { } due
            ? DateTimeOffset.FromUnixTimeMilliseconds(due)
            : null;

    public async ValueTask<PushReport> Report(CancellationToken cancellation) => await database.Read(
        async session =>
        {
            var devices = await session.Number($"select count(*) from push_devices");
            var subscriptions = await session.Number($"select count(*) from push_subscriptions");
            var waiting = await session.Number($"select count(*) from push_messages");
            var oldest = await session.Number($"select min(due_at) from push_messages");
            var rows = await session.List<CountRow>($"""
                select service, outcome, cast(sum(messages) as bigint) from push_deliveries where day > {Today() - ReportedDays}
                group by service, outcome order by service, outcome
                """);
            return new PushReport(
                devices ?? 0, subscriptions ?? 0, waiting ?? 0,
                oldest is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null,
                rows.ConvertAll(row => row.Deliveries));
        },
        cancellation);

    public Task<int> ForgetCounts(CancellationToken cancellation) =>
        database.Write($"delete from push_deliveries where day <= {Today() - ReportedDays}", cancellation);

    // Null when nobody may be told what was taken.
    private async ValueTask<ClaimedMessages?> Claim(Session session, string node, int atMost)
    {
        var now = time.GetUtcNow();
        // Nodes that claim at the same time take others, not turns.
        SqlText apart = session.Dialect == Dialect.Postgres ? $"for update skip locked" : SqlText.Empty;
        var count = await session.Execute($"""
            update push_messages set node = {node}, node_until = {now + Lease} where (device_id, subject) in (
                select device_id, subject from push_messages where due_at <= {now} and node_until <= {now}
                order by due_at limit {atMost} {apart})
            """);
        if (count == 0)
            return new ClaimedMessages([], []);
        var taken = await session.List<DueMessage>($"""
            select {DueMessage.Columns} from push_messages m join push_devices d on d.id = m.device_id
            where m.node = {node} and m.due_at <= {now} and m.node_until = {now + Lease}
            """);
        var shipments = await Shipments(session, taken);
        var messages = await ThoseToTell(session, taken, shipments, now);
        await session.ExecuteEach([.. taken.Except(messages).Select(message => (SqlText)
            $"delete from push_messages where device_id = {message.DeviceId} and subject = {message.Subject}")]);
        return messages.Count == 0 && taken.Count > 0 ? null : new ClaimedMessages(messages, shipments);
    }

    // Those of all shipments only where the device is still told of those of the shipment's organisation.
    private static async ValueTask<List<DueMessage>> ThoseToTell(
        Session session, List<DueMessage> taken, List<ToldShipment> shipments, DateTimeOffset now)
    {
        var devices = SqlText.Empty;
        foreach (var message in taken.Where(IsOfAll).DistinctBy(message => message.DeviceId))
            devices = devices.Parameters.Count == 0 ? (SqlText)$"{message.DeviceId}" : $"{devices}, {message.DeviceId}";
        if (devices.Parameters.Count == 0)
            return taken;
        var told = await session.List<ToldDevice>($"""
            select s.device_id, s.subject from push_subscriptions s
            where s.device_id in ({devices}) and s.owner is not null and {SubscriptionStore.HasSession(now)}
            """);
        var ofAll = shipments.ToDictionary(shipment => shipment.Id.ToString(), shipment => SubscriptionStore.SubjectOf(shipment.Organisation));
        return taken.FindAll(message => !IsOfAll(message)
            || (ofAll.TryGetValue(message.Subject, out var subject) && told.Contains(new ToldDevice(message.DeviceId, subject))));
    }

    private static bool IsOfAll(DueMessage message) => message.Scope == SubscriptionScope.Shipments;

    private static async ValueTask<List<ToldShipment>> Shipments(Session session, List<DueMessage> messages)
    {
        var ids = SqlText.Empty;
        foreach (var subject in messages.Select(message => message.Subject).Distinct())
            ids = ids.Parameters.Count == 0 ? (SqlText)$"{Guid.Parse(subject)}" : $"{ids}, {Guid.Parse(subject)}";
        return ids.Parameters.Count == 0
            ? []
            : await session.List<ToldShipment>($"select id, token, number_as_typed, eta_from, eta_through, organisation from shipments where id in ({ids})");
    }

    // Once is enough: from then on a device keeps its places.
    private async ValueTask MarkReached(Session session, IReadOnlyList<Settled> all)
    {
        var ids = SqlText.Empty;
        foreach (var one in all.Where(one => one.Outcome == Outcome.Delivered).DistinctBy(one => one.Message.DeviceId))
            ids = ids.Parameters.Count == 0 ? (SqlText)$"{one.Message.DeviceId}" : $"{ids}, {one.Message.DeviceId}";
        if (ids.Parameters.Count > 0)
            await session.Execute($"update push_devices set delivered_at = {time.GetUtcNow()} where delivered_at is null and id in ({ids})");
    }

    private static SqlText StatementOf(string node, Settled one)
    {
        var message = one.Message;
        SqlText itself = $"""
            device_id = {message.DeviceId} and subject = {message.Subject}
                and fact_tx = {message.Fact.Transaction} and fact_seq = {message.Fact.Seq} and node = {node}
            """;
        if (one.Due is not { } due)
            return $"delete from push_messages where {itself}";
        var isTry = one.Outcome == Outcome.Retried ? 1L : 0L;
        return $"""
            update push_messages set due_at = {due}, expires_at = {message.ExpiresAt}, attempts = attempts + {isTry}, node = '', node_until = 0
            where {itself}
            """;
    }

    private static Dictionary<(string Service, Outcome Outcome), long> Counts(IReadOnlyList<Settled> all)
    {
        var counts = new Dictionary<(string, Outcome), long>();
        foreach (var one in all)
        {
            if (one.Outcome != Outcome.Held)
                counts[(one.Service, one.Outcome)] = counts.GetValueOrDefault((one.Service, one.Outcome)) + 1;
        }
        return counts;
    }

    private async ValueTask Count(Session session, string service, Outcome outcome, long count) => await session.Execute($"""
        insert into push_deliveries (day, service, outcome, messages) values ({Today()}, {service}, {WireName.Of(outcome)}, {count})
        on conflict (day, service, outcome) do update set messages = push_deliveries.messages + excluded.messages
        """);

    private long Today() => time.GetUtcNow().ToUnixTimeSeconds() / (24 * 60 * 60);

    private sealed record ToldDevice(Guid Device, string Subject) : IRow<ToldDevice>
    {
        public static ToldDevice Read(Columns columns) => new(columns.Id(0), columns.Text(1));
    }

    private sealed record CountRow(PushDeliveries Deliveries) : IRow<CountRow>
    {
        public static CountRow Read(Columns columns) => new(new PushDeliveries(columns.Text(0), columns.Text(1), columns.Long(2)));
    }
}
