using System.Text.Json.Nodes;

namespace Triggers.Tests.Host.Templates;

/// <summary><c>AWS::CodeCommit::Repository</c> with its triggers.</summary>
public sealed class CodeCommitRepositoryTests : IDisposable
{
    private readonly TemplateFolder folder = new TemplateFolder().With("src/app.py");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Becomes_an_event_source_with_its_triggers()
    {
        var read = folder.Read(
            """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Notes:
                Type: AWS::Serverless::Function
                Properties: { CodeUri: src, Handler: app.handler, Runtime: python3.12 }
              Repository:
                Type: AWS::CodeCommit::Repository
                Properties:
                  RepositoryName: my.repo
                  RepositoryDescription: mine
                  Tags: [{ Key: a, Value: b }]
                  Triggers:
                    - Name: notes
                      DestinationArn: !GetAtt Notes.Arn
                      Events: [createReference, updateReference]
                      Branches: [main]
                      CustomData: !Sub "${AWS::Region}"
                    - { Name: topic, DestinationArn: !Sub "arn:aws:sns:${AWS::Region}:${AWS::AccountId}:t", Events: [all] }
            Outputs:
              Arn: { Value: !GetAtt Repository.Arn }
            """);
        Assert.Equal(
            "template.yaml:11: warning: Repository: Tags has no effect here: repositories have no tags.\n" +
            "template.yaml:18: warning: Repository: Triggers: there are no topics here, so the trigger to arn:aws:sns:us-east-1:000000000000:t has no effect.",
            folder.Lines(read.Warnings));
        var source = Assert.Single(JsonNode.Parse(TemplateFolder.Json(read.Document))!["EventSources"]!.AsArray())!;
        var arn = $"arn:aws:lambda:us-east-1:000000000000:function:{read.Document.Functions.Single().FunctionName}";
        var expected = JsonNode.Parse($$"""
            {"RepositoryName":"my.repo","Triggers":[{"Name":"notes","DestinationArn":"{{arn}}","Events":["createReference","updateReference"],"Branches":["main"],"CustomData":"us-east-1"}]}
            """)!;
        Assert.Equal(("AWS::CodeCommit::Repository", expected.ToJsonString()), ((string?)source["Kind"], source["Properties"]!.ToJsonString()));
        Assert.Equal("arn:aws:codecommit:us-east-1:000000000000:my.repo", read.Document.Outputs["Arn"]);
    }

    [Fact]
    public void Tells_all_that_is_wrong() => Assert.Equal(
        """
        template.yaml:2: error: Unnamed: RepositoryName is missing; it is the repository's name, and the end of the address of its webhooks.
        template.yaml:7: error: Wrong: RepositoryName must be 1 to 100 letters, digits, '.', '_' and '-', was 'a/b'.
        template.yaml:9: error: Wrong: Triggers.Name is missing; it is the trigger's name.
        template.yaml:9: error: Wrong: Triggers.DestinationArn is missing; it is the ARN of a function.
        template.yaml:9: error: Wrong: Triggers.Events is missing; it is a list such as [all].
        template.yaml:10: error: Wrong: Triggers.Events must be of all, createReference, deleteReference, updateReference, was 'push'.
        template.yaml:10: error: Wrong: Triggers.Events must be all alone, or some of the others.
        template.yaml:10: error: Wrong: Triggers.DestinationArn must be the ARN of a function, was 'Notes'; a function's is its attribute Arn.
        """,
        folder.Problems(
            """
            Resources:
              Unnamed:
                Type: AWS::CodeCommit::Repository
              Wrong:
                Type: AWS::CodeCommit::Repository
                Properties:
                  RepositoryName: a/b
                  Triggers:
                    - {}
                    - { Name: t, DestinationArn: Notes, Events: [all, push] }
            """));
}
