namespace Triggers.Host.Templates.Resources;

/// <summary>
/// How resources of a type that is not served are called, so that what refers to them still reads. In the forms stand
/// <c>{name}</c>, <c>{region}</c>, <c>{account}</c>, <c>{partition}</c>, <c>{suffix}</c>.
/// </summary>
/// <param name="NameProperty">The property that names it, or empty.</param>
/// <param name="Ref">The form of <c>Ref</c>.</param>
/// <param name="Attributes">The forms of <c>Fn::GetAtt</c>.</param>
internal sealed record ResourceShape(string NameProperty, string Ref, params (string Name, string Form)[] Attributes)
{
    /// <summary>True where AWS takes names in lower case only.</summary>
    public bool IsLowerCase { get; init; }
}
