using TorchSharp;

namespace Assay.Torch.Tensors;

/// <summary>
/// Products and sums of a tensor and a number, for code that runs often. TorchSharp turns the number into a native scalar that its finaliser frees;
/// nothing keeps it alive during the native call, so that a collection at that moment frees it under libtorch's hands ("INTERNAL ASSERT FAILED, Scalar.h").
/// </summary>
public static class TensorScaling
{
    /// <summary>tensor · factor, elementwise.</summary>
    public static torch.Tensor Times(this torch.Tensor tensor, double factor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using Scalar scalar = factor;
        return tensor.mul(scalar);
    }

    /// <summary>tensor + term, elementwise.</summary>
    public static torch.Tensor Plus(this torch.Tensor tensor, double term)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using Scalar scalar = term;
        return tensor.add(scalar);
    }

    /// <summary>x where positive, slope · x elsewhere.</summary>
    public static torch.Tensor LeakyRelu(this torch.Tensor tensor, double slope)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using Scalar scalar = slope;
        return tensor.leaky_relu(scalar);
    }
}
