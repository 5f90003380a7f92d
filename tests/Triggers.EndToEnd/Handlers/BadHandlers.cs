using System.Text;
using Triggers.EndToEnd.Hosting;

namespace Triggers.EndToEnd.Handlers;

/// <summary>A running system with a function for each kind of misbehaviour.</summary>
public sealed class BadHandlers : IAsyncLifetime
{
    private static readonly (string Name, string Handler, string Runtime)[] Functions =
    [
        ("exits", "bad.exits", "python3.13"),
        ("leaves", "bad.leaves", "python3.13"),
        ("dies", "bad.dies", "python3.13"),
        ("hangs", "bad.hangs", "python3.13"),
        ("shouts", "bad.shouts", "python3.13"),
        ("returns_much", "bad.returns_much", "python3.13"),
        ("returns_nonsense", "bad.returns_nonsense", "python3.13"),
        ("closes_output", "bad.closes_output", "python3.13"),
        ("leaves_a_child", "bad.leaves_a_child", "python3.13"),
        ("forks", "bad.forks", "python3.13"),
        ("raises", "bad.raises", "python3.13"),
        ("hangs_in_init", "hangs_in_init.handler", "python3.13"),
        ("no_dot", "bad", "python3.13"),
        ("no_module", "nothing.handler", "python3.13"),
        ("no_function", "bad.nothing", "python3.13"),
        ("broken", "broken.handler", "python3.13"),
        ("no_bootstrap", "x.y", "provided.al2023"),
        ("no_runtime", "x.y", "java21"),
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("triggers-e2e-");
    private RunningHost? running;

    internal RunningHost Running => running!;

    public async ValueTask InitializeAsync()
    {
        var code = folder.CreateSubdirectory("code");
        foreach (var file in new[] { "bad.py", "hangs_in_init.py", "broken.py" })
        {
            File.Copy(Repository.TestFile("Handlers", file), Path.Combine(code.FullName, file));
        }

        var template = new StringBuilder("Transform: AWS::Serverless-2016-10-31\nResources:\n");
        foreach (var (name, handler, runtime) in Functions)
        {
            var timeout = name.StartsWith("hangs", StringComparison.Ordinal) ? 1 : 60;
            template.Append($$"""
                  {{name.Replace("_", "", StringComparison.Ordinal)}}:
                    Type: AWS::Serverless::Function
                    Properties: { FunctionName: {{name}}, CodeUri: code/, Handler: {{handler}}, Runtime: {{runtime}}, Timeout: {{timeout}} }

                """);
        }

        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "template.yaml"), template.ToString());
        running = await RunningHost.StartAsync(folder.FullName, "--Invoker:InitTimeout=00:00:01", "--Logs:MaximumFileBytes=1048576");
    }

    public async ValueTask DisposeAsync()
    {
        if (running is not null)
        {
            await running.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }
}
