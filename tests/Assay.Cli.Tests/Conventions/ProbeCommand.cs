using Assay.Cli.Conventions;
using Assay.Cli.Options;

namespace Assay.Cli.Tests.Conventions;

/// <summary>A command with one option of each kind that does what a test wants.</summary>
internal sealed class ProbeCommand(Action<ProbeCommand, CommandContext>? run = null) : CommandDescription
{
    public Positional Model { get; } = new("MODEL", "The model to open.");

    public Positional Words { get; } = new("WORD", "Words to look up.", atLeast: 0, atMost: 100);

    public CountSetting Top { get; } = new("--top", "How many.", 1, 100) { Default = 10 };

    public NumberSetting Rate { get; } = new("--rate", "How fast.", 0, 1) { Default = 0.025 };

    public ChoiceSetting<int> Side { get; } = new("--side", "Which side.", ("both", 0), ("left", 1));

    public TextSetting Out { get; } = new("--out", "FILE", "Where to write.") { Required = true };

    public TextsSetting Files { get; } = new("--files", "FILE", "Several files.");

    public FlagSetting Fast { get; } = new("--fast", "Be fast.");

    public override string Name => "probe";

    public override string Summary => "Probe the conventions.";

    public override IReadOnlyList<Example> Examples => [new("assay probe m.safetensors king --out x", "Probes king.")];

    public override IReadOnlyList<Positional> Positionals => [Model, Words];

    public override IReadOnlyList<Setting> Settings => [Top, Rate, Side, Out, Files, Fast];

    public override void Run(CommandContext context) => run?.Invoke(this, context);

    public static CommandRun RunWith(Action<ProbeCommand, CommandContext>? run, params string[] arguments) =>
        CommandRun.Of(new CommandGroup("assay", "All.", new ProbeCommand(run), new CommandGroup("group", "A group.", new ProbeCommand())), arguments);
}
