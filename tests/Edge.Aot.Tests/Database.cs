using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Edge.Aot.Tests;

/// <summary>Looks into the file of a service that has stopped.</summary>
internal static class Database
{
    static Database() => raw.SetProvider(new SQLite3Provider_e_sqlite3());

    public static long Count(string file, string table) => (long)Scalar(file, $"select count(*) from {table}")!;

    /// <summary>"ok", or what SQLite finds broken.</summary>
    public static string Integrity(string file) => (string)Scalar(file, "pragma integrity_check")!;

    public static void Run(string file, string script) => _ = Scalar(file, script);

    private static object? Scalar(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadWrite;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
