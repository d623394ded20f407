/// The names that a module has taken, and new ones beside them.
struct NameTable {
  private var taken: Set<String> = []
  private var nextNumber: [String: Int] = [:]

  mutating func reserve(_ name: String) { taken.insert(name) }

  /// `base` itself where it is free, else `base_2`, `base_3` and so on.
  mutating func unique(_ base: String) -> String {
    var candidate = base
    while ReservedWords.contains(candidate) || !taken.insert(candidate).inserted {
      let number = nextNumber[base, default: 2]
      nextNumber[base] = number + 1
      candidate = "\(base)_\(number)"
    }
    return candidate
  }
}
