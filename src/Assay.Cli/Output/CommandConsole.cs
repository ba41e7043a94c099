using System.Text.Encodings.Web;
using System.Text.Json;
using Assay.Core.Progress;

namespace Assay.Cli.Output;

/// <summary>How a command talks: answers on standard output (as JSON on request), notes and progress on standard error.</summary>
/// <param name="streams">Where everything goes.</param>
/// <param name="json">Whether the answer is one JSON object.</param>
/// <param name="quiet">Whether notes and progress are left out.</param>
internal sealed class CommandConsole(Streams streams, bool json, bool quiet)
{
    // Words of every script stay readable; nothing here ends up inside HTML.
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether the answer is one JSON object.</summary>
    public bool Json => json;

    /// <summary>Gives the answer: one JSON object under <c>--json</c>, text otherwise.</summary>
    /// <param name="object">Writes the members of the object.</param>
    /// <param name="text">Writes the text.</param>
    public void Answer(Action<Utf8JsonWriter> @object, Action text)
    {
        if (!json)
        {
            text();
            streams.Results.Flush();
            return;
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, _options))
        {
            writer.WriteStartObject();
            @object(writer);
            writer.WriteEndObject();
        }

        streams.Results.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        streams.Results.Flush();
    }

    /// <summary>A line of the answer; nothing under <c>--json</c>.</summary>
    public void Line(string text = "")
    {
        if (!json) streams.Results.WriteLine(text);
    }

    /// <summary>A line of the answer that somebody waits for: it is handed on at once.</summary>
    public void Say(string text)
    {
        streams.Results.WriteLine(text);
        streams.Results.Flush();
    }

    /// <summary>A table of the answer; nothing under <c>--json</c>.</summary>
    public void Show(ResultTable table)
    {
        if (json) return;
        if (streams.ResultsAreSeen) RichTable.Write(table, streams.Results, streams.Width);
        else PlainTable.Write(table, streams.Results);
    }

    /// <summary>A table of the answer in a format for other programs.</summary>
    public void Show(ResultTable table, Action<ResultTable, TextWriter> format)
    {
        if (!json) format(table, streams.Results);
    }

    /// <summary>A remark beside the answer, on standard error; nothing under <c>--quiet</c>.</summary>
    public void Note(string text)
    {
        if (quiet) return;
        streams.Results.Flush();
        streams.Messages.WriteLine(text);
    }

    /// <summary>Does work that may take a while and shows how far it is: a bar on a terminal, a line every few seconds elsewhere.</summary>
    /// <param name="work">The work; it is handed where to report, or null under <c>--quiet</c>.</param>
    public T Track<T>(Func<IProgress<ProgressReport>?, T> work)
    {
        if (quiet) return work(null);
        streams.Results.Flush();
        if (streams.MessagesAreSeen) return BarProgress.Run(work, streams.Messages);
        using var progress = new LineProgress(streams.Messages, TimeProvider.System);
        return work(progress);
    }
}
