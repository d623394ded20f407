import Hardware
import HardwareLibrary

/// A `ProgramTable` of targets in two banks, so that the next layer's entries come while this layer's are in use.
struct TargetTable: Module {
  let tableWrite: TableWrite
  let read: Bit
  let index: Unsigned
  /// The entry that was read last, one cycle after `read`.
  let data: Unsigned

  private let entries: RAM1R1W

  var documentation: String? {
    "A table of \(entries.depth / 2) targets of \(data.width) bits, in two banks: one is in use, the other one is written."
  }

  /// - Parameter bits: of an entry; the bits above are not kept.
  init(_ architecture: Architecture, bits: Int) {
    let count = architecture.maximumTargets
    tableWrite = TableWrite.shape(entries: count).input()
    read = .input()
    index = .input(tableWrite.index.width)
    data = .output(bits)
    entries = RAM1R1W(depth: 2 * count, width: bits)
  }

  var body: [Statement] {
    entries.writeEnable <== tableWrite.write
    entries.writeAddress <== place(tableWrite.index, !tableWrite.bank)
    entries.writeData <== tableWrite.data[0..<data.width]
    entries.readEnable <== read
    entries.readAddress <== place(index, tableWrite.bank)
    data <== entries.readData
  }

  private func place(_ index: Unsigned, _ bank: Bit) -> Unsigned {
    concatenate([index, Unsigned(bank)]).resized(to: entries.readAddress.width)
  }
}
