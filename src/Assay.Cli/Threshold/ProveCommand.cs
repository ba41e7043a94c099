using System.Diagnostics;
using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Proofs;

namespace Assay.Cli.Threshold;

/// <summary><c>assay threshold prove</c>: a proof for every length, or a shortest counter-example.</summary>
internal sealed class ProveCommand : CommandDescription
{
    private readonly Positional _network = new("NET", ThresholdInput.NetworkHelp);
    private readonly Positional _specification = new("SPEC", ThresholdInput.SpecificationHelp);
    private readonly TextSetting _certificate = new("--certificate", "FILE", "Write the proof's certificate, which others can check.");
    private readonly TextSetting _check = new("--check", "FILE", "Check this certificate instead of finding a proof.");

    /// <inheritdoc/>
    public override string Name => "prove";

    /// <inheritdoc/>
    public override string Summary => "Prove a network against a specification, or find a shortest sequence on which it is wrong.";

    /// <inheritdoc/>
    public override string Description => "Exit code 0: proved for sequences of every length. 1: refuted.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay threshold prove textbook equal-so-far", "The textbook's network is right."),
        new("assay threshold prove adder.json serial-adder --certificate adder.proof.json", "A proof that others can check."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_network, _specification];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_certificate, _check];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var parsed = context.Parsed;
        var (write, check) = (_certificate.Value(parsed), _check.Value(parsed));
        if (write is not null && check is not null) throw new UsageException("--certificate and --check exclude each other: give one of them.");
        var clock = Stopwatch.StartNew();
        var network = ThresholdInput.Network(_network.Value(parsed));
        var machine = ThresholdInput.Specification(_specification.Value(parsed)).Machine;
        if (check is not null)
        {
            Check(check, network, machine, context);
            return;
        }
        var proof = ThresholdProof.Prove(network, machine, context.Cancellation);
        if (proof.Certificate is { } certificate && write is not null) CertificateFile.Write(write, certificate);
        if (!proof.Proved) context.ExitCode = ExitCode.Failed;
        var names = proof.CounterExample is { } path ? ThresholdInput.Names(machine, path) : null;
        var (given, wanted) = proof.CounterExample is { } letters ? LastOutputs(network, machine, letters) : ("", "");
        context.Console.Answer(
            json =>
            {
                json.WriteBoolean("proved", proof.Proved);
                json.WriteNumber("pairs_checked", proof.PairsChecked);
                if (names is null) json.WriteNull("counterexample");
                else
                {
                    json.WriteStartArray("counterexample");
                    foreach (var name in names) json.WriteStringValue(name);
                    json.WriteEndArray();
                    json.WriteString("output", given);
                    json.WriteString("expected", wanted);
                }
                if (write is not null && proof.Proved) json.WriteString("certificate", write);
                json.WriteNumber("seconds", Math.Round(clock.Elapsed.TotalSeconds, 3));
            },
            () =>
            {
                if (names is null) context.Console.Line(string.Create(CultureInfo.InvariantCulture, $"Proved for sequences of every length: {proof.PairsChecked} pairs of network state and machine state, closed under all {machine.Letters.Count} letters, outputs equal in each. {clock.Elapsed.TotalSeconds:0.00} s"));
                else context.Console.Line($"Refuted: after {string.Join(' ', names)} the network says {given}, the specification {wanted}. No shorter sequence shows it.");
                if (write is not null) context.Console.Line(proof.Proved ? $"The certificate is {write}" : "No certificate was written.");
            });
    }

    private static void Check(string file, ThresholdNetwork network, MooreMachine machine, CommandContext context)
    {
        var certificate = CertificateFile.Read(file);
        var fault = CertificateChecker.Fault(certificate, network, machine);
        if (fault is not null) context.ExitCode = ExitCode.Failed;
        context.Console.Answer(
            json =>
            {
                json.WriteBoolean("proved", fault is null);
                json.WriteNumber("pairs_checked", certificate.Pairs.Count);
                json.WriteString("fault", fault);
            },
            () => context.Console.Line(fault is null ? $"The certificate of {certificate.Pairs.Count} pairs proves the network for sequences of every length." : $"The certificate proves nothing: {fault}."));
    }

    private static (string Given, string Wanted) LastOutputs(ThresholdNetwork network, MooreMachine machine, IReadOnlyList<int> letters) => (
        ThresholdInput.Bits(network.Run(letters.Select(letter => machine.Letters[letter].Bits)).Last(), network.OutputBits),
        ThresholdInput.Bits(machine.Run(letters).Last(), machine.OutputBits));
}
