namespace Triggers.Tests.Host.Templates;

/// <summary>Every problem of a template is told in one run, with its line and what was expected.</summary>
public sealed class TemplateErrorsTests : IDisposable
{
    private readonly TemplateFolder folder = new TemplateFolder().With("src/app.py").With("notes.txt");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Tells_all_that_is_wrong_with_functions() => Check(
        """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Numbers:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: src
              Handler: app.handler
              Runtime: python3.12
              Timeout: -1
              MemorySize: lots
              EphemeralStorage: { Size: 1 }
              ReservedConcurrentExecutions: 1.5
              Architectures: [x86_64, arm64]
              EventInvokeConfig: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 59 }
              Tiemout: 3
          Types:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: [src]
              Handler: { a: b }
              Runtime: python3.12
              Environment: { Variables: { LIST: [1], NOTHING: } }
              Tags: text
              Tracing: Sometimes
              DeadLetterQueue: { Type: Mail }
              Policies: AmazonS3FullAccess
          Rules:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: src
              FunctionName: two words
              Handler: app.handler
              Runtime: cobol85
          MoreRules:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: src
              Handler: app.handler
              Runtime: cobol85
              Environment: { Variables: { AWS_REGION: mars } }
          Missing:
            Type: AWS::Serverless::Function
        """,
        """
        template.yaml:9: error: Numbers: Timeout must be a whole number from 1 to 900, was '-1'.
        template.yaml:10: error: Numbers: MemorySize must be a whole number from 128 to 10240, was 'lots'.
        template.yaml:11: error: Numbers: EphemeralStorage.Size must be a whole number from 512 to 10240, was '1'.
        template.yaml:12: error: Numbers: ReservedConcurrentExecutions must be a whole number at least 0, was '1.5'.
        template.yaml:13: error: Numbers: Architectures must be [x86_64] or [arm64], was [x86_64, arm64].
        template.yaml:14: error: Numbers: EventInvokeConfig.MaximumRetryAttempts must be a whole number from 0 to 2, was '3'.
        template.yaml:14: error: Numbers: EventInvokeConfig.MaximumEventAgeInSeconds must be a whole number from 60 to 21600, was '59'.
        template.yaml:15: warning: Numbers: Tiemout is not a property of AWS::Serverless::Function and is left out.
        template.yaml:19: error: Types: CodeUri must be text, was a list.
        template.yaml:20: error: Types: Handler must be text, was a map.
        template.yaml:22: error: Types: Environment.Variables.LIST must be text, was a list.
        template.yaml:22: error: Types: Environment.Variables.NOTHING must be text, was nothing.
        template.yaml:23: error: Types: Tags must be a map of text, was 'text'.
        template.yaml:24: error: Types: Tracing must be one of PassThrough, Active, Disabled, was 'Sometimes'.
        template.yaml:25: error: Types: DeadLetterQueue.Type must be one of SQS, SNS, was 'Mail'.
        template.yaml:25: error: Types: DeadLetterQueue.TargetArn is missing; it is the ARN of a queue or topic.
        template.yaml:26: warning: Types: Policies has no effect here: the handler gets no AWS credentials.
        template.yaml:31: error: Rules: FunctionName must be 1 to 64 letters, digits, '-' and '_', was 'two words'.
        template.yaml:39: error: MoreRules: Value cobol85 at 'runtime' failed to satisfy constraint: *
        template.yaml:40: error: MoreRules: Lambda was unable to configure your environment variables because *
        template.yaml:41: error: Missing: Runtime is missing; a function packaged as Zip needs one.
        template.yaml:41: error: Missing: Handler is missing; a function packaged as Zip needs one.
        """);

    [Fact]
    public void Tells_where_code_cannot_be_had() => Check(
        """
        Transform: AWS::Serverless-2016-10-31
        Globals: { Function: { Handler: app.handler, Runtime: provided.al2023 } }
        Resources:
          Bucket: { Type: AWS::Serverless::Function, Properties: { CodeUri: 's3://code/app.zip' } }
          Object: { Type: AWS::Serverless::Function, Properties: { CodeUri: { Bucket: code, Key: app.zip } } }
          Nowhere: { Type: AWS::Serverless::Function, Properties: { CodeUri: nowhere/ } }
          Text: { Type: AWS::Serverless::Function, Properties: { CodeUri: notes.txt } }
          Inline: { Type: AWS::Serverless::Function, Properties: { InlineCode: 'x' } }
          Image: { Type: AWS::Serverless::Function, Properties: { PackageType: Image, ImageUri: img } }
        """,
        """
        template.yaml:4: error: Bucket: CodeUri names 's3://code/app.zip', which cannot be fetched here; put the code into a folder or .zip file beside the template and name that.
        template.yaml:5: error: Object: CodeUri names 's3://code/app.zip', which cannot be fetched here; put the code into a folder or .zip file beside the template and name that.
        template.yaml:6: error: Nowhere: CodeUri names 'nowhere/', which is not there; paths start from the template's folder.
        template.yaml:7: error: Text: CodeUri must be a folder or a .zip file, 'notes.txt' is another kind of file.
        template.yaml:8: error: Inline: InlineCode is for the Python and Node runtimes only, the runtime is 'provided.al2023'; put the code into a folder and name it in CodeUri.
        template.yaml:9: warning: Image: ImageUri has no effect here: images are not run.
        template.yaml:9: error: Image: PackageType Image cannot be run here; package the function as Zip.
        """);

    [Fact]
    public void Tells_references_that_lead_nowhere_wherever_they_stand() => Check(
        """
        Transform: AWS::Serverless-2016-10-31
        Conditions:
          Never: !Equals [!Ref Ghost1, b]
          Loop: !Not [!Condition Loop]
          Odd: [true]
        Resources:
          F:
            Type: AWS::Serverless::Function
            DependsOn: Ghost2
            Properties:
              CodeUri: src
              Handler: app.handler
              Runtime: python3.12
              Description: !If [Never, !Ref Ghost3, "${Ghost}"]
              Environment:
                Variables:
                  AA: !Sub "${Ghost4.Arn} ${F} ${!Ghost}"
                  BB: !GetAtt Ghost5.Arn
                  CC: !GetAtt F.Colour
                  DD: !FindInMap [Map, a, b]
                  EE: !If [Ghost6, a, b]
                  GG: !ImportValue other
                  HH: !Cidr [a, b, c]
                  II: !GetAtt Other.Anything
                  JJ: !Ref Other
                  KK: { Fn::GetAtt: [GRole, Arn] }
          G: { Type: AWS::Serverless::Function, Condition: Absent, Properties: { CodeUri: src, Handler: a.b, Runtime: python3.12, Role: arn:aws:iam::000000000000:role/r } }
          Circle: { Type: AWS::SQS::Queue, Properties: { QueueName: !GetAtt Circle.QueueName } }
          Other: { Type: AWS::Elsewhere::Thing }
        Outputs:
          One: { Value: !Ref Ghost7 }
          Two: { Value: [a] }
          Three: text
        """,
        """
        template.yaml:3: error: There is no parameter and no resource 'Ghost1' in this template.
        template.yaml:4: error: The condition 'Loop' depends on itself.
        template.yaml:5: error: A condition is one of Fn::Equals, Fn::And, Fn::Or, Fn::Not and Condition, was a list.
        template.yaml:9: error: F: DependsOn must name resources of this template, was 'Ghost2'.
        template.yaml:14: error: There is no parameter and no resource 'Ghost3' in this template.
        template.yaml:17: error: There is no parameter and no resource 'Ghost4' in this template.
        template.yaml:18: error: There is no parameter and no resource 'Ghost5' in this template.
        template.yaml:19: error: F has no attribute 'Colour'; there is Arn.
        template.yaml:20: error: Fn::FindInMap: there is no map 'Map' in Mappings.
        template.yaml:21: error: There is no condition 'Ghost6' in the section Conditions.
        template.yaml:22: error: Fn::ImportValue: values of other stacks cannot be imported here; make it a parameter and give its value with --parameter.
        template.yaml:23: error: Fn::Cidr is not a function that can be used here; there are Fn::And, Fn::Base64, Fn::Equals, Fn::FindInMap, Fn::GetAZs, Fn::GetAtt, Fn::If, Fn::ImportValue, Fn::Join, Fn::Not, Fn::Or, Fn::Select, Fn::Split, Fn::Sub, Ref.
        template.yaml:26: error: There is no parameter and no resource 'GRole' in this template.
        template.yaml:27: error: There is no condition 'Absent' in the section Conditions.
        template.yaml:28: error: 'Circle' depends on itself.
        template.yaml:28: warning: Circle: AWS::SQS::Queue is not served here and is left out; what refers to it gets a made-up name.
        template.yaml:29: warning: Other: AWS::Elsewhere::Thing is not served here and is left out; what refers to it gets a made-up name.
        template.yaml:31: error: There is no parameter and no resource 'Ghost7' in this template.
        template.yaml:32: error: Outputs: Two: Value must be text, was a list.
        template.yaml:33: error: Outputs: Three must be a map with its Value.
        """);

    [Fact]
    public void Tells_wrong_arguments_of_functions() => Check(
        """
        Resources: { Q: { Type: AWS::SQS::Queue } }
        Outputs:
          A: { Value: !Join [a] }
          B: { Value: !Join [a, b] }
          C: { Value: !Select [2, [a, b]] }
          D: { Value: !Select [-1, [a, b]] }
          E: { Value: !Split ['', a] }
          F: { Value: !Sub [a, b] }
          G: { Value: !Sub 1 }
          H: { Value: !Base64 [a] }
          I: { Value: !Ref [a] }
          J: { Value: !If [a, b] }
          K: { Value: !Equals [a, b] }
          L: { Value: !Sub '${AWS::NoValue}' }
          M: { Value: !Sub '${' }
        """,
        """
        template.yaml:1: warning: Q: AWS::SQS::Queue is not served here and is left out; what refers to it gets a made-up name.
        template.yaml:3: error: Fn::Join takes [delimiter, list], was a list of 1.
        template.yaml:4: error: Fn::Join takes [delimiter, list], the list was 'b'.
        template.yaml:5: error: Fn::Select: the index must be 0 to 1, as the list has 2 items, was '2'.
        template.yaml:6: error: Fn::Select: the index must be 0 to 1, as the list has 2 items, was '-1'.
        template.yaml:7: error: Fn::Split: the delimiter must not be empty.
        template.yaml:8: error: Fn::Sub takes text or [text, map of names], was ['a', 'b'].
        template.yaml:10: error: Fn::Base64: the value must be text, was a list.
        template.yaml:11: error: Ref takes the name of a parameter or resource, was a list.
        template.yaml:12: error: There is no condition 'a' in the section Conditions.
        template.yaml:12: error: Fn::If takes [condition, value if true, value if false], was a list of 2.
        template.yaml:13: error: Fn::Equals, Fn::And, Fn::Or and Fn::Not stand only in the section Conditions; use Fn::If with the name of a condition here.
        template.yaml:14: error: Fn::Sub: ${AWS::NoValue} has no text.
        """);

    [Fact]
    public void Tells_wrong_events() => Check(
        """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: src
              Handler: app.handler
              Runtime: python3.12
              Events:
                A: { Type: HttpApi, Properties: { Path: /a, Method: GET } }
                B: { Type: HttpApi, Properties: { Path: /a, Method: get } }
                C: { Type: HttpApi, Properties: { Path: /c } }
                D: { Type: HttpApi, Properties: { Method: GET } }
                E: { Type: HttpApi, Properties: { Path: e, Method: FETCH, TimeoutInMillis: 49, PayloadFormatVersion: '3.0' } }
                G: { Type: HttpApi, Properties: { Path: '/{a+}/b', Method: GET } }
                H: { Type: HttpApi, Properties: { Path: '/x{a}', Method: GET } }
                I: { Type: HttpApi, Properties: { Path: $default, Method: GET } }
                J: { Type: HttpApi, Properties: { Path: /j, Method: GET, ApiId: abcdefghij } }
                K: { Type: HttpApi, Properties: { Path: /k, Method: GET, Auth: { Authorizer: X }, Color: red, PayloadFormatVersion: 1.0 } }
                L: { Type: Carrier, Properties: {} }
                M: { Properties: {} }
                N: text
                O: { Type: SQS, Extra: 1, Properties: { Queue: q } }
                P: { Type: S3, Properties: { Bucket: !Ref F, Events: 's3:ObjectCreated:*' } }
                Q: { Type: Schedule, Properties: { Schedule: rate(1 day), State: ENABLED, Enabled: true, DeadLetterConfig: {} } }
                R: { Type: ScheduleV2 }
        """,
        """
        template.yaml:11: error: The route 'GET /a' is defined twice on one API, on line 10 and here.
        template.yaml:12: error: F: C.Method is missing; Path and Method stand together, or neither for the default route.
        template.yaml:13: error: F: D.Path is missing; Path and Method stand together, or neither for the default route.
        template.yaml:14: error: F: E.TimeoutInMillis must be a whole number from 50 to 30000, was '49'.
        template.yaml:14: error: F: E.PayloadFormatVersion must be one of 1.0, 2.0, was '3.0'.
        template.yaml:14: error: F: E.Method must be one of ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, was 'FETCH'.
        template.yaml:14: error: F: E.Path must start with '/', was 'e'.
        template.yaml:15: error: F: G.Path must have '{a+}' as its last segment, was '/{a+}/b'.
        template.yaml:16: error: F: H.Path must have parameters as whole segments like '{id}', 'x{a}' in '/x{a}' is none.
        template.yaml:17: error: F: I.Path $default takes the method ANY only.
        template.yaml:18: error: F: J.ApiId must be a Ref to a resource of the type AWS::Serverless::HttpApi in this template, was 'abcdefghij'.
        template.yaml:19: warning: F: K.Color is not a property of an HttpApi event and is left out.
        template.yaml:19: error: F: K: the authorizer 'X' is not among the Authorizers of its API.
        template.yaml:20: error: F: L.Type must be one of AlexaSkill, Api, CloudWatchEvent, CloudWatchLogs, Cognito, DocumentDB, DynamoDB, EventBridgeRule, HttpApi, IoTRule, Kinesis, MQ, MSK, S3, SNS, SQS, Schedule, ScheduleV2, SelfManagedKafka, was 'Carrier'.
        template.yaml:21: error: F: Events.M.Type is missing; it is the kind of the event, such as HttpApi.
        template.yaml:22: error: F: Events.N must be a map, was 'text'.
        template.yaml:23: error: F: O.Extra is not a key of an event; there are Type and Properties.
        template.yaml:23: warning: F: O: events of the kind SQS are kept, but no trigger here serves them.
        template.yaml:24: error: F: P.Bucket must be a Ref to a resource of the type AWS::S3::Bucket: S3 events must reference an S3 bucket in the same template.
        template.yaml:24: warning: F: P: events of the kind S3 are kept, but no trigger here serves them.
        template.yaml:25: error: F: Q.State and Enabled exclude each other: State and Enabled Properties cannot both be specified.
        template.yaml:25: error: F: Q.DeadLetterConfig needs Arn, or Type SQS.
        template.yaml:25: warning: F: Q: events of the kind Schedule are kept, but no trigger here serves them.
        template.yaml:26: error: F: R.ScheduleExpression is missing; it is rate(…) or cron(…).
        template.yaml:26: warning: F: R: events of the kind ScheduleV2 are kept, but no trigger here serves them.
        """);

    [Fact]
    public void Tells_wrong_sections_and_resources() => Check(
        """
        AWSTemplateFormatVersion: 2020-01-01
        Transform: [AWS::Serverless-2016-10-31, AWS::LanguageExtensions, MyMacro]
        Resorces: {}
        Rules: {}
        Mappings: text
        Globals:
          Function: { Policies: [a], Timeout: 3 }
          Server: { a: b }
          HttpApi: text
        Resources:
          Bad-Id: { Type: AWS::SQS::Queue }
          NoType: { Properties: {} }
          OddType: { Type: queue, Colour: red, Properties: text }
          TwoNames: { Type: AWS::Serverless::Function, Properties: { FunctionName: same, CodeUri: src, Handler: a.b, Runtime: python3.12 } }
          SameName: { Type: AWS::Serverless::Function, Properties: { FunctionName: same, CodeUri: src, Handler: a.b, Runtime: python3.12 } }
        """,
        """
        template.yaml:1: error: AWSTemplateFormatVersion must be 2010-09-09, was '2020-01-01'.
        template.yaml:2: warning: The transform AWS::LanguageExtensions is left out; its functions cannot be used.
        template.yaml:2: error: The transform 'MyMacro' cannot be applied here; there is AWS::Serverless-2016-10-31.
        template.yaml:3: error: 'Resorces' is not a section of a template; there are AWSTemplateFormatVersion, Transform, Description, Metadata, Parameters, Mappings, Conditions, Globals, Resources, Outputs.
        template.yaml:4: warning: The section Rules is left out.
        template.yaml:5: error: The section Mappings must be a map, was 'text'.
        template.yaml:7: error: Globals: Function does not support 'Policies'; it supports *
        template.yaml:7: warning: TwoNames: Policies has no effect here: the handler gets no AWS credentials.
        template.yaml:7: warning: SameName: Policies has no effect here: the handler gets no AWS credentials.
        template.yaml:8: error: Globals: 'Server' is not supported; there are Api, CapacityProvider, Function, HttpApi, LayerVersion, SimpleTable, StateMachine, WebSocketApi.
        template.yaml:9: error: Globals: HttpApi must be a map, was 'text'.
        template.yaml:11: error: The logical id 'Bad-Id' must have letters and digits only.
        template.yaml:11: warning: Bad-Id: AWS::SQS::Queue is not served here and is left out; what refers to it gets a made-up name.
        template.yaml:12: error: NoType: a resource is a map with its Type, such as AWS::Serverless::Function.
        template.yaml:13: error: OddType: 'Colour' is not a key of a resource; there are Condition, Connectors, CreationPolicy, DeletionPolicy, DependsOn, IgnoreGlobals, Metadata, Properties, Type, UpdatePolicy, UpdateReplacePolicy.
        template.yaml:13: error: OddType: Type must be a resource type like AWS::Serverless::Function, was 'queue'.
        template.yaml:13: error: OddType: Properties must be a map, was 'text'.
        template.yaml:13: warning: OddType: queue is not served here and is left out; what refers to it gets a made-up name.
        template.yaml:15: error: The function name 'same' is used twice, on line 14 and here.
        """);

    // A line that ends in * is compared up to there: the rest is a list of AWS's that grows.
    private void Check(string template, string expected)
    {
        var actual = folder.Problems(template).Split('\n');
        var wanted = expected.Split('\n');
        for (var i = 0; i < Math.Min(actual.Length, wanted.Length); i++)
        {
            if (wanted[i].EndsWith('*') && actual[i].StartsWith(wanted[i][..^1], StringComparison.Ordinal))
                actual[i] = wanted[i];
        }

        Assert.Equal(wanted, actual);
    }
}
