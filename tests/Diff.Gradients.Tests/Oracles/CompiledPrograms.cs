using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>Assemblies made in memory, whose own memory comes back when nothing refers to them any more.</summary>
internal static class CompiledPrograms
{
    public static Assembly Load(MemoryStream image)
    {
        image.Position = 0;
        return new AssemblyLoadContext("Programs", isCollectible: true).LoadFromStream(image);
    }
}
