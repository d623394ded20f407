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

  /// A fresh register of this shape without a reset value: it powers up undefined and a reset leaves it alone.
  public func register(
    _ name: String? = nil, domain: ClockDomain = .main, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    declared(name, SourceLocation(fileID, line)) { _ in .register(domain: domain, reset: nil, isOutput: false) }
  }

  /// A fresh register of this shape that a reset sets to a constant of the same shape.
  public func register(
    _ name: String? = nil, reset: Self, domain: ClockDomain = .main,
    fileID: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    declaredRegister(name, reset, domain, isOutput: false, SourceLocation(fileID, line))
  }

  /// A fresh register of this shape that is an output port as well, without a reset value.
  public func outputRegister(
    domain: ClockDomain = .main, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    declared(nil, SourceLocation(fileID, line)) { _ in .register(domain: domain, reset: nil, isOutput: true) }
  }

  /// A fresh register of this shape that is an output port as well and that a reset sets to a constant.
  public func outputRegister(
    reset: Self, domain: ClockDomain = .main, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    declaredRegister(nil, reset, domain, isOutput: true, SourceLocation(fileID, line))
  }

  /// The same port with what it is for, which is printed behind it; of a bundle, behind its first member.
  ///
  /// ```swift
  /// let enable: Bit = .input().documented("Counts in this cycle.")
  /// ```
  ///
  /// - Parameter text: one line; line breaks become spaces.
  public func documented(_ text: String, fileID: StaticString = #fileID, line: UInt = #line) -> Self {
    let location = SourceLocation(fileID, line)
    let text = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    var isFirst = true
    return map(
      SignalMap { _, expression in
        if expression.isPoison { return expression }
        guard let port = expression.declaration, port.direction != nil else {
          return .poison("only ports are documented: this is none", at: location)
        }
        if isFirst { port.setDocumentation(text) }
        isFirst = false
        return expression
      })
  }

  /// The same value on a wire with a name, so that it is found in the Verilog and in waveforms.
  public func named(_ name: String, fileID: StaticString = #fileID, line: UInt = #line) -> Self {
    let location = SourceLocation(fileID, line)
    let mistake = MemberCheck.firstMistake(in: self)
    let result = map(
      SignalMap { type, expression in
        if let mistake { return .poison(mistake, at: location) }
        let value = expression.settled.placed(at: location)
        if value.isPoison { return value }
        if value.isShape { return .poison("a shape has no value to name", at: location) }
        let type = LeafType(width: value.width, isSigned: type.isSigned, enumeration: type.enumeration)
        return Declaration(.named, type: type, operands: [value], location: location).expression
      })
    result.assignNames(prefix: name)
    return result
  }

  /// A fresh declaration for each leaf, of the kind that the closure says.
  func declared(
    _ name: String?, _ location: SourceLocation, _ kind: @escaping (Expression) -> Declaration.Kind
  ) -> Self {
    let mistake = MemberCheck.firstMistake(in: self)
    let result = map(
      SignalMap { type, expression in
        if let mistake { return .poison(mistake, at: location) }
        if expression.isPoison { return expression.placed(at: location) }
        let type = type.width > 0 ? type : LeafType(width: expression.settled.width, isSigned: type.isSigned)
        return Declaration(kind(expression), type: type, location: location).expression
      })
    if let name { result.assignNames(prefix: name) }
    return result
  }

  /// Registers whose resets are the leaves of a value of the same shape.
  func declaredRegister(
    _ name: String?, _ reset: Self, _ domain: ClockDomain, isOutput: Bool, _ location: SourceLocation
  ) -> Self {
    let resets = Self.combine([self, reset]) { pair in
      if pair[0].isPoison { return pair[0] }
      return pair[1].isShape ? .poison("a shape has no value to reset to") : pair[1].widened(to: pair[0].width)
    }
    return resets.declared(name, location) { .register(domain: domain, reset: $0, isOutput: isOutput) }
  }

  /// Names the fresh declarations of a signal `<prefix>_<member>`, by the labels of its stored properties.
  func assignNames(prefix: String) {
    var walk = PropertyWalk()
    walk.visit(self, name: Name.snakeCase(prefix))
    for leaf in walk.leaves { leaf.declaration?.setName(leaf.name) }
  }
}
