/// The commands that copy a part of a map between DRAM and the buffer, by what their registers hold.
struct ProgramTransfer {
  /// Equal chunks, equally far apart.
  ///
  /// Places are in rows of a vector of channels; of the buffer's only that they differ counts.
  struct Command {
    var memory: Int
    var memoryStride = 0
    var buffer: Int
    var bufferStride = 0
    var words: Int
    var chunks = 1
  }

  let commands: [Command]

  /// - Parameters:
  ///   - roomRows: rows of the part of the buffer.
  ///   - copy: which of the parts of the buffer.
  ///   - isInParts: whether some of the map's transfers do not copy all of it, so that each of its rows is compressed by
  ///     itself.
  init(_ region: ProgramTile.Region, _ map: LayerMaps.Map, roomRows: Int, copy: Int, isInParts: Bool) {
    let (rows, vectors) = (region.rows, region.vectors)
    let first = vectors.lowerBound * map.rows + rows.lowerBound
    let isWhole = rows.count == map.rows && roomRows == map.rows
    let vectorWords = roomRows * map.rowWords
    // Far enough from those of the other copy.
    let start = copy << 40
    guard map.code.format != .raw else {
      commands = [
        isWhole
          ? Command(memory: first, buffer: start, words: vectors.count * vectorWords)
          : Command(
            memory: first, memoryStride: map.rows, buffer: start, bufferStride: vectorWords,
            words: rows.count * map.rowWords, chunks: vectors.count)
      ]
      return
    }
    guard isInParts else {
      commands = [Command(memory: 0, buffer: start, words: map.words(rows: map.rows, vectors: map.vectors))]
      return
    }
    let row = Command(memory: first, buffer: start, words: map.rowWords)
    let along = (memory: 1, buffer: map.rowWords)
    let across = (memory: map.rows, buffer: vectorWords)
    if isWhole {
      commands = [row.repeated(vectors.count * map.rows, along)]
    } else if vectors.count <= rows.count {
      commands = (0..<vectors.count).map { row.moved($0, across).repeated(rows.count, along) }
    } else {
      commands = (0..<rows.count).map { row.moved($0, along).repeated(vectors.count, across) }
    }
  }
}

extension ProgramTransfer.Command {
  fileprivate func moved(_ count: Int, _ step: (memory: Int, buffer: Int)) -> Self {
    var command = self
    command.memory += count * step.memory
    command.buffer += count * step.buffer
    return command
  }

  fileprivate func repeated(_ count: Int, _ step: (memory: Int, buffer: Int)) -> Self {
    var command = self
    (command.chunks, command.memoryStride, command.bufferStride) = (count, step.memory, step.buffer)
    return command
  }
}

/// A register of which only changes are written.
struct ProgramSetting {
  private var value: Int?

  /// - Returns: instructions that it takes: none where the value is there.
  mutating func set(_ new: Int) -> Int {
    guard value != new else { return 0 }
    value = new
    return 1
  }
}

/// The registers of an engine that copies parts of maps.
struct TransferSettings {
  private var memory = ProgramSetting(), memoryStride = ProgramSetting()
  private var buffer = ProgramSetting(), bufferStride = ProgramSetting()
  private var words = ProgramSetting(), chunks = ProgramSetting()
  private var isFirst = true

  /// - Parameter constant: registers that the first command sets, once for all.
  mutating func set(_ command: ProgramTransfer.Command, constant: Int) -> Int {
    defer { isFirst = false }
    return memory.set(command.memory) + memoryStride.set(command.memoryStride) + buffer.set(command.buffer)
      + bufferStride.set(command.bufferStride) + words.set(command.words) + chunks.set(command.chunks)
      + (isFirst ? constant : 0)
  }
}
