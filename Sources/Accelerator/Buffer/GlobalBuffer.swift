import Hardware
import HardwareLibrary

/// The global buffer: banks of memory with one port each, and a client for each stream that reads or writes it.
///
/// Clients that use different banks never wait for one another. In a bank, writes of results go first, so that the array
/// is never held up by its own inputs; then what the array waits for; transfers from and to DRAM last.
struct GlobalBuffer: Module {
  /// Vectors of the ifmap, psums of a group, operands of the vector unit, and words for DRAM.
  let ifmapRead, psumRead, vectorRead, storeRead: BufferReadPort
  let psumWrite, resultWrite, loadWrite: BufferWritePort

  private let architecture: Architecture
  private let writers: [BufferWriter]
  private let readers: [BufferReader]
  private let banks: [BufferBank]

  var documentation: String? {
    "The global buffer: \(architecture.bufferBanks) banks of \(architecture.bufferDepth) words of "
      + "\(architecture.bufferWordBits) bits."
  }

  init(_ architecture: Architecture) {
    self.architecture = architecture
    let parts = architecture.vectorsPerWord
    ifmapRead = .ports(architecture, parts: parts)
    psumRead = .ports(architecture, parts: 1)
    vectorRead = .ports(architecture, parts: parts)
    storeRead = .ports(architecture, parts: 1)
    (psumWrite, resultWrite, loadWrite) = (.ports(architecture), .ports(architecture), .ports(architecture))
    writers = (0..<3).map { _ in BufferWriter(architecture) }
    readers = [1, parts, parts, 1].map { BufferReader(architecture, parts: $0) }
    banks = (0..<architecture.bufferBanks).map { _ in BufferBank(architecture, clients: 7) }
  }

  var body: [Statement] {
    for (writer, port) in zip(writers, [psumWrite, resultWrite, loadWrite]) {
      writer.input <== port.input
      port.written <== writer.written
      port.writtenLast <== writer.writtenLast
    }
    for (reader, port) in zip(readers, [psumRead, ifmapRead, vectorRead, storeRead]) {
      reader.request <== port.request
      port.response <== reader.response
      port.reads <== reader.reads
      for (target, bank) in zip(reader.bankData, banks) { target <== bank.data }
    }
    arbitration
  }

  @StatementBuilder private var arbitration: [Statement] {
    // The order is that of the priorities.
    let wants = [
      writers[0].wants, writers[1].wants, readers[0].wants, readers[1].wants, readers[2].wants, writers[2].wants,
      readers[3].wants,
    ]
    let accesses = [
      writers[0].access, writers[1].access, readers[0].access, readers[1].access, readers[2].access,
      writers[2].access, readers[3].access,
    ]
    let granted = [
      writers[0].granted, writers[1].granted, readers[0].granted, readers[1].granted, readers[2].granted,
      writers[2].granted, readers[3].granted,
    ]
    for (index, bank) in banks.enumerated() {
      bank.requests <== concatenate(wants.reversed().map { $0[index] })
      for (target, access) in zip(bank.accesses, accesses) { target <== access }
    }
    // A client asks one bank at a time.
    for (client, target) in granted.enumerated() { target <== banks.map { $0.grants[client] }.any }
  }
}
