namespace Triggers.Git.Api;

/// <summary>A refusal of the CodeCommit API, by AWS's name.</summary>
/// <param name="name">The exception's name in the service's model.</param>
/// <param name="message">What is wrong.</param>
internal sealed class CodeCommitException(string name, string message) : Exception(message)
{
    /// <summary>The exception's name.</summary>
    public string Name { get; } = name;
}
