namespace Assay.Cli.Conventions;

/// <summary>The command line itself is wrong: one sentence, then where to read on; exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
