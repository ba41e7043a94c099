using System.Runtime.InteropServices;

namespace Assay.Cli.Conventions;

/// <summary>Turns Ctrl-C (SIGINT) and SIGTERM into a cancellation, so that a command can leave a checkpoint; a second one ends at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly TextWriter _messages;
    private int _count;

    /// <summary>Starts to listen.</summary>
    /// <param name="messages">Where the user is told what happens.</param>
    public Interruption(TextWriter messages)
    {
        _messages = messages;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1) Environment.Exit(ExitCode.Interrupted);
        _messages.WriteLine("assay: stopping; once more ends at once");
        _messages.Flush();
        // The handlers run on this thread until the token's callbacks return: never let a slow one block the second signal.
        ThreadPool.QueueUserWorkItem(static source => source.Cancel(), _source, preferLocal: false);
    }
}
