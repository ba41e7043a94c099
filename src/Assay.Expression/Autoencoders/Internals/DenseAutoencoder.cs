using Assay.Torch.Tensors;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Assay.Expression.Autoencoders.Internals;

/// <summary>Fully connected layers d → hidden → code → hidden reversed → d. Linear at the code (but for sigmoid units) and as the output says.</summary>
internal sealed class DenseAutoencoder : nn.Module<Tensor, Tensor>
{
    /// <summary>Slope of a leaky unit below zero.</summary>
    public const double LeakySlope = 0.2;

    private readonly ModuleList<Linear> _layers;
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
            input = IsActive(i) ? Activate(linear) : linear;
        }
        return input;
    }

    /// <summary>[batch, code] to [batch, d].</summary>
    public Tensor Decode(Tensor code)
    {
        for (var i = _encoderLayers; i < Layers.Count; i++)
        {
            code = Layers[i].call(code);
            if (i < Layers.Count - 1) code = Activate(code);
            else if (_options.Output == OutputActivation.Sigmoid) code = code.sigmoid();
        }
        return code;
    }

    /// <summary>Whether the encoder's layer has an activation: the code is linear but for sigmoid units.</summary>
    public bool IsActive(int encoderLayer) => encoderLayer < _encoderLayers - 1 || _options.Activation == HiddenActivation.Sigmoid;

    public Tensor Activate(Tensor linear) => _options.Activation switch
    {
        HiddenActivation.LeakyRelu => linear.LeakyRelu(LeakySlope),
        HiddenActivation.Selu => nn.functional.selu(linear),
        HiddenActivation.Tanh => linear.tanh(),
        _ => linear.sigmoid(),
    };

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
