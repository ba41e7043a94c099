namespace Assay.Torch.Training;

/// <summary>How the learning rate goes on after the warm-up.</summary>
public enum ScheduleKind
{
    /// <summary>It stays.</summary>
    Constant,

    /// <summary>It falls along half a cosine to its end at the last step (Loshchilov and Hutter 2017, without restarts).</summary>
    Cosine,

    /// <summary>It falls whenever validation has not improved for a while.</summary>
    Plateau,
}
