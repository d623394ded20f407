import Hardware

/// So many products at a time, summed up in a tree.
struct DotProduct: Module {
  let activations, weights: [Signed]
  let sum: Signed

  private let multipliers: [Multiplier]

  init(lanes: Int, bits: Int) {
    activations = (0..<lanes).map { _ in .input(bits) }
    weights = (0..<lanes).map { _ in .input(bits) }
    multipliers = (0..<lanes).map { _ in Multiplier(bits: bits) }
    sum = .output(2 * bits + Netlist.addressWidth(of: lanes))
  }

  var body: [Statement] {
    for (lane, multiplier) in multipliers.enumerated() {
      multiplier.activation <== activations[lane]
      multiplier.weight <== weights[lane]
    }
    sum <== tree(multipliers.map(\.product)).resized(to: sum.width)
  }

  /// A balanced tree is as deep as the logarithm of the number of values.
  private func tree(_ values: [Signed]) -> Signed {
    var level = values
    while level.count > 1 {
      level = stride(from: 0, to: level.count, by: 2).map { index in
        index + 1 < level.count ? level[index] + level[index + 1] : level[index]
      }
    }
    return level[0]
  }
}

/// A multiplier with a register behind it.
struct Multiplier: Module {
  let activation, weight: Signed
  let product: Signed

  init(bits: Int) {
    (activation, weight) = (.input(bits), .input(bits))
    product = .outputRegister(2 * bits)
  }

  var moduleName: String { "multiplier_\(activation.width)" }

  var body: [Statement] { product <== activation * weight }
}

/// Takes a flag into another clock domain.
struct FlagCrossing: Module {
  static let fast = ClockDomain("fast")

  let flag: Bit
  let seen: Bit

  init() {
    flag = .input()
    seen = .outputRegister(reset: false, domain: Self.fast)
  }

  var body: [Statement] {
    let sent = Bit.register("sent", reset: false)
    let first = Bit.register("first", reset: false, domain: Self.fast)
    sent <== flag
    first <== sent
    seen <== first
  }
}

/// A register for a word of any shape.
struct Stage<Payload: Signal>: Module {
  let dataIn, dataOut: Payload

  init(_ payload: Payload) {
    dataIn = payload.input()
    dataOut = payload.outputRegister()
  }

  var widthParameter: WidthParameter? {
    WidthParameter(of: [("data_in", dataIn), ("data_out", dataOut)], moduleName: "word_stage")
  }

  var body: [Statement] { dataOut <== dataIn }
}

/// A number and two others behind one another, delayed alike.
struct Delay: Module {
  let number: Signed
  let pair: [Unsigned]
  let delayedNumber: Signed
  let delayedPair: [Unsigned]

  private let numbers: Stage<Signed>
  private let pairs: Stage<[Unsigned]>

  init() {
    (number, delayedNumber) = (.input(9), .output(9))
    let shape: [Unsigned] = [.bits(4), .bits(4)]
    (pair, delayedPair) = (shape.input(), shape.output())
    (numbers, pairs) = (Stage(.bits(9)), Stage(shape))
  }

  var body: [Statement] {
    numbers.dataIn <== number
    pairs.dataIn <== pair
    delayedNumber <== numbers.dataOut
    delayedPair <== pairs.dataOut
  }
}
