namespace Edge.Aot.Tests.Faults;

/// <summary>Something that breaks under load, for how long, and what an operator does about it.</summary>
/// <param name="Heal">Nothing when the system heals itself.</param>
internal sealed record Fault(string Name, Func<Task> Inject, TimeSpan Lasts, Func<Task> Heal)
{
    /// <summary>False where somebody must bring a server back before health says so.</summary>
    public bool EndsHealthy { get; init; } = true;

    /// <summary>True where nothing may be acknowledged until it is healed.</summary>
    public bool StopsWrites { get; init; }
}

/// <summary>What was seen of a fault; times since the load began.</summary>
internal sealed record FaultResult(Fault Fault, TimeSpan At, TimeSpan HealedAt, IReadOnlyList<Sample> Samples, int Acknowledged, int Lost)
{
    public string Row()
    {
        string[] cells =
        [
            Fault.Name, $"{(HealedAt - At).TotalSeconds:F0} s", Errors(Kind.Write), Errors(Kind.Read), Errors(Kind.View),
            StaleServed(), Errors(Kind.Health),
            Away(Kind.Write), Away(Kind.Read), Away(Kind.Health), $"{Slowest(Kind.Write)} / {Slowest(Kind.Read)}",
            $"{Acknowledged}", $"{Lost}",
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private string StaleServed()
    {
        var views = Samples.Where(sample => sample.Kind == Kind.View).ToList();
        return $"{views.Count(sample => sample.IsStale)} of {views.Count}";
    }

    private string Errors(Kind kind)
    {
        var all = Samples.Where(sample => sample.Kind == kind).ToList();
        var errors = all.Where(sample => sample.Error is not null).GroupBy(sample => sample.Error!).OrderByDescending(group => group.Count());
        var words = string.Join(", ", errors.Select(group => kind == Kind.Health ? group.Key : $"{group.Count()} {group.Key}"));
        return (words.Length, kind) switch
        {
            (0, Kind.Health) => "healthy",
            (0, _) => $"0 of {all.Count}",
            (_, Kind.Health) => words,
            _ => $"{words} of {all.Count}",
        };
    }

    // Of the node that took longest: the first good answer after its last bad one.
    private string Away(Kind kind)
    {
        var ends = Samples.Where(sample => sample.Kind == kind).GroupBy(sample => sample.Node).Select(BackAt).OfType<TimeSpan>().ToList();
        if (ends.Count == 0)
            return "-";
        if (ends.Contains(TimeSpan.MaxValue))
            return "not by itself";
        var end = ends.Max();
        return end < HealedAt ? $"fault + {(end - At).TotalSeconds:F1} s" : $"heal + {(end - HealedAt).TotalSeconds:F1} s";
    }

    private static TimeSpan? BackAt(IGrouping<int, Sample> ofNode)
    {
        var errors = ofNode.Where(sample => sample.Error is not null).ToList();
        if (errors.Count == 0)
            return null;
        var last = errors.Max(sample => sample.Ended);
        return ofNode.Where(sample => sample.Error is null && sample.Ended > last).Select(sample => sample.Ended).Append(TimeSpan.MaxValue).Min();
    }

    private string Slowest(Kind kind) =>
        $"{Samples.Where(sample => sample.Kind == kind).Max(sample => sample.Ended - sample.Began).TotalSeconds:F1} s";
}
