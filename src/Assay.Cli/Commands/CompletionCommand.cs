using Assay.Cli.Conventions;
using Assay.Cli.Options;

namespace Assay.Cli.Commands;

/// <summary><c>assay completion SHELL</c>: prints a script that completes commands, options and their values.</summary>
internal sealed class CompletionCommand : CommandDescription
{
    private static readonly Dictionary<string, string> _scripts = new()
    {
        ["bash"] = """
            # assay completion for bash. Now: source <(assay completion bash). For ever: add that line to ~/.bashrc.
            _assay_complete() {
                local line="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}" candidate
                COMPREPLY=()
                while IFS= read -r candidate; do
                    [[ -n $candidate && $candidate == "$word"* ]] && COMPREPLY+=("$candidate")
                done < <("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)
            }
            complete -o default -F _assay_complete assay

            """,
        ["zsh"] = """
            #compdef assay
            # assay completion for zsh. Now: source <(assay completion zsh). For ever: add that line to ~/.zshrc after compinit.
            _assay() {
                local -a candidates
                candidates=("${(@f)$("${words[1]}" "[suggest:${#LBUFFER}]" "$LBUFFER" 2>/dev/null)}")
                candidates=("${(@M)candidates:#${PREFIX}*}")
                if (( ${#candidates} )) && [[ -n ${candidates[1]} ]]; then compadd -a candidates; else _files; fi
            }
            compdef _assay assay

            """,
        ["fish"] = """
            # assay completion for fish: assay completion fish > ~/.config/fish/completions/assay.fish
            function __assay_complete
                set -l line (commandline -cp)
                set -l length (string length -- $line)
                assay "[suggest:$length]" "$line" 2>/dev/null
            end
            complete -c assay -a '(__assay_complete)'

            """,
        ["pwsh"] = """
            # assay completion for PowerShell. Now: assay completion pwsh | Out-String | Invoke-Expression. For ever: add that line to $PROFILE.
            Register-ArgumentCompleter -Native -CommandName assay -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)
                assay "[suggest:$cursorPosition]" "$commandAst" 2>$null | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }

            """,
    };

    private readonly Positional _shell = new("SHELL", "One of bash, zsh, fish, pwsh.") { Choices = ["bash", "zsh", "fish", "pwsh"] };

    /// <inheritdoc/>
    public override string Name => "completion";

    /// <inheritdoc/>
    public override string Summary => "Print a script that completes commands and options in your shell.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("source <(assay completion bash)", "Completes in this bash; add the line to ~/.bashrc to keep it.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_shell];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var shell = _shell.Value(context.Parsed);
        if (!_scripts.TryGetValue(shell, out var script)) throw new UsageException($"there is no completion for '{shell}': give one of {string.Join(", ", _scripts.Keys)}.");
        context.Console.Answer(
            json =>
            {
                json.WriteString("shell", shell);
                json.WriteString("script", script);
            },
            () => context.Console.Line(script.TrimEnd('\n')));
    }
}
