using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;
using Assay.Architecture.Operators.Internals;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>Operators on single elements, with broadcasting where there are several inputs.</summary>
internal static class ElementWiseShapes
{
    public static void Register(OperatorRegistry registry)
    {
        registry.Add(OperatorCategory.Activation, Same,
            "Relu", "LeakyRelu", "Elu", "Selu", "Celu", "Gelu", "Sigmoid", "HardSigmoid", "HardSwish", "Swish", "Tanh", "Softplus", "Softsign", "ThresholdedRelu", "Mish", "Clip", "Shrink", "PRelu",
            "ScaledTanh", "ParametricSoftplus");
        registry.AddRuntime(OperatorCategory.Activation, Same, "QLinearSigmoid", "QLinearLeakyRelu", "FastGelu", "QuickGelu", "Gelu", "BiasGelu");
        registry.Add(OperatorCategory.ElementWise, Unary,
            "Abs", "Neg", "Floor", "Ceil", "Round", "Sqrt", "Reciprocal", "Exp", "Log", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Asinh", "Acosh", "Atanh", "Erf", "Sign", "BitwiseNot", "ImageScaler", "Affine");
        registry.Add(OperatorCategory.ElementWise, context => Logical(context), "Not", "IsNaN", "IsInf");
        registry.Add(OperatorCategory.ElementWise, Binary, "Add", "Sub", "Mul", "Div", "Mod", "Pow", "BitwiseAnd", "BitwiseOr", "BitwiseXor", "BitShift");
        registry.Add(OperatorCategory.ElementWise, Comparison, "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "And", "Or", "Xor");
        registry.Add(OperatorCategory.ElementWise, Variadic, "Sum", "Mean", "Min", "Max");
        registry.Add(OperatorCategory.ElementWise, Where, "Where");
        registry.AddRuntime(OperatorCategory.ElementWise, context => context.Set(0, Broadcasting.Of(context, context.Shape(0), context.Shape(3))), "QLinearAdd", "QLinearMul");
    }

    private static void Same(ShapeContext context) => context.Set(0, context.Shape(0));

    private static void Unary(ShapeContext context)
    {
        context.Set(0, context.Shape(0));
        if (context.Known(0) is { } known) context.SetKnown(0, Array.ConvertAll(known, x => KnownArithmetic.Unary(context.Operator, x, context.Type(0))));
    }

    private static void Logical(ShapeContext context)
    {
        context.Set(0, context.Shape(0), TensorType.Bool);
        if (context.Known(0) is { } known) context.SetKnown(0, Array.ConvertAll(known, x => KnownArithmetic.Unary(context.Operator, x, TensorType.Bool)));
    }

    // Before version 7 the second input was stretched only on demand, from a given axis on, and never the first.
    private static TensorShape? Shape(ShapeContext context) => context.Opset >= 7 ? Broadcasting.Of(context, context.Shape(0), context.Shape(1)) : context.Shape(0);

    private static void Binary(ShapeContext context)
    {
        context.Set(0, Shape(context));
        Fold(context, context.Type(0));
    }

    private static void Comparison(ShapeContext context)
    {
        context.Set(0, Shape(context), TensorType.Bool);
        Fold(context, TensorType.Bool);
    }

    private static void Fold(ShapeContext context, TensorType type)
    {
        if (context.Node.Outputs[0].Shape is not { Rank: <= 1 }) return;
        context.SetKnown(0, Broadcasting.Apply(context.Known(0), context.Known(1), (x, y) => KnownArithmetic.Binary(context.Operator, x, y, type)));
    }

    private static void Variadic(ShapeContext context)
    {
        context.Set(0, Broadcasting.OfAll(context));
        if (context.Node.Outputs[0].Shape is not { Rank: <= 1 } || context.Operator == "Mean") return;
        var @operator = context.Operator == "Sum" ? "Add" : context.Operator;
        var known = context.Known(0);
        for (var i = 1; i < context.InputCount; i++) known = Broadcasting.Apply(known, context.Known(i), (x, y) => KnownArithmetic.Binary(@operator, x, y, context.Type(0)));
        context.SetKnown(0, known);
    }

    private static void Where(ShapeContext context)
    {
        context.Set(0, Broadcasting.Of(context, Broadcasting.Of(context, context.Shape(0), context.Shape(1)), context.Shape(2)), context.Type(1));
        if (context.Node.Outputs[0].Shape is not { Rank: <= 1 } || context.Known(0) is not { } condition) return;
        var first = Broadcasting.Apply(condition, context.Known(1), (c, x) => c.Constant is null ? KnownNumber.Unknown : c.Constant != 0 ? x : new(null, double.PositiveInfinity));
        // Infinity marks "take the other": no size is infinite.
        context.SetKnown(0, Broadcasting.Apply(first, context.Known(2), (x, y) => double.IsPositiveInfinity(x.Real) ? y : x));
    }
}
