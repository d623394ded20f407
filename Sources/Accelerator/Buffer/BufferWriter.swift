import Hardware
import HardwareLibrary

/// A client that writes the global buffer, in order.
struct BufferWriter: Module {
  let input: Stream<BufferWrite>
  /// Towards the banks: the bank's bit where this client wants it, and what to do there.
  let wants: Unsigned
  let access: BufferAccess
  /// One of the banks carries it out.
  let granted: Bit
  /// A write is carried out at the coming edge; whether it is the last one of its command.
  let written, writtenLast: Bit

  private let architecture: Architecture
  private let writes: FIFO<BufferWrite>

  var documentation: String? { "Writes the global buffer in order." }

  init(_ architecture: Architecture) {
    self.architecture = architecture
    let shape = BufferWrite.shape(architecture)
    input = .input(shape)
    wants = .output(architecture.bufferBanks)
    access = BufferAccess.shape(architecture).output()
    granted = .input()
    (written, writtenLast) = (.output(), .output())
    writes = FIFO(shape, depth: 2)
  }

  var body: [Statement] {
    let head = writes.output
    let place = BufferPlace(head.payload.address, parts: 1, architecture)

    writes.input <== input
    head.ready <== granted || place.isOutside
    wants <== mux(head.valid, place.bankBits, 0)
    access.address <== place.address
    access.write <== true
    access.data <== head.payload.data
    access.mask <== head.payload.mask
    written <== head.fires
    writtenLast <== head.fires && head.payload.isLast
  }
}
