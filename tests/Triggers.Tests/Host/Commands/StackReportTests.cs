using Triggers.Host.Commands;
using Triggers.Host.Deployment;
using Triggers.Invoker.Stacks;
using Triggers.Tests.Host.Templates;

namespace Triggers.Tests.Host.Commands;

public sealed class StackReportTests : IDisposable
{
    private readonly TemplateFolder folder = new TemplateFolder().With("src/app.py");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Tells_of_a_deployment() => Assert.Equal(
        """
        Stack shop: 2 added, 0 changed, 1 removed, 3 unchanged.
          Functions
            shop-Orders  python3.12  app.handler
            mailer-dev   python3.13  index.handler
          Routes
            GET /orders/{id}     shop-Orders  curl http://127.0.0.1:3000/orders/id
            ANY /files/{proxy+}  shop-Orders  curl http://127.0.0.1:3000/files/proxy
            $default             shop-Orders  curl http://127.0.0.1:3000/
            POST /admin          shop-Orders  curl -X POST -H 'content-type: application/json' -d '{}' http://127.0.0.1:3000/v1/admin
          Outputs
            Admin  https://m4mjhz7mbq.execute-api.us-east-1.amazonaws.com   (here: http://127.0.0.1:3000/)
            Role   arn:aws:iam::000000000000:role/shop-OrdersRole
            Url    https://35q04yf568.execute-api.us-east-1.amazonaws.com/  (here: http://127.0.0.1:3000/)

        """,
        Print(new Uri("http://127.0.0.1:3000")));

    [Fact]
    public void Leaves_addresses_out_when_the_gateways_is_not_known() => Assert.DoesNotContain("127.0.0.1", Print(null), StringComparison.Ordinal);

    private string Print(Uri? gateway)
    {
        var read = folder.Read(TemplateFolder.Golden("shop.yaml"));
        var output = new StringWriter { NewLine = "\n" };
        StackReport.Of(new DeployedTemplate(read.Document, new StackChanges(["a", "b"], [], ["c"], 3), read.Warnings), gateway).Print(output);
        return output.ToString();
    }
}
