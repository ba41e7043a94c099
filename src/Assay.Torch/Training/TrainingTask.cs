using Assay.Torch.Doctor;
using TorchSharp;

namespace Assay.Torch.Training;

/// <summary>What is trained on what: a model, the loss of a batch, and what validation measures.</summary>
public abstract class TrainingTask
{
    /// <summary>The model whose weights are trained, averaged and kept.</summary>
    public abstract torch.nn.Module Model { get; }

    /// <summary>What the doctor shall know of the task; called once, before the first step. Nothing by default, so that only what shows in the model and the losses is found.</summary>
    public virtual TaskFacts Facts() => new();

    /// <summary>
    /// The loss of one batch. The batch must follow from the step and its random stream alone, otherwise a resumed training goes another way.
    /// Called on the training thread within a dispose scope; tensors made here are freed after the step.
    /// </summary>
    /// <param name="step">Which step.</param>
    /// <returns>A scalar that gradients flow back from.</returns>
    public abstract torch.Tensor Loss(TrainingStep step);

    /// <summary>
    /// Measures the model, which is in evaluation mode and without gradients; the first figure decides which weights are the best.
    /// Called within a dispose scope. None by default.
    /// </summary>
    /// <returns>Figures by name, at least one.</returns>
    public virtual IReadOnlyList<(string Name, double Value)> Validate() => throw new NotSupportedException("This task has no validation; train it with ValidateEvery = 0.");
}
