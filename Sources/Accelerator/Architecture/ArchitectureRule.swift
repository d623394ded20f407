/// One condition that an architecture must meet.
struct ArchitectureRule: Sendable {
  /// What must hold, in a few words.
  let name: String
  /// The fields that it is about.
  let fields: [String]
  /// What is wrong with an architecture and what would be right; nil where the rule is met.
  let problem: @Sendable (Architecture) -> String?

  /// The range of each field, in the fields' order.
  static let ranges: [ArchitectureRule] = Architecture.fields.compactMap { field in
    guard case .number(let path, let range) = field.storage else { return nil }
    return ArchitectureRule(name: "\(field.name) in range", fields: [field.name]) { architecture in
      let value = architecture[keyPath: path]
      return range.contains(value) ? nil : "\(field.name) is \(value); \(field.possibleValues) are possible"
    }
  }

  /// What fields owe one another. Only asked where each of the rule's fields is in its range.
  static let relations: [ArchitectureRule] = [psumHoldsProduct]

  /// A sum may wrap, but one that cannot even hold its first product computes nothing of use. The largest product is
  /// (2^a - 1) * 2^(w-1) with a zero point, 2^(a-1) * 2^(w-1) without one; both fit in a + w bits.
  private static let psumHoldsProduct = ArchitectureRule(
    name: "a psum holds a product", fields: ["activationBits", "weightBits", "psumBits"]
  ) { architecture in
    let needed = architecture.activationBits + architecture.weightBits
    guard !architecture.productShift, architecture.psumBits < needed else { return nil }
    return """
      psumBits is \(architecture.psumBits), but products of \(architecture.activationBits) activationBits and \
      \(architecture.weightBits) weightBits need \(needed); \(needed) to 48 are possible, or any with productShift
      """
  }
}
