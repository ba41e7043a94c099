using System.Text;

namespace Assay.Cli.Output;

/// <summary>Where a command writes: results to standard output, all else to standard error.</summary>
internal sealed class Streams : IDisposable
{
    private const int DefaultWidth = 100;

    /// <summary>Wraps two writers; tests give their own.</summary>
    /// <param name="results">For results.</param>
    /// <param name="messages">For messages and progress.</param>
    public Streams(TextWriter results, TextWriter messages)
    {
        Results = results;
        Messages = messages;
    }

    /// <summary>For results. Buffered: flush it before waiting for anything.</summary>
    public TextWriter Results { get; }

    /// <summary>For messages and progress.</summary>
    public TextWriter Messages { get; }

    /// <summary>Whether somebody looks at the results on a terminal.</summary>
    public bool ResultsAreSeen { get; init; }

    /// <summary>Whether somebody looks at the messages on a terminal.</summary>
    public bool MessagesAreSeen { get; init; }

    /// <summary>Columns to fill.</summary>
    public int Width { get; init; } = DefaultWidth;

    /// <summary>Those of the process.</summary>
    public static Streams OfProcess()
    {
        var seen = !Console.IsOutputRedirected;
        return new Streams(Open(Console.OpenStandardOutput(), autoFlush: seen), Open(Console.OpenStandardError(), autoFlush: true))
        {
            ResultsAreSeen = seen,
            MessagesAreSeen = !Console.IsErrorRedirected,
            Width = seen ? TerminalWidth() : DefaultWidth,
        };
    }

    /// <summary>Hands everything on. A reader that has gone (<c>| head</c>) is no error: the runtime's console streams pass over it.</summary>
    /// <exception cref="IOException">The results could not be written: a full disk.</exception>
    public void Flush()
    {
        Results.Flush();
        Messages.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Results.Dispose();
            Messages.Dispose();
        }
        catch (IOException)
        {
            // Already said by whoever flushed before.
        }
    }

    private static StreamWriter Open(Stream stream, bool autoFlush) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 8192) { AutoFlush = autoFlush, NewLine = "\n" };

    private static int TerminalWidth()
    {
        try
        {
            return Math.Clamp(Console.WindowWidth, 60, 120);
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }
}
