import Accelerator
import Mapping
import Network

/// What the program does one after the other.
struct Step {
  enum Work {
    case linear(LinearWork)
    case vector(VectorWork)
  }

  /// What messages and listings call it.
  let name: String
  /// The operator that it computes, or makes an operand for.
  let operatorIndex: Int
  let work: Work

  var inputs: [StorageID] {
    switch work {
    case .linear(let work): [work.input]
    case .vector(let work): work.second.map { [work.first, $0] } ?? [work.first]
    }
  }

  var output: StorageID {
    switch work {
    case .linear(let work): work.output
    case .vector(let work): work.output
    }
  }
}

/// What a result is scaled by and clamped to.
struct OutputRange: Hashable {
  var zero: Int
  var minimum, maximum: Int
}

/// What the channel tables hold for a channel.
struct ChannelConstants: Hashable {
  var bias = 0
  var significand = 0
  var shift = 0
}

/// A layer with weights, on the array.
struct LinearWork {
  /// Of one sample; its channels may be more than those of the maps, to fill up vectors.
  let layer: LayerShape
  let productShift: Int
  /// (M, R, S, C / G); those past the end are 0.
  let weights: [Int16]
  let channels: [ChannelConstants]
  let inputZero: Int
  let range: OutputRange
  let input, output: StorageID
  let samples: [Sample]

  struct Sample: Hashable {
    /// Where its row 0 lies, and how far the next one is.
    let input: Place
    let inputRow: Place
    /// The first of its rows in the output.
    let outputRow: Int
  }

  /// Whether rows of samples are rows of the map, of which a part can be resident.
  var takesRows: Bool { samples.allSatisfy { $0.inputRow == .nextRow && $0.input.column == 0 } }

  /// From a sample to the next one.
  var samplePitch: (input: Place, outputRows: Int) {
    guard samples.count > 1 else { return (Place(), 0) }
    return (samples[1].input - samples[0].input, samples[1].outputRow - samples[0].outputRow)
  }

  /// Rows of the maps from a sample to the next one; nil where samples are not equally far apart.
  var layerSamplePitch: LayerMaps.SamplePitch? {
    samplesAreEquallyFarApart
      ? LayerMaps.SamplePitch(inputRows: samplePitch.input.row, outputRows: samplePitch.outputRows) : nil
  }

  private var samplesAreEquallyFarApart: Bool {
    zip(samples, samples.dropFirst()).allSatisfy { first, second in
      second.input - first.input == samplePitch.input && second.inputRow == first.inputRow
        && second.outputRow - first.outputRow == samplePitch.outputRows
    }
  }
}

extension LinearWork {
  /// The constants of a channel.
  ///
  /// One that only fills up a vector has sums of zero, whatever they are scaled by, and is scaled as the first one is.
  func constants(of channel: Int) -> ChannelConstants {
    guard channel >= channels.count else { return channels[channel] }
    return ChannelConstants(significand: channels[0].significand, shift: channels[0].shift)
  }

  /// In which of the constants channels differ.
  var constantKinds: ChannelConstantKinds {
    let first = constants(of: 0)
    return (0..<layer.outputChannels).reduce(into: []) { kinds, channel in
      let constants = constants(of: channel)
      if constants.bias != first.bias { kinds.insert(.bias) }
      if constants.significand != first.significand { kinds.insert(.significand) }
      if constants.shift != first.shift { kinds.insert(.shift) }
    }
  }
}

/// What the vector unit does.
struct VectorWork {
  let first: StorageID
  let second: StorageID?
  let output: StorageID
  let range: OutputRange
  /// By the rows that they write, from the first to the last one.
  let bands: [Band]

  struct Band {
    let rows: Range<Int>
    /// Whether each command's rows are those of the band, so that it may be done in parts.
    let isDivisible: Bool
    let commands: [VectorLoops]
  }
}

/// A command of the vector unit in terms of places.
struct VectorLoops {
  let operation: VectorOperation
  var first: Walk
  var second: Walk?
  var output: Walk
  /// Of the window and of the results.
  var windowColumns = 1
  var windowRows = 1
  var columns, rows, vectors: Int
  var firstZero = 0
  var secondZero = 0
  /// Sums: which operand is scaled, and by what.
  var scalesSecond = false
  var inputMultiplier = ChannelConstants()
  var multiplier = ChannelConstants()
  var rounding = 0
  var broadcastsFirst = false
  var broadcastsSecond = false

  struct Walk: Hashable {
    var origin = Place()
    var windowColumn = Place()
    var windowRow = Place()
    var column = Place()
    var row = Place()
    var vector = Place()
  }
}

extension VectorLoops {
  /// The part of a command that makes some of its rows.
  func rows(_ range: Range<Int>) -> VectorLoops {
    var part = self
    part.rows = range.count
    part.first.origin = first.origin + first.row * range.lowerBound
    part.second = second.map { walk in
      var walk = walk
      walk.origin = walk.origin + walk.row * range.lowerBound
      return walk
    }
    part.output.origin = output.origin + output.row * range.lowerBound
    return part
  }

  /// The rows of its map that a walk visits.
  func visitedRows(_ walk: Walk) -> Range<Int> {
    let extents = [
      (walk.windowColumn, windowColumns), (walk.windowRow, windowRows), (walk.column, columns), (walk.row, rows),
      (walk.vector, vectors),
    ].map { $0.row * ($1 - 1) }
    let lowest = extents.reduce(walk.origin.row) { $0 + min(0, $1) }
    let highest = extents.reduce(walk.origin.row) { $0 + max(0, $1) }
    return lowest..<highest + 1
  }
}
