extension Signal {
  /// A fresh input port of this shape, named after the property that holds it.
  public func input(fileID: StaticString = #fileID, line: UInt = #line) -> Self {
    declared(nil, SourceLocation(fileID, line)) { _ in .port(.input) }
  }

  /// A fresh output port of this shape, named after the property that holds it.
  public func output(fileID: StaticString = #fileID, line: UInt = #line) -> Self {
    declared(nil, SourceLocation(fileID, line)) { _ in .port(.output) }
  }

  /// A fresh wire of this shape; without a name, it takes that of the property that holds it.
  public func wire(_ name: String? = nil, fileID: StaticString = #fileID, line: UInt = #line) -> Self {
    declared(name, SourceLocation(fileID, line)) { _ in .wire }
  }

  /// A fresh register of this shape without a reset value.
  public func register(
    _ name: String? = nil, domain: ClockDomain = .main, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    declared(name, SourceLocation(fileID, line)) { _ in .register(domain: domain, reset: nil, isOutput: false) }
  }

  /// A fresh register of this shape that is an output port as well, without a reset value.
  public func outputRegister(
    domain: ClockDomain = .main, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    declared(nil, SourceLocation(fileID, line)) { _ in .register(domain: domain, reset: nil, isOutput: true) }
  }

  /// The same value on a wire with a name, so that it is found in the Verilog and in waveforms.
  public func named(_ name: String, fileID: StaticString = #fileID, line: UInt = #line) -> Self {
    declared(name, SourceLocation(fileID, line)) { .named($0) }
  }

  func declared(
    _ name: String?, _ location: SourceLocation, _ kind: @escaping (Expression) -> Declaration.Kind
  ) -> Self {
    let result = map(SignalMap { type, expression in
      if expression.isPoison { return expression }
      if case .shape = expression.kind, case .named = kind(expression) {
        return .poison("a shape has no value to name")
      }
      let settled = expression.settled
      let type = type.width > 0 ? type : LeafType(width: settled.width, isSigned: type.isSigned)
      return Declaration(kind(settled), type: type, location: location).expression
    })
    if let name { result.assignNames(prefix: name) }
    return result
  }

  /// Names the fresh declarations of a signal `<prefix>_<member>`, by the labels of its stored properties.
  func assignNames(prefix: String) {
    var walk = PropertyWalk()
    walk.visit(self, name: Name.snakeCase(prefix))
    for found in walk.leaves { found.declaration?.setName(found.name) }
  }
}
