using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Networks.Internals;

namespace Assay.Threshold.Specifications.Internals;

/// <summary>A network that others are to equal: its own machine.</summary>
internal static class NetworkSpecification
{
    public static Specification Read(Json root)
    {
        var network = NetworkJson.Read(root);
        var source = NetworkMachine.Of(network);
        return SpecificationReader.Finished(
            SpecificationKind.Network, $"What a network of {network.HiddenUnits} hidden units and {network.StateBits} state bits does.", source,
            SpecificationReader.Names("x", network.InputBits), SpecificationReader.Names("y", network.OutputBits), null);
    }
}
