using System;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>
/// Calls a static method whose parameters reflection cannot pass: spans, memory and arrays of every form are made of the arrays
/// in the argument list, references of its boxed numbers. What the method writes is in the list when it returns.
/// </summary>
internal static class Invoker
{
    // Weak, so that programs compiled in memory can go.
    private static readonly ConditionalWeakTable<MethodInfo, Func<object[], object?>> s_callers = [];

    public static object? Call(MethodInfo method, object[] arguments) => s_callers.GetValue(method, Compile)(arguments);

    private static Func<object[], object?> Compile(MethodInfo method)
    {
        DynamicMethod caller = new("Call_" + method.Name, typeof(object), [typeof(object[])], typeof(Invoker).Module, skipVisibility: true);
        ILGenerator il = caller.GetILGenerator();
        Type[] types = [.. method.GetParameters().Select(p => p.ParameterType)];
        LocalBuilder?[] locals = [.. types.Select((type, i) => Load(il, type, i))];
        il.Emit(OpCodes.Call, method);
        if (method.ReturnType == typeof(void))
            il.Emit(OpCodes.Ldnull);
        else if (method.ReturnType.IsValueType)
            il.Emit(OpCodes.Box, method.ReturnType);
        for (int i = 0; i < types.Length; i++)
        {
            if (locals[i] is LocalBuilder local)
                Return(il, types[i], i, local);
        }
        il.Emit(OpCodes.Ret);
        return caller.CreateDelegate<Func<object[], object?>>();
    }

    /// <summary>Puts an argument onto the stack; a local keeps what has to go back.</summary>
    private static LocalBuilder? Load(ILGenerator il, Type type, int position)
    {
        if (CorpusParameter.ElementOf(type) is Type element && type != element.MakeArrayType())
        {
            Type array = element.MakeArrayType();
            LoadGiven(il, array, position);
            if (CorpusParameter.MakerOf(type) is MethodInfo maker)
            {
                il.Emit(OpCodes.Call, maker);
                return null;
            }
            if (type is { IsClass: true, IsArray: false })
            {
                // A set of parameters: in the shape of an object of as many numbers, in memory of the caller.
                Type memory = typeof(Memory<>).MakeGenericType(element);
                il.Emit(OpCodes.Call, CorpusParameter.MakerOf(type.DeclaringType!)!);
                LoadGiven(il, array, position);
                il.Emit(OpCodes.Newobj, memory.GetConstructor([array])!);
                il.Emit(OpCodes.Newobj, type.GetConstructor([type.DeclaringType!, memory])!);
                return null;
            }
            if (!type.IsArray)
            {
                il.Emit(OpCodes.Newobj, type.GetConstructor([array])!);
                return null;
            }
            string form = type.GetArrayRank() == 2 ? nameof(ArgumentForm.Matrix) : nameof(ArgumentForm.Rows);
            il.Emit(OpCodes.Call, typeof(ArgumentForm).GetMethod(form)!.MakeGenericMethod(element));
            LocalBuilder formed = il.DeclareLocal(type);
            il.Emit(OpCodes.Stloc, formed);
            il.Emit(OpCodes.Ldloc, formed);
            return formed;
        }
        if (!type.IsByRef)
        {
            LoadGiven(il, type, position);
            return null;
        }
        LoadGiven(il, type.GetElementType()!, position);
        LocalBuilder variable = il.DeclareLocal(type.GetElementType()!);
        il.Emit(OpCodes.Stloc, variable);
        il.Emit(OpCodes.Ldloca, variable);
        return variable;
    }

    private static void LoadGiven(ILGenerator il, Type type, int position)
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, position);
        il.Emit(OpCodes.Ldelem_Ref);
        il.Emit(OpCodes.Unbox_Any, type);
    }

    private static void Return(ILGenerator il, Type type, int position, LocalBuilder local)
    {
        if (type.IsArray)
        {
            Type element = CorpusParameter.ElementOf(type)!;
            il.Emit(OpCodes.Ldloc, local);
            LoadGiven(il, element.MakeArrayType(), position);
            MethodInfo back = typeof(ArgumentForm).GetMethods()
                .Single(m => m.Name == nameof(ArgumentForm.Return) && m.GetParameters()[0].ParameterType.GetArrayRank() == type.GetArrayRank());
            il.Emit(OpCodes.Call, back.MakeGenericMethod(element));
            return;
        }
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, position);
        il.Emit(OpCodes.Ldloc, local);
        il.Emit(OpCodes.Box, local.LocalType);
        il.Emit(OpCodes.Stelem_Ref);
    }
}
