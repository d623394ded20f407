/// The registers that a program sets with `Opcode.set`.
///
/// Units: a *vector* is `Architecture.lanes` activations of neighbouring channels; a *word* is a word of the buffer;
/// DRAM is addressed in bytes from the base that the host sets. Counts are stored less one ("last"). Steps and strides
/// are in two's complement and wrap. Widths are in `width(_:)`; `setting(_:_:)` tells what a register has room for.
public enum ProgramRegister: Int, CaseIterable, Sendable {
  // Load engine: `loadLastChunk + 1` chunks of `loadLastWord + 1` words each.
  case loadMemory, loadMemoryStride, loadBuffer, loadBufferStride, loadLastWord, loadLastChunk
  /// `FeatureMapFormat` in DRAM; each chunk of a compressed map is a code of its own. To set a format that the architecture
  /// does not have stops the program (`ProgramError.argument`).
  case loadFormat
  /// The value that counts as zero in a compressed map.
  case loadZero

  // Store engine: the same.
  case storeMemory, storeMemoryStride, storeBuffer, storeBufferStride, storeLastWord, storeLastChunk
  case storeFormat, storeZero
  /// Words of a row, and vectors of the map in a row's last word, less one: what fills up that word counts as zero in a
  /// compressed map.
  case storeLastRowWord, storeLastRowVector

  // A pass: taken along by `Opcode.pass`.
  /// The vector in the buffer at which the resident part of the ifmap begins.
  case ifmapBase
  /// The input row of the first strip's row 0, counted from the first resident row; negative in the top padding.
  case ifmapFirstRow
  /// The pass's first input channel, counted from the first resident one.
  case ifmapFirstChannel
  /// Where the pass's weights begin in DRAM, and how many bus words they are, less one.
  case filterMemory, filterLastBeat
  /// The word at which the pass's psums begin in the buffer: those that enter, and those that leave.
  case psumInput, psumOutput
  /// Bit 0: psums that enter come from the buffer, else they are 0. Bit 1: psums that leave are results, which go
  /// through post-processing into the ofmap, else they go into the buffer.
  case passMode
  /// The vector in the buffer at which the resident part of the ofmap begins.
  case ofmapBase
  /// The output row of the first strip's row 0, counted from the first resident row.
  case ofmapFirstRow
  /// The pass's first output channel, counted from the first resident one.
  case ofmapFirstChannel

  // The layer: how ifmaps are delivered. For each sample (`lastSample`); for each strip; for each outer column; for each
  // inner column; for each vector of the window's channels; for each group of bus words in it: one group to each target
  // in turn.
  case lastStrip
  case ifmapLastTarget
  case ifmapLastOuter, ifmapOuterStep, ifmapLastInner, ifmapInnerStep
  /// The column of the first delivered value; negative in the left padding.
  case ifmapFirstColumn
  /// Vectors of the window's channels less one, and channels taken from each of them less one.
  case ifmapLastVector, ifmapLastLane
  /// Resident rows, columns, and vectors of channels of the ifmap; what lies outside is delivered as zero point.
  case ifmapRows, ifmapColumns, ifmapVectors
  /// From a row to the next, from a vector of channels to the next, in vectors.
  case ifmapRowPitch, ifmapVectorPitch
  /// Input rows from a strip to the next.
  case ifmapStripRows
  /// What is delivered outside the ifmap.
  case ifmapZero

  // The layer: how weights are delivered: for each group of bus words, one to each target in turn.
  case filterLastTarget, filterLastGroup
  /// The index of the last weight in the last group.
  case filterLastIndex

  // The layer: how psums enter and leave: for each sample; for each strip; for each output column; for each group of bus
  // words of its psums: one group for each column of a set in turn.
  case psumLastTarget, psumLastColumn, psumLastGroup, psumLastIndex
  /// 1: the bottom PEs take psums from the network in every pass.
  case psumEnters

  // The layer: where results go.
  case ofmapRowPitch, ofmapVectorPitch, ofmapStripRows
  /// Resident rows and vectors of channels of the ofmap; results outside are dropped.
  case ofmapRows, ofmapVectors
  /// The entry of the channel tables that belongs to the first resident output channel, in vectors; may be negative.
  case channelBase
  case outputZero, outputMinimum, outputMaximum

  // The vector unit: held from the next commit on, as the layer's.
  case vectorOperation
  /// First operand: base, and the strides of the window's columns and rows, of columns, rows and vectors of channels.
  case vectorABase, vectorAWindowColumn, vectorAWindowRow, vectorAColumn, vectorARow, vectorAVector
  /// Second operand: base and strides of columns, rows, vectors of channels.
  case vectorBBase, vectorBColumn, vectorBRow, vectorBVector
  /// Result.
  case vectorResultBase, vectorResultColumn, vectorResultRow, vectorResultVector
  case vectorLastWindowColumn, vectorLastWindowRow, vectorLastColumn, vectorLastRow, vectorLastVector
  /// Zero points of the operands.
  case vectorAZero, vectorBZero
  /// For sums: which operand is scaled by table entry `vectorInputEntry`; the other is scaled by one half exactly.
  case vectorScalesB
  /// Entries of the channel tables, in vectors: for the scaled operand of a sum, and for the result. All lanes of an
  /// entry hold the same.
  case vectorInputEntry, vectorResultEntry
  /// For averages: half the number of cells, rounded down, which is added to the magnitude before it is divided.
  case vectorRounding
  /// Bit 0: the lane 0 of the first operand stands for all lanes; bit 1: of the second.
  case vectorBroadcast

  // The layer: samples that a pass works on with the same weights, and from one to the next, in vectors. Strips and rows
  // are counted in each sample by itself.
  case lastSample, ifmapSamplePitch, ofmapSamplePitch
  /// Words from the even groups of psums in the buffer to the odd ones: group k of a pass lies at word
  /// k / 2 + (k odd: psumPitch), counted from `psumInput` or `psumOutput`. With the two halves in different banks one
  /// group is read while another one is written.
  case psumPitch
}

/// What the vector unit does to each vector of the result.
public enum VectorOperation: Int, CaseIterable, Sendable {
  /// The maximum over the window, clamped.
  case maximum
  /// The sum over the window, plus `vectorRounding`, times significand, shifted right by the table's shift: a division
  /// by the number of cells, towards zero, on magnitudes; then clamped.
  case average
  /// Scaled operands, added or subtracted; then requantised.
  case add, subtract
  /// The product of the operands less their zero points, requantised.
  case multiply
}

/// How a feature map lies in DRAM.
public enum FeatureMapFormat: Int, CaseIterable, Sendable {
  case raw, runLength, bitmap
}
