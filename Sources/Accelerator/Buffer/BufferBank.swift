import Hardware
import HardwareLibrary

/// A bank of the global buffer: a memory with one port, and who of its clients has it in a cycle.
struct BufferBank: Module {
  /// One bit for each client; the lowest-numbered one goes first.
  let requests: Unsigned
  let accesses: [BufferAccess]
  /// The client whose access is carried out in this cycle.
  let grants: Unsigned
  /// What was read in the cycle before.
  let data: Unsigned

  private let arbiter: PriorityArbiter
  private let memory: RAM1RW

  var documentation: String? { "A bank of the global buffer; the first of its clients that asks has it." }

  init(_ architecture: Architecture, clients: Int) {
    requests = .input(clients)
    accesses = (0..<clients).map { _ in BufferAccess.shape(architecture).input() }
    grants = .output(clients)
    data = .output(architecture.bufferWordBits)
    arbiter = PriorityArbiter(requests: clients)
    memory = RAM1RW(
      depth: architecture.bufferDepth, width: architecture.bufferWordBits, granularity: architecture.storageBits)
  }

  var body: [Statement] {
    let chosen = accesses[arbiter.grants.oneHotIndex]

    arbiter.requests <== requests
    grants <== arbiter.grants
    memory.enable <== requests.anyBit
    memory.write <== chosen.write
    memory.address <== chosen.address
    memory.writeData <== chosen.data
    memory.writeMask! <== chosen.mask
    data <== memory.readData
    cover("contention", requests .!= arbiter.grants)
  }
}
