using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;
using Assay.Architecture.Operators.Internals;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>Numbers to small integers and back; the shape stays.</summary>
internal static class QuantizationShapes
{
    public static void Register(OperatorRegistry registry)
    {
        registry.Add(OperatorCategory.Quantization, Quantize, "QuantizeLinear");
        registry.AddRuntime(OperatorCategory.Quantization, Quantize, "QuantizeLinear");
        registry.Add(OperatorCategory.Quantization, Dequantize, "DequantizeLinear");
        registry.AddRuntime(OperatorCategory.Quantization, Dequantize, "DequantizeLinear");
        registry.Add(OperatorCategory.Quantization, Dynamic, "DynamicQuantizeLinear");
    }

    private static void Quantize(ShapeContext context)
    {
        var declared = context.Node.GetInt("output_dtype");
        context.Set(0, context.Shape(0), context.Has(2) ? context.Type(2) : declared != 0 && Enum.IsDefined((TensorType)declared) ? (TensorType)declared : TensorType.UInt8);
    }

    private static void Dequantize(ShapeContext context) => context.Set(0, context.Shape(0), context.Type(1));

    private static void Dynamic(ShapeContext context)
    {
        context.Set(0, context.Shape(0), TensorType.UInt8);
        context.Set(1, TensorShape.Scalar, TensorType.Float32);
        context.Set(2, TensorShape.Scalar, TensorType.UInt8);
    }
}
