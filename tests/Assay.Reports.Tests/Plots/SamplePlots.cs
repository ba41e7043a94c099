using Assay.Reports.Plots;

namespace Assay.Reports.Tests.Plots;

/// <summary>One plot of each kind, with a title that must be escaped.</summary>
internal static class SamplePlots
{
    internal const string Title = "Speed & <loss> of \"words\"";

    internal static Plot Of(string kind) => kind switch
    {
        "line" => new LinePlot(Title) { XLabel = "words", YLabel = "loss" }.Add("a & b", [1, 2, 3], [3, 2, 1]).Add("second", [1, 2, 3], [1, 2, 4]).Level("bar", 2.5),
        "bar" => new BarPlot(Title) { XLabel = "words/s" }.Add("gensim", 557).AddMeasured("assay", 6100, 6000, 6200),
        "heat" => new HeatMap(Title, ["a", "b"], ["c", "d", "e"], new[,] { { 1.0, 0.5, -0.25 }, { 0, double.NaN, 0.75 } }) { ValueLabel = "cosine" },
        "map" => Map(40, 1),
        "empty line" => new LinePlot(Title),
        "empty bar" => new BarPlot(Title),
        "empty heat" => new HeatMap(Title, [], [], new double[0, 0]),
        "empty map" => new ScatterMap(Title),
        _ => throw new ArgumentException(kind),
    };

    /// <summary>Points in clusters, as words lie in projections.</summary>
    internal static ScatterMap Map(int count, int seed, double labelSize = 11)
    {
        var random = new Random(seed);
        var map = new ScatterMap(Title) { LabelSize = labelSize };
        for (var i = 0; i < count; i++)
        {
            var cluster = i % 7;
            map.Add(Word(random), Math.Cos(cluster) * 4 + random.NextDouble() * 3, Math.Sin(cluster * 2) * 4 + random.NextDouble() * 3, cluster < 4 ? "nouns" : "verbs");
        }
        return map;
    }

    private static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(2, 12)).Select(_ => (char)random.Next('a', 'z' + 1)));
}
