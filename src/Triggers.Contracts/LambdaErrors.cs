using System.Collections.Frozen;

namespace Triggers.Contracts;

/// <summary>
/// The one table of error names and statuses. Names, statuses and the casing of the message member are those of the service
/// model of Lambda (botocore <c>lambda/2015-03-31/service-2.json</c>).
/// </summary>
public static class LambdaErrors
{
    /// <summary>400: a parameter has a wrong value.</summary>
    public static readonly LambdaError InvalidParameterValue = new("InvalidParameterValueException", 400);

    /// <summary>400: a constraint of the API's model is broken (raised by AWS's front end).</summary>
    public static readonly LambdaError Validation = new("ValidationException", 400, HasType: false);

    /// <summary>400: the payload is not JSON.</summary>
    public static readonly LambdaError InvalidRequestContent = new("InvalidRequestContentException", 400);

    /// <summary>400: the request's JSON cannot be read.</summary>
    public static readonly LambdaError Serialization = new("SerializationException", 400, HasType: false);

    /// <summary>400: code storage is used up.</summary>
    public static readonly LambdaError CodeStorageExceeded = new("CodeStorageExceededException", 400);

    /// <summary>400: the resource policy is over 20 KB.</summary>
    public static readonly LambdaError PolicyLengthExceeded = new("PolicyLengthExceededException", 400);

    /// <summary>403: the request carries no signature at all.</summary>
    public static readonly LambdaError MissingAuthenticationToken = new("MissingAuthenticationTokenException", 403, HasType: false);

    /// <summary>403: the request's signature lacks a part.</summary>
    public static readonly LambdaError IncompleteSignature = new("IncompleteSignatureException", 403, HasType: false);

    /// <summary>403: the caller may not do this.</summary>
    public static readonly LambdaError AccessDenied = new("AccessDeniedException", 403, IsMessageCapital: true, HasType: false);

    /// <summary>403: the signature's access key is not known.</summary>
    public static readonly LambdaError UnrecognizedClient = new("UnrecognizedClientException", 403, HasType: false);

    /// <summary>403: the signature does not match.</summary>
    public static readonly LambdaError InvalidSignature = new("InvalidSignatureException", 403, HasType: false);

    /// <summary>404: function, version, alias … does not exist.</summary>
    public static readonly LambdaError ResourceNotFound = new("ResourceNotFoundException", 404, IsMessageCapital: true);

    /// <summary>404: no such operation.</summary>
    public static readonly LambdaError UnknownOperation = new("UnknownOperationException", 404, HasType: false);

    /// <summary>405: the path is an operation's, the method is not.</summary>
    public static readonly LambdaError MethodNotAllowed = new("UnknownOperationException", 405, HasType: false);

    /// <summary>404: the version or alias has no provisioned concurrency.</summary>
    public static readonly LambdaError ProvisionedConcurrencyConfigNotFound = new("ProvisionedConcurrencyConfigNotFoundException", 404);

    /// <summary>409: exists already, or is being changed.</summary>
    public static readonly LambdaError ResourceConflict = new("ResourceConflictException", 409);

    /// <summary>412: the revision id is not the latest.</summary>
    public static readonly LambdaError PreconditionFailed = new("PreconditionFailedException", 412);

    /// <summary>413: payload or package too large.</summary>
    public static readonly LambdaError RequestTooLarge = new("RequestEntityTooLargeException", 413);

    /// <summary>415: the body's media type is not JSON.</summary>
    public static readonly LambdaError UnsupportedMediaType = new("UnsupportedMediaTypeException", 415);

    /// <summary>429: no concurrency left; carries a <c>Reason</c> and <c>Retry-After</c>.</summary>
    public static readonly LambdaError TooManyRequests = new("TooManyRequestsException", 429);

    /// <summary>400: a chain of functions called itself 16 times.</summary>
    public static readonly LambdaError RecursiveInvocation = new("RecursiveInvocationException", 400, IsMessageCapital: true);

    /// <summary>500: our failure.</summary>
    public static readonly LambdaError Service = new("ServiceException", 500, IsMessageCapital: true);

    /// <summary>502: the function's runtime cannot be started here.</summary>
    public static readonly LambdaError InvalidRuntime = new("InvalidRuntimeException", 502, IsMessageCapital: true);

    /// <summary>502: the code package cannot be read.</summary>
    public static readonly LambdaError InvalidZipFile = new("InvalidZipFileException", 502, IsMessageCapital: true);

    /// <summary>502: the function is not ready.</summary>
    public static readonly LambdaError ResourceNotReady = new("ResourceNotReadyException", 502);

    /// <summary>503: the service (its broker, its invokers) is out of reach for now; the caller should try again.</summary>
    public static readonly LambdaError Unavailable = new("ServiceUnavailableException", 503);

    private static readonly FrozenDictionary<string, LambdaError> ByName = new[]
    {
        InvalidParameterValue, Validation, InvalidRequestContent, Serialization, CodeStorageExceeded, PolicyLengthExceeded, AccessDenied,
        UnrecognizedClient, InvalidSignature, ResourceNotFound, UnknownOperation, ResourceConflict, PreconditionFailed, RequestTooLarge,
        UnsupportedMediaType, TooManyRequests, RecursiveInvocation, Service, InvalidRuntime, InvalidZipFile, ResourceNotReady, Unavailable,
    }.ToFrozenDictionary(error => error.Name, StringComparer.Ordinal);

    /// <summary>The row of a name, or null.</summary>
    public static LambdaError? Find(string name) => ByName.GetValueOrDefault(name);
}
