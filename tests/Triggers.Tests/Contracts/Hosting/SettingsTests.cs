using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Triggers.Contracts.Hosting;

namespace Triggers.Tests.Contracts.Hosting;

public sealed class SettingsTests : IDisposable
{
    private const string Variable = "TRIGGERS_SettingsTests__Url";

    public SettingsTests() => Environment.SetEnvironmentVariable(Variable, "from the environment");

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, null);

    [Fact]
    public void Reads_the_environment_under_our_prefix() =>
        Assert.Equal("from the environment", Build().Configuration["SettingsTests:Url"]);

    [Fact]
    public void Lets_an_argument_win_over_the_environment() =>
        Assert.Equal("typed", Build("--SettingsTests:Url=typed").Configuration["SettingsTests:Url"]);

    [Fact]
    public void Keeps_the_web_servers_lines_out_of_the_log_unless_told_otherwise()
    {
        Assert.Equal("Warning", Build().Configuration["Logging:LogLevel:Microsoft.AspNetCore"]);
        Assert.Equal("Debug", Build("--Logging:LogLevel:Microsoft.AspNetCore=Debug").Configuration["Logging:LogLevel:Microsoft.AspNetCore"]);
    }

    [Fact]
    public void Says_what_a_log_format_may_be() =>
        Assert.Equal("Logging:Format must be text or json, was 'xml'.", Assert.Throws<SettingException>(() => Build("--Logging:Format=xml")).Message);

    [Fact]
    public void Watches_no_folder_for_changed_settings() =>
        Assert.All(((IConfigurationBuilder)Build().Configuration).Sources.OfType<JsonConfigurationSource>(), source => Assert.False(source.ReloadOnChange));

    private static WebApplicationBuilder Build(params string[] arguments) => ServiceBuilder.Create(arguments);
}
