namespace Assay.Architecture.ReceptiveFields.Internals;

/// <summary>
/// Which positions of its input an operator reads along one axis. Unit q·P + r of the result reads the positions of phase r, moved by q·step.
/// </summary>
/// <param name="Phases">P phases.</param>
/// <param name="Step">Positions from one period to the next.</param>
internal sealed record AxisStep(Progression[] Phases, long Step)
{
    /// <summary>Unit p reads stride·p + start, and then every dilation-th up to <paramref name="count"/> of them.</summary>
    public static AxisStep Window(long start, long stride, long dilation, long count) => new([new(start, dilation, count)], stride);

    /// <summary>Unit p reads p + shift.</summary>
    public static AxisStep Shift(long shift) => Window(shift, 1, 1, 1);

    /// <summary>Unit p reads floor(p/times).</summary>
    public static AxisStep Repeat(int times) => new([.. Enumerable.Repeat(new Progression(0, 1, 1), times)], 1);

    /// <summary>A transposed convolution: unit p reads i wherever i·stride + dilation·j − before = p for some j of the kernel.</summary>
    public static AxisStep Transposed(long kernel, int stride, long dilation, long before)
    {
        var phases = new Progression[stride];
        var common = (long)System.Numerics.BigInteger.GreatestCommonDivisor(dilation, stride);
        for (var phase = 0; phase < stride; phase++)
        {
            var target = checked(phase + before);
            // j repeats modulo stride/gcd, so the first that fits is found among as many.
            var cycle = stride / common;
            var first = 0L;
            while (first < Math.Min(cycle, kernel) && (target - dilation * first) % stride != 0) first++;
            if (first >= Math.Min(cycle, kernel)) continue; // nothing: count 0
            var count = (kernel - 1 - first) / cycle + 1;
            var last = first + (count - 1) * cycle;
            phases[phase] = new(checked((target - dilation * last) / stride), dilation / common, count);
        }
        return new(phases, 1);
    }
}
