using System.Net;
using System.Net.Http.Json;
using Edge.Shared.Contracts;

namespace Edge.Tests;

/// <summary>What tests say about answers.</summary>
internal static class Answered
{
    /// <summary>The answer is the problem <paramref name="slug"/> with <paramref name="status"/>, as RFC 9457 has it.</summary>
    public static async Task<ProblemDetails> Problem(HttpResponseMessage answer, HttpStatusCode status, string slug)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync(WireJson.Reading.ProblemDetails);
        Assert.Equal($"/docs/problems#{slug}", problem!.Type);
        return problem;
    }
}
