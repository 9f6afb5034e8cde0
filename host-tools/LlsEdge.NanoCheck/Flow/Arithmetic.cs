using System.Collections.Immutable;
using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Flow;

/// <summary>Width, tag and sign of the result of arithmetic, comparison and conversion.</summary>
internal static class Arithmetic
{
    public static StackValue Result(Code code, ImmutableArray<StackValue> stack)
    {
        StackValue top = stack[^1];
        switch (code)
        {
            case Code.Ceq or Code.Cgt or Code.Cgt_Un or Code.Clt or Code.Clt_Un or Code.Sizeof:
                return new StackValue(StackKind.Narrow, IsNonNegative: true);
            case Code.Conv_I1 or Code.Conv_I2 or Code.Conv_Ovf_I1 or Code.Conv_Ovf_I1_Un or Code.Conv_Ovf_I2 or Code.Conv_Ovf_I2_Un:
                return new StackValue(StackKind.Narrow);
            case Code.Conv_U1 or Code.Conv_U2 or Code.Conv_Ovf_U1 or Code.Conv_Ovf_U1_Un or Code.Conv_Ovf_U2 or Code.Conv_Ovf_U2_Un:
                return new StackValue(StackKind.Narrow, IsNonNegative: true);
            case Code.Conv_I4 or Code.Conv_I or Code.Conv_Ovf_I4 or Code.Conv_Ovf_I4_Un or Code.Conv_Ovf_I or Code.Conv_Ovf_I_Un:
                return new StackValue(StackKind.Narrow, IsNonNegative: top.Kind == StackKind.Narrow && top.IsNonNegative);
            case Code.Conv_U4 or Code.Conv_U or Code.Conv_Ovf_U4 or Code.Conv_Ovf_U4_Un or Code.Conv_Ovf_U or Code.Conv_Ovf_U_Un:
                return new StackValue(StackKind.Narrow, MayBeUnsigned: true, IsNonNegative: top.Kind == StackKind.Narrow && top.IsNonNegative);
            case Code.Conv_I8 or Code.Conv_Ovf_I8 or Code.Conv_Ovf_I8_Un:
                return new StackValue(StackKind.Wide, IsNonNegative: top.IsNonNegative);
            case Code.Conv_U8 or Code.Conv_Ovf_U8 or Code.Conv_Ovf_U8_Un:
                return new StackValue(StackKind.Wide, MayBeUnsigned: true, IsNonNegative: top.Kind == StackKind.Narrow || top.IsNonNegative);
            case Code.Conv_R4 or Code.Conv_R8 or Code.Conv_R_Un:
                return new StackValue(StackKind.Real);
            case Code.Neg or Code.Not:
                return new StackValue(top.Kind, MayBeUnsigned: top.MayBeUnsigned);
            case Code.Ldobj or Code.Mkrefany or Code.Refanyval or Code.Refanytype or Code.Arglist or Code.Localloc:
                return new StackValue(StackKind.Address);
            default:
                StackValue left = stack[^2];
                return new StackValue(left.Kind, left.Kind == StackKind.Address ? left.Type : null, left.MayBeUnsigned, IsNonNegative(code, left, top));
        }
    }

    private static bool IsNonNegative(Code code, StackValue left, StackValue right) => code switch
    {
        Code.And => left.IsNonNegative || right.IsNonNegative,
        Code.Or or Code.Xor or Code.Div or Code.Div_Un => left.IsNonNegative && right.IsNonNegative,
        Code.Rem or Code.Rem_Un or Code.Shr => left.IsNonNegative,
        Code.Shr_Un => left.IsNonNegative || right.Constant is > 0 and < 32,
        _ => false,
    };
}
