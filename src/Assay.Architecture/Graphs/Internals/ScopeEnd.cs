namespace Assay.Architecture.Graphs.Internals;

/// <summary>Ends a scope of names.</summary>
internal sealed class ScopeEnd(Action end) : IDisposable
{
    public void Dispose() => end();
}
