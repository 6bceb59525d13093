using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace OptionGreeks;

/// <summary>Makes options that take a number within bounds, read alike in every culture.</summary>
internal static class NumberOption
{
    /// <summary>Makes an option. What is no number, or out of bounds, is an error that names the option and the bounds.</summary>
    /// <typeparam name="T">The type of the number.</typeparam>
    /// <param name="name">The name, dashes included.</param>
    /// <param name="description">What it means.</param>
    /// <param name="minimum">The least number allowed.</param>
    /// <param name="maximum">The greatest number allowed.</param>
    /// <param name="standard">The number when the option is not given.</param>
    /// <returns>The option.</returns>
    public static Option<T> Create<T>(string name, string description, T minimum, T maximum, T standard)
        where T : struct, INumber<T>
    {
        string bounds = string.Create(CultureInfo.InvariantCulture, $"{minimum} to {maximum}");

        return new Option<T>(name)
        {
            Description = $"{description} ({bounds})",
            HelpName = "N",
            DefaultValueFactory = _ => standard,
            CustomParser = argument => Parse(argument, name, minimum, maximum, bounds),
        };
    }

    private static T Parse<T>(ArgumentResult argument, string name, T minimum, T maximum, string bounds)
        where T : struct, INumber<T>
    {
        string text = argument.Tokens[0].Value;

        // Not a number is within no bounds.
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T value) && value >= minimum && value <= maximum)
            return value;

        string kind = typeof(T) == typeof(int) ? "a whole number" : "a number";
        argument.AddError($"{name} must be {kind} from {bounds}, not '{text}'.");

        return default;
    }
}
