using Assay.Architecture.Graphs;

namespace Assay.Architecture.ReceptiveFields.Internals;

/// <summary>Operators whose units see the units at the same place, with broadcasting where there are several inputs; and those that see only sizes.</summary>
internal static class PointwiseFields
{
    public static void Register(FieldRegistry registry)
    {
        registry.Add(First,
            "Relu", "LeakyRelu", "Elu", "Selu", "Celu", "Gelu", "Sigmoid", "HardSigmoid", "HardSwish", "Swish", "Tanh", "Softplus", "Softsign", "ThresholdedRelu", "Mish", "Clip", "Shrink", "ScaledTanh", "ParametricSoftplus",
            "QLinearSigmoid", "QLinearLeakyRelu", "FastGelu", "QuickGelu", "BiasGelu",
            "Abs", "Neg", "Floor", "Ceil", "Round", "Sqrt", "Reciprocal", "Exp", "Log", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Asinh", "Acosh", "Atanh", "Erf", "Sign", "BitwiseNot", "ImageScaler", "Affine",
            "Not", "IsNaN", "IsInf", "Cast", "CastLike", "BitCast", "Identity", "Dropout", "QuantizeLinear", "DequantizeLinear", "Trilu", "Bernoulli");
        registry.Add(All,
            "Add", "Sub", "Mul", "Div", "Mod", "Pow", "BitwiseAnd", "BitwiseOr", "BitwiseXor", "BitShift", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "And", "Or", "Xor",
            "Sum", "Mean", "Min", "Max", "Where", "PRelu");
        registry.Add(context => Broadcast(context, [0, 3]), "QLinearAdd", "QLinearMul");
        registry.Add(context => context.SetAll(Stretched(context, 0)), "Expand");
        // The answer depends on the input's size, never on its content.
        registry.Add(_ => { }, "Shape", "Size", "ConstantOfShape", "Range", "RandomNormal", "RandomUniform", "RandomNormalLike", "RandomUniformLike", "EyeLike", "ConstantFill", "Constant");
    }

    private static void First(FieldContext context) => context.SetAll(context.WithWhole(context.Of(0), 0));

    private static void All(FieldContext context) => Broadcast(context, [.. Enumerable.Range(0, context.Node.Inputs.Count)]);

    private static void Broadcast(FieldContext context, int[] inputs) =>
        context.SetAll(context.WithWhole(context.Join(inputs.Where(context.Depends).Select(input => Stretched(context, input))), inputs));

    // Axes match from the last one on; before version 7 from a given axis on.
    private static AxisState[] Stretched(FieldContext context, int input)
    {
        var (shape, output) = (context.Shape(input), context.Output);
        var first = input > 0 && context.Opset < 7 && context.Node.Attributes.ContainsKey("axis") ? (int)context.Node.GetInt("axis") : output.Rank - shape.Rank;
        return context.MapAxes(input, (state, axis) =>
        {
            var to = axis + first;
            if (to >= 0 && to < output.Rank && shape[axis] == Dimension.One && output[to] != Dimension.One)
                return state.Unknown($"{context.Node} repeats one unit along an axis").On(null);
            return state.On(to);
        });
    }
}
