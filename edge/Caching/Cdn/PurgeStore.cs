using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Caching.Cdn;

/// <summary>Keeps the state of each cache, and which node is at it. The others take over when its time is over.</summary>
internal sealed class PurgeStore(Database database, TimeProvider time)
{
    private static readonly SqlText Columns =
        $"edition, purged_tx, purged_seq, again_tx, again_seq, mark_tx, mark_seq, marked_at";

    public async ValueTask<PurgeState?> Find(string cdn, CancellationToken cancellation) =>
        await database.Read(session => session.First<PurgeState>($"select {Columns} from purges where cdn = {cdn}"), cancellation);

    /// <returns>Null while another node is at it.</returns>
    public Task<PurgeState?> Claim(string cdn, string node, TimeSpan lease, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            await session.Execute($"insert into purges (cdn) values ({cdn}) on conflict (cdn) do nothing");
            var now = time.GetUtcNow();
            return await session.First<PurgeState>($"""
                update purges set node = {node}, node_until = {now + lease}
                where cdn = {cdn} and (node = {node} or node_until <= {now}) returning {Columns}
                """);
        },
        cancellation);

    /// <summary>Stores what was done and extends the claim, unless another node has taken over meanwhile.</summary>
    public Task Save(string cdn, string node, PurgeState state, TimeSpan lease, CancellationToken cancellation) => database.Write(
        $"""
        update purges set
            edition = {state.Edition}, purged_tx = {state.Purged.Transaction}, purged_seq = {state.Purged.Seq},
            again_tx = {state.Again.Transaction}, again_seq = {state.Again.Seq},
            mark_tx = {state.Mark.Transaction}, mark_seq = {state.Mark.Seq}, marked_at = {state.MarkedAt},
            node_until = {time.GetUtcNow() + lease}
        where cdn = {cdn} and node = {node}
        """,
        cancellation);

    /// <summary>Nobody else claims it for a while.</summary>
    public Task Hold(string cdn, string node, TimeSpan pause, CancellationToken cancellation) => database.Write(
        $"update purges set node_until = {time.GetUtcNow() + pause} where cdn = {cdn} and node = {node}", cancellation);

    public Task Release(string cdn, string node, CancellationToken cancellation) => database.Write(
        $"update purges set node = '', node_until = {time.GetUtcNow()} where cdn = {cdn} and node = {node}", cancellation);
}
