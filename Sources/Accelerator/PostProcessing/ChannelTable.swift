import Hardware
import HardwareLibrary

/// The constants of the channels: a memory for each kind, a row for each vector of channels.
struct ChannelTable: Module {
  let tableWrite: ChannelTableWrite
  let read: Bit
  let entry: Unsigned
  /// The row that was read last, one cycle after `read`.
  let constants: [ChannelConstants]

  private let biases, significands, shifts: RAM1R1W

  var documentation: String? {
    "Bias, significand and shift of each channel; a row of \(constants.count) channels is read at a time."
  }

  init(_ architecture: Architecture) {
    let (depth, lanes) = (architecture.channelTable / architecture.lanes, architecture.lanes)
    tableWrite = ChannelTableWrite.shape(architecture).input()
    read = .input()
    entry = .input(Self.entryBits(architecture))
    constants = (0..<lanes).map { _ in ChannelConstants.shape.output() }
    func table(_ bits: Int) -> RAM1R1W { RAM1R1W(depth: depth, width: lanes * bits, granularity: bits) }
    biases = table(32)
    significands = table(ChannelConstants.significandBits)
    shifts = table(ChannelConstants.shiftBits)
  }

  /// Bits that number the rows.
  static func entryBits(_ architecture: Architecture) -> Int {
    Netlist.addressWidth(of: architecture.channelTable / architecture.lanes)
  }

  var body: [Statement] {
    port(biases, .bias)
    port(significands, .significand)
    port(shifts, .shift)
    for (lane, target) in constants.enumerated() {
      target.bias <== Signed(bitPattern: part(biases, lane))
      target.significand <== part(significands, lane)
      target.shift <== Signed(bitPattern: part(shifts, lane))
    }
  }

  @StatementBuilder private func port(_ ram: RAM1R1W, _ kind: ChannelConstant) -> [Statement] {
    let lanes = constants.count
    let laneBits = lanes.trailingZeroBitCount
    let index = tableWrite.index
    let row: Unsigned = laneBits < index.width ? index[laneBits..<index.width] : 0

    ram.writeEnable <== tableWrite.write && tableWrite.kind .== kind
    ram.writeAddress <== row.resized(to: ram.writeAddress.width)
    ram.writeData <== tableWrite.data.truncated(to: ram.writeData.width / lanes).repeated(lanes)
    ram.writeMask! <== (laneBits == 0 ? 1 : Unsigned(1, width: lanes) &<< index[0..<laneBits])
    ram.readEnable <== read
    ram.readAddress <== entry
  }

  private func part(_ ram: RAM1R1W, _ lane: Int) -> Unsigned {
    let bits = ram.readData.width / constants.count
    return ram.readData[lane * bits..<(lane + 1) * bits]
  }
}
