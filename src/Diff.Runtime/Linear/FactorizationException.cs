using System;

namespace Diff;

/// <summary>A matrix that has no factorisation of the kind that is asked for: it is singular, or not positive definite.</summary>
public sealed class FactorizationException : ArithmeticException
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public FactorizationException()
        : this("The matrix is singular or not positive definite.")
    {
    }

    /// <summary>Makes an exception with a message.</summary>
    /// <param name="message">What is wrong with the matrix.</param>
    public FactorizationException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and a cause.</summary>
    /// <param name="message">What is wrong with the matrix.</param>
    /// <param name="innerException">The cause.</param>
    public FactorizationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal FactorizationException(string message, string matrix, int pivot)
        : base(message)
    {
        Matrix = matrix;
        Pivot = pivot;
    }

    /// <summary>The name of the parameter that holds the matrix.</summary>
    public string Matrix { get; } = "";

    /// <summary>The row or column, counted from 0, at which the factorisation ends; −1 if that is not known.</summary>
    public int Pivot { get; } = -1;
}
