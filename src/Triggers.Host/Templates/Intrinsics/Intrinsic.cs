using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Intrinsics;

/// <summary>A function of the template language.</summary>
/// <param name="evaluator">Resolves the arguments.</param>
/// <param name="line">Where the function stands.</param>
/// <param name="argument">Its argument, not yet resolved.</param>
/// <returns>The value; broken when it has none, which has been reported.</returns>
internal delegate TemplateNode Intrinsic(Evaluator evaluator, int line, TemplateNode argument);
