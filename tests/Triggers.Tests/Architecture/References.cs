using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Triggers.Tests.Architecture;

/// <summary>
/// Who names whom, read from the compiled code: signatures, attributes and every method body, with closures, iterators and state
/// machines counted for the type they were written in.
/// </summary>
internal static class References
{
    /// <summary>Every type named in an assembly; <paramref name="root"/> is the namespace of what has none (<c>Program.cs</c>).</summary>
    public static IEnumerable<Reference> In(Assembly assembly, string root)
    {
        using var module = ModuleDefinition.ReadModule(assembly.Location);
        return
        [
            .. from type in module.Types
               let space = IsOurs(type.Namespace) ? type.Namespace : root
               from target in NamedBy(type).SelectMany(Parts).Select(Outermost)
               select new Reference(space, type.FullName, target.Namespace, target.FullName) into reference
               group reference by reference into same
               select same.Key,
        ];
    }

    /// <summary>Whether a namespace is one of this system's.</summary>
    public static bool IsOurs(string? space) => space is "Triggers" || space?.StartsWith("Triggers.", StringComparison.Ordinal) == true;

    private static IEnumerable<TypeReference?> NamedBy(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. Attributes(type),
        .. type.GenericParameters.SelectMany(Constraints),
        .. type.Fields.SelectMany(field => Attributes(field).Append(field.FieldType)),
        .. type.Properties.SelectMany(Attributes),
        .. type.Methods.SelectMany(method => Signature(method).Concat(Body(method))),
        .. type.NestedTypes.SelectMany(NamedBy),
    ];

    private static IEnumerable<TypeReference?> Signature(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.SelectMany(parameter => Attributes(parameter).Append(parameter.ParameterType)),
        .. method.GenericParameters.SelectMany(Constraints),
        .. Attributes(method),
    ];

    private static IEnumerable<TypeReference?> Body(MethodDefinition method) => !method.HasBody ? [] :
    [
        .. method.Body.Variables.Select(variable => variable.VariableType),
        .. method.Body.ExceptionHandlers.Select(handler => handler.CatchType),
        .. method.Body.Instructions.SelectMany(Operand),
    ];

    private static IEnumerable<TypeReference?> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method =>
        [
            method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType),
            .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
        ],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Constraints(GenericParameter parameter) =>
        parameter.Constraints.Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference?> Attributes(Mono.Cecil.ICustomAttributeProvider provider) =>
        provider.CustomAttributes.SelectMany(attribute => attribute.ConstructorArguments
            .Select(argument => argument.Value as TypeReference).Append(attribute.AttributeType));

    // List<Foo[]> names List and Foo.
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        RequiredModifierType modified => Parts(modified.ModifierType).Concat(Parts(modified.ElementType)),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    // Cecil knows no namespace of a nested type.
    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
