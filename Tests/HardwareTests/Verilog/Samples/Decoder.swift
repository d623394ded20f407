import Hardware

extension Samples {
  /// Codes that are given, matches on numbers, tables with contents.
  struct Decoder: Module {
    enum Opcode: Int, CaseIterable, CodeWidthProviding {
      case load = 1, store = 2, wait = 10
      static let codeWidth = 8
    }

    let opcode: Enumerated<Opcode>
    let address: Unsigned
    let offset: Signed
    let last: Enumerated<Opcode>
    let unit: Unsigned
    let isOdd, isWait: Bit
    let gain: Signed
    let square: Unsigned

    init() {
      (opcode, address, offset) = (.input(), .input(16), .input(4))
      (last, unit, isOdd, isWait) = (.outputRegister(reset: .wait), .output(3), .output(), .output())
      (gain, square) = (.output(6), .output(14))
    }

    var body: [Statement] {
      let gains = Memory("gains", depth: 5, of: Signed.bits(6), contents: [0, 3, -7, 31])
      let squares = Memory(
        "squares", depth: 100, of: Unsigned.bits(14), contents: .words((0..<100).map { $0 * $0 }))

      opcode.match {
        switch $0 {
        case .load, .store: last <== opcode
        case .wait: when(last .== .load) { last <== .wait }
        }
      }
      isWait <== last .== .wait

      address.match {
        on(0x0000) { unit <== 1 }
        on(0x0004, 0x0008, 0x000C) { unit <== 2 }
        on(0x1000...0x1FFF) { unit <== 3 }
        on(0x0100..<0x0106) { unit <== 4 }
        otherwise { unit <== 0 }
      }

      isOdd <== false
      offset.match {
        on(-7, -5) { isOdd <== true }
        on(-3, -1, 1, 3) { isOdd <== true }
        on(4...7) { isOdd <== offset[0] }
      }
      gain <== gains.read("gain_word", at: address[0..<3], latency: .combinational)
      square <== squares.read("square_word", at: address[0..<7])
    }
  }
}
