namespace Assay.Architecture.ReceptiveFields.Internals;

/// <summary>Positions from a first to a last one, or none.</summary>
internal readonly record struct Interval(long First, long Last)
{
    public static Interval None { get; } = new(0, -1);

    public bool IsEmpty => First > Last;

    public Interval Shifted(long by) => IsEmpty ? this : checked(new(First + by, Last + by));

    public Interval Joined(Interval other) => IsEmpty ? other : other.IsEmpty ? this : new(Math.Min(First, other.First), Math.Max(Last, other.Last));
}
