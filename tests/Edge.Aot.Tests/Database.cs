using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Edge.Aot.Tests;

/// <summary>Looks into the file of a service.</summary>
internal static class Database
{
    static Database() => raw.SetProvider(new SQLite3Provider_e_sqlite3());

    public static long Count(string file, string table) => (long)Scalar(file, $"select count(*) from {table}")!;

    /// <summary>"ok", or what SQLite finds broken.</summary>
    public static string Integrity(string file) => (string)Scalar(file, "pragma integrity_check")!;

    /// <summary>What the events say, also of a service that runs.</summary>
    public static IReadOnlyList<string> Texts(string file)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = "select raw_text from events";
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }

    public static void Run(string file, string script) => _ = Scalar(file, script);

    private static object? Scalar(string file, string sql)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Mode=ReadWrite;Pooling=False");
        connection.Open();
        return connection;
    }
}
