using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Sql;

namespace Edge.Features.Push.Subscriptions;

/// <summary>Who is told of all shipments of an organisation.</summary>
/// <param name="Session">The hash of the session that it hangs on.</param>
internal sealed record SubscriptionOwner(byte[] Session, long Organisation);

/// <summary>
/// Who is told what. Of shipments, which are another module's, it reads what their public page shows too: the id behind a token, the
/// token of an id.
/// </summary>
internal sealed class SubscriptionStore(Database database, FactLog facts, PushOptions options, TimeProvider time)
{
    /// <summary>The subject of all shipments of an organisation; the home one's is what it was before there were others.</summary>
    public static string SubjectOf(long organisation) => organisation == Organisations.Home ? "*" : $"org:{organisation}";

    /// <summary>
    /// Of the subscription <c>s</c>: the very session that an organisation's shipments are told to is one that a request of that
    /// organisation would be let in with.
    /// </summary>
    public static SqlText HasSession(DateTimeOffset now) => $"""
        exists (
            select 1 from sessions o join users u on u.id = o.user_id
            where o.id_hash = s.owner and o.idle_expires_at > {now} and o.expires_at > {now} and u.disabled_at is null
                and s.subject = case when u.organisation = {Organisations.Home} then '*' else 'org:' || u.organisation end)
        """;

    /// <param name="owner">Null for a parcel.</param>
    /// <exception cref="ProblemException">There is no such parcel, or there are too many subscriptions.</exception>
    public async Task<Subscription> Save(SaveSubscriptionRequest request, Device device, SubscriptionOwner? owner, CancellationToken cancellation)
    {
        var newest = await facts.Newest(cancellation);
        return await database.Transaction(session => Save(session, request, device, owner, newest), cancellation);
    }

    public async ValueTask<SubscriptionList> Find(string endpoint, CancellationToken cancellation) => await database.Read(
        async session =>
        {
            if (await Known(session, endpoint) is not { } device)
                return new SubscriptionList([]);
            var rows = await session.List<SubscriptionRow>($"""
                select s.subject, s.statuses, s.owner from push_subscriptions s
                where s.device_id = {device.Id} and (s.owner is null or {HasSession(time.GetUtcNow())}) order by s.id
                """);
            var items = new List<Subscription>();
            foreach (var row in rows)
            {
                if (row.IsOfAll)
                    items.Add(new Subscription(SubscriptionScope.Shipments, StatusList.Read(row.Statuses)));
                else if (await TokenOf(session, row.Subject) is { } token)
                    items.Add(new Subscription(SubscriptionScope.Parcel, StatusList.Read(row.Statuses), token));
            }
            return new SubscriptionList(items, device.Silence?.ToContract());
        },
        cancellation);

    /// <summary>Ends what was asked to end; what is not there has ended already.</summary>
    public Task<bool> Remove(RemoveSubscriptionsRequest request, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            if (await Known(session, request.Endpoint) is not { } device)
                return false;
            if (request.Scope is not { } scope)
                return await Forget(session, device.Id);
            if (scope == SubscriptionScope.Shipments)
                await EndOfAll(session, device.Id);
            else if (await SubjectOf(session, request.Parcel) is { } subject)
                await End(session, device.Id, subject);
            else
                return false;
            await ForgetIdle(session, device.Id);
            return true;
        },
        cancellation);

    /// <summary>Gives a device another endpoint and new keys. Nothing has reached it there, even if something did where it was.</summary>
    /// <returns>False when the old endpoint is not known.</returns>
    public Task<bool> Renew(string oldEndpoint, Device device, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            if (await Known(session, oldEndpoint) is not { } old)
                return false;
            if (oldEndpoint != device.Endpoint && await Known(session, device.Endpoint) is { } other)
                await Forget(session, other.Id);
            await session.Execute($"""
                update push_devices set endpoint = {device.Endpoint}, p256dh = {device.Key}, auth = {device.Secret},
                    delivered_at = case when endpoint = {device.Endpoint} then delivered_at end
                where id = {old.Id}
                """);
            return true;
        },
        cancellation);

    /// <summary>
    /// Drops what hangs on shipments that are gone or archived and on sessions that have ended, devices that are left with nothing, and
    /// what waits for those.
    /// </summary>
    public async Task<int> Prune(CancellationToken cancellation)
    {
        foreach (var subject in await database.Read(Ended, cancellation))
            await database.Write($"delete from push_subscriptions where subject = {subject}", cancellation);
        await database.Write(
            $"delete from push_subscriptions as s where s.owner is not null and not {HasSession(time.GetUtcNow())}", cancellation);
        await database.Write(
            $"""
            delete from push_messages where scope = {WireName.Of(SubscriptionScope.Shipments)}
                and device_id not in (select device_id from push_subscriptions where owner is not null)
            """,
            cancellation);
        var gone = await database.Write($"delete from push_devices where id not in (select device_id from push_subscriptions)", cancellation);
        await database.Write($"delete from push_messages where device_id not in (select id from push_devices)", cancellation);
        return gone;
    }

    /// <summary>The device is gone, and with it all that it was to be told.</summary>
    public static async ValueTask<bool> Forget(Session transaction, Guid device)
    {
        await transaction.Execute($"delete from push_messages where device_id = {device}");
        await transaction.Execute($"delete from push_subscriptions where device_id = {device}");
        return await transaction.Execute($"delete from push_devices where id = {device}") > 0;
    }

    private static async ValueTask End(Session session, Guid device, string parcel)
    {
        await session.Execute($"delete from push_subscriptions where device_id = {device} and subject = {parcel}");
        await session.Execute($"""
            delete from push_messages
            where device_id = {device} and subject = {parcel} and scope = {WireName.Of(SubscriptionScope.Parcel)}
            """);
    }

    private static async ValueTask EndOfAll(Session session, Guid device)
    {
        await session.Execute($"delete from push_subscriptions where device_id = {device} and owner is not null");
        await session.Execute($"delete from push_messages where device_id = {device} and scope = {WireName.Of(SubscriptionScope.Shipments)}");
    }

    // With the last subscription the device goes.
    private static async ValueTask ForgetIdle(Session session, Guid device)
    {
        if (await session.Number($"select 1 from push_subscriptions where device_id = {device} limit 1") is null)
            await Forget(session, device);
    }

    private async ValueTask<Subscription> Save(
        Session session, SaveSubscriptionRequest request, Device device, SubscriptionOwner? owner, FactCursor newest)
    {
        var subject = owner is not null
            ? SubjectOf(owner.Organisation)
            : await SubjectOf(session, request.Parcel) ?? throw new ProblemException(Problems.ShipmentNotFound());
        var known = await Known(session, device.Endpoint);
        var id = known?.Id ?? Guid.CreateVersion7(time.GetUtcNow());
        // A device is told of one organisation's shipments, whoever has used it before.
        if (owner is not null && !await Has(session, id, subject))
            await EndOfAll(session, id);
        if (!await Has(session, id, subject))
            await MakeRoom(session, id, owner is null ? subject : null);
        await WriteDevice(session, id, known is null, device, request);
        await session.Execute($"""
            insert into push_subscriptions (id, device_id, subject, owner, statuses, created_at)
            values ({Guid.CreateVersion7(time.GetUtcNow())}, {id}, {subject}, {owner?.Session}, {StatusList.Of(request.Statuses)}, {time.GetUtcNow()})
            on conflict (device_id, subject) do update set owner = excluded.owner, statuses = excluded.statuses
            """);
        // With the first subscription there is a place in the log from which on it is followed.
        await session.Execute($"""
            insert into push_progress (id, tx, seq, subject, through) values (1, {newest.Transaction}, {newest.Seq}, '', {Guid.Empty})
            on conflict (id) do nothing
            """);
        return new Subscription(request.Scope, StatusList.Read(StatusList.Of(request.Statuses)), request.Parcel);
    }

    private async ValueTask WriteDevice(Session session, Guid id, bool isNew, Device device, SaveSubscriptionRequest request)
    {
        var silence = SubscriptionRules.SilenceOf(request);
        SqlText values = $"{device.Key}, {device.Secret}, {request.Language}, {silence?.From}, {silence?.Until}, {silence?.TimeZone}, {silence?.UtcOffset}";
        await session.Execute(isNew
            ? $"""
                insert into push_devices (id, endpoint, p256dh, auth, language, quiet_from, quiet_until, time_zone, utc_offset, created_at)
                values ({id}, {device.Endpoint}, {values}, {time.GetUtcNow()})
                """
            : (SqlText)$"""
                update push_devices set (p256dh, auth, language, quiet_from, quiet_until, time_zone, utc_offset) = ({values}) where id = {id}
                """);
    }

    // A parcel's link lets anyone fill its places with endpoints that nobody has: those who come after are not to be kept out by them.
    private async ValueTask MakeRoom(Session session, Guid device, string? parcel)
    {
        var ofDevice = await session.Number($"select count(*) from push_subscriptions where device_id = {device}");
        var ofParcel = parcel is null
            ? 0
            : await session.Number($"select count(*) from (select 1 from push_subscriptions where subject = {parcel} limit {options.PerParcel}) known");
        if (ofDevice >= options.PerDevice)
            throw new ProblemException(Problems.SubscriptionsFull());
        if (parcel is null || ofParcel < options.PerParcel)
            return;
        var oldest = await session.First<IdRow>($"""
            select d.id from push_subscriptions s join push_devices d on d.id = s.device_id
            where s.subject = {parcel} and d.delivered_at is null order by s.created_at, s.id limit 1
            """);
        var forgotten = oldest?.Id ?? throw new ProblemException(Problems.SubscriptionsFull());
        await End(session, forgotten, parcel);
        await ForgetIdle(session, forgotten);
    }

    // Looked for where it holds up no writer.
    private static async ValueTask<List<string>> Ended(Session session)
    {
        var ended = new List<string>();
        foreach (var row in await session.List<SubjectRow>($"select distinct subject from push_subscriptions where owner is null"))
        {
            if (await session.Number($"select 1 from shipments where id = {Guid.Parse(row.Subject)} and archived_at is null") is null)
                ended.Add(row.Subject);
        }
        return ended;
    }

    private static async ValueTask<bool> Has(Session session, Guid device, string subject) =>
        await session.Number($"select 1 from push_subscriptions where device_id = {device} and subject = {subject}") is not null;

    private static ValueTask<DeviceRow?> Known(Session session, string endpoint) => session.First<DeviceRow>(
        $"select id, quiet_from, quiet_until, time_zone, utc_offset from push_devices where endpoint = {endpoint}");

    private static async ValueTask<string?> SubjectOf(Session session, string? token) =>
        await session.First<IdRow>($"select id from shipments where token = {token}") is { } shipment ? shipment.Id.ToString() : null;

    private static async ValueTask<string?> TokenOf(Session session, string subject) =>
        (await session.First<TokenRow>($"select token from shipments where id = {Guid.Parse(subject)}"))?.Token;

    private sealed record IdRow(Guid Id) : IRow<IdRow>
    {
        public static IdRow Read(Columns columns) => new(columns.Id(0));
    }

    private sealed record TokenRow(string Token) : IRow<TokenRow>
    {
        public static TokenRow Read(Columns columns) => new(columns.Text(0));
    }

    private sealed record SubjectRow(string Subject) : IRow<SubjectRow>
    {
        public static SubjectRow Read(Columns columns) => new(columns.Text(0));
    }

    private sealed record SubscriptionRow(string Subject, string Statuses, bool IsOfAll) : IRow<SubscriptionRow>
    {
        public static SubscriptionRow Read(Columns columns) => new(columns.Text(0), columns.Text(1), !columns.IsNull(2));
    }

    private sealed record DeviceRow(Guid Id, SilentTime? Silence) : IRow<DeviceRow>
    {
        public static DeviceRow Read(Columns columns) => new(columns.Id(0), columns.IsNull(1)
            ? null
            : new SilentTime(columns.Int(1), columns.Int(2), columns.Text(3), columns.Int(4)));
    }
}
