import Accelerator
import Network

/// Everything that is fixed while a layer runs on the array: the configuration, and which tag takes which values.
public struct ArrayProgram: Sendable {
  /// The values of an ifmap row that PEs share.
  public struct IfmapIdentity: Hashable, Sendable {
    /// Which of the layer groups and of the channel groups of the mapping, from 0.
    public let layerGroup, channelGroup: Int
    /// The input row relative to the first one of the strip.
    public let inputRow: Int
  }

  /// The weights that PEs share: those of a row of the set.
  public struct FilterIdentity: Hashable, Sendable {
    /// Which part of the mapping, each from 0.
    public let layerGroup, filterTile, channelGroup, filterRow: Int
  }

  /// A write to the array's configuration; see `ConfigurationWrite`.
  public struct Write: Hashable, Sendable {
    /// The place that is written: a PE's, or beyond the last column that of a row, or beyond the last row a register.
    public let row, column: Int
    /// The word as the array takes it: a `PEWord`, a `RowWord`, or the value of an `ArrayRegister`, cut to 32 bits.
    public let data: UInt32
  }

  /// What the program carries out.
  public let mapping: Mapping
  /// Which part of a pass each PE works on.
  public let placement: Placement
  /// The tags of the ifmap network; PEs along a diagonal of a set share rows (JSSC 2017, figure 11).
  public let ifmap: TagAssignment<IfmapIdentity>
  /// The tags of the filter network; the PEs of a row of a set share weights.
  public let filter: TagAssignment<FilterIdentity>
  /// The tags of the psum network, which reaches the bottom PE of each column of a set.
  public let psum: TagAssignment<Placement.Column>
  /// All writes in their order: the registers, then the words of each row, PE by PE, the row's own word last.
  public let configuration: [Write]
  /// What the array's registers have no room for; such a program computes something else.
  public let misfits: [RegisterMisfit]

  /// The program for a mapping; it can always be made, even where `misfits` is not empty.
  ///
  /// - Parameters:
  ///   - mapping: one that fits the array.
  ///   - zeroPoint: of the input; it stands for padding and is subtracted at the edge of the array.
  ///   - productShift: how many low bits of each product are cut away; 0 unless the architecture has `productShift`.
  ///   - architecture: what gives the widths of fields and the number of PEs.
  public init(_ mapping: Mapping, zeroPoint: Int, productShift: Int, _ architecture: Architecture) {
    self.mapping = mapping
    let placement = Placement(mapping, architecture)
    self.placement = placement
    ifmap = Self.ifmapTargets(placement, architecture)
    filter = TagAssignment(
      placement.elements.map {
        $0.map { element in
          element.map {
            FilterIdentity(
              layerGroup: $0.layerGroup, filterTile: $0.filterTile, channelGroup: $0.channelGroup,
              filterRow: $0.filterRow)
          }
        }
      }, architecture)
    psum = TagAssignment(Self.psumIdentities(placement, architecture), architecture)
    let registers = Self.registers(mapping, zeroPoint: zeroPoint, productShift: productShift)
    misfits = registers.compactMap { register, value -> RegisterMisfit? in
      do throws(RegisterMisfit) {
        _ = try register.data(value, architecture)
        return nil
      } catch { return error }
    }
    configuration =
      registers.map { register, value in
        Write(row: architecture.rows, column: register.rawValue, data: UInt32(truncatingIfNeeded: value))
      }
      + Self.words(placement, ifmap, filter, psum, accumulates: mapping.accumulatingPasses > 1, architecture)
  }

  /// The tags under which PEs take ifmap rows.
  static func ifmapTargets(_ placement: Placement, _ architecture: Architecture) -> TagAssignment<IfmapIdentity> {
    let layer = placement.mapping.layer
    return TagAssignment(
      placement.elements.map {
        $0.map { element in
          element.map {
            IfmapIdentity(
              layerGroup: $0.layerGroup, channelGroup: $0.channelGroup,
              inputRow: $0.outputRow * layer.stride.vertical + $0.filterRow * layer.dilation.vertical)
          }
        }
      }, architecture)
  }

  /// Only the bottom PE of a column takes psums.
  private static func psumIdentities(
    _ placement: Placement, _ architecture: Architecture
  ) -> [[Placement.Column?]] {
    var identities = [[Placement.Column?]](
      repeating: Array(repeating: nil, count: architecture.columns), count: architecture.rows)
    for column in placement.columns { identities[column.bottom][column.column] = column }
    return identities
  }

  private static func registers(
    _ mapping: Mapping, zeroPoint: Int, productShift: Int
  ) -> [(register: ArrayRegister, value: Int)] {
    [
      (.lastFilter, mapping.filters - 1), (.lastWindow, mapping.window - 1), (.slide, mapping.slide),
      (.lastColumn, mapping.layer.outputWidth - 1), (.lastRow, mapping.rowsPerPass - 1),
      (.productShift, productShift), (.zeroPoint, zeroPoint), (.lastSpan, mapping.groups - 1),
    ]
  }

  private static func words(
    _ placement: Placement, _ ifmap: TagAssignment<IfmapIdentity>, _ filter: TagAssignment<FilterIdentity>,
    _ psum: TagAssignment<Placement.Column>, accumulates: Bool, _ architecture: Architecture
  ) -> [Write] {
    let tops = Set(placement.columns.map { [$0.top, $0.column] })
    let bottoms = Set(placement.columns.map { [$0.bottom, $0.column] })
    var writes: [Write] = []
    for row in 0..<architecture.rows {
      for column in 0..<architecture.columns {
        var word = PEWord.unused(architecture)
        if placement.elements[row][column] != nil {
          let isBottom = bottoms.contains([row, column])
          word = PEWord(
            ifmapTag: ifmap.columnTags[row][column], filterTag: filter.columnTags[row][column],
            psumTag: psum.columnTags[row][column],
            psumSource: isBottom ? (accumulates ? .network : .nothing) : .neighbour,
            toNetwork: tops.contains([row, column]))
        }
        writes.append(Write(row: row, column: column, data: word.encoded(architecture)))
      }
      let word = RowWord(ifmapTag: ifmap.rowTags[row], filterTag: filter.rowTags[row], psumTag: psum.rowTags[row])
      writes.append(Write(row: row, column: architecture.columns, data: word.encoded(architecture)))
    }
    return writes
  }
}
