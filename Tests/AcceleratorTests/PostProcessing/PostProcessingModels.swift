import BigInt
import Golden
import Network
import TestSupport

@testable import Accelerator

/// A channel's constants.
struct ChannelModel {
  var bias: Int32
  var multiplier: QuantizedMultiplier

  /// Everything that the tables can hold, the corners more often than chance would have it.
  static func random(using generator: inout SeededGenerator) -> ChannelModel {
    let significands: [Int32] = [0, 1, 1 << 30, .max, .random(in: 0...Int32.max, using: &generator)]
    let normal = Int32.random(in: 1 << 30...Int32.max, using: &generator)
    let isNormal = Int.random(in: 0..<3, using: &generator) > 0
    let shifts = [-31, -30, -1, 0, 1, 30, Int.random(in: -31...30, using: &generator)]
    let usual = Int.random(in: -14...2, using: &generator)
    let isUsual = Int.random(in: 0..<3, using: &generator) > 0
    return ChannelModel(
      bias: extreme(using: &generator),
      multiplier: QuantizedMultiplier(
        significand: isNormal ? normal : significands.randomElement(using: &generator)!,
        shift: isUsual ? usual : shifts.randomElement(using: &generator)!))
  }

  /// A number of 32 bits, of any magnitude.
  static func extreme(using generator: inout SeededGenerator) -> Int32 {
    let number = Int32.random(in: .min ... .max, using: &generator) >> Int32.random(in: 0...30, using: &generator)
    return [number, number, number, number, .min, .max, 0, -1].randomElement(using: &generator)!
  }
}

/// The channel tables.
struct ChannelTableModel {
  var channels: [ChannelModel]

  static func random(_ architecture: Architecture, using generator: inout SeededGenerator) -> ChannelTableModel {
    ChannelTableModel(channels: (0..<architecture.channelTable).map { _ in .random(using: &generator) })
  }

  /// Gives all lanes of a row the same multiplier.
  mutating func setRow(_ entry: Int, _ multiplier: QuantizedMultiplier, _ architecture: Architecture) {
    let lanes = architecture.lanes
    for lane in 0..<lanes { channels[entry * lanes + lane].multiplier = multiplier }
  }
}

/// Zero point and clamp of a result.
struct OutputModel {
  var zero: Int
  var bounds: ClosedRange<Int>

  static func random(_ architecture: Architecture, using generator: inout SeededGenerator) -> OutputModel {
    let bits = architecture.activationBits
    let ends = [Int.random(bits: bits, using: &generator), Int.random(bits: bits, using: &generator)].sorted()
    let all = -(1 << (bits - 1))...1 << (bits - 1) - 1
    let bounds = [all, all, ends[0]...ends[1], all.upperBound...all.upperBound].randomElement(using: &generator)!
    return OutputModel(zero: .random(bits: bits, using: &generator), bounds: bounds)
  }

  func clamp(_ value: Int) -> Int { min(max(value, bounds.lowerBound), bounds.upperBound) }
}

/// A vector on its way into the buffer; lanes that are not written are nil.
struct VectorWriteModel: Equatable {
  let address: Int
  let lanes: [Int?]
  let isLast: Bool

  init(address: Int, lanes: [Int?], isLast: Bool) {
    (self.address, self.lanes, self.isLast) = (address, lanes, isLast)
  }

  /// From the members of a stream's payload.
  init(_ payload: [BigInt], _ architecture: Architecture) {
    let bits = architecture.storageBits
    let lanes = (0..<architecture.lanes).map { lane -> Int? in
      guard (payload[2] >> lane) & 1 == 1 else { return nil }
      return Int((payload[1] >> (lane * bits)) & BigInt(1 << bits - 1)).wrapped(to: bits)
    }
    self.init(address: Int(payload[0]), lanes: lanes, isLast: payload[3] == 1)
  }
}

/// A group of psums.
struct ResultGroupModel {
  var words: [Int]
  var count: Int
  var address: Int
  var firstLane: Int
  var entry: Int
  var drop: Bool
  var isLast: Bool

  static func random(_ architecture: Architecture, using generator: inout SeededGenerator) -> ResultGroupModel {
    let (lanes, words) = (architecture.lanes, architecture.psumBusWords)
    let count = Int.random(in: 1...words, using: &generator)
    return ResultGroupModel(
      words: (0..<words).map { _ in Int(ChannelModel.extreme(using: &generator)).wrapped(to: architecture.psumBits) },
      count: count, address: .random(in: 0..<1 << architecture.vectorAddressBits, using: &generator),
      firstLane: .random(in: 0...lanes - count, using: &generator),
      entry: .random(in: 0..<architecture.channelTable / lanes, using: &generator),
      drop: Int.random(in: 0..<6, using: &generator) == 0, isLast: .random(using: &generator))
  }

  /// The members of a stream's payload.
  func payload(_ architecture: Architecture) -> [BigInt] {
    let members =
      words + (words.count > 1 ? [count - 1] : []) + [address] + (architecture.lanes > 1 ? [firstLane] : [])
      + [entry, drop ? 1 : 0, isLast ? 1 : 0]
    return members.map { BigInt($0) }
  }

  func expected(
    _ table: ChannelTableModel, _ output: OutputModel, _ architecture: Architecture, _ rounding: RoundingMode
  ) -> VectorWriteModel {
    let lanes = (0..<architecture.lanes).map { lane -> Int? in
      guard !drop, (firstLane..<firstLane + count).contains(lane) else { return nil }
      let channel = table.channels[entry * architecture.lanes + lane]
      let sum = Int32(words[lane - firstLane]) &+ channel.bias
      return output.clamp(output.zero + Int(requantize(sum, by: channel.multiplier, rounding: rounding)))
    }
    return VectorWriteModel(address: address, lanes: lanes, isLast: isLast)
  }
}
