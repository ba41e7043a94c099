using static TorchSharp.torch;

namespace Assay.Torch.Training.Internals;

/// <summary>The loss since the last line of metrics. It is summed where it lies, so that a step does not wait for its own loss.</summary>
internal sealed class LossWindow : IDisposable
{
    private readonly Tensor _sum = zeros(1, float64).DetachFromDisposeScope();

    /// <summary>Steps in the window.</summary>
    public long Steps { get; private set; }

    /// <summary>Sum of the norms of their gradients, where these are measured.</summary>
    public double Norms { get; private set; }

    /// <summary>Mean loss; not a number for an empty window.</summary>
    public double Mean => Steps > 0 ? Sum / Steps : double.NaN;

    public double Sum => _sum.item<double>();

    public void Add(Tensor loss, double norm)
    {
        _sum.add_(loss.detach().to(float64));
        Steps++;
        Norms += norm;
    }

    public void Restore(long steps, double sum, double norms)
    {
        _sum.fill_(sum);
        (Steps, Norms) = (steps, norms);
    }

    public void Clear() => Restore(0, 0, 0);

    public void Dispose() => _sum.Dispose();
}
