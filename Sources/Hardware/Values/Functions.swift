// Free functions on values, overloaded by concrete type for the sake of the type checker.

/// `then` where the condition holds, else `otherwise`.
public func mux(_ condition: Bit, _ then: Bit, _ otherwise: Bit) -> Bit {
  Bit(expression: .multiplex(condition.expression, then.expression, otherwise.expression))
}

/// `then` where the condition holds, else `otherwise`; the narrower of the two is extended.
public func mux(_ condition: Bit, _ then: Unsigned, _ otherwise: Unsigned) -> Unsigned {
  Unsigned(expression: .multiplex(condition.expression, then.expression, otherwise.expression))
}

/// `then` where the condition holds, else `otherwise`; the narrower of the two is extended.
public func mux(_ condition: Bit, _ then: Signed, _ otherwise: Signed) -> Signed {
  Signed(expression: .multiplex(condition.expression, then.expression, otherwise.expression))
}

/// `then` where the condition holds, else `otherwise`, member by member.
public func mux<Value: Signal>(_ condition: Bit, _ then: Value, _ otherwise: Value) -> Value {
  Value.combine([then, otherwise]) { .multiplex(condition.expression, $0[0], $0[1]) }
}

/// All bits of the values, the first one most significant.
public func concatenate(_ parts: any Signal...) -> Unsigned {
  Unsigned(expression: .concatenate(parts.map { $0.packed.expression }))
}

/// All bits of the values, the first one most significant.
public func concatenate(_ parts: [some Signal]) -> Unsigned {
  Unsigned(expression: .concatenate(parts.map { $0.packed.expression }))
}

extension Signal {
  /// The packed value so many times over, at least once.
  public func repeated(_ count: Int) -> Unsigned {
    guard count > 0 else { return Unsigned(expression: .poison("a value repeated \(count) times; the least is 1")) }
    return Unsigned(expression: .concatenate(Array(repeating: packed.expression, count: count)))
  }
}

extension Array where Element: Signal {
  /// The element at an index that is known at run time; zeros past the end.
  ///
  /// The array must not be empty: there would be no shape for the result.
  public subscript(index: Unsigned) -> Element {
    if isEmpty { fatalError("a selection from an empty array of \(Element.self)") }
    return Element.combine(self) { .select($0, at: index.expression) }
  }
}

extension Array where Element == Bit {
  /// Whether any of the bits is set; false without any.
  public var any: Bit { isEmpty ? false : concatenate(self).anyBit }

  /// Whether all of the bits are set; true without any.
  public var all: Bit { isEmpty ? true : concatenate(self).allBits }
}
