using Assay.Torch.Layers;
using Assay.Torch.Tensors;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Assay.Expression.Autoencoders.Internals;

/// <summary>Fully connected layers d → hidden → code → hidden reversed → d. Linear at the code (but for sigmoid units) and as the output says.</summary>
internal sealed class DenseAutoencoder : nn.Module<Tensor, Tensor>
{
    /// <summary>Slope of a leaky unit below zero.</summary>
    public const double LeakySlope = ActivationLayer.LeakySlope;

    private readonly ModuleList<Linear> _layers;
    private readonly ModuleList<ActivationLayer> _activations; // of layer i; the code's and the output's may be linear
    private readonly AutoencoderOptions _options;
    private readonly int _encoderLayers;

    /// <param name="inputs">d.</param>
    /// <param name="fanIn">Inputs by which the first layer's weights are scaled: the genes, also where d are coordinates.</param>
    /// <param name="options">Widths and activations.</param>
    public DenseAutoencoder(int inputs, int fanIn, AutoencoderOptions options) : base("autoencoder")
    {
        _options = options;
        _encoderLayers = options.Hidden.Length + 1;
        int[] widths = [inputs, .. options.Hidden, options.Code, .. options.Hidden.Reverse(), inputs];
        _layers = new ModuleList<Linear>();
        using (var quiet = no_grad())
        {
            for (var i = 0; i + 1 < widths.Length; i++)
            {
                var layer = nn.Linear(widths[i], widths[i + 1]);
                layer.weight!.normal_(0, Math.Sqrt(Gain / (i == 0 ? fanIn : widths[i])));
                layer.bias!.zero_();
                _layers.Add(layer);
            }
        }
        Layers = [.. _layers];
        _activations = new ModuleList<ActivationLayer>();
        for (var i = 0; i < Layers.Count; i++) _activations.Add(new ActivationLayer(Kind(i)));
        RegisterComponents();
    }

    public IReadOnlyList<Linear> Layers { get; }

    public int EncoderLayers => _encoderLayers;

    // Variance of a weight times the inputs: 2/(1 + a²) for leaky units (He et al. 2015), 1 otherwise.
    private double Gain => _options.Activation == HiddenActivation.LeakyRelu ? 2 / (1 + LeakySlope * LeakySlope) : 1;

    public override Tensor forward(Tensor input) => Decode(Encode(input));

    /// <summary>[batch, d] to [batch, code].</summary>
    public Tensor Encode(Tensor input) => Encode(input, null);

    /// <summary>[batch, d] to [batch, code]; keeps what each layer gave before its activation.</summary>
    public Tensor Encode(Tensor input, List<Tensor>? before)
    {
        for (var i = 0; i < _encoderLayers; i++)
        {
            var linear = Layers[i].call(input);
            before?.Add(linear);
            input = _activations[i].call(linear);
        }
        return input;
    }

    /// <summary>[batch, code] to [batch, d].</summary>
    public Tensor Decode(Tensor code)
    {
        for (var i = _encoderLayers; i < Layers.Count; i++)
        {
            code = _activations[i].call(Layers[i].call(code));
        }
        return code;
    }

    /// <summary>Whether the encoder's layer has an activation: the code is linear but for sigmoid units.</summary>
    public bool IsActive(int encoderLayer) => encoderLayer < _encoderLayers - 1 || _options.Activation == HiddenActivation.Sigmoid;

    private ActivationKind Kind(int layer)
    {
        if (layer == Layers.Count - 1) return _options.Output == OutputActivation.Sigmoid ? ActivationKind.Sigmoid : ActivationKind.Linear;
        if (layer < _encoderLayers && !IsActive(layer)) return ActivationKind.Linear;
        return _options.Activation switch
        {
            HiddenActivation.LeakyRelu => ActivationKind.LeakyRelu,
            HiddenActivation.Selu => ActivationKind.Selu,
            HiddenActivation.Tanh => ActivationKind.Tanh,
            _ => ActivationKind.Sigmoid,
        };
    }

    /// <summary>Slope of the activation, of the same shape; gradients flow through it where it is smooth.</summary>
    public Tensor Slope(Tensor linear)
    {
        const double Alpha = 1.6732632423543772, Lambda = 1.0507009873554805; // Klambauer et al. 2017
        switch (_options.Activation)
        {
            case HiddenActivation.LeakyRelu:
                return linear.relu().sign().Times(1 - LeakySlope).Plus(LeakySlope);
            case HiddenActivation.Selu:
                return where(linear.relu().sign().to(ScalarType.Bool), ones_like(linear).Times(Lambda), linear.minimum(zeros_like(linear)).exp().Times(Lambda * Alpha));
            case HiddenActivation.Tanh:
                return linear.tanh().square().Times(-1).Plus(1);
            default:
                var value = linear.sigmoid();
                return value * value.Times(-1).Plus(1);
        }
    }
}
