using Edge.Features.Tracking.Imports;
using Edge.Hosting.Configuration;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Commands;

/// <summary>Imports shipments from a file for an organisation, the home one unless another is named. Repeated with a repaired copy it skips the chunks that are in already.</summary>
internal static class Import
{
    private const string Caller = "command-line";
    private const int ProblemsShown = 50;

    public static async Task<int> Run(Settings settings, string path, string? organisation, TextWriter output)
    {
        if (ImportFormats.OfFileName(path) is not { } format)
            throw new CommandFailure(Failures.Usage, $"{path}: the name must end in .csv, .tsv, .ndjson or .jsonl");
        await using var file = Open(path);
        await using var app = Program.Compose(settings);
        ExistingDatabase.Require(app.Services);
        await app.Services.MigrateStorage();
        var importer = app.Services.GetRequiredService<Importer>();
        var owner = organisation is null ? Organisations.Home : await Called(organisation, app.Services);
        var key = new ImportKey(owner, Caller, Path.GetFileName(path));
        var report = await importer.Run(key, format.Lines(file), CancellationToken.None);
        await Print(report, output);
        return report.Complete ? 0 : Failures.Failed;
    }

    private static async Task<long> Called(string organisation, IServiceProvider services) =>
        await services.GetRequiredService<ImportStore>().OrganisationsCalled(organisation, CancellationToken.None) switch
        {
            [var only] => only,
            [] => throw new CommandFailure(Failures.Usage, $"--organisation {organisation}: no organisation has this name or id."),
            _ => throw new CommandFailure(Failures.Usage, $"--organisation {organisation}: several organisations have this name; give the id."),
        };

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(Failures.NoInput, $"{path}: the file cannot be read; correct the path.");
        }
    }

    private static async Task Print(ImportReport report, TextWriter output)
    {
        foreach (var (line, problem) in report.Chunks.SelectMany(chunk => chunk.Problems).Take(ProblemsShown))
            await output.WriteLineAsync($"line {line}: {(problem.Field is null ? "" : problem.Field + ": ")}{problem.Detail}");
        await output.WriteLineAsync(
            $"{report.Lines} lines: {report.Created} created, {report.Duplicates} already there, {report.Refused} not imported.");
        if (!report.Complete)
            await output.WriteLineAsync("Repair the lines named above and import the file again: what is in is skipped.");
    }
}
