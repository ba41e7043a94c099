using Assay.Core.Progress;

namespace Assay.Core.Claims;

/// <summary>A statement as textbooks put it, and the computation that judges it. Each system offers its own list.</summary>
/// <param name="Name">What the user types: <c>beam-optimal</c>.</param>
/// <param name="System">The system that it is about: <c>embeddings</c>.</param>
/// <param name="Statement">The statement as textbooks and homework answers put it.</param>
/// <param name="Page">The documentation page, relative to the repository root: <c>docs/embeddings.md</c>.</param>
/// <param name="Compute">The computation.</param>
public sealed record Claim(string Name, string System, string Statement, string Page, Claim.Computation Compute)
{
    /// <summary>Computes the evidence and the verdict.</summary>
    /// <param name="settings">Seed, threads and whether fewer seeds will do.</param>
    /// <param name="progress">Told how far the computation is; may be null.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    public delegate ClaimResult Computation(ClaimSettings settings, IProgress<ProgressReport>? progress, CancellationToken cancellationToken);
}
