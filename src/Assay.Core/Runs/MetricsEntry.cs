using System.Collections.Immutable;

namespace Assay.Core.Runs;

/// <summary>One line of a log of metrics.</summary>
/// <param name="Step">How far the run was.</param>
/// <param name="Elapsed">Time since it began.</param>
/// <param name="Values">Numbers by name.</param>
public sealed record MetricsEntry(long Step, TimeSpan Elapsed, ImmutableSortedDictionary<string, double> Values);
