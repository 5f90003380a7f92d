using Triggers.Contracts;

namespace Triggers.Invoker.Functions;

/// <summary>One thing that is wrong with a wanted function, in AWS's words.</summary>
/// <param name="Error">
/// <see cref="LambdaErrors.Validation"/> for a broken constraint of the API's model, else the row of the service's own refusal.
/// </param>
/// <param name="Text">AWS's sentence, without the count of errors in front.</param>
internal sealed record FunctionProblem(LambdaError Error, string Text)
{
    /// <summary>A broken constraint of the model: <c>Value 'V' at 'field' failed to satisfy constraint: …</c>.</summary>
    public static FunctionProblem Constraint(string field, string value, string constraint) =>
        new(LambdaErrors.Validation, $"Value '{value}' at '{field}' failed to satisfy constraint: {constraint}");

    /// <summary>A refusal of the service itself.</summary>
    public static FunctionProblem Invalid(string text) => new(LambdaErrors.InvalidParameterValue, text);

    /// <summary>
    /// Refuses as AWS does: its front end reports every broken constraint in one ValidationException; only when there is none
    /// does the service look, and it reports the first thing it finds.
    /// </summary>
    /// <exception cref="LambdaException">There is at least one problem.</exception>
    public static void ThrowIfAny(IReadOnlyCollection<FunctionProblem> problems)
    {
        var constraints = problems.Where(problem => problem.Error == LambdaErrors.Validation).Select(problem => problem.Text).ToList();
        if (constraints.Count > 0)
        {
            var errors = constraints.Count == 1 ? "error" : "errors";
            throw new LambdaException(LambdaErrors.Validation, $"{constraints.Count} validation {errors} detected: {string.Join("; ", constraints)}");
        }

        foreach (var problem in problems)
        {
            throw new LambdaException(problem.Error, problem.Text);
        }
    }
}
