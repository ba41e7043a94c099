namespace Assay.Threshold.Synthesis;

/// <summary>What is known about networks with one hidden unit less.</summary>
public enum Minimality
{
    /// <summary>There is none: every such network was excluded by the solver, and the bound of the weights excludes none that reals would allow.</summary>
    Proved,

    /// <summary>The solver found none, for weights within the bound or for one code a state; others were not excluded.</summary>
    SolverReported,

    /// <summary>Not asked, or not answered within the time limit.</summary>
    NotAttempted,
}
