using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.VirtualBoard.Weaving;

/// <summary>Puts a method that carries <c>[Phase]</c> behind one that reads the meter before and after it.</summary>
internal static class PhaseWrapper
{
    private const string AttributeName = "LlsEdge.Learning.PhaseAttribute";

    internal static string? NameOf(MethodDefinition method)
    {
        foreach (CustomAttribute attribute in method.CustomAttributes)
        {
            if (attribute.AttributeType.FullName == AttributeName)
            {
                return (string)attribute.ConstructorArguments[0].Value;
            }
        }

        return null;
    }

    internal static void Wrap(MethodDefinition method, string phase, WeavingScope scope)
    {
        MethodAttributes attributes = MethodAttributes.Public | MethodAttributes.HideBySig | (method.Attributes & MethodAttributes.Static);
        MethodDefinition inner = new(method.Name + "$body", attributes, method.ReturnType)
        {
            HasThis = method.HasThis,
            ImplAttributes = method.ImplAttributes,
        };
        method.DeclaringType.Methods.Add(inner);
        MoveBody(method, inner);
        int index = scope.Machine.Meter.AddPhase(phase);
        method.Body = new MethodBody(method) { InitLocals = true };
        Emit(method, inner, index, scope);
    }

    private static void MoveBody(MethodDefinition from, MethodDefinition to)
    {
        foreach (ParameterDefinition parameter in from.Parameters)
        {
            to.Parameters.Add(new ParameterDefinition(parameter.Name, parameter.Attributes, parameter.ParameterType));
        }

        to.Body = new MethodBody(to) { InitLocals = from.Body.InitLocals };
        foreach (VariableDefinition variable in from.Body.Variables)
        {
            to.Body.Variables.Add(new VariableDefinition(variable.VariableType));
        }

        foreach (Instruction instruction in from.Body.Instructions)
        {
            instruction.Operand = instruction.Operand switch
            {
                VariableDefinition variable => to.Body.Variables[variable.Index],
                ParameterDefinition parameter => parameter.Index < 0 ? to.Body.ThisParameter : to.Parameters[parameter.Index],
                object other => other,
                null => null,
            };
            to.Body.Instructions.Add(instruction);
        }

        foreach (ExceptionHandler handler in from.Body.ExceptionHandlers)
        {
            to.Body.ExceptionHandlers.Add(handler);
        }
    }

    private static void Emit(MethodDefinition method, MethodDefinition inner, int phase, WeavingScope scope)
    {
        MethodBody body = method.Body;
        ILProcessor il = body.GetILProcessor();
        bool returns = method.ReturnType.MetadataType != MetadataType.Void;
        if (returns)
        {
            body.Variables.Add(new VariableDefinition(method.ReturnType));
        }

        Instruction end = returns ? il.Create(OpCodes.Ldloc_0) : il.Create(OpCodes.Ret);
        il.Emit(OpCodes.Ldc_I4, phase);
        il.Append(scope.LoadMachine());
        il.Append(scope.Call("EnterPhase"));
        Instruction start = il.Create(OpCodes.Nop);
        il.Append(start);
        if (method.HasThis)
        {
            il.Emit(OpCodes.Ldarg_0);
        }

        foreach (ParameterDefinition parameter in method.Parameters)
        {
            il.Emit(OpCodes.Ldarg, parameter);
        }

        il.Emit(OpCodes.Call, inner);
        if (returns)
        {
            il.Emit(OpCodes.Stloc_0);
        }

        il.Emit(OpCodes.Leave, end);
        Instruction handler = il.Create(OpCodes.Ldc_I4, phase);
        il.Append(handler);
        il.Append(scope.LoadMachine());
        il.Append(scope.Call("ExitPhase"));
        il.Emit(OpCodes.Endfinally);
        il.Append(end);
        if (returns)
        {
            il.Emit(OpCodes.Ret);
        }

        body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Finally)
        {
            TryStart = start,
            TryEnd = handler,
            HandlerStart = handler,
            HandlerEnd = end,
        });
    }
}
