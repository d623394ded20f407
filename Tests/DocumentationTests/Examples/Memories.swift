import Hardware

/// Counts how often each value comes: one value every other cycle.
struct Histogram: Module {
  let valid, clear: Bit
  let value: Unsigned
  let readAddress: Unsigned
  let count: Unsigned

  private let counts: Memory<Unsigned>

  init(valueBits: Int, countBits: Int) {
    counts = Memory(depth: 1 << valueBits, of: .bits(countBits))
    (valid, clear) = (.input(), .input())
    (value, readAddress) = (.input(valueBits), .input(valueBits))
    count = .output(countBits)
  }

  var body: [Statement] {
    let isUpdating = Bit.register("is_updating", reset: false)
    let address = Unsigned.register("address", value.width)
    let old = counts.read("old_count", at: value, enable: valid && !isUpdating, underWrite: .undefined)

    isUpdating <== valid && !isUpdating
    when(valid && !isUpdating) { address <== value }
    when(isUpdating) { counts.write(mux(clear, 0, old &+ 1), at: address) }

    count <== counts.read("read_count", at: readAddress, latency: .combinational)
  }
}

/// Four lanes in one word, each written by itself.
struct LaneBuffer: Module {
  let writeMask: Unsigned
  let writeAddress, readAddress: Unsigned
  let written, read: [Signed]

  init(depth: Int) {
    writeMask = .input(4)
    (writeAddress, readAddress) = (
      .input(Netlist.addressWidth(of: depth)), .input(Netlist.addressWidth(of: depth))
    )
    written = (0..<4).map { _ in .input(8) }
    read = (0..<4).map { _ in .output(8) }
    self.depth = depth
  }

  private let depth: Int

  var body: [Statement] {
    let lanes = Memory("lanes", depth: depth, of: written)
    when(writeMask.anyBit) { lanes.write(written, at: writeAddress, mask: writeMask) }
    read <== lanes.read("word", at: readAddress, underWrite: .old)
  }
}

/// Scales by a factor from a table.
struct Scaling: Module {
  let level: Unsigned
  let value, scaled: Signed

  private let factors: Memory<Signed>

  init() {
    factors = Memory(depth: 4, of: .bits(5), contents: [1, -2, 5]).attribute("rom_style", "distributed")
    (level, value, scaled) = (.input(2), .input(8), .outputRegister(13))
  }

  var body: [Statement] {
    scaled <== value * factors.read("factor", at: level, latency: .combinational)
  }
}
