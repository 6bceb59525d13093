using System;

namespace Diff;

/// <summary>A gradient that disagrees with the differences of its function.</summary>
public sealed class GradientCheckException : Exception
{
    /// <summary>Makes an exception without a result.</summary>
    public GradientCheckException()
    {
    }

    /// <summary>Makes an exception with a message.</summary>
    /// <param name="message">What disagrees.</param>
    public GradientCheckException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and a cause.</summary>
    /// <param name="message">What disagrees.</param>
    /// <param name="innerException">The cause.</param>
    public GradientCheckException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal GradientCheckException(GradientCheckResult result)
        : base(result.ToString())
    {
        Result = result;
    }

    /// <summary>The result of the check that failed, if there is one.</summary>
    public GradientCheckResult? Result { get; }
}
