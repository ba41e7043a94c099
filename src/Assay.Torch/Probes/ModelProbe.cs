using Assay.Torch.Layers;
using Assay.Torch.Probes.Internals;
using static TorchSharp.torch;

namespace Assay.Torch.Probes;

/// <summary>
/// Reads activations, gradients and steps of a model while it trains. It takes no random numbers and changes nothing. Layers are seen where they are called
/// as modules from one tensor to one (<c>layer.call(x)</c>).
/// <code>
/// using var probe = new ModelProbe(model);
/// probe.Begin();
/// var loss = Loss(model, batch);
/// loss.backward();
/// probe.ReadGradients();
/// optimiser.Step();
/// ProbeReading reading = probe.Finish(step, loss.ToDouble());
/// </code>
/// </summary>
public sealed class ModelProbe : IDisposable
{
    private readonly List<(string Name, nn.Module<Tensor, Tensor> Layer)> _layers;
    private readonly List<Action> _hooks = []; // each takes one off
    private readonly List<ParameterProbe> _parameters;
    private readonly List<(string Name, ActivationKind Kind, ActivationSummary Summary)> _seen = [];
    private bool _watches;

    /// <summary>Watches a model until it is disposed. Outside <see cref="Begin"/> and <see cref="Finish"/> this costs a call for each layer.</summary>
    /// <param name="model">The model.</param>
    public ModelProbe(nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _layers = [.. LayersOf(model)];
        foreach (var (name, layer) in _layers)
        {
            var hook = layer.register_forward_hook((_, _, output) =>
            {
                if (_watches) See(name, layer, output);
                return output;
            });
            _hooks.Add(hook.remove);
        }
        _parameters = [.. model.named_parameters().Where(pair => pair.parameter.requires_grad).Select(pair => new ParameterProbe(Clean(pair.name), pair.parameter))];
    }

    /// <summary>Looks at the step that begins.</summary>
    public void Begin()
    {
        _seen.Clear();
        _watches = true;
    }

    /// <summary>Reads weights and gradients, after the backward pass and before the optimiser's step. What runs forward later belongs to no reading.</summary>
    public void ReadGradients()
    {
        _watches = false;
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        foreach (var parameter in _parameters) parameter.Begin();
    }

    /// <summary>Ends the reading, after the optimiser's step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="loss">Its loss.</param>
    public ProbeReading Finish(long step, double loss)
    {
        _watches = false;
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        // A layer that runs after all others gives the output; an activation without effect counts with the layer before it.
        return new ProbeReading
        {
            Step = step,
            Loss = loss,
            Layers = [.. _seen.Select((seen, place) => seen.Summary.Reading(seen.Name, seen.Kind, place == _seen.Count - 1))],
            Parameters = [.. _parameters.Where(parameter => parameter.HasGradient).Select(parameter => parameter.Finish())],
        };
    }

    /// <summary>Looks at activations alone, for a model that does not train.</summary>
    /// <param name="forward">Runs the model; gradients are not needed.</param>
    /// <param name="loss">What the reading gives as its loss.</param>
    public ProbeReading Look(Action forward, double loss = double.NaN)
    {
        ArgumentNullException.ThrowIfNull(forward);
        foreach (var parameter in _parameters) parameter.Forget();
        Begin();
        forward();
        return Finish(0, loss);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var remove in _hooks) remove();
        _hooks.Clear();
    }

    private void See(string name, nn.Module<Tensor, Tensor> layer, Tensor output)
    {
        if (output.dim() < 2 || output.shape[0] == 0 || output.NumberOfElements == 0 || !output.is_floating_point()) return;
        _seen.RemoveAll(seen => seen.Name == name);
        _seen.Add((name, LayerKinds.Of(layer), ActivationSummary.Of(output, LayerKinds.Of(layer))));
    }

    // Private fields give their names to TorchSharp's modules.
    private static string Clean(string name) => name.TrimStart('_');

    private static IEnumerable<(string, nn.Module<Tensor, Tensor>)> LayersOf(nn.Module model)
    {
        foreach (var (name, module) in model.named_modules())
            if (module is nn.Module<Tensor, Tensor> layer && !module.children().Any()) yield return (Clean(name), layer);
        if (model is nn.Module<Tensor, Tensor> only && !model.children().Any()) yield return ("model", only);
    }
}
