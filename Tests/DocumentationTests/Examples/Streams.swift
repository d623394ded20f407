import Hardware
import HardwareLibrary

/// Adds up packets of words; the sum leaves when the last word has come.
struct PacketSum: Module {
  let words: Stream<Unsigned>
  let isLast: Bit
  let sums: Stream<Unsigned>

  init(wordBits: Int, sumBits: Int) {
    words = .input(.bits(wordBits))
    isLast = .input()
    sums = .output(.bits(sumBits))
  }

  var body: [Statement] {
    let sum = Unsigned.register("sum", sums.payload.width, reset: 0)
    let isFull = Bit.register("is_full", reset: false)

    words.ready <== !isFull
    sums.valid <== isFull
    sums.payload <== sum

    when(words.fires) {
      sum <== sum &+ words.payload
      isFull <== isLast
    }
    .elsewhen(sums.fires) {
      sum <== 0
      isFull <== false
    }
  }
}

/// The same, with a buffer behind it, so that the sink may pause.
struct BufferedPacketSum: Module {
  let words: Stream<Unsigned>
  let isLast: Bit
  let sums: Stream<Unsigned>

  private let adder: PacketSum
  private let buffer: FIFO<Unsigned>

  init(wordBits: Int, sumBits: Int) {
    (words, isLast, sums) = (.input(.bits(wordBits)), .input(), .output(.bits(sumBits)))
    adder = PacketSum(wordBits: wordBits, sumBits: sumBits)
    buffer = FIFO(.bits(sumBits), depth: 4)
  }

  var body: [Statement] {
    adder.words <== words
    adder.isLast <== isLast
    buffer.input <== adder.sums
    sums <== buffer.output
  }
}

/// A request with its answer, in one interface.
struct Lookup: Interface {
  let key: Stream<Unsigned>
  let found: Bit
  let entry: Unsigned

  static func server(keyBits: Int, entryBits: Int) -> Lookup {
    Lookup(key: .input(.bits(keyBits)), found: .output(), entry: .output(entryBits))
  }
}
