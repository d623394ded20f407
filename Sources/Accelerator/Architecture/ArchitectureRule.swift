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

  /// What the whole accelerator asks for beyond what its array does.
  static let accelerator: [ArchitectureRule] =
    ["ifmapBusWords", "filterBusWords", "psumBusWords", "bufferDepth", "bufferWordBits", "memoryDataBits"]
    .map(powerOfTwo) + [wordHoldsBeat, wordHoldsVector, wordHoldsPsums, beatHoldsWeights, psumsAreNarrow, tableRows]

  private static func powerOfTwo(_ name: String) -> ArchitectureRule {
    ArchitectureRule(name: "\(name) is a power of two", fields: [name]) { architecture in
      guard case .number(let path, _) = Architecture.field(name).storage else { return nil }
      let value = architecture[keyPath: path]
      return value.nonzeroBitCount == 1 ? nil : "\(name) is \(value); a power of two is needed"
    }
  }

  private static let wordHoldsBeat = ArchitectureRule(
    name: "a word of the buffer holds a beat", fields: ["bufferWordBits", "memoryDataBits"]
  ) { architecture in
    guard architecture.bufferWordBits < architecture.memoryDataBits else { return nil }
    return "bufferWordBits is \(architecture.bufferWordBits), less than the \(architecture.memoryDataBits) memoryDataBits"
  }

  private static let wordHoldsVector = ArchitectureRule(
    name: "a word of the buffer holds a vector",
    fields: ["bufferWordBits", "activationBits", "ifmapBusWords", "psumBusWords"]
  ) { architecture in
    guard architecture.bufferWordBits < architecture.vectorBits else { return nil }
    return """
      bufferWordBits is \(architecture.bufferWordBits), but a vector of \(architecture.lanes) activations of \
      \(architecture.storageBits) bits needs \(architecture.vectorBits)
      """
  }

  private static let wordHoldsPsums = ArchitectureRule(
    name: "a word of the buffer holds the psums of a bus word", fields: ["bufferWordBits", "psumBits", "psumBusWords"]
  ) { architecture in
    let needed = architecture.psumBusWords * architecture.psumStorageBits
    guard architecture.bufferWordBits < needed else { return nil }
    return """
      bufferWordBits is \(architecture.bufferWordBits), but \(architecture.psumBusWords) psums of \
      \(architecture.psumStorageBits) bits need \(needed)
      """
  }

  private static let beatHoldsWeights = ArchitectureRule(
    name: "a beat holds a group of weights", fields: ["memoryDataBits", "weightBits", "filterBusWords"]
  ) { architecture in
    guard architecture.memoryDataBits < architecture.filterGroupBits else { return nil }
    return """
      memoryDataBits is \(architecture.memoryDataBits), but \(architecture.filterBusWords) weights of \
      \(architecture.weightStorageBits) bits need \(architecture.filterGroupBits)
      """
  }

  private static let psumsAreNarrow = ArchitectureRule(name: "psums fit the requantiser", fields: ["psumBits"]) {
    $0.psumBits <= 32 ? nil : "psumBits is \($0.psumBits); post-processing takes at most 32"
  }

  private static let tableRows = ArchitectureRule(
    name: "the channel table has whole rows", fields: ["channelTable", "ifmapBusWords", "psumBusWords"]
  ) { architecture in
    guard architecture.channelTable % architecture.lanes != 0 else { return nil }
    return "channelTable is \(architecture.channelTable); a multiple of \(architecture.lanes) is needed"
  }
}
