using LlsEdge.NanoCheck;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.Nano.Tests;

/// <summary>Rules whose border C# does not reach easily: the method is written instruction by instruction.</summary>
public sealed class IlRuleTests
{
    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void LocalsAreCounted(int count, bool accepted) => Snippet.CheckIl("locals", (method, il) =>
    {
        for (int i = 0; i < count; i++)
        {
            method.Body.Variables.Add(new VariableDefinition(method.Module.TypeSystem.Int32));
        }

        il.Emit(OpCodes.Ret);
    }).Count.ShouldBe(accepted ? 0 : 1);

    [Theory]
    [InlineData(250, true)]
    [InlineData(251, false)]
    public void TheStackIsMeasured(int depth, bool accepted) => Snippet.CheckIl("stack", (_, il) =>
    {
        Repeat(depth, () => il.Emit(OpCodes.Ldc_I4_0));
        Repeat(depth, () => il.Emit(OpCodes.Pop));
        il.Emit(OpCodes.Ret);
    }).Count.ShouldBe(accepted ? 0 : 1);

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void WhatWaitsAcrossAJumpTableMustFitTheEstimate(int more, bool accepted) => Snippet.CheckIl("stack-estimate", (_, il) =>
    {
        const int Waiting = 13;
        Instruction table = il.Create(OpCodes.Nop);
        Instruction end = il.Create(OpCodes.Nop);
        Repeat(Waiting + 1, () => il.Emit(OpCodes.Ldc_I4_0));
        il.Emit(OpCodes.Switch, [table]);
        il.Emit(OpCodes.Br_S, end);
        il.Append(table);
        Repeat(more, () => il.Emit(OpCodes.Ldc_I4_0));
        Repeat(more, () => il.Emit(OpCodes.Pop));
        il.Append(end);
        Repeat(Waiting, () => il.Emit(OpCodes.Pop));
        il.Emit(OpCodes.Ret);
    }).Count.ShouldBe(accepted ? 0 : 1);

    [Theory]
    [InlineData(65_535, true)]
    [InlineData(65_536, false)]
    public void TheBytecodeIsMeasuredAsTheBoardStoresIt(int size, bool accepted) => Snippet.CheckIl("bytecode", (_, il) =>
    {
        // A string operand takes four bytes here and two on the board.
        il.Emit(OpCodes.Ldstr, "two bytes");
        il.Emit(OpCodes.Pop);
        Repeat(size - 5, () => il.Emit(OpCodes.Nop));
        il.Emit(OpCodes.Ret);
    }).Count.ShouldBe(accepted ? 0 : 1);

    [Theory]
    [InlineData(32_767, true)]
    [InlineData(32_768, false)]
    public void ForwardBranchesAreMeasured(int distance, bool accepted) => Snippet.CheckIl("branch", (_, il) =>
    {
        Instruction target = il.Create(OpCodes.Ret);
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Brtrue, target);
        Repeat(distance, () => il.Emit(OpCodes.Nop));
        il.Append(target);
    }).Count.ShouldBe(accepted ? 0 : 1);

    [Theory]
    [InlineData(32_768, true)]
    [InlineData(32_769, false)]
    public void BackwardBranchesAreMeasured(int distance, bool accepted) => Snippet.CheckIl("branch", (_, il) =>
    {
        const int Own = 4;
        Instruction target = il.Create(OpCodes.Nop);
        il.Append(target);
        Repeat(distance - Own - 1, () => il.Emit(OpCodes.Nop));
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Brtrue, target);
        il.Emit(OpCodes.Ret);
    }).Count.ShouldBe(accepted ? 0 : 1);

    [Theory]
    [InlineData(nameof(OpCodes.Cpblk))]
    [InlineData(nameof(OpCodes.Initblk))]
    public void BlockOpcodesAreRefused(string name) => Snippet.CheckIl("opcode", (_, il) =>
    {
        Repeat(3, () => il.Emit(OpCodes.Ldc_I4_0));
        il.Emit(name == nameof(OpCodes.Cpblk) ? OpCodes.Cpblk : OpCodes.Initblk);
        il.Emit(OpCodes.Ret);
    }).ShouldHaveSingleItem();

    [Fact]
    public void AMethodCannotBeJumpedTo() => Snippet.CheckIl("opcode", (method, il) => il.Emit(OpCodes.Jmp, method)).ShouldHaveSingleItem();

    [Theory]
    [InlineData(TypeAttributes.ExplicitLayout, false)]
    [InlineData(TypeAttributes.SequentialLayout, true)]
    public void AnExplicitLayoutIsRefused(TypeAttributes layout, bool accepted) => Snippet.CheckIl("layout", (_, il) => il.Emit(OpCodes.Ret), type =>
    {
        type.Attributes |= layout;
        type.Fields.Add(new FieldDefinition("A", FieldAttributes.Public, type.Module.TypeSystem.Int32) { Offset = accepted ? -1 : 0 });
    }).Count.ShouldBe(accepted ? 0 : 1);

    [Fact]
    public void TheTokenOfAMethodIsRefused() => Snippet.CheckIl("token", (method, il) => Token(il, il.Create(OpCodes.Ldtoken, method))).ShouldHaveSingleItem();

    [Fact]
    public void TheTokenOfATypeIsAccepted() =>
        Snippet.CheckIl("token", (method, il) => Token(il, il.Create(OpCodes.Ldtoken, method.DeclaringType))).ShouldBeEmpty();

    [Fact]
    public void AMemberThatNoSurfaceHasIsRefused() =>
        Snippet.CheckIl("member", (method, il) => CallArray(method, il, "Sort")).ShouldHaveSingleItem().Sentence.ShouldContain("Array::Sort");

    [Fact]
    public void AMemberOfASurfaceIsAccepted() => Snippet.CheckIl("member", (method, il) => CallArray(method, il, "get_Length")).ShouldBeEmpty();

    [Fact]
    public void ATypeThatNoSurfaceHasIsRefused() => Snippet.CheckIl("member", (method, il) =>
    {
        var guid = new TypeReference("System", "Buffer", method.Module, method.Module.TypeSystem.CoreLibrary);
        Token(il, il.Create(OpCodes.Ldtoken, guid));
    }).ShouldHaveSingleItem().Sentence.ShouldContain("System.Buffer");

    [Theory]
    [InlineData("System.Linq", false)]
    [InlineData("System.Math", true)]
    public void AnAssemblyWithoutSurfaceIsRefused(string name, bool accepted) => Snippet.CheckIl("reference", (method, il) =>
    {
        var reference = new AssemblyNameReference(name, new Version(1, 0, 0, 0));
        method.Module.AssemblyReferences.Add(reference);
        Token(il, il.Create(OpCodes.Ldtoken, new TypeReference("System", "Math", method.Module, reference)));
    }).Count.ShouldBe(accepted ? 0 : 1);

    [Fact]
    public void AViolationNamesFileMemberOffsetAndRule()
    {
        Violation violation = Snippet.CheckIl("opcode", (method, il) =>
        {
            il.Emit(OpCodes.Nop);
            il.Emit(OpCodes.Jmp, method);
        }).ShouldHaveSingleItem();
        violation.ToString().ShouldStartWith("Probe.Run IL_0001 opcode: ");
    }

    private static void Repeat(int count, Action action)
    {
        for (int i = 0; i < count; i++)
        {
            action();
        }
    }

    private static void Token(ILProcessor il, Instruction token)
    {
        il.Append(token);
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ret);
    }

    private static void CallArray(MethodDefinition method, ILProcessor il, string name)
    {
        var array = new TypeReference("System", "Array", method.Module, method.Module.TypeSystem.CoreLibrary);
        bool isGetter = name.StartsWith("get_", StringComparison.Ordinal);
        il.Emit(OpCodes.Ldnull);
        var callee = new MethodReference(name, isGetter ? method.Module.TypeSystem.Int32 : method.Module.TypeSystem.Void, array) { HasThis = isGetter };
        if (!isGetter)
        {
            callee.Parameters.Add(new ParameterDefinition(array));
        }

        il.Emit(OpCodes.Call, callee);
        if (isGetter)
        {
            il.Emit(OpCodes.Pop);
        }

        il.Emit(OpCodes.Ret);
    }
}
