namespace Triggers.Invoker.Api.Shapes;

/// <summary>What <c>AddPermission</c> asks for.</summary>
internal sealed record AddPermissionRequest
{
    /// <summary>The statement's id.</summary>
    public string? StatementId { get; init; }

    /// <summary><c>lambda:InvokeFunction</c> …</summary>
    public string? Action { get; init; }

    /// <summary>A service, an account, an ARN or <c>*</c>.</summary>
    public string? Principal { get; init; }

    /// <summary>Only for calls of this resource.</summary>
    public string? SourceArn { get; init; }

    /// <summary>Only for calls from this account.</summary>
    public string? SourceAccount { get; init; }

    /// <summary>Only with this token.</summary>
    public string? EventSourceToken { get; init; }

    /// <summary>Only for this organisation.</summary>
    public string? PrincipalOrgID { get; init; }

    /// <summary>Only through URLs of this kind.</summary>
    public string? FunctionUrlAuthType { get; init; }

    /// <summary>Only through a function URL.</summary>
    public bool? InvokedViaFunctionUrl { get; init; }

    /// <summary>Only if this is still the latest.</summary>
    public string? RevisionId { get; init; }
}
