using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Observability.Audit;

/// <summary>The log of what callers did. An entry is appended in the transaction of the deed, so there is never one without the other.</summary>
internal static class AuditStore
{
    public static async ValueTask Append(Session transaction, AuditEntry entry) => await transaction.Execute($"""
        insert into audit (id, at, caller_kind, caller, caller_name, action, subject, value_before, value_after, details)
        values ({entry.Id}, {entry.At}, {WireName.Of(entry.Caller.Kind)}, {entry.Caller.Id}, {entry.Caller.Name}, {entry.Action}, {entry.Subject},
            {entry.Before}, {entry.After}, {entry.Details})
        """);
}
