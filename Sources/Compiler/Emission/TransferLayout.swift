/// The commands that copy a part of a map between DRAM and the buffer, and where in DRAM they go.
struct TransferLayout {
  /// Equal chunks, equally far apart.
  struct Command {
    var memory: Int
    var memoryStride = 0
    var buffer: Int
    var bufferStride = 0
    /// Of a chunk.
    var words: Int
    var chunks = 1
  }

  let commands: [Command]
  /// From the first byte to the last one.
  let memory: Range<Int>

  /// - Parameter region: of the vectors of channels that have room in the buffer, all of them.
  init(_ place: MapPlace, _ resident: ResidentMap, _ region: MapRegion) {
    let map = resident.map
    let (rows, vectors) = (region.rows, region.vectors)
    let start = resident.start + (rows.lowerBound - resident.rows.lowerBound) * map.rowWords
    // Rows of vectors, counted through the map.
    let places = vectors.lowerBound * map.rows + rows.lowerBound..<(vectors.upperBound - 1) * map.rows + rows.upperBound
    // Where all rows are there, the vectors are in one piece.
    let isWhole = rows.count == map.rows && resident.rows.count == map.rows
    let vectorWords = resident.rows.count * map.rowWords
    guard let compression = place.compression else {
      memory = place.offset + places.lowerBound * map.rowBytes..<place.offset + places.upperBound * map.rowBytes
      commands = [
        isWhole
          ? Command(memory: memory.lowerBound, buffer: start, words: vectors.count * vectorWords)
          : Command(
            memory: memory.lowerBound, memoryStride: map.rows * map.rowBytes, buffer: start, bufferStride: vectorWords,
            words: rows.count * map.rowWords, chunks: vectors.count)
      ]
      return
    }
    if compression.chunks == 1 {
      precondition(region == MapRegion(map) && resident.isWhole, "a map that is one chunk comes and goes as a whole")
      memory = place.offset..<place.offset + compression.bytes
      commands = [Command(memory: place.offset, buffer: start, words: map.words)]
      return
    }
    let stride = compression.chunkStride
    memory = place.offset + places.lowerBound * stride..<place.offset + places.upperBound * stride
    let row = Command(memory: memory.lowerBound, buffer: start, words: map.rowWords)
    // The rows of a vector lie behind one another, and so do a row's vectors, at a wider distance: whichever makes
    // fewer commands.
    let along = (memory: stride, buffer: map.rowWords)
    let across = (memory: map.rows * stride, buffer: vectorWords)
    if isWhole {
      commands = [row.repeated(places.count, along)]
    } else if vectors.count <= rows.count {
      commands = (0..<vectors.count).map { row.moved($0, across).repeated(rows.count, along) }
    } else {
      commands = (0..<rows.count).map { row.moved($0, along).repeated(vectors.count, across) }
    }
  }
}

extension TransferLayout.Command {
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
