using Assay.Bench.Measuring;
using Assay.Bench.Parts;
using Assay.Bench.Results;

namespace Assay.Bench;

/// <summary>Runs the chosen parts one after another; each is written to the results as soon as it is done.</summary>
internal static class EmbeddingsSweep
{
    private static readonly ISweepPart[] Parts =
        [new LimitsPart(), new TokeniserPart(), new SpeedPart(), new ThreadsPart(), new QualityPart(),
        new DeterministicPart(), new SoftmaxPart(), new QueriesPart(), new StartPart()];

    public static int Run(string[] arguments)
    {
        try
        {
            var options = SweepOptions.Parse(arguments);
            var chosen = Parts.Where(part => options.Parts.Contains(part.Name)).ToArray();
            foreach (var part in chosen) Console.WriteLine($"{part.Name}: {part.Plan(options)}.");
            if (options.PlanOnly) return 0;
            var sweep = new Sweep(options);
            var results = new ResultsFile(options.Results, [.. Parts.Select(part => part.Heading)]);
            foreach (var part in chosen)
            {
                Sweep.Log($"== {part.Name}");
                var section = part.Run(sweep);
                results.Replace(part.Heading, section, options.Command);
                Console.WriteLine($"\n## {part.Heading}\n\n{section}");
            }
            return 0;
        }
        catch (BenchmarkException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 2;
        }
    }
}
