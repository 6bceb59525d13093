using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Generator.Tests.Library;

/// <summary>
/// The twins of the base class library's members against these members, on random arguments: what is differentiated must be what runs.
/// </summary>
public sealed class TwinTests
{
    /// <summary>A few units in the last place of numbers about 1; sums may be added up in another order.</summary>
    private const double SingleTolerance = 1e-5;

    private const double DoubleTolerance = 1e-13;

    /// <summary>Members that divide by a difference, which may be small.</summary>
    private static readonly Dictionary<string, double> s_tolerances = new()
    {
        ["Invert"] = 2e-3, ["Plane.Transform"] = 2e-3,
    };

    public static TheoryData<string> Types => [.. TwinAssembly.TypeNames];

    [Fact]
    public void The_twins_compile_against_the_core_library_alone()
    {
        IEnumerable<Diagnostic> errors = Diff.Compiler.Lowering.LibrarySource
            .Compile([MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]).GetDiagnostics()
            .Where(d => d.Severity == DiagnosticSeverity.Error);
        Assert.Empty(errors);
    }

    [Fact]
    public void Every_twin_stands_for_a_member() =>
        Assert.Empty(TwinAssembly.Pairs().Where(p => p.Own is null).Select(p => p.Twin.DeclaringType!.Name + "." + p.Twin));

    [Fact]
    public void The_functions_that_have_a_twin_are_listed() => Assert.Equal(
        Diff.Compiler.Lowering.LibraryTypes.Functions.Order(StringComparer.Ordinal),
        TwinAssembly.Pairs().Where(p => !p.Twin.DeclaringType!.IsValueType).Select(p => p.Twin.Name).Distinct().Order(StringComparer.Ordinal));

    /// <summary>What is refused, so that a new member of the library is noticed: docs/library-types.md names these in groups.</summary>
    [Theory]
    [InlineData("Quaternion", "")]
    [InlineData("Plane", "")]
    [InlineData("Matrix3x2", "")]
    [InlineData("Matrix4x4", "Decompose")]
    [InlineData(
        "Complex",
        "CreateChecked CreateSaturating CreateTruncating IsComplexNumber IsEvenInteger IsImaginaryNumber IsInteger IsNegative IsNegativeInfinity IsNormal IsOddInteger IsPositive IsPositiveInfinity IsRealNumber IsSubnormal MaxMagnitude MinMagnitude op_Explicit op_Implicit")]
    [InlineData(
        "Vector3",
        "All AllWhereAllBitsSet AndNot Any AnyWhereAllBitsSet BitwiseAnd BitwiseOr ConditionalSelect Count CountWhereAllBitsSet CreateScalarUnsafe Equals GreaterThan GreaterThanOrEqual IndexOf IndexOfWhereAllBitsSet IsEvenInteger IsFinite IsInfinity IsInteger IsNaN IsNegative IsNegativeInfinity IsNormal IsOddInteger IsPositive IsPositiveInfinity IsSubnormal IsZero LastIndexOf LastIndexOfWhereAllBitsSet LessThan LessThanOrEqual Load LoadAligned LoadAlignedNonTemporal LoadUnsafe None NoneWhereAllBitsSet OnesComplement TryCopyTo Xor get_AllBitsSet op_BitwiseAnd op_BitwiseOr op_ExclusiveOr op_LeftShift op_OnesComplement op_RightShift op_UnsignedRightShift")]
    public void Members_without_a_twin_are_known(string type, string names)
    {
        HashSet<MethodBase> known = [.. TwinAssembly.Pairs().Select(p => p.Own).OfType<MethodBase>()];
        Type own = (type == "Complex" ? typeof(Complex) : typeof(Vector3)).Assembly.GetType("System.Numerics." + type)!;
        IEnumerable<string> missing = own
            .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => !known.Contains(m) && m.Name is not ("ToString" or "GetHashCode" or "Parse" or "TryParse" or "TryFormat" or "op_Equality" or "op_Inequality")
                && !(m.Name == "Equals" && !m.IsStatic))
            .Select(m => m.Name).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(names, string.Join(' ', missing));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_twin_gives_what_its_member_gives(string type)
    {
        List<string> wrong = [];
        int compared = 0;
        foreach ((MethodBase twin, MethodBase? own) in TwinAssembly.Pairs().Where(p => p.Twin.DeclaringType!.Name == type))
        {
            if (own is null || twin.GetParameters().Any(p => p.ParameterType.IsByRefLike))
                continue;
            for (int seed = 0; seed < 60; seed++)
            {
                if (Compare(twin, own, new Random(seed)) is { } difference)
                {
                    wrong.Add(difference);
                    break;
                }
            }
            compared++;
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(compared > 0, "members were compared");
    }

    private static string? Compare(MethodBase twin, MethodBase own, Random random)
    {
        ParameterInfo[] twinParameters = twin.GetParameters();
        string type = twin.DeclaringType!.Name;
        object?[] arguments = [.. twinParameters.Select(p => Argument(p, TwinAssembly.OwnOf(p.ParameterType), type, random))];
        Meet(twin.Name, arguments, random);
        object?[] twinArguments = [.. arguments.Zip(twinParameters, (a, p) => a switch
        {
            null => null,
            Array array => array.Clone(),
            _ => TwinAssembly.ToTwin(a, p.ParameterType),
        })];
        object? instance = twin.IsStatic || twin is ConstructorInfo ? null : Random(TwinAssembly.OwnOf(twin.DeclaringType), random);
        object? twinInstance = instance is null ? null : TwinAssembly.ToTwin(instance, twin.DeclaringType);
        (object? expected, Exception? ownError) = Invoke(own, instance, arguments, type, twin.Name);
        (object? actual, Exception? twinError) = Invoke(twin, twinInstance, twinArguments, type, twin.Name);
        string name = $"{type}.{twin.Name}";
        string text = $"{twin} of {type}({string.Join(", ", arguments.Prepend(instance))})";
        if (ownError is not null || twinError is not null)
        {
            return ownError?.GetType() == twinError?.GetType() && (ownError is not ArgumentOutOfRangeException || ownError.Message == twinError!.Message)
                ? null : $"{text} threw {ownError?.GetType().Name} {ownError?.Message} and {twinError?.GetType().Name} {twinError?.Message}";
        }
        double[] left = [.. TwinAssembly.Numbers(expected), .. TwinAssembly.Numbers(instance), .. arguments.SelectMany(TwinAssembly.Numbers)];
        double[] right = [.. TwinAssembly.Numbers(actual), .. TwinAssembly.Numbers(twinInstance), .. twinArguments.SelectMany(TwinAssembly.Numbers)];
        double tolerance = s_tolerances.GetValueOrDefault(name, s_tolerances.GetValueOrDefault(twin.Name, type is "Complex" or "Double" or "Math" ? DoubleTolerance : SingleTolerance));
        bool isClose = left.Length == right.Length && left.Zip(right).All(p => IsClose(p.First, p.Second, tolerance));
        return isClose ? null : $"{text}: {string.Join(' ', left)} but {string.Join(' ', right)}";
    }

    private static bool IsClose(double expected, double actual, double tolerance) => expected.Equals(actual) || expected == actual
        || Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Max(Math.Abs(expected), Math.Abs(actual)));

    private static (object? Result, Exception? Error) Invoke(MethodBase method, object? instance, object?[] arguments, string type, string name)
    {
        try
        {
            if (method.Name == "Constant")
                return (typeof(Complex).GetField(name[4..])!.GetValue(null), null);
            return (method is ConstructorInfo constructor ? constructor.Invoke(arguments) : method.Invoke(instance, arguments), null);
        }
        catch (TargetInvocationException exception)
        {
            return (null, exception.InnerException);
        }
    }

    private static object? Argument(ParameterInfo parameter, Type type, string owner, Random random)
    {
        if (type.IsByRef)
            return null;
        if (type == typeof(int))
            return random.Next(-1, owner.StartsWith("Matrix", StringComparison.Ordinal) ? 4 : 5);
        if (type == typeof(float) && parameter.Name!.Contains("near", StringComparison.OrdinalIgnoreCase))
            return random.Next(10) == 0 ? -1f : 0.5f + random.NextSingle();
        if (type == typeof(float) && parameter.Name!.Contains("far", StringComparison.OrdinalIgnoreCase))
            return random.Next(8) switch { 0 => 0.75f, 1 => float.PositiveInfinity, _ => 3 + 5 * random.NextSingle() };
        return Random(type, random);
    }

    /// <summary>Where a camera is at the object, or the axis points at it, billboards face otherwise.</summary>
    private static void Meet(string name, object?[] arguments, Random random)
    {
        if (!name.Contains("Billboard", StringComparison.Ordinal))
            return;
        Vector3 position = (Vector3)arguments[0]!;
        int special = random.Next(6);
        if (special == 0)
            arguments[1] = position;
        else if (special == 1)
            (arguments[1], arguments[2]) = (position + 5 * Vector3.UnitY, Vector3.UnitY);
        else if (special == 2)
            (arguments[1], arguments[2], arguments[^1]) = (position + 5 * Vector3.UnitY, Vector3.UnitY, Vector3.UnitY);
        else if (special == 3)
            (arguments[1], arguments[2], arguments[^1]) = (position + 5 * Vector3.UnitZ, Vector3.UnitZ, Vector3.UnitZ);
    }

    /// <summary>A value of a type; once in a while zero, one or a plain number, where special cases are.</summary>
    private static object Random(Type type, Random random)
    {
        if (type == typeof(float))
            return random.Next(12) switch { 0 => 0f, 1 => 1f, _ => 6 * random.NextSingle() - 3 };
        if (type == typeof(double))
            return random.Next(12) switch { 0 => 0.0, 1 => 1.0, 2 => -2.0, _ => 6 * random.NextDouble() - 3 };
        if (type == typeof(float[]))
            return new float[] { 1, 2, 3, 4, 5, 6 };
        if (type == typeof(MidpointRounding))
            return (MidpointRounding)random.Next(5);
        if (type == typeof(char))
            return (char)random.Next(60, 90);
        if (type.IsPrimitive)
            return Convert.ChangeType(random.Next(0, 5), type, System.Globalization.CultureInfo.InvariantCulture);
        if (type == typeof(Complex))
            return new Complex((double)Random(typeof(double), random), (double)Random(typeof(double), random));
        if (type == typeof(Quaternion) && random.Next(2) == 0)
            return Quaternion.Normalize(new Quaternion(random.NextSingle() - 0.5f, random.NextSingle() - 0.5f, random.NextSingle() - 0.5f, random.NextSingle() - 0.5f));
        object value = Activator.CreateInstance(type)!;
        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public))
            field.SetValue(value, Random(field.FieldType, random));
        return value;
    }
}
