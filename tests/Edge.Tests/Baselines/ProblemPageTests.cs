using System.Net;
using System.Text;

namespace Edge.Tests.Baselines;

public class ProblemPageTests
{
    [Fact]
    public void Every_problem_type_is_explained_at_the_address_it_names() =>
        Baseline.Check("edge/Features/AppShell/Docs/problems.html", Page());

    [Fact]
    public void One_slug_means_one_status() =>
        Assert.All(ProblemWord.All.GroupBy(word => word.Slug), type => Assert.Single(type.Select(word => word.Status).Distinct()));

    private static string Page()
    {
        var page = new StringBuilder(Head);
        foreach (var type in ProblemWord.All.GroupBy(word => word.Slug))
        {
            var first = type.First();
            page.Append("      <section id=\"").Append(first.Slug).Append("\">\n")
                .Append("        <h2>").Append(Html(first.Title)).Append("</h2>\n")
                .Append("        <p class=\"status\"><code>").Append(first.Slug).Append("</code>, status ").Append(first.Status).Append("</p>\n");
            foreach (var text in type.SelectMany(word => (string?[])[word.Summary, word.Detail]).OfType<string>().Distinct())
                page.Append("        <p>").Append(Html(text)).Append("</p>\n");
            page.Append("      </section>\n");
        }
        return page.Append(Foot).ToString();
    }

    private static string Html(string text) => WebUtility.HtmlEncode(text).Replace("&#39;", "'", StringComparison.Ordinal);

    private const string Head = """
        <!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Problems of the Edge API</title>
            <meta name="color-scheme" content="light dark">
            <link rel="icon" href="/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="{{docs.css}}">
          </head>
          <body class="problems">
            <header>
              <a href="/">Edge</a>
              <strong>Problems</strong>
              <nav aria-label="Documentation"><a href="/docs">API reference</a></nav>
            </header>
            <main>
              <h1>Problems</h1>
              <p>
                Every error is <code>application/problem+json</code> (RFC 9457). Its <code>type</code> is the address of a section of this
                page and never changes; <code>title</code> and <code>detail</code> are for people; <code>errors</code> says what is wrong with
                each field; <code>request_id</code> names the request in the log.
              </p>

        """;

    private const string Foot = """
            </main>
          </body>
        </html>

        """;
}
