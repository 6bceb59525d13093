using System;
using System.IO;
using System.Text;

namespace Diff.Samples.Tests.CurveFit;

/// <summary>A file that is there for the time of a test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    /// <summary>Writes the file.</summary>
    /// <param name="text">What is in it.</param>
    /// <param name="encoding">How it is written; UTF-8 without mark unless given.</param>
    public TemporaryFile(string text, Encoding? encoding = null)
    {
        File.WriteAllText(Path, text, encoding ?? new UTF8Encoding(false));
    }

    /// <summary>Where it is.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + ".csv");

    /// <summary>Deletes it.</summary>
    public void Dispose()
    {
        File.Delete(Path);
    }
}
