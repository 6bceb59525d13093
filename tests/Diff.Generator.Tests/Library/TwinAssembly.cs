using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Reflection;
using Diff.Compiler.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Diff.Generator.Tests.Library;

/// <summary>The twins, compiled and loaded: what lowering differentiates, to be run beside the base class library's own members.</summary>
internal static class TwinAssembly
{
    public const string FunctionsNamespace = "Diff.Library";

    private static readonly Lazy<Assembly> s_loaded = new(Load);

    /// <summary>The names of the types that have twins.</summary>
    public static IEnumerable<string> TypeNames => s_loaded.Value.GetTypes().Where(t => t.IsPublic).Select(t => t.Name).Order();

    /// <summary>Every public member of a twin and the member that it stands for, or null where there is none.</summary>
    public static IEnumerable<(MethodBase Twin, MethodBase? Own)> Pairs()
    {
        foreach (Type twin in s_loaded.Value.GetTypes().Where(t => t.IsPublic))
        {
            Type own = OwnOf(twin);
            const BindingFlags Declared = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
            foreach (MethodInfo method in twin.GetMethods(Declared))
            {
                Type[] parameters = [.. method.GetParameters().Select(p => OwnOf(p.ParameterType))];
                MethodBase? found = own.GetMethods(Declared).FirstOrDefault(m => m.Name == method.Name && m.IsStatic == method.IsStatic
                    && m.GetParameters().Select(p => p.ParameterType).SequenceEqual(parameters)
                    && (method.Name != "op_Implicit" || m.ReturnType == OwnOf(method.ReturnType)));
                yield return (method, found ?? GetterOfField(own, method));
            }
            foreach (ConstructorInfo constructor in twin.GetConstructors())
                yield return (constructor, own.GetConstructor([.. constructor.GetParameters().Select(p => OwnOf(p.ParameterType))]));
        }
    }

    /// <summary>The type that a twin, or a type made of twins, stands for.</summary>
    public static Type OwnOf(Type twin)
    {
        if (twin.IsByRef)
            return OwnOf(twin.GetElementType()!).MakeByRefType();
        if (twin.IsGenericType)
            return twin.GetGenericTypeDefinition().MakeGenericType([.. twin.GetGenericArguments().Select(OwnOf)]);
        if (twin.Assembly != s_loaded.Value)
            return twin;
        string name = twin.Namespace == FunctionsNamespace ? "System." + twin.Name : twin.FullName!;
        return typeof(Complex).Assembly.GetType(name) ?? typeof(Vector3).Assembly.GetType(name)
            ?? throw new InvalidOperationException(name);
    }

    /// <summary>The twin of a value, or of what it holds.</summary>
    public static object ToTwin(object own, Type twin)
    {
        if (own.GetType() == twin)
            return own;
        object result = Activator.CreateInstance(twin)!;
        foreach ((FieldInfo from, FieldInfo to) in Fields(own.GetType()).Zip(Fields(twin)))
            to.SetValue(result, ToTwin(from.GetValue(own)!, to.FieldType));
        return result;
    }

    /// <summary>The numbers that a value consists of.</summary>
    public static IEnumerable<double> Numbers(object? value) => value switch
    {
        null => [],
        IConvertible number => [Convert.ToDouble(number is char c ? (int)c : number, System.Globalization.CultureInfo.InvariantCulture)],
        Array array => array.Cast<object>().SelectMany(Numbers),
        _ => Fields(value.GetType()).SelectMany(f => Numbers(f.GetValue(value))),
    };

    private static IEnumerable<FieldInfo> Fields(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(f => f.MetadataToken);

    private static MethodInfo? GetterOfField(Type own, MethodInfo method) =>
        method.Name.StartsWith("get_", StringComparison.Ordinal) && own.GetField(method.Name[4..]) is not null
            ? typeof(TwinAssembly).GetMethod(nameof(Constant), BindingFlags.NonPublic | BindingFlags.Static)
            : null;

    /// <summary>Stands for the static field that a twin has as a property.</summary>
    private static void Constant() => throw new NotSupportedException();

    private static Assembly Load()
    {
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        CSharpCompilation compilation = LibrarySource.Compile(references);
        using MemoryStream stream = new();
        EmitResult result = compilation.Emit(stream);
        if (!result.Success)
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        return Assembly.Load(stream.ToArray());
    }
}
