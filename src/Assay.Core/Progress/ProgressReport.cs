namespace Assay.Core.Progress;

/// <summary>Where a long computation stands. Reported a few times a second at most; never from an inner loop.</summary>
public readonly record struct ProgressReport()
{
    /// <summary>What is being done, in lower case: "counting words", "training".</summary>
    public required string Stage { get; init; }

    /// <summary>Units done so far.</summary>
    public required double Done { get; init; }

    /// <summary>Units in all; null where that is unknown (standard input).</summary>
    public double? Total { get; init; }

    /// <summary>What a unit is, in the plural: "words", "bytes".</summary>
    public required string Unit { get; init; }

    /// <summary>Time since this stage began.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The running loss where there is one; otherwise null.</summary>
    public double? Loss { get; init; }

    /// <summary>Units per second since the stage began.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : 0;

    /// <summary>Expected time to the end at the rate so far; null where <see cref="Total"/> is unknown or nothing is done yet.</summary>
    public TimeSpan? Remaining =>
        Total is { } total && Done > 0 ? TimeSpan.FromSeconds(Math.Max(0, (total - Done) / Done * Elapsed.TotalSeconds)) : null;
}
