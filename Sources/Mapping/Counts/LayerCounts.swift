import Accelerator
import Network

/// Counts what the passes of a layer do, exactly, from its mapping and the tiles in which the compiler has it computed.
public struct LayerCounts: Sendable {
  private let mapping: Mapping
  private let architecture: Architecture
  /// The layer's own output channels; those of its mapping may be more, to fill up vectors.
  private let outputChannels: Int
  private let elements: [Placement.Element]
  private let ifmapTargets: [ArrayProgram.IfmapIdentity]
  private let filterTargets: Int
  private let columns: Int

  /// - Parameters:
  ///   - program: of one sample.
  ///   - outputChannels: nil where the mapping's layer has no more than its own.
  public init(_ program: ArrayProgram, outputChannels: Int? = nil, _ architecture: Architecture) {
    mapping = program.mapping
    self.architecture = architecture
    self.outputChannels = outputChannels ?? mapping.layer.outputChannels
    elements = program.placement.elements.flatMap { $0.compactMap { $0 } }
    ifmapTargets = program.ifmap.targets.map(\.identity)
    filterTargets = program.filter.targets.count
    columns = program.placement.columns.count
  }

  /// Counts for a mapping of one sample, placed on the array as the compiler places it.
  ///
  /// - Parameters:
  ///   - mapping: of one sample.
  ///   - outputChannels: those of the layer itself; nil where the mapping's layer has no more than its own.
  ///   - architecture: what the mapping was made for.
  public init(_ mapping: Mapping, outputChannels: Int? = nil, _ architecture: Architecture) {
    self.init(
      ArrayProgram(mapping, zeroPoint: 0, productShift: 0, architecture), outputChannels: outputChannels, architecture)
  }

  private var layer: LayerShape { mapping.layer }

  /// As if no activation but padding were zero.
  public var dense: LayerActivations { LayerActivations(dense: layer, channels: inputChannels) }

  /// The layer's own input channels.
  private var inputChannels: Int {
    layer.groups == 1 ? layer.inputChannels : outputChannels / layer.filtersPerGroup * layer.channelsPerGroup
  }

  /// What all passes over a tile come to.
  ///
  /// - Parameter activations: of the sample; nil for as if no activation were zero.
  public func counts(_ tile: LayerTile, _ activations: LayerActivations? = nil) -> AccessCounts {
    counts(tile, samples: [activations ?? dense])
  }

  /// What all passes over the same tile of several samples come to, which share the passes' weights.
  ///
  /// - Parameter samples: activations of each.
  public func counts(_ tile: LayerTile, samples: [LayerActivations]) -> AccessCounts {
    let strips = divided(tile.outputRows.count, by: mapping.setWidth)
    var counts = pass(strips: strips * samples.count) * mapping.passes
    let groups = strips * samples.count * psumGroupsPerStrip
    let accumulations = mapping.filterPasses * mapping.groupPasses
    counts[.psumReads] = (mapping.passes - accumulations) * groups
    counts[.psumWrites] = (mapping.passes - accumulations) * groups
    counts[.ofmapWrites] = accumulations * groups
    counts[.ifmapReads] = ifmapReads(tile, strips: strips) * samples.count
    for activations in samples { work(tile, strips: strips, activations, &counts) }
    return counts
  }

  /// What all tiles of a sample come to.
  public func counts(_ tiles: [LayerTile], _ activations: LayerActivations? = nil) -> AccessCounts {
    let activations = activations ?? dense
    return tiles.reduce(into: AccessCounts()) { $0 += counts($1, activations) }
  }
}

extension LayerCounts {
  private var psumGroupsPerStrip: Int {
    layer.outputWidth * divided(mapping.psumsPerColumn, by: architecture.psumBusWords) * columns
  }

  /// What is the same in each pass.
  private func pass(strips: Int) -> AccessCounts {
    var counts = AccessCounts()
    let delivered = strips * mapping.deliveredColumns.count * mapping.channelsPerColumn
    let vectors = strips * mapping.deliveredColumns.count * mapping.vectorsPerColumn(architecture)
    counts[.ifmapGroups] = ifmapTargets.count * vectors * groupsPerVector
    counts[.ifmapWords] = ifmapTargets.count * delivered
    counts[.ifmapScratchpadWrites] = elements.count * delivered

    let weights = mapping.window * mapping.filters
    let weightGroups = filterTargets * divided(weights, by: architecture.filterBusWords)
    let weightBytes = weightGroups * architecture.filterBusWords * architecture.weightStorageBits / 8
    counts[.filterGroups] = weightGroups
    counts[.filterWords] = filterTargets * weights
    counts[.filterScratchpadWrites] = elements.count * weights
    counts[.filterBeats] = divided(weightBytes, by: architecture.beatBytes)

    let psums = strips * layer.outputWidth * mapping.psumsPerColumn
    counts[.psumOutputGroups] = strips * psumGroupsPerStrip
    counts[.psumOutputWords] = columns * psums
    counts[.psumsClimbed] = (elements.count - columns) * psums
    if mapping.accumulatingPasses > 1 {
      counts[.psumInputGroups] = counts[.psumOutputGroups]
      counts[.psumInputWords] = counts[.psumOutputWords]
    }
    return counts
  }

  /// Groups of bus words that a vector of the ifmap is delivered in.
  private var groupsPerVector: Int { divided(mapping.lanesPerVector(architecture), by: architecture.ifmapBusWords) }

  /// Passes that differ in the input that they take; each runs for every pass over the filters.
  private var inputPasses: [PassIndex] {
    (0..<mapping.groupPasses).flatMap { group in
      (0..<mapping.channelPasses).flatMap { channel in
        (0..<mapping.filterRowPasses).map {
          PassIndex(groupPass: group, filterPass: 0, channelPass: channel, filterRowPass: $0)
        }
      }
    }
  }

  /// The input row of a strip's row 0 in a pass.
  private func inputRow(_ tile: LayerTile, strip: Int, _ pass: PassIndex) -> Int {
    tile.outputRows.lowerBound * layer.stride.vertical + strip * mapping.inputRowsPerStrip + mapping.firstInputRow(pass)
  }

  /// Each group is read from the buffer, unless it is padding.
  private func ifmapReads(_ tile: LayerTile, strips: Int) -> Int {
    let columns = mapping.deliveredColumns.count { (0..<layer.inputWidth).contains($0 - layer.padding.left) }
    let vectors = divided(inputChannels, by: architecture.lanes)
    var rows = 0
    for pass in inputPasses {
      for target in ifmapTargets {
        let first = (mapping.firstInputChannel(pass) + mapping.inputChannel(target)) / architecture.lanes
        let present = max(0, min(mapping.vectorsPerColumn(architecture), vectors - first))
        rows +=
          present
          * (0..<strips).count { tile.residentRows.contains(inputRow(tile, strip: $0, pass) + target.inputRow) }
      }
    }
    return rows * columns * groupsPerVector * mapping.filterPasses
  }

  /// Adds the MACs of a sample, and the accesses to scratchpads that zeros save.
  private func work(_ tile: LayerTile, strips: Int, _ activations: LayerActivations, _ counts: inout AccessCounts) {
    let usefulFilters = (0..<mapping.filterTiles).map(usefulFilters)
    var (nonzero, inner) = (0, 0)
    for pass in inputPasses {
      for element in elements {
        let channels = presentChannels(element, pass)
        let useful = usefulChannels(element, pass) * usefulFilters[element.filterTile]
        for strip in 0..<strips {
          let row = inputRow(tile, strip: strip, pass) + inputRow(of: element)
          let isThere = tile.residentRows.contains(row)
          let uses = isThere ? activations.uses(.all, row: row, channels: channels) : 0
          nonzero += uses
          if isThere { inner += uses - outerUses(activations, row: row, channels) }
          guard strip * mapping.setWidth + element.outputRow < tile.outputRows.count else { continue }
          counts.usefulMACs += useful * layer.outputWidth * layer.filterWidth
          if useful > 0 {
            counts.usefulGatedMACs +=
              useful * layer.outputWidth * layer.filterWidth - uses * usefulFilters[element.filterTile]
          }
        }
      }
    }
    let rows = mapping.passes * elements.count * strips
    let slots = rows * layer.outputWidth * mapping.window * mapping.filters
    let done = nonzero * mapping.filterPasses * mapping.filters
    counts[.ifmapScratchpadReads] += nonzero * mapping.filterPasses
    counts[.macsDone] += done
    counts[.macsGated] += slots - done
    // The first product of a psum leaves a sum behind in any case, the last one never.
    if mapping.window > mapping.groups {
      counts[.psumScratchpadWrites] +=
        rows * layer.outputWidth * mapping.psumsPerColumn + inner * mapping.filterPasses * mapping.filters
    }
  }

  private func identity(_ element: Placement.Element) -> ArrayProgram.IfmapIdentity {
    ArrayProgram.IfmapIdentity(
      layerGroup: element.layerGroup, channelGroup: element.channelGroup, inputRow: inputRow(of: element))
  }

  private func inputRow(of element: Placement.Element) -> Int {
    element.outputRow * layer.stride.vertical + element.filterRow * layer.dilation.vertical
  }

  /// The input channels that a PE takes, as far as the mapping's layer has them.
  private func presentChannels(_ element: Placement.Element, _ pass: PassIndex) -> Range<Int> {
    let identity = identity(element)
    let first = mapping.firstInputChannel(pass) + mapping.inputChannel(identity)
    return first..<first + mapping.presentChannels(identity, pass)
  }

  /// Multiplications that begin a psum or finish it: those with the first and the last values of the window, one of them
  /// or one for each of the groups.
  private func outerUses(_ activations: LayerActivations, row: Int, _ channels: Range<Int>) -> Int {
    guard mapping.groups == 1 else {
      return activations.uses(.first, row: row, channels: channels)
        + activations.uses(.last, row: row, channels: channels)
    }
    let isFull = channels.count == mapping.channelsPerColumn
    return activations.uses(.first, row: row, channels: channels.prefix(1))
      + (isFull ? activations.uses(.last, row: row, channels: channels.suffix(1)) : 0)
  }

  /// How many of a PE's channels the layer itself has; 0 where it has no such filter row.
  private func usefulChannels(_ element: Placement.Element, _ pass: PassIndex) -> Int {
    guard pass.filterRowPass * mapping.filterRows + element.filterRow < layer.filterHeight else { return 0 }
    let group = (pass.groupPass * mapping.layerGroups + element.layerGroup) * mapping.groups
    let present = outputChannels / layer.filtersPerGroup - group
    guard layer.groups == 1 || present > 0 else { return 0 }
    let channels = mapping.presentChannels(identity(element), pass)
    return mapping.groups > 1 ? min(channels, present) : channels
  }

  /// How many filters the layer itself has in a tile, over all passes.
  private func usefulFilters(tile: Int) -> Int {
    let filters = layer.groups == 1 ? outputChannels : layer.filtersPerGroup
    return (0..<mapping.filterPasses).reduce(0) { sum, pass in
      sum + max(0, min(mapping.filters, filters - (pass * mapping.filterTiles + tile) * mapping.filters))
    }
  }
}
