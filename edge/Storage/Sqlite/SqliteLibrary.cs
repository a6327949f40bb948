using System.Runtime.InteropServices;

namespace Edge.Storage.Sqlite;

/// <summary>The functions of SQLite that run statements (sqlite.org/c3ref/funclist.html).</summary>
internal static unsafe partial class SqliteLibrary
{
    private const string Name = "e_sqlite3";

    [LibraryImport(Name, EntryPoint = "sqlite3_prepare_v3")]
    public static partial int Prepare(nint database, byte* text, int length, uint flags, out nint statement, nint tail);

    [LibraryImport(Name, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Name, EntryPoint = "sqlite3_reset")]
    public static partial int Reset(nint statement);

    [LibraryImport(Name, EntryPoint = "sqlite3_finalize")]
    public static partial int Close(nint statement);

    [LibraryImport(Name, EntryPoint = "sqlite3_changes")]
    public static partial int Changes(nint database);

    [LibraryImport(Name, EntryPoint = "sqlite3_bind_null")]
    public static partial int BindNull(nint statement, int index);

    [LibraryImport(Name, EntryPoint = "sqlite3_bind_int64")]
    public static partial int BindInt64(nint statement, int index, long value);

    [LibraryImport(Name, EntryPoint = "sqlite3_bind_text")]
    public static partial int BindText(nint statement, int index, byte* text, int length, nint release);

    [LibraryImport(Name, EntryPoint = "sqlite3_bind_blob")]
    public static partial int BindBlob(nint statement, int index, byte* bytes, int length, nint release);

    [LibraryImport(Name, EntryPoint = "sqlite3_bind_zeroblob")]
    public static partial int BindZeros(nint statement, int index, int length);

    [LibraryImport(Name, EntryPoint = "sqlite3_column_type")]
    public static partial int ColumnType(nint statement, int ordinal);

    [LibraryImport(Name, EntryPoint = "sqlite3_column_int64")]
    public static partial long ColumnInt64(nint statement, int ordinal);

    [LibraryImport(Name, EntryPoint = "sqlite3_column_text")]
    public static partial byte* ColumnText(nint statement, int ordinal);

    [LibraryImport(Name, EntryPoint = "sqlite3_column_blob")]
    public static partial byte* ColumnBlob(nint statement, int ordinal);

    [LibraryImport(Name, EntryPoint = "sqlite3_column_bytes")]
    public static partial int ColumnBytes(nint statement, int ordinal);
}
