namespace Assay.Bench.Parts;

/// <summary>One part of the sweep, one section of the results.</summary>
internal interface ISweepPart
{
    /// <summary>The name in --parts.</summary>
    string Name { get; }

    string Heading { get; }

    /// <summary>What it would run, and about how long that takes on two cores.</summary>
    string Plan(SweepOptions options);

    /// <summary>Measures; returns the section in Markdown.</summary>
    string Run(Sweep sweep);
}
