namespace Triggers.Invoker.Functions;

/// <summary>
/// The limits of a function. Numbers: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html and the service
/// model (botocore <c>lambda/2015-03-31/service-2.json</c>), where the classic limit counts and not the one of managed instances.
/// </summary>
internal static class FunctionLimits
{
    public const int LongestName = 64;
    public const int LongestHandler = 128;
    public const int LongestDescription = 256;
    public const int ShortestTimeout = 1;
    public const int LongestTimeout = 900;
    public const int LeastMemory = 128;
    public const int MostMemory = 10240;
    public const int LeastEphemeralStorage = 512;
    public const int MostEphemeralStorage = 10240;
    public const int MostEnvironmentBytes = 4096;
    public const int MostLayers = 5;
    public const int MostTags = 50;
    public const int LongestTagKey = 128;
    public const int LongestTagValue = 256;
    public const int MostPolicyBytes = 20480;
    public const int MostRetryAttempts = 2;
    public const int LeastEventAge = 60;
    public const int MostEventAge = 21600;
    public const int LongestDestination = 350;
    public const int LongestAlias = 128;
    public const int LongestLogGroup = 512;
}
