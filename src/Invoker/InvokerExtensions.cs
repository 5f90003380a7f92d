namespace Triggers.Invoker;

/// <summary>Puts the invoker into a process: <c>AddInvoker</c> and <c>MapInvoker</c>.</summary>
public static class InvokerExtensions
{
}
