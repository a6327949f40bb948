using System.Text;

namespace Edge.Shared.Signing;

/// <summary>A named value behind an item or a list, <c>;name=value</c>.</summary>
public sealed record FieldParameter(string Name, BareItem Value);

/// <summary>What stands in a list or a dictionary (RFC 9651, section 3.1 and 3.2): an item, or a list in parentheses.</summary>
public abstract class FieldMember(IReadOnlyList<FieldParameter> parameters)
{
    /// <summary>In their order, which counts; each name once.</summary>
    public IReadOnlyList<FieldParameter> Parameters => parameters;

    public BareItem? Parameter(string name)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Name == name)
                return parameter.Value;
        }
        return null;
    }

    /// <summary>The one way to write it, parameters included (RFC 9651, section 4.1).</summary>
    public void AppendTo(StringBuilder field)
    {
        AppendValueTo(field);
        AppendParametersTo(field);
    }

    public override string ToString()
    {
        var field = new StringBuilder();
        AppendTo(field);
        return field.ToString();
    }

    internal void AppendParametersTo(StringBuilder field)
    {
        foreach (var parameter in parameters)
        {
            field.Append(';').Append(parameter.Name);
            if (parameter.Value is not { Kind: BareItemKind.Boolean, Number: 1 })
                parameter.Value.AppendTo(field.Append('='));
        }
    }

    private protected abstract void AppendValueTo(StringBuilder field);
}

public sealed class FieldItem(BareItem value, params IReadOnlyList<FieldParameter> parameters) : FieldMember(parameters)
{
    public BareItem Value => value;

    /// <summary>The identifier of a message component (RFC 9421, section 2).</summary>
    public static FieldItem Component(string name, params IReadOnlyList<FieldParameter> parameters) => new(BareItem.OfString(name), parameters);

    private protected override void AppendValueTo(StringBuilder field) => value.AppendTo(field);
}

public sealed class InnerList(IReadOnlyList<FieldItem> items, params IReadOnlyList<FieldParameter> parameters) : FieldMember(parameters)
{
    public IReadOnlyList<FieldItem> Items => items;

    private protected override void AppendValueTo(StringBuilder field)
    {
        field.Append('(');
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                field.Append(' ');
            items[i].AppendTo(field);
        }
        field.Append(')');
    }
}

/// <summary>A dictionary's members in their order, each key once.</summary>
public sealed record DictionaryEntry(string Key, FieldMember Member);
