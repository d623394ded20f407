import Accelerator

/// Which constants of a layer's channels differ from channel to channel.
///
/// An entry of the channel tables that is used again, for another channel, gets only these anew.
public struct ChannelConstantKinds: OptionSet, Hashable, Sendable {
  /// One bit for each kind: 1, 2 and 4.
  public let rawValue: Int

  /// The kinds of which the bits are set.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// What is added to the sum, one number for each output channel.
  public static let bias = ChannelConstantKinds(rawValue: 1)
  /// The significand of the multiplier that scales the sum.
  public static let significand = ChannelConstantKinds(rawValue: 2)
  /// The shift that belongs to the multiplier.
  public static let shift = ChannelConstantKinds(rawValue: 4)

  /// Those of a layer of which only the shape is known: where psums wrap, all channels are scaled alike; else each has a
  /// multiplier of its own.
  public init(_ architecture: Architecture) {
    self = architecture.activationBits == 16 && architecture.weightBits == 16 ? .bias : [.bias, .significand, .shift]
  }

  /// Instructions for a channel whose entry was another one's.
  var instructions: Int { rawValue.nonzeroBitCount }
  /// Instructions for a channel whose entry was nobody's.
  static let all = 3
}
