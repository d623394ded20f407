/// A structure of signals that run in both directions, such as a stream with its `ready`.
///
/// As a property of a module its members become ports named `<property>_<member>`, like those of a `Signal`; but it
/// has no packed form and cannot be assigned as a whole.
public protocol Interface: Sendable {}
