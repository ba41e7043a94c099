using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;

namespace Assay.Threshold.Proofs;

/// <summary>
/// Checks a certificate by itself: it adds up every unit's sum in fractions from the network's own parameters and shares no code with the
/// solver, the prover or the fast step function. To trust a proof, read this file, <see cref="Rational"/> and the two definitions.
/// </summary>
public static class CertificateChecker
{
    /// <summary>Null if the certificate proves the network for sequences of every length, else one sentence that says what is wrong with it.</summary>
    public static string? Fault(ProofCertificate certificate, ThresholdNetwork network, MooreMachine machine)
    {
        network.Validate();
        var letters = machine.Letters.Count;
        var pairs = certificate.Pairs;
        if (network.InputBits != machine.InputBits || network.OutputBits != machine.OutputBits) return "network and machine differ in their bits";
        if (certificate.First.Count != letters) return $"{certificate.First.Count} first steps are given for {letters} letters";
        if (certificate.Next.Count != (long)pairs.Count * letters) return $"{certificate.Next.Count} steps are given for {pairs.Count} pairs of {letters} letters";
        var known = new HashSet<CertificatePair>();
        for (var at = 0; at < pairs.Count; at++)
        {
            var (state, machineState) = pairs[at];
            if (!known.Add(pairs[at])) return $"pair {at} occurs twice";
            if (machineState < 0 || machineState >= machine.States) return $"pair {at} has a machine state that there is not";
            if (state >> network.StateBits != 0) return $"pair {at} has a network state of too many bits";
            if ((state & (1UL << network.OutputBits) - 1) != machine.Output(machineState)) return $"the outputs of pair {at} differ";
        }
        // Closed under every letter, from the start and from each pair, and every pair is led to from the start.
        var reached = new bool[pairs.Count];
        var open = new Queue<int>();
        open.Enqueue(-1);
        while (open.TryDequeue(out var at))
        {
            var from = at < 0 ? new CertificatePair(network.InitialState, machine.Initial) : pairs[at];
            for (var letter = 0; letter < letters; letter++)
            {
                var to = at < 0 ? certificate.First[letter] : certificate.Next[at * letters + letter];
                if (to < 0 || to >= pairs.Count) return $"a step from pair {at} leads to a pair that there is not";
                var state = Step(network, from.NetworkState, machine.Letters[letter].Bits, at < 0);
                if (pairs[to] != new CertificatePair(state, machine.Next(from.MachineState, letter))) return $"the step from pair {at} at letter '{machine.Letters[letter].Name}' leads elsewhere";
                if (reached[to]) continue;
                reached[to] = true;
                open.Enqueue(to);
            }
        }
        var idle = Array.IndexOf(reached, false);
        return idle < 0 ? null : $"no sequence leads to pair {idle}";
    }

    private static ulong Step(ThresholdNetwork network, ulong state, ulong input, bool first)
    {
        var hidden = new bool[network.HiddenUnits];
        for (var u = 0; u < hidden.Length; u++)
        {
            var sum = network.HiddenBias[u];
            for (var i = 0; i < network.InputBits; i++)
            {
                if ((input >> i & 1) != 0) sum += network.InputWeights[u, i];
            }
            for (var i = 0; i < network.StateBits; i++)
            {
                if ((state >> i & 1) != 0) sum += network.StateToHidden[u, i];
            }
            hidden[u] = sum > ThresholdNetwork.Threshold;
        }
        var next = 0UL;
        for (var j = 0; j < network.StateBits; j++)
        {
            var sum = (first && network.FirstStateBias is { } special ? special : network.StateBias)[j];
            for (var u = 0; u < hidden.Length; u++)
            {
                if (hidden[u]) sum += network.HiddenToState[j, u];
            }
            for (var i = 0; i < network.StateBits; i++)
            {
                if ((state >> i & 1) != 0) sum += network.StateToState[j, i];
            }
            if (sum > ThresholdNetwork.Threshold) next |= 1UL << j;
        }
        return next;
    }
}
