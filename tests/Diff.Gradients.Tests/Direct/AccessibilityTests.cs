using System.Reflection;
using Xunit;

namespace Diff.Gradients.Tests.Direct;

/// <summary>Generated members are as visible as their method.</summary>
public sealed partial class AccessibilityTests
{
    [Fact]
    public void A_private_method_has_a_private_gradient()
    {
        Assert.Equal(6, HiddenGradient(3).XGradient);
        Assert.Equal(9, Hidden(3));
        MethodInfo? found = typeof(AccessibilityTests).GetMethod("HiddenGradient", BindingFlags.Static | BindingFlags.NonPublic);
        Assert.True(found?.IsPrivate);
    }

    [Fact]
    public void A_scalar_result_has_no_backward_method_unless_asked_for()
    {
        Assert.Null(typeof(AccessibilityTests).GetMethod("HiddenBackward", BindingFlags.Static | BindingFlags.NonPublic));
    }

    [Differentiable]
    private static double Hidden(double x) => x * x;
}
