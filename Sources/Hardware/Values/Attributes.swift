extension Signal {
  /// Gives the declared signals of this one an attribute, for the tools that read the Verilog; it stands before their
  /// declarations.
  ///
  /// ```swift
  /// let sampled = Bit.register("sampled").attribute("ASYNC_REG", "TRUE")
  /// ```
  ///
  /// A net with an attribute keeps its name and is never left out or packed with others.
  public func attribute(
    _ name: String, _ value: String, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    let location = SourceLocation(fileID, line)
    return map(
      SignalMap { _, expression in
        if expression.isPoison { return expression }
        guard let declaration = expression.declaration else {
          return .poison("only a declared signal has attributes: give this value a name with .named(_:)", at: location)
        }
        declaration.add(Attribute(name, value))
        return expression
      })
  }
}

extension Memory {
  /// Gives the memory an attribute, such as `ram_style`, for the tools that read the Verilog.
  public func attribute(_ name: String, _ value: String) -> Memory {
    declaration.add(Attribute(name, value))
    return self
  }
}

/// Gives an instance of this module an attribute, for the tools that read the Verilog; a statement of the `body`.
public func attribute(
  _ instance: some Module, _ name: String, _ value: String, fileID: StaticString = #fileID, line: UInt = #line
) -> Statement {
  Statement(.attribute(instance, Attribute(name, value)), location: SourceLocation(fileID, line))
}
