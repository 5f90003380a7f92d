using System.Reflection;

namespace Triggers.Contracts.State;

/// <summary>
/// The tables of one part: SQL scripts embedded in its assembly, applied once each, in order of their names. A part has a
/// journal of its own, so that parts come and go without knowing each other. The SQL must be what SQLite and PostgreSQL both take.
/// </summary>
/// <param name="Part">Lower-case letters; the journal is the table <c>schema_{part}</c>.</param>
/// <param name="Assembly">Where the scripts are embedded.</param>
/// <param name="Prefix">What the scripts' resource names start with: the namespace of their folder and a dot.</param>
public sealed record StateMigrations(string Part, Assembly Assembly, string Prefix);
