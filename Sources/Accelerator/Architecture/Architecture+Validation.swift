extension Architecture {
  /// The architecture itself, after all rules have been checked: the range of every field, and the relations between
  /// them.
  ///
  /// - Throws: `ArchitectureError` with every rule that is broken.
  @discardableResult
  public func validated() throws(ArchitectureError) -> Architecture {
    try validated(ArchitectureRule.relations)
  }

  /// As `validated()`, with what the whole accelerator asks for beyond what its array does.
  @discardableResult
  public func validatedForAccelerator() throws(ArchitectureError) -> Architecture {
    try validated(ArchitectureRule.relations + ArchitectureRule.accelerator)
  }

  private func validated(_ relations: [ArchitectureRule]) throws(ArchitectureError) -> Architecture {
    var problems: [ArchitectureError.Problem] = []
    var fieldsOutOfRange: Set<String> = []
    for rule in ArchitectureRule.ranges {
      guard let problem = rule.problem(self) else { continue }
      problems.append(.init(problem))
      fieldsOutOfRange.formUnion(rule.fields)
    }
    for rule in relations where fieldsOutOfRange.isDisjoint(with: rule.fields) {
      if let problem = rule.problem(self) { problems.append(.init(problem)) }
    }
    guard problems.isEmpty else { throw ArchitectureError(problems: problems) }
    return self
  }
}
