// What follows from the parameters for the feature maps in the buffer and in DRAM.
extension Architecture {
  /// Activations of neighbouring channels that lie together: a vector. As many as the wider of the ifmap and the psum
  /// networks carries in a cycle.
  public var lanes: Int { max(ifmapBusWords, psumBusWords) }

  /// Bits of an activation in the buffer and in DRAM, 8 or 16.
  public var storageBits: Int { activationBits <= 8 ? 8 : 16 }
  /// Bits of a vector.
  public var vectorBits: Int { lanes * storageBits }
  /// Vectors in a word of the buffer.
  public var vectorsPerWord: Int { bufferWordBits / vectorBits }

  /// Bits of a psum in the buffer, a power of two; a word holds one group of `psumBusWords` of them.
  public var psumStorageBits: Int { powerOfTwo(atLeast: psumBits) }

  /// Words of the buffer, all banks together.
  public var bufferWords: Int { bufferBanks * bufferDepth }
  /// Bits that number the words of the buffer.
  public var wordAddressBits: Int { Architecture.bits(for: bufferWords) }
  /// Bits that number the vectors of the buffer.
  public var vectorAddressBits: Int { Architecture.bits(for: bufferWords * vectorsPerWord) }

  /// Bits of a weight in DRAM: 8 or 16.
  public var weightStorageBits: Int { weightBits <= 8 ? 8 : 16 }
  /// Bits of a group of weights in DRAM.
  public var filterGroupBits: Int { filterBusWords * weightStorageBits }

  /// Bytes of a beat of the bus to DRAM.
  public var beatBytes: Int { memoryDataBits / 8 }
  /// Bytes of a word of the buffer.
  public var wordBytes: Int { bufferWordBits / 8 }

  /// Targets that an input network can have at most: every PE takes values of its own.
  public var maximumTargets: Int { rows * columns }

  private func powerOfTwo(atLeast bits: Int) -> Int {
    var power = 8
    while power < bits { power *= 2 }
    return power
  }
}
