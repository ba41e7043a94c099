namespace Assay.Torch.Training;

/// <summary>Which average of the weights of all steps is kept.</summary>
public enum AveragingKind
{
    /// <summary>None: the weights of the last step count.</summary>
    None,

    /// <summary>Old steps weigh exponentially less (EMA; Polyak and Juditsky 1992).</summary>
    Exponential,

    /// <summary>All weigh the same (SWA; Izmailov et al. 2018).</summary>
    Uniform,
}
