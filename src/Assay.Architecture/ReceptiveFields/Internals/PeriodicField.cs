namespace Assay.Architecture.ReceptiveFields.Internals;

/// <summary>
/// The field of every unit along one axis: unit q·P + r sees interval r, moved by q·step. One interval is enough for strides that are whole
/// numbers; transposed convolutions and resizing need as many as the stride's denominator.
/// </summary>
internal sealed class PeriodicField
{
    /// <summary>Longer periods are not followed.</summary>
    public const int PeriodLimit = 1024;

    private readonly Interval[] _phases;

    private PeriodicField(Interval[] phases, long step) => (_phases, Step) = (phases, step);

    /// <summary>Unit p sees element p.</summary>
    public static PeriodicField Identity { get; } = new([new(0, 0)], 1);

    public int Period => _phases.Length;

    /// <summary>Input positions from one period to the next.</summary>
    public long Step { get; }

    /// <summary>Whether no unit sees anything.</summary>
    public bool IsEmpty => Array.TrueForAll(_phases, phase => phase.IsEmpty);

    public Rational Stride => new(Step, Period);

    public long Size => _phases.Max(phase => checked(phase.Last - phase.First + 1));

    /// <summary>Mean centre of the units that see something, each moved back to unit 0.</summary>
    public Rational Centre
    {
        get
        {
            if (Period == 1) return new Rational(checked(_phases[0].First + _phases[0].Last), 2);
            var (sum, count) = (new Rational(0), 0L);
            for (var i = 0; i < Period; i++)
            {
                if (_phases[i].IsEmpty) continue;
                sum += new Rational(checked(_phases[i].First + _phases[i].Last), 2) - Stride * i;
                count++;
            }
            return sum / count;
        }
    }

    public Interval At(long unit)
    {
        var phase = (int)(unit % Period);
        if (phase < 0) phase += Period;
        return _phases[phase].Shifted(checked((unit - phase) / Period * Step));
    }

    /// <summary>The fields of the results of an operator that reads these units; null where the period gets too long.</summary>
    public PeriodicField? After(AxisStep step)
    {
        var repeats = Period / Gcd(Period, Math.Abs(step.Step));
        var period = step.Phases.Length * repeats;
        if (period > PeriodLimit) return null;
        var phases = new Interval[period];
        for (var i = 0; i < period; i++)
        {
            var (cycle, phase) = Math.DivRem(i, step.Phases.Length);
            phases[i] = Hull(step.Phases[phase], checked(cycle * step.Step));
        }
        return new PeriodicField(phases, checked(repeats * step.Step / Period * Step)).Reduced();
    }

    /// <summary>What two branches see together; null where their strides differ or the period gets too long.</summary>
    public PeriodicField? With(PeriodicField other, long shift)
    {
        if ((Int128)Step * other.Period != (Int128)other.Step * Period) return null;
        var period = Period / Gcd(Period, other.Period) * other.Period;
        if (period > PeriodLimit) return null;
        var phases = new Interval[period];
        for (var i = 0; i < period; i++) phases[i] = At(i).Joined(other.At(i).Shifted(shift));
        return new PeriodicField(phases, checked(period / Period * Step)).Reduced();
    }

    /// <summary>The field of one unit alone.</summary>
    public PeriodicField Of(long unit) => new([At(unit)], Period == 1 ? Step : 0);

    /// <summary>The same with no unit after the first.</summary>
    public PeriodicField Still() => new([At(0)], 0);

    private PeriodicField Reduced()
    {
        var field = this;
        for (var divisor = 2; divisor <= field.Period; divisor++)
            while (field.Period % divisor == 0 && field.RepeatsWithin(field.Period / divisor)) field = new(field._phases[..(field.Period / divisor)], field.Step / divisor);
        return field;
    }

    private bool RepeatsWithin(int period)
    {
        var divisor = Period / period;
        if (Step % divisor != 0) return false;
        var step = Step / divisor;
        for (var i = period; i < Period; i++)
            if (_phases[i] != _phases[i - period].Shifted(step)) return false;
        return true;
    }

    // Positions that are a multiple of the period apart see intervals of the same phase, in order: those near the ends suffice.
    private Interval Hull(Progression read, long shift)
    {
        var hull = Interval.None;
        var ends = Math.Min(read.Count, Period);
        for (var i = 0L; i < ends; i++)
        {
            hull = hull.Joined(At(checked(shift + read.Start + i * read.Step)));
            hull = hull.Joined(At(checked(shift + read.Start + (read.Count - 1 - i) * read.Step)));
        }
        return hull;
    }

    // At most the first, which is a period.
    private static int Gcd(long a, long b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return (int)a;
    }
}
