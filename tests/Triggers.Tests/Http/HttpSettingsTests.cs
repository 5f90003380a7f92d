using Microsoft.Extensions.Options;
using Triggers.Contracts.Hosting;

namespace Triggers.Tests.Http;

public sealed class HttpSettingsTests
{
    [Theory]
    [InlineData("--Http:ThrottleStatus=418", "Http:ThrottleStatus must be 429 or 503.")]
    [InlineData("--Http:MaximumBodyBytes=-1", "Http:MaximumBodyBytes must be 0 to 1073741824, was -1.")]
    [InlineData("--Http:TrustedProxies:0=everyone", "Http:TrustedProxies must be addresses or networks like 10.0.0.0/8, was 'everyone'.")]
    public async Task Refuses_to_start_with(string setting, string sentence)
    {
        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => Gateway.StartAsync([], setting));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_an_address_that_is_none()
    {
        var refused = await Assert.ThrowsAsync<SettingException>(() => Gateway.StartAsync([], "--Http:Url=3000"));
        Assert.Equal("Http:Url must be an address like http://127.0.0.1:3000, was '3000'.", refused.Message);
    }
}
