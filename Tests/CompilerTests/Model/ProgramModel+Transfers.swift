import Accelerator
import Compiler
import Golden

// Loads and stores: chunks raw, or as the golden codec reads and writes them.
extension ProgramModel {
  /// What the registers say of a command.
  private struct Command {
    let memory, memoryStride, buffer, bufferStride, words, chunks: Int
    let format: ChunkFormat
    let zero: Int
  }

  func transfer(_ engine: ProgramEngine) throws {
    let stamp = stamp(engine)
    let command = engine == .load ? try loadCommand() : try storeCommand()
    counts[engine == .load ? .loadWrites : .storeReads] += command.chunks * command.words
    if command.format == .raw {
      let beats = command.chunks * command.words * architecture.wordBytes / architecture.beatBytes
      counts[engine == .load ? .loadBeats : .storeBeats] += beats
    }
    for chunk in 0..<command.chunks {
      let address = command.memory + chunk * command.memoryStride
      guard address % architecture.beatBytes == 0 else { throw ProgramFault("byte \(address) begins no beat") }
      let places = (0..<command.words).map {
        (command.buffer + chunk * command.bufferStride + $0) % architecture.bufferWords * architecture.wordBytes
      }
      if engine == .load {
        try load(command, address, places, stamp)
      } else {
        try store(command, address, places, stamp)
      }
    }
  }

  private func loadCommand() throws -> Command {
    Command(
      memory: unsigned(.loadMemory), memoryStride: unsigned(.loadMemoryStride), buffer: unsigned(.loadBuffer),
      bufferStride: unsigned(.loadBufferStride), words: unsigned(.loadLastWord) + 1,
      chunks: unsigned(.loadLastChunk) + 1, format: try format(.loadFormat), zero: signed(.loadZero))
  }

  private func storeCommand() throws -> Command {
    Command(
      memory: unsigned(.storeMemory), memoryStride: unsigned(.storeMemoryStride), buffer: unsigned(.storeBuffer),
      bufferStride: unsigned(.storeBufferStride), words: unsigned(.storeLastWord) + 1,
      chunks: unsigned(.storeLastChunk) + 1, format: try format(.storeFormat), zero: signed(.storeZero))
  }

  private func format(_ register: ProgramRegister) throws -> ChunkFormat {
    switch FeatureMapFormat(rawValue: unsigned(register)) {
    case .raw: return .raw
    case .runLength where architecture.compression: return .runLength
    case .bitmap where architecture.compression: return .bitmap
    default: throw ProgramFault("\(register) \(unsigned(register)) is no format")
    }
  }

  private var codec: ChunkCodec {
    ChunkCodec(
      storageBits: architecture.storageBits, runBits: architecture.runBits, beatBits: architecture.memoryDataBits)
  }

  private func load(_ command: Command, _ address: Int, _ places: [Int], _ stamp: Stamp) throws {
    let word = architecture.wordBytes
    if command.format == .raw {
      for (index, place) in places.enumerated() {
        try buffer.copy(from: memory, address + index * word, to: place, word, stamp)
      }
      return
    }
    func bytes(_ offset: Int, _ count: Int) throws -> [UInt8] {
      Array(UnsafeBufferPointer(start: try memory.read(offset, count, stamp), count: count))
    }
    let count = places.count * word * 8 / architecture.storageBits
    let size = try codec.storedBytes(bytes(address, architecture.beatBytes), count: count, as: command.format)
    let values = try codec.restored(bytes(address, size), count: count, as: command.format, zero: command.zero)
    let raw = codec.encode(values, as: .raw, zero: 0)
    try raw.withUnsafeBufferPointer { raw in
      for (index, place) in places.enumerated() {
        try buffer.write(place, raw.baseAddress! + index * word, word, stamp)
      }
    }
  }

  private func store(_ command: Command, _ address: Int, _ places: [Int], _ stamp: Stamp) throws {
    let word = architecture.wordBytes
    func check(_ bytes: Int) throws {
      guard writable.contains(where: { $0.contains(address) && address + bytes <= $0.upperBound }) else {
        throw ProgramFault("a store of \(bytes) bytes to \(address), which is no map's")
      }
    }
    try check(places.count * word)
    if command.format == .raw {
      for (index, place) in places.enumerated() {
        try memory.copy(from: buffer, place, to: address + index * word, word, stamp)
      }
      return
    }
    let size = architecture.storageBits / 8
    let rowWords = unsigned(.storeLastRowWord) + 1
    let lastLanes = (unsigned(.storeLastRowVector) + 1) * architecture.lanes
    var values: [Int] = []
    for (index, place) in places.enumerated() {
      let bytes = try buffer.read(place, word, stamp, mayBeUndefined: true)
      let lanes = index % rowWords == rowWords - 1 ? lastLanes : word / size
      // What fills up rows counts as zero.
      values += (0..<word / size).map { $0 < lanes ? lane(bytes, $0) : command.zero }
    }
    let stored = codec.stored(values, as: command.format, zero: command.zero)
    try check(codec.mostStoredBytes(of: values.count, as: command.format))
    try memory.write(address, stored, stored.count, stamp)
  }
}
