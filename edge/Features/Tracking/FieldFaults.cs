using System.Globalization;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.Tracking;

/// <summary>What is wrong with the fields of a request, by JSON path. All of it is found before any of it is told.</summary>
internal sealed class FieldFaults
{
    private readonly List<(string Field, string Fault)> faults = [];

    public void Add(string field, string fault) => faults.Add((field, fault));

    /// <summary>Text that is stored as it is: bounded, and free of control characters, which no label or display can show.</summary>
    public void Text(string field, string? value, int maxLength)
    {
        if (value is null)
            return;
        if (value.Length > maxLength)
            Add(field, string.Create(CultureInfo.InvariantCulture, $"At most {maxLength} characters."));
        else if (HasControlCharacter(value))
            Add(field, "Control characters are not allowed.");
    }

    public void Range(string field, double? value, double min, double max)
    {
        if (value is { } number && !(number >= min && number <= max))
            Add(field, string.Create(CultureInfo.InvariantCulture, $"From {min} to {max}."));
    }

    public void Moment(string field, DateTimeOffset? value, DateTimeOffset latest)
    {
        if (value < Moments.Earliest)
            Add(field, "Not before the year 2000.");
        else if (value > latest)
            Add(field, latest == Moments.Latest ? "Before the year 2100." : "At most one day in the future.");
    }

    public void Moment(string field, DateTimeOffset? value) => Moment(field, value, Moments.Latest);

    /// <exception cref="ProblemException">Something is wrong: 422 with all of it.</exception>
    public void Throw()
    {
        if (faults.Count == 0)
            return;
        var errors = new Dictionary<string, string[]>();
        foreach (var (field, fault) in faults)
            errors[field] = errors.TryGetValue(field, out var known) ? [.. known, fault] : [fault];
        throw new ProblemException(Problems.Invalid(errors));
    }

    /// <summary>The first fault as the problem of one item among many; null when there is none.</summary>
    public ItemProblem? FirstAsItem() =>
        faults.Count == 0 ? null : new ItemProblem(Problems.ValidationFailed, faults[0].Fault, faults[0].Field);

    public static bool HasControlCharacter(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c))
                return true;
        }
        return false;
    }
}
