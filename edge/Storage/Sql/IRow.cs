namespace Edge.Storage.Sql;

/// <summary>A row type that reads itself from the columns of its statement, in their order.</summary>
internal interface IRow<TSelf> where TSelf : class, IRow<TSelf>
{
    static abstract TSelf Read(Columns columns);
}
