import Hardware

/// What a client asks of a bank.
struct BufferAccess: Signal {
  /// Within the bank.
  var address: Unsigned
  var write: Bit
  var data: Unsigned
  var mask: Unsigned

  static func shape(_ architecture: Architecture) -> BufferAccess {
    let write = BufferWrite.shape(architecture)
    return BufferAccess(
      address: .bits(Netlist.addressWidth(of: architecture.bufferDepth)), write: .shape, data: write.data,
      mask: write.mask)
  }
}
