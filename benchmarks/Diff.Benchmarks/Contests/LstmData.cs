using System;
using System.Globalization;
using System.IO;

namespace Diff.Benchmarks.Contests;

/// <summary>The input of ADBench's LSTM: its file format, or seeded numbers in its place.</summary>
/// <param name="Name">The name: the file's, or what was generated.</param>
/// <param name="Layers">The number of layers.</param>
/// <param name="Width">The number of bits of a character, which is also that of the cells of a layer.</param>
/// <param name="Parameters">
/// Per layer the weights and then the biases, each of the forget, input and output gates and of the change; at the end the weights of
/// the input and the weights and biases of the output.
/// </param>
/// <param name="State">Per layer what its cells put out at first, and what they hold.</param>
/// <param name="Sequence">The characters, a row each.</param>
public sealed record LstmData(string Name, int Layers, int Width, double[] Parameters, double[] State, double[] Sequence)
{
    /// <summary>Gets the number of parameters of the layers; those of input and output follow.</summary>
    public int Main => 8 * Layers * Width;

    /// <summary>Gets what somebody else computed, if known.</summary>
    public ReferenceResult? Reference { get; private init; }

    /// <summary>Reads an input of ADBench, and the reference gradient if there is one.</summary>
    /// <param name="adbench">The folder of ADBench's inputs.</param>
    /// <param name="name">The input, without extension.</param>
    /// <returns>The input.</returns>
    /// <exception cref="FileNotFoundException">There is no such input.</exception>
    public static LstmData Read(string adbench, string name)
    {
        AdbenchFile file = AdbenchFile.Open(adbench, "lstm", name);
        int layers = file.NextInteger(), characters = file.NextInteger(), width = file.NextInteger();
        double[] parameters = file.Take(((8 * layers) + 3) * width);
        double[] state = file.Take(2 * layers * width);
        double[] sequence = file.Take(characters * width);
        return new LstmData(name, layers, width, parameters, state, sequence)
        {
            Reference = AdbenchFile.ReadGradient(adbench, "lstm", name),
        };
    }

    /// <summary>Draws an input, for where ADBench's are absent.</summary>
    /// <param name="layers">The number of layers.</param>
    /// <param name="characters">The number of characters.</param>
    /// <param name="width">The number of bits of a character.</param>
    /// <returns>The input; the same for the same sizes.</returns>
    public static LstmData Draw(int layers, int characters, int width) => new(
        string.Create(CultureInfo.InvariantCulture, $"seeded l={layers} c={characters} b={width}"),
        layers,
        width,
        Inputs.Uniform(seed: 16, ((8 * layers) + 3) * width, 0, 1),
        Inputs.Uniform(seed: 17, 2 * layers * width, 0, 1),
        Array.ConvertAll(Inputs.Uniform(seed: 18, characters * width, -1, 1), bit => bit > 0 ? 1.0 : 0.0));
}
