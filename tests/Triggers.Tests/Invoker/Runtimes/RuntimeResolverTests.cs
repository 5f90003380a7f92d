using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Invoker;
using Triggers.Invoker.Runtimes;

namespace Triggers.Tests.Invoker.Runtimes;

public sealed class RuntimeResolverTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("triggers-resolver-").FullName;
    private readonly InvokerOptions options = new();

    private string Home => Path.Combine(folder, "home");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Takes_the_interpreter_of_exactly_the_version_asked_for()
    {
        Program("bin/python3", "3.12");
        var exact = Program("bin/python3.13", "3.13");

        var command = Resolver().Resolve("python3.13", "/code");

        var runtime = Path.Combine(AppContext.BaseDirectory, "Runtimes", "python");
        Assert.Equal(
            (exact, $"-s {runtime}/bootstrap.py", "AWS_Lambda_python3.13", true, runtime, null),
            (command.FileName, string.Join(' ', command.Arguments), command.ExecutionEnv, command.IsOwnBootstrap, command.RuntimeFolder, command.Warning));
        Assert.Equal(
            ["LD_LIBRARY_PATH=/code:/code/lib", $"PATH={folder}/bin:/usr/local/bin:/usr/bin:/bin", $"PYTHONPATH={runtime}"],
            command.PathVariables.Select(each => $"{each.Key}={each.Value}"));
    }

    [Fact]
    public void Goes_behind_a_shim_to_the_real_program()
    {
        var real = Program("versions/python", "3.13");
        Script("bin/python3.13", $"echo 3.13 {real}");

        Assert.Equal(real, Resolver().Resolve("python3.13", "/code").FileName);
    }

    [Theory]
    [InlineData("home/.pyenv/versions/3.13.1/bin/python3.13")]
    [InlineData("home/.asdf/installs/python/3.13.1/bin/python3.13")]
    [InlineData("home/.local/share/uv/python/cpython-3.13.1-linux/bin/python3.13")]
    public void Finds_versions_that_a_version_manager_keeps_off_the_path(string path)
    {
        Script("bin/python3.13", "echo not installed >&2; exit 127");
        Program("bin/python3", "3.12");
        var exact = Program(path, "3.13");

        Assert.Equal((exact, null), Answer(Resolver().Resolve("python3.13", "/code")));
    }

    [Theory]
    [InlineData("home/.nvm/versions/node/v22.3.0/bin/node")]
    [InlineData("home/.local/share/fnm/node-versions/v22.3.0/installation/bin/node")]
    [InlineData("home/.volta/tools/image/node/22.3.0/bin/node")]
    public void Finds_the_node_asked_for_among_others(string path)
    {
        Program("bin/node", "20.1");
        var exact = Program(path, "22.3");

        var command = Resolver().Resolve("nodejs22.x", "/code");

        var runtime = Path.Combine(AppContext.BaseDirectory, "Runtimes", "nodejs");
        Assert.Equal((exact, null), Answer(command));
        Assert.Equal([$"{runtime}/bootstrap.cjs"], command.Arguments);
        Assert.Equal($"{runtime}/node_modules:{runtime}:/code", command.PathVariables["NODE_PATH"]);
    }

    [Fact]
    public void Takes_what_a_shim_on_the_path_stands_for_before_what_follows_on_the_path_and_without_starting_it()
    {
        Script("shims/python3.13", $"touch {folder}/started; exit 127");
        Program("bin/python3.13", "3.13");
        var managed = Program("home/.pyenv/versions/3.13.1/bin/python3.13", "3.13");
        var resolver = new RuntimeResolver(Options.Create(options), $"{folder}/shims:{folder}/bin", Home);

        Assert.Equal(managed, resolver.Resolve("python3.13", "/code").FileName);
        Assert.False(File.Exists($"{folder}/started"));
    }

    [Fact]
    public void Takes_the_nearest_version_and_says_so()
    {
        Program("home/.pyenv/versions/3.9.1/bin/python3", "3.9");
        Program("bin/python3", "3.6");
        Program("bin/python", "2.7");
        var nearest = Program("home/.pyenv/versions/3.12.1/bin/python3", "3.12");

        var command = Resolver().Resolve("python3.14", "/code");

        Assert.Equal(
            (nearest, $"Runtime python3.14 is not installed here; python3.12 ({nearest}) runs the function instead. Install python3.14, or name its program in the setting Invoker:Interpreters:python3.14."),
            Answer(command));
        Assert.Equal("AWS_Lambda_python3.14", command.ExecutionEnv);
    }

    [Fact]
    public void A_setting_decides()
    {
        Program("bin/python3.13", "3.13");
        var mine = Program("mine/python", "3.12");
        options.Interpreters["python3.13"] = mine;

        var command = Resolver().Resolve("python3.13", "/code");

        Assert.Equal(mine, command.FileName);
        Assert.StartsWith("Runtime python3.13 is not installed here; python3.12", command.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_setting_that_names_no_interpreter()
    {
        options.Interpreters["nodejs22.x"] = "/nowhere/node";

        Assert.Equal(
            "The setting Invoker:Interpreters:nodejs22.x names /nowhere/node, which is not there or is not a program of this runtime. Correct or remove it.",
            Refusal("nodejs22.x"));
    }

    [Fact]
    public void Says_what_to_install_and_finds_it_once_it_is_there()
    {
        var resolver = Resolver();
        var refusal = Assert.Throws<LambdaException>(() => resolver.Resolve("python3.13", "/code"));
        Assert.Equal(
            "Runtime python3.13 is not installed on this machine, and neither is another version of it. Install it (apt-get install python3), or name its program in the setting Invoker:Interpreters:python3.13.",
            refusal.Message);
        Assert.Equal(LambdaErrors.InvalidRuntime, refusal.Error);

        Assert.Equal(Program("bin/python3.13", "3.13"), resolver.Resolve("python3.13", "/code").FileName);
    }

    [Theory]
    [InlineData("java21")]
    [InlineData("dotnet8")]
    [InlineData("ruby3.3")]
    [InlineData("go1.x")]
    [InlineData("python2.7")]
    [InlineData("nodejs")]
    public void Refuses_runtimes_that_are_not_served_and_names_those_that_are(string runtime) =>
        Assert.Equal(
            $"Runtime {runtime} is not served here. What works: pythonX.Y, nodejsN.x, and provided.al2023 with an executable file named bootstrap in the package.",
            Refusal(runtime));

    [Theory]
    [InlineData("provided")]
    [InlineData("provided.al2")]
    [InlineData("provided.al2023")]
    public void Runs_the_bootstrap_of_the_package(string runtime)
    {
        var bootstrap = Script("code/bootstrap", "");

        var command = Resolver().Resolve(runtime, Path.Combine(folder, "code"));

        Assert.Equal((bootstrap, 0, null, false), (command.FileName, command.Arguments.Length, command.ExecutionEnv, command.IsOwnBootstrap));
    }

    [Fact]
    public void A_package_without_a_bootstrap_that_runs_is_the_functions_failure()
    {
        var code = Directory.CreateDirectory(Path.Combine(folder, "code")).FullName;
        var missing = Assert.Throws<RuntimeStartException>(() => Resolver().Resolve("provided.al2023", code));
        Assert.Equal(("Runtime.InvalidEntrypoint", $"Couldn't find valid bootstrap(s): [{code}/bootstrap]"), (missing.ErrorType, missing.Message));

        File.WriteAllText(Path.Combine(code, "bootstrap"), "#!/bin/sh\n");
        var notExecutable = Assert.Throws<RuntimeStartException>(() => Resolver().Resolve("provided.al2023", code));
        Assert.Equal(("Runtime.InvalidEntrypoint", $"fork/exec {code}/bootstrap: permission denied"), (notExecutable.ErrorType, notExecutable.Message));
    }

    private static (string FileName, string? Warning) Answer(RuntimeCommand command) => (command.FileName, command.Warning);

    private string Refusal(string runtime) => Assert.Throws<LambdaException>(() => Resolver().Resolve(runtime, "/code")).Message;

    private RuntimeResolver Resolver() => new(Options.Create(options), Path.Combine(folder, "bin"), Home);

    /// <summary>A program that says it is an interpreter of this version.</summary>
    private string Program(string path, string version) => Script(path, $"echo {version} {Path.Combine(folder, path)}");

    private string Script(string path, string line)
    {
        var full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, $"#!/bin/sh\n{line}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(full, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return full;
    }
}
