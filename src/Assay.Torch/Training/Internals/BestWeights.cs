using System.Globalization;
using Assay.Core.Runs;
using Assay.Torch.Weights;
using static TorchSharp.torch;

namespace Assay.Torch.Training.Internals;

/// <summary>The weights of the best validation: in the run's directory where there is one, otherwise in memory.</summary>
internal sealed class BestWeights(nn.Module model, RunDirectory? run) : IDisposable
{
    private Dictionary<string, Tensor>? _kept;

    /// <summary>best.safetensors: the weights alone, ready to be used.</summary>
    public static string PathIn(RunDirectory run) => Path.Combine(run.Path, "best.safetensors");

    public void Keep(ValidationPoint point)
    {
        if (run is not null)
        {
            var metadata = new Dictionary<string, string>
            {
                ["step"] = point.Step.ToString(CultureInfo.InvariantCulture),
                ["validation"] = point.Value.ToString("R", CultureInfo.InvariantCulture),
            };
            ModuleWeights.Save(model, PathIn(run), metadata);
            return;
        }
        using var quiet = no_grad();
        Dispose();
        _kept = model.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone().DetachFromDisposeScope());
    }

    public void Restore()
    {
        if (run is not null) ModuleWeights.Load(model, PathIn(run));
        if (_kept is null) return;
        using var quiet = no_grad();
        foreach (var (name, weight) in model.state_dict()) weight.copy_(_kept[name]);
    }

    public void Dispose()
    {
        if (_kept is null) return;
        foreach (var weight in _kept.Values) weight.Dispose();
        _kept = null;
    }
}
