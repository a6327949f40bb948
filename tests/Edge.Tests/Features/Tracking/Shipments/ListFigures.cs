using Edge.Features.Tracking.Shipments;

namespace Edge.Tests.Features.Tracking.Shipments;

/// <summary>What pages of lists took, by the kind of list: printed, not judged. docs/SCALE.md has the table.</summary>
/// <param name="unit">What work is counted in.</param>
internal sealed class ListFigures(string unit)
{
    private static readonly string[] Cities = ["lyon", "oldtown", "москва", "valletta", "erli"];

    private readonly List<(string Kind, ShipmentFilter Filter, long Work, double Milliseconds)> pages = [];

    public void Add(ShipmentFilter filter, long work, double milliseconds) => pages.Add((KindOf(filter), filter, work, milliseconds));

    public void Print()
    {
        Console.WriteLine($"| {"",-44} | pages | p50 ms | p99 ms | max ms | {unit}: p50 | p99 | max |");
        foreach (var group in pages.GroupBy(page => page.Kind).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var times = group.Select(page => page.Milliseconds).Order().ToList();
            var work = group.Select(page => page.Work).Order().ToList();
            Console.WriteLine(
                $"| {group.Key,-44} | {times.Count,5} | {At(times, 50):F2} | {At(times, 99):F2} | {times[^1]:F2} | {At(work, 50)} | {At(work, 99)} | {work[^1]} |");
        }
        foreach (var page in pages.OrderByDescending(page => page.Milliseconds).Take(8))
            Console.WriteLine($"{page.Milliseconds,7:F2} ms, {page.Work,7} {unit}: {page.Filter}");
    }

    private static T At<T>(List<T> sorted, int percent) => sorted[(sorted.Count - 1) * percent / 100];

    private static string KindOf(ShipmentFilter filter)
    {
        var order = filter.UpdatedSince is null ? "by time" : "by change";
        return filter switch
        {
            { Search.Text: var text } when Cities.Contains(text.ToLowerInvariant()) => $"{order}, searched by city",
            { Search: not null } => $"{order}, searched by number or reference",
            { Flag: not null } => $"{order}, of a flag",
            { Status: not null, Carrier: not null } => $"{order}, of a status and a carrier",
            { Status: not null } => $"{order}, of a status",
            { Carrier: not null } => $"{order}, of a carrier",
            _ => $"{order}, all",
        };
    }
}
