using Edge.Storage.Postgres;
using Npgsql;

namespace Edge.Tests.Storage.Postgres;

public class PostgresUrlTests
{
    [Fact]
    public void Each_part_is_read_and_decoded()
    {
        var connection = Parse(
            "postgresql://us%40er:p%2Fw%3A%40@db1:6432,db2,[::1]:7000/my%20db?sslmode=verify-full&sslrootcert=%2Fca.pem&pool_min=2"
            + "&pool_max=9&connect_timeout=3&statement_timeout=7&application_name=node%201");

        Assert.Equal("db1:6432,db2:5432,[::1]:7000", connection.Host);
        Assert.Equal(("us@er", "p/w:@", "my db"), (connection.Username, connection.Password, connection.Database));
        Assert.Equal((SslMode.VerifyFull, "/ca.pem", "node 1"), (connection.SslMode, connection.RootCertificate, connection.ApplicationName));
        Assert.Equal((2, 9, 3, 7), (connection.MinPoolSize, connection.MaxPoolSize, connection.Timeout, connection.CommandTimeout));
    }

    [Fact]
    public void What_is_left_out_has_a_default()
    {
        var connection = Parse("postgres://db/edge");

        Assert.Equal(("db:5432", "edge", (string?)null), (connection.Host, connection.Username, connection.Password));
        Assert.Equal((SslMode.Prefer, 5, 30), (connection.SslMode, connection.Timeout, connection.CommandTimeout));
    }

    [Fact]
    public void A_password_with_the_marks_of_a_connection_string_stays_a_password() =>
        Assert.Equal("a;Host=evil", new NpgsqlConnectionStringBuilder(Parse("postgres://u:a;Host=evil@db/d").ConnectionString).Password);

    private static NpgsqlConnectionStringBuilder Parse(string url) => PostgresUrl.Parse(url, out _)!.Connection;
}
