using System.CommandLine;
using System.Reflection;
using Assay.Cli.Options;
using Assay.Cli.Output;
using Assay.Core.Errors;

namespace Assay.Cli.Conventions;

/// <summary>Runs one command line from its words to its exit code. Nothing escapes it: a user never meets a stack trace.</summary>
/// <param name="tree">The commands.</param>
/// <param name="streams">Where everything goes.</param>
internal sealed class Application(CommandTree tree, Streams streams)
{
    /// <summary>The version, with the first digits of the commit where the build knows it.</summary>
    public static string Version
    {
        get
        {
            var text = typeof(Application).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
            var plus = text.IndexOf('+', StringComparison.Ordinal);
            return plus < 0 ? text : text[..Math.Min(text.Length, plus + 9)];
        }
    }

    /// <summary>Runs it and returns the exit code.</summary>
    public int Run(string[] arguments)
    {
        var verbose = false;
        try
        {
            var parsed = tree.Parse(arguments);
            verbose = CommonSettings.Verbose.Value(parsed);
            var code = arguments is [['[', ..], ..] ? Directive(parsed) : Run(parsed);
            streams.Flush();
            return code;
        }
        catch (UsageException exception)
        {
            return Say(exception.Message, ExitCode.WrongInput);
        }
        catch (InputException exception)
        {
            return Say(exception.Message, ExitCode.WrongInput);
        }
        catch (OperationCanceledException)
        {
            return Say("interrupted", ExitCode.Interrupted);
        }
#pragma warning disable CA1031 // the last line of defence: whatever it is, the user gets a sentence
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Unexpected(exception, verbose);
        }
    }

    private int Run(ParseResult parsed)
    {
        var node = tree.Node(parsed);
        var path = tree.Path(parsed);
        if (CommonSettings.Help.Value(parsed) || (node == tree.Root && parsed.Tokens.Count == 0))
        {
            HelpPage.Write(streams.Results, path, node, streams.Width);
            return ExitCode.Done;
        }

        if (node == tree.Root && tree.Version.Value(parsed))
        {
            streams.Results.WriteLine($"assay {Version}");
            return ExitCode.Done;
        }

        if (UsageCheck.Problem(parsed, node) is { } problem) throw new UsageException($"{problem.TrimEnd('.', '?')}{(problem.EndsWith('?') ? "?" : ".")} ({path} --help shows how.)");
        var console = new CommandConsole(streams, json: CommonSettings.Json.Value(parsed), quiet: CommonSettings.Quiet.Value(parsed));
        using var interruption = new Interruption(streams.Messages);
        var context = new CommandContext(parsed, console, interruption.Token);
        ((CommandDescription)node).Run(context);
        return context.ExitCode;
    }

    // [suggest:12] "assay emb": what shell completion asks for.
    private int Directive(ParseResult parsed) =>
        parsed.Invoke(new InvocationConfiguration { Output = streams.Results, Error = streams.Messages, EnableDefaultExceptionHandler = false });

    private int Unexpected(Exception exception, bool verbose)
    {
        var cause = exception is AggregateException { InnerExceptions: [var only] } ? only : exception;
        if (cause is InputException) return Say(cause.Message, ExitCode.WrongInput);
        if (cause is OperationCanceledException) return Say("interrupted", ExitCode.Interrupted);
        var code = Say(
            cause is OutOfMemoryException
                ? "out of memory: use fewer words (--min-count, --max-vocabulary) or fewer dimensions"
                : $"{OneLine(cause.Message)} ({cause.GetType().Name}; --verbose shows where)",
            ExitCode.Failed);
        if (verbose) streams.Messages.WriteLine(exception.ToString());
        return code;
    }

    private int Say(string sentence, int code)
    {
        streams.Messages.WriteLine($"assay: {OneLine(sentence)}");
        streams.Messages.Flush();
        return code;
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
