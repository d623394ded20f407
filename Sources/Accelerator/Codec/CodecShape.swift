import Hardware

/// The widths of the compression units; docs/codec.md has what they mean for the formats.
package struct CodecShape: Hashable, Sendable {
  /// Bits of an activation in memory.
  package let storageBits: Int
  /// Bits of a run in the run-length code.
  package let runBits: Int
  /// Bits of a beat of the bus.
  package let beatBits: Int
  /// Bits of a word of the buffer.
  package let wordBits: Int
  /// Bits of activations that are coded or decoded a cycle, from a beat to a word.
  package let stepBits: Int
  /// Bits that number the words of a chunk.
  package let wordCountBits: Int
  /// Bits of a code word of the run-length format; 64 but in proofs.
  package let codeWordBits: Int
  /// Activations that share a mask in the bitmap format; 16 but in proofs.
  package let groupSize: Int

  /// The widest step: the selections among its lanes grow with the square of their number.
  static let widestStep = 128

  init(_ architecture: Architecture) {
    self.init(
      storageBits: architecture.storageBits, runBits: architecture.runBits, beatBits: architecture.memoryDataBits,
      wordBits: architecture.bufferWordBits, stepBits: min(architecture.bufferWordBits, Self.widestStep),
      wordCountBits: architecture.wordAddressBits)
  }

  /// - Precondition: widths are powers of two, a step lies between a beat and a word, and a group is whole steps and
  ///   takes whole units for its mask.
  package init(
    storageBits: Int, runBits: Int, beatBits: Int, wordBits: Int, stepBits: Int, wordCountBits: Int,
    codeWordBits: Int = 64, groupSize: Int = 16
  ) {
    precondition(
      beatBits <= stepBits && stepBits <= wordBits && stepBits >= 2 * storageBits, "a step of \(stepBits) bits")
    precondition(groupSize % (stepBits / storageBits) == 0 && groupSize % storageBits == 0, "a group of \(groupSize)")
    precondition(codeWordBits <= 2 * beatBits, "a code word of \(codeWordBits) bits in beats of \(beatBits)")
    (self.storageBits, self.runBits, self.beatBits, self.wordBits) = (storageBits, runBits, beatBits, wordBits)
    (self.stepBits, self.wordCountBits, self.codeWordBits) = (stepBits, wordCountBits, codeWordBits)
    self.groupSize = groupSize
  }

  /// Activations of a step.
  var lanes: Int { stepBits / storageBits }
  /// Steps of a word of the buffer.
  var stepsPerWord: Int { wordBits / stepBits }
  /// Steps that share a mask.
  var stepsPerGroup: Int { groupSize / lanes }
  /// A unit is as wide as an activation: so many of them make up a mask.
  var maskUnits: Int { groupSize / storageBits }
  var beatUnits: Int { beatBits / storageBits }

  /// What the queues hold: a pair, its run in the lower bits; or a unit, in the place of the level.
  var elementBits: Int { runBits + storageBits }
  var pairsPerCodeWord: Int { (codeWordBits - 1) / elementBits }
  var codeWordsPerBeat: Int { max(1, beatBits / codeWordBits) }
  /// 1 or 2.
  var beatsPerCodeWord: Int { max(1, codeWordBits / beatBits) }
  /// Pairs of a beat, or of the code word that two beats make up.
  var pairsPerTransfer: Int { pairsPerCodeWord * codeWordsPerBeat }
  /// Elements that come or go at a time on the side of the bus, at most.
  var transferElements: Int { max(pairsPerTransfer, beatUnits) }
  /// Elements that come or go at a time on the side of the activations, at most.
  var stepElements: Int { maskUnits + lanes }
  /// Elements of a queue: both sides can go on in each cycle although their groups are not alike.
  var queueElements: Int { stepElements + 2 * transferElements }

  /// Bits that number the beats of a chunk's code, which is less than four times the raw size.
  var beatCountBits: Int { wordCountBits + Netlist.addressWidth(of: 4 * wordBits / beatBits) }
}
