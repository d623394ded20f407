import Hardware
import HardwareLibrary

/// Takes beats apart into elements: code words into pairs, others into units.
struct CodeUnpacker: Module {
  let isRunLength: Bit
  let beat: Framed<Unsigned>
  /// The beat is taken in this cycle.
  let takes: Bit
  /// A chunk begins; absent where no code word takes two beats.
  let clear: Bit?
  /// 0 from `count` up.
  let elements: [Unsigned]
  /// 0 where no beat is taken.
  let count: Unsigned
  /// A code word that is complete with this beat has the terminator.
  let terminates: Bit
  /// The terminator and the last beat do not come together.
  let isBroken: Bit

  private let shape: CodecShape
  private let lowerHalf: Unsigned?
  private let hasLowerHalf: Bit?

  var documentation: String? {
    "Takes beats of \(shape.beatBits) bits apart into pairs of run and level, or into units."
  }

  init(_ shape: CodecShape) {
    self.shape = shape
    isRunLength = .input()
    beat = Framed.shape(Unsigned.bits(shape.beatBits)).input()
    takes = .input()
    clear = shape.beatsPerCodeWord > 1 ? .input() : nil
    elements = (0..<shape.transferElements).map { _ in .output(shape.elementBits) }
    count = .output(Netlist.addressWidth(of: shape.transferElements + 1))
    (terminates, isBroken) = (.output(), .output())
    lowerHalf = shape.beatsPerCodeWord > 1 ? .register(shape.beatBits) : nil
    hasLowerHalf = shape.beatsPerCodeWord > 1 ? .register(reset: false) : nil
  }

  var body: [Statement] {
    let completes = (hasLowerHalf.map { $0 || beat.last } ?? true).named("completes")
    let words = codeWords.enumerated().map { $1.named("code_word_\($0)") }
    let terminators = words.map { $0[shape.codeWordBits - 1] }
    let hasTerminator = terminators.any.named("has_terminator")
    let pairs = words.indices.flatMap { index in
      // Behind the terminator there is nothing.
      self.pairs(of: mux(Array(terminators[..<index]).any, 0, words[index]))
    }
    let units = (0..<shape.beatUnits).map { index in
      beat.word[index * shape.storageBits..<(index + 1) * shape.storageBits] << shape.runBits
    }
    for (index, element) in elements.enumerated() {
      let pair = index < pairs.count ? pairs[index] : 0
      let unit = index < units.count ? units[index] : 0
      element <== mux(takes, mux(isRunLength, mux(completes, pair, 0), unit), 0).resized(to: shape.elementBits)
    }
    let pairCount = words.indices.reversed().reduce(number(pairs.count)) { count, index in
      mux(terminators[index], number((index + 1) * shape.pairsPerCodeWord), count)
    }
    count <== mux(takes, mux(isRunLength, mux(completes, pairCount, 0), number(shape.beatUnits)), 0)
    terminates <== takes && isRunLength && completes && hasTerminator
    isBroken <== takes && isRunLength && completes && hasTerminator .!= beat.last
    keepLowerHalf
  }

  private var codeWords: [Unsigned] {
    if let lowerHalf, let hasLowerHalf {
      // A code that ends in the middle of a word has zeros in its place.
      return [concatenate(mux(hasLowerHalf, beat.word, 0), mux(hasLowerHalf, lowerHalf, beat.word))]
    }
    return (0..<shape.codeWordsPerBeat).map { index in
      beat.word[index * shape.codeWordBits..<(index + 1) * shape.codeWordBits]
    }
  }

  private func number(_ elements: Int) -> Unsigned { Unsigned(elements, width: count.width) }

  private func pairs(of word: Unsigned) -> [Unsigned] {
    (0..<shape.pairsPerCodeWord).map { word[$0 * shape.elementBits..<($0 + 1) * shape.elementBits] }
  }

  @StatementBuilder private var keepLowerHalf: [Statement] {
    if let lowerHalf, let hasLowerHalf, let clear {
      when(takes && isRunLength) {
        hasLowerHalf <== !hasLowerHalf
        when(!hasLowerHalf) { lowerHalf <== beat.word }
      }
      when(clear) { hasLowerHalf <== false }
    }
  }
}
