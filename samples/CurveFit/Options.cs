using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;

namespace CurveFit;

/// <summary>Makes options that are read alike in every culture, and whose errors say what is allowed.</summary>
internal static class Options
{
    /// <summary>Makes the option for one of several names.</summary>
    /// <param name="name">The name, dashes included.</param>
    /// <param name="description">What it means.</param>
    /// <param name="standard">The choice when the option is not given.</param>
    /// <param name="choices">What can be chosen.</param>
    /// <returns>The option.</returns>
    public static Option<string> Choice(string name, string description, string standard, string[] choices)
    {
        Option<string> option = new(name)
        {
            Description = description,
            HelpName = string.Join('|', choices),
            DefaultValueFactory = _ => standard,
        };
        option.AcceptOnlyFromAmong(choices);

        return option;
    }

    /// <summary>Makes the option for a seed.</summary>
    /// <param name="name">The name, dashes included.</param>
    /// <param name="description">What it means.</param>
    /// <returns>The option.</returns>
    public static Option<int> Seed(string name, string description)
    {
        return new Option<int>(name)
        {
            Description = description + " (0 to 2147483647)",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
            CustomParser = argument =>
            {
                string text = argument.Tokens[0].Value;
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value))
                    return value;

                argument.AddError($"{name} must be a whole number from 0 to 2147483647, not '{text}'.");

                return default;
            },
        };
    }

    /// <summary>Makes the option for a positive number, which may be left out.</summary>
    /// <param name="name">The name, dashes included.</param>
    /// <param name="description">What it means.</param>
    /// <returns>The option.</returns>
    public static Option<double?> Positive(string name, string description)
    {
        return new Option<double?>(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = argument =>
            {
                string text = argument.Tokens[0].Value;
                if (TryNumber(text, out double value) && value > 0)
                    return value;

                argument.AddError($"{name} must be a positive number, not '{text}'.");

                return default;
            },
        };
    }

    /// <summary>Makes the option for numbers separated by commas, which may be left out.</summary>
    /// <param name="name">The name, dashes included.</param>
    /// <param name="description">What they mean.</param>
    /// <returns>The option.</returns>
    public static Option<double[]?> Numbers(string name, string description)
    {
        return new Option<double[]?>(name)
        {
            Description = description,
            HelpName = "a,b,...",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = argument => ParseNumbers(argument, name),
        };
    }

    private static double[]? ParseNumbers(ArgumentResult argument, string name)
    {
        string text = argument.Tokens[0].Value;
        string[] parts = text.Split(',');
        double[] values = new double[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (TryNumber(parts[i], out values[i]))
                continue;

            argument.AddError($"{name} must be numbers separated by commas, not '{text}': '{parts[i]}' is no finite number.");

            return null;
        }

        return values;
    }

    private static bool TryNumber(string text, out double value)
    {
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }
}
