// The ceiling: what Kestrel does when there is nothing to do. Answers every request with one fixed JSON document, about as long
// as the event that the functions of this bench return.
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = args });
builder.Configuration.AddCommandLine(args);
builder.WebHost.UseKestrelCore();
builder.WebHost.UseUrls(builder.Configuration["url"] ?? "http://127.0.0.1:0");

var app = builder.Build();
byte[] document = [.. "{\"message\":\""u8, .. Enumerable.Repeat((byte)'x', 800), .. "\"}"u8];
app.Run(async context =>
{
    context.Response.ContentType = "application/json";
    context.Response.ContentLength = document.Length;
    await context.Response.Body.WriteAsync(document);
});
await app.RunAsync();
