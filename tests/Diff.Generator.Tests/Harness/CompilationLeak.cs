using System;
using System.Collections;
using System.Collections.Generic;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Diff.Generator.Tests.Harness;

/// <summary>
/// Walks an object graph in search of what would keep a compilation alive in the incremental cache, or compare by
/// reference and so undo it.
/// </summary>
internal static class CompilationLeak
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The path to the first leak, or null.</summary>
    public static string? Find(object? root)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Stack<(object Value, string Path)> open = new();
        Push(root, "output");
        while (open.TryPop(out (object Value, string Path) at))
        {
            if (IsLeak(at.Value))
                return at.Path + ": " + at.Value.GetType().Name;
            if (at.Value is Array array)
            {
                foreach (object? element in (IEnumerable)array)
                    Push(element, at.Path + "[]");
                continue;
            }
            for (Type? type = at.Value.GetType(); type is not null; type = type.BaseType)
            {
                foreach (FieldInfo field in type.GetFields(Declared))
                    Push(field.GetValue(at.Value), at.Path + "." + field.Name);
            }
        }
        return null;

        void Push(object? value, string path)
        {
            if (value is null or string or Type or Enum or Pointer || value.GetType().IsPrimitive)
                return;
            if (value.GetType().IsValueType || seen.Add(value))
                open.Push((value, path));
        }
    }

    private static bool IsLeak(object value) =>
        value is ISymbol or SyntaxNode or SyntaxToken or SyntaxTree or SyntaxReference
            or Compilation or SemanticModel or Location or IOperation or Delegate;
}
