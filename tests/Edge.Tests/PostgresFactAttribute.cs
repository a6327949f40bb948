namespace Edge.Tests;

/// <summary>A test of what only PostgreSQL has: part of the run with EDGE_TEST_ENGINE=postgres, not counted in the other.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (!TestDatabase.IsPostgres)
            Skip = "Needs EDGE_TEST_ENGINE=postgres";
    }
}
