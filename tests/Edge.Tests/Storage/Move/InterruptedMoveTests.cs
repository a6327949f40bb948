namespace Edge.Tests.Storage.Move;

[Trait(TestDatabase.Engine, TestDatabase.Postgres)]
public class InterruptedMoveTests
{
    [PostgresFact]
    public async Task Killed_anywhere_it_goes_on()
    {
        await using var scene = await MoveScene.Create();
        var file = await scene.Filled("a.db", 20_000);
        var before = await MoveScene.Digests(file);
        var random = new Random(7);

        for (var kills = 0; kills < 8; kills++)
        {
            using var move = scene.Start(file, scene.Server);
            using var patience = new CancellationTokenSource(random.Next(500, 3_000));
            try
            {
                await move.WaitForExitAsync(patience.Token);
                break;
            }
            catch (OperationCanceledException)
            {
                move.Kill();
                await move.WaitForExitAsync();
            }
        }
        await MoveScene.Moves(file, scene.Server);

        Assert.Equal(before, await MoveScene.Digests(scene.Server));
        Assert.Equal(before, await MoveScene.Digests(file));
    }

    [PostgresFact]
    public async Task Cut_off_while_it_marks_its_source_it_is_the_same_move_the_next_time()
    {
        await using var scene = await MoveScene.Create();
        var file = await scene.Filled("a.db", 10);
        string[] copy = ["--from", file, "--to", scene.Server, "--keep"];
        Assert.Equal(0, (await MoveScene.Run(copy)).Code);
        await MoveScene.Sql(scene.Server, "update moves set role = 'incoming'");
        await MoveScene.Sql(file, "create trigger cut before insert on moves begin select raise(abort, 'cut'); end");

        Assert.NotEqual(0, (await MoveScene.Run(copy)).Code);
        await MoveScene.Sql(file, "drop trigger cut");

        var (code, _, error) = await MoveScene.Run(copy);
        Assert.Equal((0, ""), (code, error));
    }

    [PostgresFact]
    public async Task Between_the_marks_of_the_two_ends_it_goes_on_too()
    {
        await using var scene = await MoveScene.Create();
        var file = await scene.Filled("a.db", 10);
        await MoveScene.Moves(file, scene.Server);
        await MoveScene.Sql(scene.Server, "update moves set role = 'incoming'; delete from facts where seq = 3");

        var (code, _, error) = await MoveScene.Run("--from", file, "--to", scene.Server);

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(await MoveScene.Digests(file), await MoveScene.Digests(scene.Server));
        var again = await MoveScene.Run("--from", file, "--to", scene.Server);
        Assert.Contains("already", again.Output, StringComparison.Ordinal);
    }
}
