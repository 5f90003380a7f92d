using Triggers.Host.Commands;

namespace Triggers.Tests.Host.Commands;

public sealed class StackNamesTests
{
    [Theory]
    [InlineData("/home/ada/shop/template.yaml", "shop")]
    [InlineData("/home/ada/my shop_2/template.yaml", "my-shop-2")]
    [InlineData("/home/ada/2024/template.yaml", "stack-2024")]
    [InlineData("/home/ada/...shop/template.yaml", "shop")]
    [InlineData("/template.yaml", "stack")]
    public void Makes_a_name_of_the_folder(string file, string expected) => Assert.Equal(expected, StackNames.For(file, null));

    [Fact]
    public void Takes_the_given_name() => Assert.Equal("prod", StackNames.For("/shop/template.yaml", "prod"));

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("a_b")]
    public void Refuses_a_name_that_is_none(string name) => Assert.Equal(
        $"--stack-name must be a letter followed by letters, digits and hyphens, at most 128, was '{name}'.",
        Assert.Throws<UsageException>(() => StackNames.For("/shop/template.yaml", name)).Message);
}
