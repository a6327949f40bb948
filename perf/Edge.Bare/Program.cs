// Answers every request with the same bytes, and knows no routes. Arguments: port, file of the body, content type, coding.
var (port, file, type, coding) = (int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture), args[1], args[2], args[3]);
var body = File.ReadAllBytes(file);
var builder = WebApplication.CreateEmptyBuilder(new());
builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
{
    kestrel.ListenLocalhost(port);
    kestrel.AddServerHeader = false;
});
var app = builder.Build();
app.Run(context =>
{
    var headers = context.Response.Headers;
    headers.ContentType = type;
    headers.ContentLength = body.Length;
    if (coding != "identity") headers.ContentEncoding = coding;
    return context.Response.Body.WriteAsync(body, 0, body.Length);
});
app.Run();
