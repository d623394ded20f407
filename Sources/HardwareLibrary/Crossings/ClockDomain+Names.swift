import Hardware

extension ClockDomain {
  /// What the domain is called in the name of a module.
  var label: String { name.isEmpty ? "main" : Name.snakeCase(name) }
}
