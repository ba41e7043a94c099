using Assay.Cli.Claims;
using Assay.Cli.Cnn;
using Assay.Cli.Commands;
using Assay.Cli.Conventions;
using Assay.Cli.Doctor;
using Assay.Cli.Embeddings;
using Assay.Cli.Expression;
using Assay.Cli.Threshold;
using Assay.Cli.Tour;

namespace Assay.Cli;

/// <summary>Every command there is. A new system adds its group here.</summary>
internal static class Catalogue
{
    /// <summary>The command <c>assay</c>.</summary>
    public static CommandGroup Root => new(
        "assay",
        "Assay trains, inspects and proves neural networks in .NET.",
        new CommandGroup(
            "embeddings",
            "Train, ask and measure word vectors (skip-gram).",
            new TrainCommand(),
            new NearestCommand(),
            new AnalogyCommand(),
            new OddCommand(),
            new SimilarityCommand(),
            new Embeddings.EvaluateCommand(),
            new ConvertCommand(),
            new PhrasesCommand(),
            new MapCommand()),
        new CommandGroup(
            "cnn",
            "Say what a convolutional network costs, what it sees and where it is narrow.",
            new CostCommand(),
            new CompareCommand(),
            new RewriteCommand(),
            new Cnn.DrawCommand(),
            new Cnn.ListCommand()),
        new CommandGroup(
            "threshold",
            "Find recurrent threshold networks by solving, and prove them for every length.",
            new SolveCommand(),
            new ProveCommand(),
            new RunCommand(),
            new ToleranceCommand(),
            new ExplainCommand(),
            new ExportCommand(),
            new Threshold.DrawCommand(),
            new Threshold.ListCommand()),
        new CommandGroup(
            "expression",
            "Read gene-expression data, fit autoencoders to them and tell classes apart without leaks.",
            new InspectCommand(),
            new SimulateCommand(),
            new FitCommand(),
            new Expression.EvaluateCommand(),
            new EncodeCommand(),
            new ReconstructCommand()),
        new DoctorCommand(),
        new ClaimsCommand(),
        new TourCommand(),
        new CompletionCommand());
}
