using Assay.Cli.Options;

namespace Assay.Cli.Conventions;

/// <summary>
/// A command: what it is called, what it takes and what it does. It parses, calls one library and prints; nothing else.
/// Everything common (help, usage errors, --json, --seed, --threads, --quiet, interruption, exit codes) is done around it.
/// </summary>
internal abstract class CommandDescription : CommandNode
{
    /// <summary>What it takes by position, in that order.</summary>
    public virtual IReadOnlyList<Positional> Positionals => [];

    /// <summary>Its own options, in the order of the help.</summary>
    public virtual IReadOnlyList<Setting> Settings => [];

    /// <summary>Does it.</summary>
    /// <exception cref="Core.Errors.InputException">The user's input is wrong: exit code 2.</exception>
    /// <exception cref="OperationCanceledException">Interrupted: exit code 130.</exception>
    public abstract void Run(CommandContext context);
}
