using System.Data.Common;
using System.Net.Sockets;
using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Storage;
using Edge.Storage.Backups;
using Edge.Storage.Migrations;
using Edge.Storage.Move;

namespace Edge.Commands;

/// <summary>A command cannot do what it was asked to; the message is one line for the operator.</summary>
internal sealed class CommandFailure(int exitCode, string message) : Exception(message)
{
    public int ExitCode => exitCode;
}

/// <summary>
/// How a command that fails tells it: one line on stderr and an exit code of sysexits.h. 0 done; 1 failed (healthcheck: not ready);
/// 2 wrong usage; 65 the database or the file and this release do not fit together; 66 an input
/// file cannot be read; 69 an address cannot be listened on, or the database cannot be
/// opened or is not there; 70 a fault of ours; 73 the output file exists or cannot be written; 78 wrong configuration.
/// </summary>
internal static class Failures
{
    public const int Failed = 1;
    public const int Usage = 2;
    public const int WrongData = 65;
    public const int NoInput = 66;
    public const int Unavailable = 69;
    public const int Internal = 70;
    public const int CannotCreate = 73;

    public static async Task<int> Report(Exception failure, TextWriter error)
    {
        var (exitCode, message) = Explain(failure);
        await error.WriteLineAsync(message);
        return exitCode;
    }

    private static (int ExitCode, string Message) Explain(Exception failure) => failure switch
    {
        ConfigurationFaultException => (ConfigurationFaultException.ExitCode, failure.Message),
        CommandFailure stated => (stated.ExitCode, stated.Message),
        MigrationException or InvalidBackupException or MoveException => (WrongData, failure.Message),
        StorageUnavailableException { InnerException: { } cause } => (Unavailable, $"{failure.Message}: {OneLine(cause.Message)}"),
        StorageUnavailableException => (Unavailable, failure.Message),
        DbException => (Unavailable, $"The database cannot be used: {OneLine(failure.Message)}"),
        AddressRefusedException => (Unavailable, failure.Message),
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => (Unavailable, AddressTaken(failure.Message)),
        SocketException socket => (Unavailable, $"An address to listen on cannot be opened ({socket.SocketErrorCode}); {ChangeUrls}"),
        _ => (Internal, $"This is a fault of Edge, please report it: {failure.GetType().Name}: {OneLine(failure.Message)}{Place(failure)}"),
    };

    private const string ChangeUrls = "change EDGE_HOSTING__URLS or EDGE_HOSTING__ADMINURLS, or stop what holds it.";

    private static string AddressTaken(string message) => $"{OneLine(message).TrimEnd('.')}; {ChangeUrls}";

    private static string Place(Exception failure)
    {
        var first = failure.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Edge.", StringComparison.Ordinal));
        return first is null ? "" : $" ({first.Trim()})";
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
