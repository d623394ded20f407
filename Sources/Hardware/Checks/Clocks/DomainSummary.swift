/// What the surroundings of a definition have to know of its clocks, by index in `Definition.ports`.
struct DomainSummary {
  /// The domains whose registers an output follows.
  var launches: [DomainSet]
  /// The domains whose registers follow an input.
  var captures: [DomainSet]
  /// The domains that take an input in by nothing but the first register of a synchroniser.
  var synchronises: [DomainSet]
  /// Whether an output is a register's value as it is.
  var isRegistered: [Bool]
}
