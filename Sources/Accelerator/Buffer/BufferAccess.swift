import Hardware

/// What a client asks of a bank.
struct BufferAccess: Signal {
  /// Within the bank.
  let address: Unsigned
  let write: Bit
  let data: Unsigned
  let mask: Unsigned

  static func shape(_ architecture: Architecture) -> BufferAccess {
    let write = BufferWrite.shape(architecture)
    return BufferAccess(
      address: .bits(Netlist.addressWidth(of: architecture.bufferDepth)), write: .shape, data: write.data,
      mask: write.mask)
  }

  func map(_ each: SignalMap) -> BufferAccess {
    BufferAccess(address: each(address), write: each(write), data: each(data), mask: each(mask))
  }
}
