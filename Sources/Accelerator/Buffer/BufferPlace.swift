import Hardware

/// An address of the global buffer, taken apart.
struct BufferPlace {
  let bank: Unsigned
  /// Within the bank.
  let address: Unsigned
  /// Within the word; nil where whole words are addressed.
  let part: Unsigned?
  /// There is no such bank; a faulty program may ask for one.
  let isOutside: Bit
  /// The bank's bit.
  let bankBits: Unsigned

  init(_ value: Unsigned, parts: Int, _ architecture: Architecture) {
    let partBits = parts.trailingZeroBitCount
    let depthBits = architecture.bufferDepth.trailingZeroBitCount
    let banks = architecture.bufferBanks
    part = parts > 1 ? value[0..<partBits] : nil
    address = value[partBits..<partBits + depthBits]
    bank = banks > 1 ? value[partBits + depthBits..<value.width] : Unsigned(0, width: 1)
    let bank = bank
    isOutside = banks > 1 && banks.nonzeroBitCount != 1 ? bank .>= Unsigned(banks) : false
    bankBits = concatenate((0..<banks).reversed().map { banks == 1 ? true : bank .== Unsigned($0) })
  }
}
