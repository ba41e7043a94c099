using System.Diagnostics;
using Assay.Core.Memory;
using Assay.Core.Progress;
using Assay.Core.Projections.Internals;
using Assay.Core.Randomness;

namespace Assay.Core.Projections;

/// <summary>
/// A map of points in the plane in which neighbours stay neighbours: t-SNE (van der Maaten and Hinton 2008) with the Barnes–Hut approximation of
/// its repulsive forces (van der Maaten 2014). Distances are Euclidean; for cosine similarity give rows of length 1. The same seed gives the same map
/// on the same machine, whatever the number of threads. Each step takes O(n log n).
/// <code>
/// (float X, float Y)[] map = BarnesHutTsne.Fit(vectors, new TsneOptions { Perplexity = 20 });
/// </code>
/// </summary>
public static class BarnesHutTsne
{
    private const double StartSpread = 1e-4; // standard deviation of the start along its first axis
    private const double Jitter = 1e-2;      // of that
    private const int NeighboursPerPerplexity = 3;
    private const double GreatestTheta = 0.7; // below 1/√2 no cell that holds the point itself is taken as a whole

    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Makes a map of the rows of a matrix.</summary>
    /// <param name="data">Points as rows, [n, d].</param>
    /// <param name="options">How; the defaults by default.</param>
    /// <param name="progress">Told of the neighbours found and then of the steps, with the Kullback–Leibler divergence as the loss.</param>
    /// <param name="cancellation">Stops the computation.</param>
    /// <returns>Positions, [n], centred on the origin.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, or a number of the data is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static (float X, float Y)[] Fit(NativeMatrix data, TsneOptions? options = null, IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var settings = options ?? new TsneOptions();
        Check(settings);
        if (data.Rows < 2) return new (float X, float Y)[data.Rows];
        var descent = Prepare(data, settings, progress, cancellation);
        var clock = Stopwatch.StartNew();
        var reported = TimeSpan.Zero;
        for (var iteration = 0; iteration < settings.Iterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            descent.Step(iteration);
            if (progress is null || (clock.Elapsed - reported < ReportInterval && iteration + 1 < settings.Iterations)) continue;
            reported = clock.Elapsed;
            progress.Report(new ProgressReport { Stage = "arranging the map", Done = iteration + 1, Total = settings.Iterations, Unit = "steps", Elapsed = reported, Loss = descent.Divergence() });
        }
        return Array.ConvertAll(descent.Positions, point => ((float)point.X, (float)point.Y));
    }

    /// <summary>Makes a map of points that lie one after the other in memory.</summary>
    /// <param name="data">[rows, columns], row by row.</param>
    /// <param name="rows">n.</param>
    /// <param name="columns">d.</param>
    /// <param name="options">How; the defaults by default.</param>
    /// <param name="progress">Told of the neighbours found and then of the steps.</param>
    /// <param name="cancellation">Stops the computation.</param>
    /// <inheritdoc cref="Fit(NativeMatrix, TsneOptions?, IProgress{ProgressReport}?, CancellationToken)"/>
    public static (float X, float Y)[] Fit(ReadOnlySpan<float> data, int rows, int columns, TsneOptions? options = null, IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        if ((long)rows * columns != data.Length) throw new ArgumentException($"{data.Length} numbers are not {rows} rows of {columns}.", nameof(data));
        using var matrix = new NativeMatrix(rows, columns);
        for (var row = 0; row < rows; row++) data.Slice(row * columns, columns).CopyTo(matrix.Row(row));
        return Fit(matrix, options, progress, cancellation);
    }

    internal static TsneDescent Prepare(NativeMatrix data, TsneOptions settings, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        var points = data.Rows;
        var perplexity = Math.Max(1, Math.Min(settings.Perplexity, (points - 1) / (double)NeighboursPerPerplexity));
        var count = Math.Min(points - 1, (int)Math.Ceiling(NeighboursPerPerplexity * perplexity));
        var start = Start(data, settings, cancellation); // first, for it insists on finite numbers
        var neighbours = Neighbours.Find(data, [.. Enumerable.Range(0, points)], count, settings.Threads, Reporter(progress, points), cancellation);
        return new TsneDescent(Affinities.Of(neighbours, perplexity), start, settings);
    }

    private static PlanePoint[] Start(NativeMatrix data, TsneOptions settings, CancellationToken cancellation)
    {
        var random = RandomStream.Split(settings.Seed, key: 0x74534E45); // "tSNE"
        var components = PrincipalComponents.Fit(data, 2, settings.Threads, cancellation);
        var deviation = Math.Sqrt(components.Variances[0]);
        if (settings.Start == TsneStart.Random || deviation == 0)
        {
            var start = new PlanePoint[data.Rows];
            for (var i = 0; i < start.Length; i++) start[i] = new PlanePoint(StartSpread * random.NextGaussian(), StartSpread * random.NextGaussian());
            return start;
        }
        var scale = StartSpread / deviation;
        return Array.ConvertAll(components.ToPlane(data), point => new PlanePoint(
            scale * point.X + Jitter * StartSpread * random.NextGaussian(), scale * point.Y + Jitter * StartSpread * random.NextGaussian()));
    }

    private static Action<int>? Reporter(IProgress<ProgressReport>? progress, int points)
    {
        if (progress is null) return null;
        var (clock, gate, done, reported) = (Stopwatch.StartNew(), new Lock(), 0, TimeSpan.Zero);
        return found =>
        {
            lock (gate)
            {
                done += found;
                if (clock.Elapsed - reported < ReportInterval && done < points) return;
                reported = clock.Elapsed;
                progress.Report(new ProgressReport { Stage = "finding neighbours", Done = done, Total = points, Unit = "points", Elapsed = reported });
            }
        };
    }

    private static void Check(TsneOptions options)
    {
        if (!(options.Perplexity >= 1) || !double.IsFinite(options.Perplexity)) throw Wrong(nameof(options.Perplexity), options.Perplexity, "at least 1");
        if (!(options.Theta is >= 0 and <= GreatestTheta)) throw Wrong(nameof(options.Theta), options.Theta, $"from 0 to {GreatestTheta}");
        if (options.Iterations < 0) throw Wrong(nameof(options.Iterations), options.Iterations, "not negative");
        if (!(options.Exaggeration >= 1) || !double.IsFinite(options.Exaggeration)) throw Wrong(nameof(options.Exaggeration), options.Exaggeration, "at least 1");
        if (options.LearningRate is { } rate && !(rate > 0 && double.IsFinite(rate))) throw Wrong(nameof(options.LearningRate), rate, "positive");
        if (options.Threads < 1) throw Wrong(nameof(options.Threads), options.Threads, "at least 1");
    }

    private static ArgumentOutOfRangeException Wrong(string option, double value, string range) => new("options", value, $"{option} is {range}.");
}
