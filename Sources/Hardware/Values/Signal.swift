/// A value in hardware: a leaf (`Bit`, `Unsigned`, `Signed`, `Enumerated`), a structure or an array of signals.
///
/// A structure conforms by its stored properties, in the order of its packed form, the most significant first:
///
/// ```swift
/// struct Tagged: Signal {
///   var row, column: Unsigned
///   var value: Signed
/// }
/// ```
///
/// Everything else follows: ports and registers of that shape, packing, connecting, selecting. Members are named in
/// Verilog `<name>_<member>`. They are signals, arrays of signals, or optionals of these, and stored with `var`, as
/// they are rebuilt for each port and register; other properties go along as they are.
public protocol Signal: Sendable {
  /// The same structure with every member transformed, in packed order.
  ///
  /// Derived from the stored properties of a structure. A type that needs another order or holds its members in
  /// another way writes its own and gives each stored signal to `each` exactly once: elaboration names a member that is
  /// passed over.
  func map(_ each: SignalMap) -> Self
}

extension Signal {
  /// The same structure with every member transformed, in the order of declaration.
  public func map(_ each: SignalMap) -> Self {
    each.derivations?.types.insert(ObjectIdentifier(Self.self))
    return DerivedMembers.of(self).map(self, each)
  }
}

/// Rebuilds a signal from transformed leaves; applied by `Signal.map`.
public struct SignalMap {
  let transform: (LeafType, Expression) -> Expression
  /// Takes down the types whose `map` is the derived one, where somebody wants to know.
  let derivations: Derivations?

  final class Derivations {
    fileprivate(set) var types: Set<ObjectIdentifier> = []
  }

  init(_ derivations: Derivations? = nil, transform: @escaping (LeafType, Expression) -> Expression) {
    self.transform = transform
    self.derivations = derivations
  }

  /// A member, transformed leaf by leaf.
  public func callAsFunction<Member: Signal>(_ member: Member) -> Member { member.map(self) }
}

/// A signal that is one vector of bits.
public protocol Leaf: Signal {
  /// What the value is made of.
  var expression: Expression { get }
  /// A value of this type from what it is made of.
  init(expression: Expression)
  /// Width and sign of a value of this type.
  var leafType: LeafType { get }
}

extension Leaf {
  /// Applies the transformation to this leaf.
  public func map(_ each: SignalMap) -> Self { Self(expression: each.transform(leafType, expression)) }
}

extension Array: Signal where Element: Signal {
  /// Applies the transformation to every element.
  public func map(_ each: SignalMap) -> [Element] { map { each($0) } }
}

extension Signal {
  /// The leaves in packed order.
  var leaves: [(type: LeafType, expression: Expression)] {
    var result: [(LeafType, Expression)] = []
    _ = map(
      SignalMap { type, expression in
        result.append((type, expression))
        return expression
      })
    return result
  }

  /// The number of bits of all leaves together.
  public var bitWidth: Int { leaves.reduce(0) { $0 + $1.type.width } }
}
