using System.Net.Sockets;
using Npgsql;

namespace Edge.Storage.Postgres;

/// <summary>What an error means for the unit of work (postgresql.org/docs/15/errcodes-appendix.html).</summary>
internal static class PostgresFaults
{
    private const string AdminShutdown = "57P01";
    private const string CrashShutdown = "57P02";
    private const string CannotConnectNow = "57P03";

    /// <summary>Another transaction was quicker: run again, this one would see what that one did.</summary>
    public static bool IsConflict(Exception error) => error is OvertakenException or PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation
    };

    /// <summary>The server cannot be reached, or refuses work of any kind; else the statement is at fault.</summary>
    public static bool IsOutage(Exception error) => error switch
    {
        PostgresException refusal => IsOutage(refusal.SqlState),
        NpgsqlException or SocketException or IOException or TimeoutException or ObjectDisposedException => true,
        _ => false,
    };

    /// <summary>The connection was lost, as all are when the server restarts; another may well be there.</summary>
    public static bool IsLostConnection(Exception error) => error switch
    {
        PostgresException refusal => refusal.SqlState == AdminShutdown,
        NpgsqlException lost => lost.InnerException is IOException or SocketException or ObjectDisposedException,
        _ => false,
    };

    /// <summary>Another host may well do what this one did not: it lost the connection, is busy replaying, or is full.</summary>
    public static bool IsOfTheHost(Exception error) => error is PostgresException refusal
        ? refusal.SqlState[..2] is "08" or "40" or "53" || refusal.SqlState is AdminShutdown or CrashShutdown or CannotConnectNow
        : IsLostConnection(error);

    /// <summary>The host is gone, or is no longer what it was taken for.</summary>
    public static bool IsGone(Exception error) => error is PostgresException refusal
        ? refusal.SqlState[..2] is "08"
            || refusal.SqlState is AdminShutdown or CrashShutdown or CannotConnectNow or PostgresErrorCodes.ReadOnlySqlTransaction
        : IsLostConnection(error);

    // Whole classes: 08 connection, 28 who we are, 3D no such database, 40 undone beside others, 53 out of disk, memory or
    // connections, 57 shut down or cancelled, 58 the disk; and a server that only reads.
    private static bool IsOutage(string state) =>
        state[..2] is "08" or "28" or "3D" or "40" or "53" or "57" or "58" || state is PostgresErrorCodes.ReadOnlySqlTransaction;
}
