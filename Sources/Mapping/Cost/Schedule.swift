import Accelerator
import Network

/// A mapping with the tiles in which it is carried out: how much of a layer is worked on between transfers.
public struct Schedule: Hashable, Sendable {
  /// Of the whole layer, all samples included.
  public let mapping: Mapping
  /// n: samples whose rows a pass works through with the same weights.
  public let samplesPerPass: Int
  /// Strips of a sample in a tile: a tile has `stripsPerTile * setWidth` output rows, the last one what is left.
  public let stripsPerTile: Int
  /// Tiles for which the buffer has room: with 2, one is loaded and stored while the other one is worked on.
  public let copies: Int

  public init(_ mapping: Mapping, samplesPerPass: Int = 1, stripsPerTile: Int, copies: Int) {
    self.mapping = mapping
    self.samplesPerPass = samplesPerPass
    self.stripsPerTile = stripsPerTile
    self.copies = copies
  }

  var layer: LayerShape { mapping.layer }

  /// Tiles of a sample.
  public var tiles: Int { divided(mapping.strips, by: stripsPerTile) }
  /// Groups of samples that are worked on together.
  public var sampleRuns: Int { divided(layer.batch, by: samplesPerPass) }
  /// Output rows of a tile.
  public var tileRows: Int { min(layer.outputHeight, stripsPerTile * mapping.setWidth) }
  /// Input rows that a tile takes.
  public var tileInputRows: Int { tiles == 1 ? layer.inputHeight : layer.inputRows(forOutputRows: tileRows) }
  /// m: filters whose psums are in the array and in the buffer at a time.
  public var filtersInFlight: Int { mapping.psumsPerColumn * mapping.sets }

  /// Words of the buffer that a tile takes: its psums, and for each copy its results and its input.
  public func bufferNeeds(_ architecture: Architecture) -> BufferNeeds {
    let maps = FeatureMapSizes(layer, architecture)
    let groups = mapping.psumGroupsPerStrip(architecture) * stripsPerTile * samplesPerPass
    return BufferNeeds(
      psums: mapping.accumulatingPasses > 1 ? groups : 0, output: maps.outputWords(rows: tileRows) * samplesPerPass,
      input: maps.inputWords(rows: tileInputRows) * samplesPerPass, copies: tiles == 1 ? 1 : copies)
  }
}

extension LayerShape {
  /// Rows of the input that so many rows of the output are made of, at most all.
  public func inputRows(forOutputRows rows: Int) -> Int {
    min(inputHeight, (rows - 1) * stride.vertical + (filterHeight - 1) * dilation.vertical + 1)
  }
}

/// Words of the buffer that a tile takes.
public struct BufferNeeds: Hashable, Sendable {
  public let psums, output, input: Int
  public let copies: Int

  public var words: Int { psums + copies * (output + input) }

  /// Whether an empty buffer has room, where each part begins with a bank of its own as long as there are enough.
  public func fit(_ architecture: Architecture) -> Bool {
    var start = 0
    func place(_ part: Int) -> Bool {
      guard part > 0 else { return true }
      let aligned = divided(start, by: architecture.bufferDepth) * architecture.bufferDepth
      let end = aligned + divided(part, by: architecture.bufferDepth) * architecture.bufferDepth
      start = end <= architecture.bufferWords ? end : start + part
      return start <= architecture.bufferWords
    }
    guard place(psums) else { return false }
    for part in [output, input] {
      for _ in 0..<copies where !place(part) { return false }
    }
    return true
  }
}

/// Words and bytes of a layer's feature maps, which lie as vectors of channels, each row from a word of the buffer on.
struct FeatureMapSizes {
  let inputVectors, outputVectors: Int
  let inputRowWords, outputRowWords: Int
  /// Activations of a word of the buffer.
  let activationsPerWord: Int

  init(_ layer: LayerShape, _ architecture: Architecture) {
    inputVectors = divided(layer.inputChannels, by: architecture.lanes)
    outputVectors = divided(layer.outputChannels, by: architecture.lanes)
    inputRowWords = divided(layer.inputWidth, by: architecture.vectorsPerWord)
    outputRowWords = divided(layer.outputWidth, by: architecture.vectorsPerWord)
    activationsPerWord = architecture.vectorsPerWord * architecture.lanes
  }

  func inputWords(rows: Int) -> Int { inputVectors * rows * inputRowWords }
  func outputWords(rows: Int) -> Int { outputVectors * rows * outputRowWords }
}
