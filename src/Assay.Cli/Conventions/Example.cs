namespace Assay.Cli.Conventions;

/// <summary>A command line that works as it stands, shown by <c>--help</c>.</summary>
/// <param name="Line">The whole line, beginning with <c>assay</c>.</param>
/// <param name="Says">What it does, as one clause.</param>
internal sealed record Example(string Line, string Says);
