using System;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>
/// Calls a static method whose parameters may be spans, which reflection cannot pass: spans are made of the arrays in
/// the argument list.
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
        ParameterInfo[] parameters = method.GetParameters();
        for (int i = 0; i < parameters.Length; i++)
        {
            Type type = parameters[i].ParameterType;
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldelem_Ref);
            if (type.IsByRefLike)
            {
                Type array = type.GetGenericArguments()[0].MakeArrayType();
                il.Emit(OpCodes.Castclass, array);
                il.Emit(OpCodes.Newobj, type.GetConstructor([array])!);
            }
            else
            {
                il.Emit(OpCodes.Unbox_Any, type);
            }
        }
        il.Emit(OpCodes.Call, method);
        if (method.ReturnType == typeof(void))
            il.Emit(OpCodes.Ldnull);
        else if (method.ReturnType.IsValueType)
            il.Emit(OpCodes.Box, method.ReturnType);
        il.Emit(OpCodes.Ret);
        return caller.CreateDelegate<Func<object[], object?>>();
    }
}
