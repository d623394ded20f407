import Hardware
import HardwareLibrary

/// The side of a `BufferReader` that the buffer shows.
struct BufferReadPort: Interface {
  let request: Stream<Unsigned>
  let response: Stream<Unsigned>
  /// A word is read in this cycle; for the counters.
  let reads: Bit

  static func ports(_ architecture: Architecture, parts: Int) -> BufferReadPort {
    BufferReadPort(
      request: .input(.bits(Netlist.addressWidth(of: architecture.bufferWords * parts))),
      response: .output(.bits(architecture.bufferWordBits / parts)), reads: .output())
  }
}

/// The side of a `BufferWriter` that the buffer shows.
struct BufferWritePort: Interface {
  let input: Stream<BufferWrite>
  /// A write is carried out at the coming edge; whether it is the last one of its command.
  let written, writtenLast: Bit

  static func ports(_ architecture: Architecture) -> BufferWritePort {
    BufferWritePort(input: .input(.shape(architecture)), written: .output(), writtenLast: .output())
  }
}
