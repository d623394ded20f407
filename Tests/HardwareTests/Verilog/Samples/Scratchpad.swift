import Hardware

extension Samples {
  /// A memory with byte enables, a registered and a combinational read.
  struct Scratchpad: Module {
    let writeEnable, readEnable: Bit
    let writeMask, writeAddress, readAddress: Unsigned
    let writeData: Unsigned
    let readData, peekData: Unsigned

    init() {
      (writeEnable, readEnable) = (.input(), .input())
      (writeMask, writeAddress, readAddress) = (.input(2), .input(8), .input(8))
      writeData = .input(16)
      (readData, peekData) = (.output(16), .output(16))
    }

    var body: [Statement] {
      let words = Memory("words", depth: 224, of: Unsigned.bits(16))
      when(writeEnable) { words.write(writeData, at: writeAddress, mask: writeMask) }
      readData <== words.read("word", at: readAddress, enable: readEnable, underWrite: .old)
      peekData <== words.read("peeked", at: readAddress &+ 1, latency: .combinational)
    }
  }
}
