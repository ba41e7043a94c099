using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Proofs;
using Assay.Threshold.Synthesis;
using Assay.Threshold.Tests.Machines;
using Assay.Threshold.Tests.Networks;

namespace Assay.Threshold.Tests.Proofs;

public sealed class ThresholdProofTests
{
    [Fact]
    public void Textbook_IsProvedForEveryLength()
    {
        var machine = BuiltInMachines.Create("equal-so-far");
        var proof = ThresholdProof.Prove(ThresholdNetwork.EqualSoFarOfTheTextbook, machine);
        Assert.True(proof.Proved);
        Assert.Equal(2, proof.PairsChecked);
        Assert.Null(CertificateChecker.Fault(proof.Certificate!, ThresholdNetwork.EqualSoFarOfTheTextbook, machine));
    }

    [Fact]
    public void RandomNetwork_IsItsOwnBehaviour_AndEveryOtherMachineIsRefutedByAShortestSequence()
    {
        var random = new Random(5);
        var (proved, refuted) = (0, 0);
        for (var trial = 0; trial < 300; trial++)
        {
            var network = RandomNetworks.Create(random, 1, 2, 2);
            var behaviour = RandomNetworks.Behaviour(network).Minimise();
            var own = ThresholdProof.Prove(network, behaviour);
            Assert.Null(CertificateChecker.Fault(own.Certificate!, network, behaviour));
            proved++;

            var machine = RandomMachines.Create(random, 3, 1, 1);
            var proof = ThresholdProof.Prove(network, machine);
            var shortest = Shortest(network, machine, 15);
            Assert.Equal(shortest, proof.CounterExample?.Count);
            if (proof.CounterExample is not { } path) continue;
            refuted++;
            Assert.NotEqual(machine.Run(path), network.Run(path.Select(letter => machine.Letters[letter].Bits)));
        }
        Assert.True(proved == 300 && refuted > 200, $"{proved}, {refuted}");
    }

    // Every sequence of a length, before the next length; 5 network states (with the start) and 3 machine states make 15 pairs, so what differs differs within 15 letters.
    private static int? Shortest(ThresholdNetwork network, MooreMachine machine, int most)
    {
        for (var length = 1; length <= most; length++)
        {
            for (var sequence = 0; sequence < 1 << length; sequence++)
            {
                var letters = Enumerable.Range(0, length).Select(i => sequence >> i & 1).ToArray();
                if (!machine.Run(letters).SequenceEqual(network.Run(letters.Select(letter => machine.Letters[letter].Bits)))) return length;
            }
        }
        return null;
    }

    [Fact]
    public void CorruptedCertificates_AreAllRejected()
    {
        var random = new Random(6);
        var rejected = 0;
        foreach (var name in new[] { "equal-so-far", "mod-3", "detect-1011", "serial-adder" })
        {
            var machine = BuiltInMachines.Create(name);
            var network = TransitionNetwork.Of(machine);
            var certificate = ThresholdProof.Prove(network, machine).Certificate!;
            Assert.Null(CertificateChecker.Fault(certificate, network, machine));
            for (var trial = 0; trial < 3_000; trial++)
            {
                var pairs = certificate.Pairs.ToList();
                var first = certificate.First.ToList();
                var next = certificate.Next.ToList();
                var at = random.Next(pairs.Count);
                switch (random.Next(7))
                {
                    case 0: pairs[at] = pairs[at] with { NetworkState = pairs[at].NetworkState ^ 1UL << random.Next(64) }; break;
                    case 1: pairs[at] = pairs[at] with { MachineState = Other(pairs[at].MachineState, -2, machine.States + 2) }; break;
                    case 2: at = random.Next(next.Count); next[at] = Other(next[at], -2, pairs.Count + 2); break;
                    case 3: at = random.Next(first.Count); first[at] = Other(first[at], -2, pairs.Count + 2); break;
                    case 4: pairs.RemoveAt(at); next.RemoveRange(at * machine.Letters.Count, machine.Letters.Count); break;
                    case 5: // a pair that nothing leads to
                        pairs.Add(pairs[at]);
                        next.AddRange(certificate.Next.Skip(at * machine.Letters.Count).Take(machine.Letters.Count));
                        break;
                    default: next.RemoveAt(random.Next(next.Count)); break;
                }
                Assert.NotNull(CertificateChecker.Fault(new(pairs, first, next), network, machine));
                rejected++;
            }
        }
        Assert.Equal(12_000, rejected);
        int Other(int value, int from, int to)
        {
            while (true)
            {
                var other = random.Next(from, to);
                if (other != value) return other;
            }
        }
    }

    [Fact]
    public void CertificateOfAnotherNetwork_IsRejected()
    {
        var machine = BuiltInMachines.Create("parity");
        var certificate = ThresholdProof.Prove(TransitionNetwork.Of(machine), machine).Certificate!;
        Assert.NotNull(CertificateChecker.Fault(certificate, TransitionNetwork.Of(MooreMachine.FromSteps(1, 1, 1, (odd, x) => (odd ^ (int)x, (ulong)odd ^ x))), machine));
    }

    [Fact]
    public void OtherBits_AreRefused() =>
        Assert.Contains("reads 2 bits", Assert.Throws<InputException>(() => ThresholdProof.Prove(ThresholdNetwork.EqualSoFarOfTheTextbook, BuiltInMachines.Create("parity"))).Message, StringComparison.Ordinal);
}
