import Hardware

/// The words that were read for update and have not been updated yet.
struct BuffetLocks {
  /// Whether an entry is in use.
  let taken: [Bit]
  /// The address that it locks.
  let addresses: [Unsigned]

  init(count: Int, addressWidth: Int) {
    taken = (0..<count).map { .register("lock_\($0)", reset: false) }
    addresses = (0..<count).map { .register("locked_\($0)", addressWidth) }
  }

  var any: Bit { taken.any }

  /// Which entries lock an address.
  func matches(_ address: Unsigned) -> [Bit] {
    zip(taken, addresses).map { $0 && $1 .== address }
  }

  /// Whether a read has to wait: for an update of its word, or, if it is for update itself, for a free entry.
  func block(readOf address: Unsigned, forUpdate: Bit?) -> Bit {
    guard let forUpdate else { return false }
    return matches(address).any || (forUpdate && taken.all)
  }

  /// Locks an address, in the first free entry.
  @StatementBuilder func lock(_ address: Unsigned, when locks: Bit) -> [Statement] {
    for entry in taken.indices {
      let isFirstFree = taken[..<entry].map { $0 }.all && !taken[entry]
      when(locks && isFirstFree) {
        taken[entry] <== true
        addresses[entry] <== address
      }
    }
  }

  /// Unlocks an address.
  @StatementBuilder func unlock(_ address: Unsigned, when unlocks: Bit) -> [Statement] {
    for (entry, match) in matches(address).enumerated() {
      when(unlocks && match) { taken[entry] <== false }
    }
  }
}
