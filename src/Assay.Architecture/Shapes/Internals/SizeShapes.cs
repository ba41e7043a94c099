using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;
using Assay.Architecture.Operators.Internals;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>Sizes as tensors, tensors from sizes, and conversions on the way.</summary>
internal static class SizeShapes
{
    public static void Register(OperatorRegistry registry)
    {
        registry.Add(OperatorCategory.ShapeArithmetic, Shape, "Shape");
        registry.Add(OperatorCategory.ShapeArithmetic, Size, "Size");
        registry.Add(OperatorCategory.ShapeArithmetic, ConstantOfShape, "ConstantOfShape");
        registry.Add(OperatorCategory.ShapeArithmetic, Range, "Range");
        registry.Add(OperatorCategory.ShapeArithmetic, Constant, "Constant");
        registry.Add(OperatorCategory.DataMovement, Drawn, "RandomNormal", "RandomUniform", "ConstantFill");
        registry.Add(OperatorCategory.DataMovement, context => context.Set(0, context.Shape(0), Given(context)), "RandomNormalLike", "RandomUniformLike", "Bernoulli", "EyeLike");
        registry.Add(OperatorCategory.DataMovement, Cast, "Cast", "CastLike", "BitCast");
    }

    private static void Shape(ShapeContext context)
    {
        if (context.Shape(0) is not { } input)
        {
            context.Set(0, new TensorShape(context.DataDependent(0, 0)), TensorType.Int64);
            return;
        }
        var start = Cut(context.Node.GetInt("start"), input.Rank);
        var end = Cut(context.Node.GetInt("end", input.Rank), input.Rank);
        var sizes = input.Skip(start).Take(Math.Max(0, end - start)).ToArray();
        context.Set(0, TensorShape.Of(sizes.Length), TensorType.Int64);
        context.SetKnown(0, Array.ConvertAll(sizes, KnownNumber.Of));
    }

    private static int Cut(long position, int rank) => (int)Math.Clamp(position < 0 ? position + rank : position, 0, rank);

    private static void Size(ShapeContext context)
    {
        context.Set(0, TensorShape.Scalar, TensorType.Int64);
        if (context.Shape(0) is { } input) context.SetKnown(0, [KnownNumber.Of(input.Elements)]);
    }

    private static void ConstantOfShape(ShapeContext context)
    {
        var value = context.Node.GetTensor("value");
        var type = value?.Type ?? TensorType.Float32;
        if (context.Sizes(0) is not { } sizes)
        {
            context.Set(0, context.Shape(0) is { Rank: 1 } length && length[0].TryGetValue(out var rank) && rank <= 64 ? context.DataDependent(0, 0, (int)rank) : null, type);
            return;
        }
        var shape = new TensorShape(sizes.Select((size, axis) => size ?? context.DataDependent(0, axis)));
        context.Set(0, shape, type);
        if (!shape.Elements.TryGetValue(out var count) || count > KnownContent.Limit) return;
        var element = value is null ? KnownNumber.Of(0) : value.TryGetInt64(out var whole) && whole.Length == 1 ? KnownNumber.Of(whole[0]) : value.TryGetSingles(out var real) && real.Length == 1 ? KnownNumber.OfReal(real[0]) : KnownNumber.Unknown;
        context.SetKnown(0, [.. Enumerable.Repeat(element, (int)count)]);
    }

    // ceil((limit − start)/delta) elements.
    private static void Range(ShapeContext context)
    {
        if (context.Known(0) is not [{ Whole: { } start }] || context.Known(1) is not [{ Whole: { } limit }] || context.Known(2) is not [{ Whole: { } delta }] || !delta.TryGetValue(out var step) || step == 0)
        {
            context.Set(0, new TensorShape(context.DataDependent(0, 0)));
            return;
        }
        var span = step > 0 ? limit - start : start - limit;
        var count = Dimension.Max(span.CeilingDivide(step > 0 ? delta : -delta), Dimension.Zero);
        context.Set(0, new TensorShape(count));
        if (count.TryGetValue(out var number) && number <= KnownContent.Limit) context.SetKnown(0, [.. Enumerable.Range(0, (int)number).Select(i => KnownNumber.Of(start + delta * i))]);
    }

    // The reader makes tensors of constants; what is left here has no content that could be followed.
    private static void Constant(ShapeContext context)
    {
        var value = context.Node.GetTensor("value");
        context.Set(0, value?.Shape, value?.Type ?? TensorType.Undefined);
    }

    private static void Drawn(ShapeContext context) =>
        context.Set(0, context.Node.GetInts("shape") is { } sizes ? TensorShape.Of([.. sizes]) : context.Sizes(0) is { } given ? new TensorShape(given.Select((size, axis) => size ?? context.DataDependent(0, axis))) : null, Given(context));

    private static TensorType Given(ShapeContext context) =>
        context.Node.GetInt("dtype") is var type and not 0 ? (TensorType)type : context.Type(0) is not TensorType.Undefined and var known ? known : TensorType.Float32;

    private static void Cast(ShapeContext context)
    {
        var type = context.Has(1) ? context.Type(1) : (TensorType)context.Node.GetInt("to");
        // Version 1 names the type.
        if (type == TensorType.Undefined && context.Node.GetString("to") is { Length: > 0 } name)
            type = name.ToUpperInvariant() switch { "FLOAT" => TensorType.Float32, "FLOAT16" => TensorType.Float16, "DOUBLE" => TensorType.Float64, "INT32" => TensorType.Int32, "INT64" => TensorType.Int64, "UINT8" => TensorType.UInt8, "INT8" => TensorType.Int8, "BOOL" => TensorType.Bool, _ => TensorType.Undefined };
        if (!Enum.IsDefined(type)) throw context.Error($"element type {(int)type} does not exist");
        context.Set(0, context.Shape(0), type);
        if (context.Known(0) is { } known && context.Operator != "BitCast") context.SetKnown(0, Array.ConvertAll(known, number => KnownArithmetic.Cast(number, type)));
    }
}
