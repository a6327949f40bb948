using Edge.Benchmarks;

return args switch
{
    ["redis", var url, var seconds, var callers] => await RedisGets.Run(url, int.Parse(seconds), [.. callers.Split(',').Select(int.Parse)]),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Edge.Benchmarks redis URL SECONDS CALLERS[,CALLERS...]   (npm run perf:redis starts it)");
    return 2;
}
