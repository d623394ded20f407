extension Verilog {
  /// The fields that the bits of a vector are, for dialects that have structures.
  struct Structure: Hashable {
    struct Field: Hashable {
      var name: String
      var width: Int
    }

    /// The most significant first; at least two.
    private(set) var fields: [Field]

    /// The field that holds these bits, and where they begin in it; nil where they are of several.
    func field(high: Int, low: Int) -> (field: Field, low: Int)? {
      var base = 0
      for field in fields.reversed() {
        if low >= base, high < base + field.width { return (field, low - base) }
        base += field.width
      }
      return nil
    }
  }
}

extension Verilog.Structure {
  /// The most members that are told apart; more of them are rather an array that was written out.
  private static let mostFields = 24

  /// The fields of a structure by the names of its members, those of an array together as one.
  ///
  /// Nil where that is no structure: where there is but one field, or a name that does not begin with the structure's.
  init?(_ bundle: VectorPlan.Bundle, of module: Verilog.Module) {
    guard bundle.count == 1 else { return nil }
    let prefix = bundle.name + "_"
    var fields: [Field] = []
    var rest = bundle.signals[...]
    while let first = rest.first {
      let run = VectorPlan.array(at: rest, module)
      let members = run.count > 1 ? run : rest.prefix(1)
      let name = run.count > 1 ? module[first].name.numbered?.name ?? "" : module[first].name
      guard name.hasPrefix(prefix) else { return nil }
      let width = members.reduce(0) { $0 + module[$1].width }
      fields.append(Field(name: String(name.dropFirst(prefix.count)), width: width))
      rest = rest.dropFirst(members.count)
    }
    guard (2...Self.mostFields).contains(fields.count), Set(fields.map(\.name)).count == fields.count,
      fields.allSatisfy({ $0.name.isIdentifier && !ReservedWords.contains($0.name) })
    else { return nil }
    self.fields = fields
  }
}
