using System.Globalization;
using Assay.Core.Randomness;
using Assay.Torch.Doctor;
using Assay.Torch.Layers;
using Assay.Torch.Optimisers;
using Assay.Torch.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Assay.Torch.Trials.Internals;

/// <summary>One training of one epoch.</summary>
internal static class Trial
{
    private static readonly ActivationKind[] Sound = [ActivationKind.Relu, ActivationKind.LeakyRelu, ActivationKind.Tanh, ActivationKind.Sigmoid, ActivationKind.Selu, ActivationKind.SmoothRelu];

    private const int SoundEpochs = 3;
    private const double SoundShare = 0.9;  // of the constant predictor's loss
    private const double BoundedFactor = 30; // squared errors of targets between 0 and 1 have gradients about so much smaller
    private const ulong NextDraw = 0x9E3779B97F4A7C15;

    /// <summary>Trains. A training without fault is drawn anew until it is one that learns: 10 % better than a constant within three epochs, by its own loss and not by the doctor's word.</summary>
    public static TrialResult Run(PlantedFault planted, ulong seed)
    {
        LibTorch.Load();
        while (true)
        {
            if (Attempt(planted, seed) is { } result) return result;
            seed += NextDraw;
        }
    }

    private static TrialResult? Attempt(PlantedFault planted, ulong seed)
    {
        using var scope = NewDisposeScope();
        var random = RandomStream.Split(seed, 1);
        var (samples, features, batch) = (600 + random.NextInt32(1000), 10 + random.NextInt32(50), 16 << random.NextInt32(2));
        var data = TrialData.Draw(random, samples, 200, features);

        // What is asked: numbers, classes, or the inputs themselves.
        var question = planted switch { PlantedFault.Imbalance => 1, PlantedFault.Range => 2 * random.NextInt32(2), _ => random.NextInt32(3) };
        var (inputs, test) = (data.Inputs, data.Test);
        Tensor targets;
        int outputs;
        int[] classes = [];
        if (question == 1)
        {
            outputs = planted == PlantedFault.Imbalance ? 2 : 2 + random.NextInt32(4);
            var rare = 0.01 + 0.14 * random.NextDouble();
            classes = data.Classes(random, planted == PlantedFault.Imbalance ? [1 - rare, rare] : [.. Enumerable.Repeat(1.0 / outputs, outputs)]);
            targets = tensor(classes.Select(one => (long)one).ToArray());
        }
        else
        {
            outputs = question == 0 ? 1 + random.NextInt32(4) : features;
            targets = question == 0 ? data.Numbers(random, outputs) : inputs;
        }

        var hidden = planted switch
        {
            PlantedFault.Collapse => ActivationKind.Sigmoid,
            PlantedFault.Saturation => random.NextInt32(2) == 0 ? ActivationKind.Sigmoid : ActivationKind.Tanh,
            PlantedFault.DeadUnits => ActivationKind.Relu,
            _ => Sound[random.NextInt32(Sound.Length)],
        };
        var depth = planted == PlantedFault.Collapse ? 5 + random.NextInt32(4) : 1 + random.NextInt32(hidden == ActivationKind.Sigmoid ? 2 : 4);
        int[] widths = [features, .. Enumerable.Range(0, depth).Select(_ => 16 + random.NextInt32(80)), outputs];
        if (question == 2 && planted != PlantedFault.Collapse) widths[1 + depth / 2] = 6 + random.NextInt32(8);
        var output = ActivationKind.Linear;
        if (planted == PlantedFault.Range)
        {
            ActivationKind[] bounded = [ActivationKind.Sigmoid, ActivationKind.Tanh, ActivationKind.Relu];
            output = bounded[random.NextInt32(3)];
            // Standardised targets already lie outside of a sigmoid's or rectifier's range; others are like values of 0 to 15.
            if (output == ActivationKind.Tanh || (output == ActivationKind.Sigmoid && random.NextInt32(2) == 0)) targets = Shifted(targets, 2 + 3 * random.NextDouble(), 3 + 5 * random.NextDouble());
        }
        else if (question != 1 && random.NextInt32(4) == 0)
        {
            // A bounded output with targets that fit it is sound.
            output = ActivationKind.Sigmoid;
            var (low, high) = (targets.min(), targets.max());
            targets = (targets - low) / (high - low);
        }

        var normalises = planted is PlantedFault.None or PlantedFault.Range or PlantedFault.Leak or PlantedFault.Imbalance && depth > 1 && random.NextInt32(5) == 0;
        var network = TrialNetwork.Make(
            widths, hidden, output, normalises,
            scale: planted == PlantedFault.Saturation ? Between(random, 10, 60) : 1,
            bias: planted == PlantedFault.DeadUnits ? -Between(random, 6, 30) : 0,
            usual: planted != PlantedFault.Collapse && (hidden == ActivationKind.Sigmoid || depth > 2 || random.NextInt32(3) > 0), random);

        if (planted == PlantedFault.Scale) inputs = Unscaled(inputs, random);
        if (planted == PlantedFault.Leak) Copy(inputs, test, random);
        var facts = question == 1 ? TaskFacts.OfClassification(inputs, classes, outputs) : TaskFacts.OfRegression(inputs, targets);
        var steps = Math.Max(30, samples / batch);
        facts = facts with { StepsPerEpoch = steps, JudgedByAccuracy = question == 1 && (planted == PlantedFault.Imbalance || random.NextInt32(2) == 0), Findings = SplitLeaks.Duplicates(inputs, test) is { } leak ? [leak] : [] };

        using var optimiser = MakeOptimiser(network, planted, output == ActivationKind.Sigmoid, random, out var words);
        var task = new TrialTask(network, inputs, targets, batch, facts);
        var (chart, findings) = Train(task, optimiser, steps, seed);
        if (planted == PlantedFault.None && !Learns(task, optimiser, steps, seed, facts.ConstantLoss!.Value)) return null;
        var name = string.Create(CultureInfo.InvariantCulture, $"{string.Join('-', widths)} {hidden}{(output == ActivationKind.Linear ? "" : $" to {output}")}{(normalises ? ", batch norm" : "")}, {words}, {steps} steps of {batch}");
        return new TrialResult(seed, planted, name, findings, chart.FirstLoss, chart.LastLoss, facts.ConstantLoss!.Value);
    }

    private static (Chart, System.Collections.Immutable.ImmutableArray<Finding>) Train(TrialTask task, Optimiser optimiser, int steps, ulong seed)
    {
        using var doctor = new TrainingDoctor(task.Model, task.Facts());
        task.Model.train();
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            doctor.BeginStep(step);
            var loss = task.Loss(new TrainingStep(step, RandomStream.Split(seed, 100 + (ulong)step)));
            optimiser.ZeroGradients();
            loss.backward();
            doctor.AfterBackward();
            optimiser.Step();
            var value = (double)loss.item<float>();
            doctor.EndStep(value);
            if (!double.IsFinite(value)) break;
        }
        return (doctor.Chart, doctor.Findings);
    }

    private static bool Learns(TrialTask task, Optimiser optimiser, int steps, ulong seed, double constantLoss)
    {
        var sum = 0.0;
        for (var step = steps; step < SoundEpochs * steps; step++)
        {
            using var scope = NewDisposeScope();
            var loss = task.Loss(new TrainingStep(step, RandomStream.Split(seed, 100 + (ulong)step)));
            optimiser.ZeroGradients();
            loss.backward();
            optimiser.Step();
            if (step >= SoundEpochs * steps - steps / 2) sum += loss.item<float>();
        }
        return sum / (steps / 2) < SoundShare * constantLoss;
    }

    private static Optimiser MakeOptimiser(Sequential network, PlantedFault planted, bool bounded, RandomStream random, out string words)
    {
        var adam = random.NextInt32(2) == 0;
        var momentum = random.NextInt32(2) == 0 ? 0.9 : 0;
        var rate = adam ? Between(random, 5e-4, 5e-3) : Between(random, 0.01, 0.1) * (momentum > 0 ? 0.3 : 1) * (bounded ? BoundedFactor : 1);
        if (planted == PlantedFault.HighLearningRate) rate = adam ? Between(random, 0.3, 5) : rate * Between(random, 300, 3000);
        if (planted == PlantedFault.LowLearningRate) rate *= Between(random, 1e-6, 5e-4);
        words = string.Create(CultureInfo.InvariantCulture, $"{(adam ? "Adam" : momentum > 0 ? "SGD with momentum" : "SGD")} at {rate:G2}");
        return adam
            ? new FusedAdam(network.named_parameters(), new AdamOptions { LearningRate = rate })
            : new FusedSgd(network.named_parameters(), new SgdOptions { LearningRate = rate, Momentum = momentum });
    }

    private static Tensor Unscaled(Tensor inputs, RandomStream random)
    {
        var features = (int)inputs.shape[1];
        var (factors, shifts) = (Enumerable.Repeat(1f, features).ToArray(), new float[features]);
        switch (random.NextInt32(4))
        {
            case 0:
                Array.Fill(factors, (float)Between(random, 50, 1e4));
                break;
            case 1:
                Array.Fill(factors, (float)Between(random, 1e-5, 5e-3));
                break;
            case 2:
                var some = 1 + random.NextInt32(Math.Max(1, features / 5));
                for (var i = 0; i < some; i++) factors[random.NextInt32(features)] = (float)Between(random, 200, 1e5);
                break;
            default:
                Array.Fill(shifts, (float)Between(random, 40, 1000));
                break;
        }
        return inputs * tensor(factors) + tensor(shifts);
    }

    // Some test samples become training samples, with noise of at most a twentieth of each feature's deviation.
    private static void Copy(Tensor train, Tensor test, RandomStream random)
    {
        var noise = random.NextInt32(2) == 0 ? 0 : 0.05 * random.NextDouble();
        var copies = (int)Between(random, 5, 100);
        for (var i = 0; i < copies; i++)
        {
            var row = train[random.NextInt32((int)train.shape[0])];
            var values = row.data<float>().ToArray().Select(value => value + (float)(noise * random.NextGaussian())).ToArray();
            test[i].copy_(tensor(values));
        }
    }

    private static Tensor Shifted(Tensor targets, double factor, double shift) => targets * tensor((float)factor) + tensor((float)shift);

    private static double Between(RandomStream random, double low, double high) => low * Math.Pow(high / low, random.NextDouble());
}
