using Assay.Torch.Doctor;
using Assay.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Torch.Trials.Internals;

/// <summary>A network on made-up data: regression, reconstruction or classes.</summary>
/// <param name="model">The network.</param>
/// <param name="inputs">[n, d].</param>
/// <param name="targets">[n, k] numbers for a squared error, [n] classes for a cross-entropy.</param>
/// <param name="batch">Samples of a step.</param>
/// <param name="facts">What the doctor is told.</param>
internal sealed class TrialTask(nn.Module<Tensor, Tensor> model, Tensor inputs, Tensor targets, int batch, TaskFacts facts) : TrainingTask
{
    public override nn.Module Model => model;

    public override TaskFacts Facts() => facts;

    public override Tensor Loss(TrainingStep step)
    {
        var (random, rowsInAll) = (step.Random, (int)inputs.shape[0]);
        var rows = tensor(Enumerable.Range(0, batch).Select(_ => (long)random.NextInt32(rowsInAll)).ToArray());
        var output = model.call(inputs.index_select(0, rows));
        var wanted = targets.index_select(0, rows);
        return targets.dtype == ScalarType.Int64 ? nn.functional.cross_entropy(output, wanted) : (output - wanted).square().mean();
    }
}
