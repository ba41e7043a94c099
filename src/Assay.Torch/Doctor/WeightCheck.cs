using System.Collections.Immutable;
using Assay.Core.Errors;
using Assay.Core.Safetensors;
using Assay.Torch.Doctor.Internals;

namespace Assay.Torch.Doctor;

/// <summary>
/// Looks at the weights of a model file of any kind, without data and without libtorch.
/// <code>
/// using var file = SafetensorsFile.Open("model.safetensors");
/// var readings = WeightCheck.Read(file);
/// foreach (var finding in WeightCheck.Findings(readings)) …
/// </code>
/// </summary>
public static class WeightCheck
{
    private const double ManyZeroRows = 0.5;
    private const double NearlyTheSame = 0.95;

    /// <summary>Reads all matrices of single precision, in the order of their names.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">The file is damaged.</exception>
    public static ImmutableArray<WeightReading> Read(SafetensorsFile file, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var readings = ImmutableArray.CreateBuilder<WeightReading>();
        foreach (var tensor in file.Tensors.Values.Where(tensor => tensor.Type == ElementType.Float32 && tensor.Shape.Length >= 2 && tensor.Elements > 0).OrderBy(tensor => tensor.Name, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            readings.Add(Read(tensor, file.Read<float>(tensor)));
        }
        return readings.ToImmutable();
    }

    /// <summary>What is wrong with weights.</summary>
    /// <param name="readings">What <see cref="Read(SafetensorsFile, CancellationToken)"/> gave.</param>
    public static ImmutableArray<Finding> Findings(IReadOnlyList<WeightReading> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        var found = ImmutableArray.CreateBuilder<Finding>();
        var zero = readings.Where(reading => reading.ZeroRows >= ManyZeroRows).ToList();
        if (zero.Count > 0)
        {
            found.Add(new Finding(
                "zero-weights", FindingSeverity.Warning,
                Statement.Of($"{100 * zero[0].ZeroRows:0} % of the rows of {Statement.Names([.. zero.Select(reading => reading.Name)])} are zero: these units were never trained, or decay has taken them."),
                "Lower the weight decay, or train until every row has been used.",
                [("zero_rows", zero[0].ZeroRows), ("tensors", zero.Count)]));
        }
        var same = readings.Where(reading => reading.CommonShare >= NearlyTheSame && reading.ZeroRows < 1).ToList();
        if (same.Count > 0)
        {
            found.Add(new Finding(
                "same-rows", FindingSeverity.Warning,
                Statement.Of($"{100 * same[0].CommonShare:0.#} % of the squared length of the rows of {Statement.Names([.. same.Select(reading => reading.Name)])} is their mean: all units do nearly the same."),
                "Begin at random weights that differ between units; look at the training's own findings for a collapse.",
                [("common_share", same[0].CommonShare), ("tensors", same.Count)]));
        }
        return found.ToImmutable();
    }

    private static WeightReading Read(TensorInfo tensor, ReadOnlySpan<float> values)
    {
        var rows = (int)tensor.Shape[0];
        var width = values.Length / rows;
        var mean = new double[width];
        var (squares, largest, zero) = (0.0, 0.0, 0);
        for (var row = 0; row < rows; row++)
        {
            var length = 0.0;
            var part = values.Slice(row * width, width);
            for (var i = 0; i < width; i++)
            {
                mean[i] += part[i] / (double)rows;
                length += (double)part[i] * part[i];
                largest = Math.Max(largest, Math.Abs(part[i]));
            }
            squares += length;
            if (length == 0) zero++;
        }
        var common = rows < 2 || squares == 0 ? 0 : mean.Sum(value => value * value) / (squares / rows);
        return new WeightReading(tensor.Name, string.Join(" × ", tensor.Shape), Math.Sqrt(squares / values.Length), largest, (double)zero / rows, common);
    }
}
