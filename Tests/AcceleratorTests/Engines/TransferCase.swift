import BigInt
import Golden
import TestSupport

@testable import Accelerator

/// A transfer of random chunks, with where they lie in DRAM and in the buffer.
struct TransferCase {
  let chunks: [Chunk]
  let memory, memoryStride, buffer, bufferStride: Int
  let architecture: Architecture
  /// Words of a row, and vectors of the map in a row's last word; nil where rows are not filled up.
  var row: (words: Int, vectors: Int)?

  var format: ChunkFormat { chunks[0].format }
  var lastWord: Int { chunks[0].words(architecture).count - 1 }
  var end: Int { memory + chunks.count * memoryStride }

  /// - Parameter memory: where it may begin in DRAM.
  static func random(
    _ architecture: Architecture, memory: Int, words: ClosedRange<Int> = 1...24, format: ChunkFormat? = nil,
    using generator: inout SeededGenerator
  ) -> TransferCase {
    let sample = Chunk.random(architecture, words: words, using: &generator)
    let format = format ?? sample.format
    let count = sample.values.count
    let chunks = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
      // Chunks of one transfer are alike but for their activations.
      let lanes = count / (architecture.bufferWordBits / architecture.storageBits)
      let other = Chunk.random(architecture, words: lanes...lanes, using: &generator)
      return Chunk(values: other.values.map { $0 == other.zero ? sample.zero : $0 }, format: format, zero: sample.zero)
    }
    let most = architecture.codec.mostStoredBytes(of: count, as: format)
    let gap = Int.random(in: 0...2, using: &generator)
    return TransferCase(
      chunks: chunks, memory: memory, memoryStride: most + gap * architecture.beatBytes,
      buffer: .random(in: 0..<architecture.bufferWords / 2, using: &generator),
      bufferStride: sample.words(architecture).count + gap, architecture: architecture)
  }

  /// Some transfers, one behind the other in DRAM.
  static func random(
    _ count: Int, _ architecture: Architecture, words: ClosedRange<Int> = 1...24, format: ChunkFormat? = nil,
    using generator: inout SeededGenerator
  ) -> [TransferCase] {
    var transfers: [TransferCase] = []
    for _ in 0..<count {
      let first = (transfers.last?.end ?? 0) + Int.random(in: 0...300, using: &generator) * architecture.beatBytes
      transfers.append(.random(architecture, memory: first, words: words, format: format, using: &generator))
    }
    return transfers
  }

  /// The command as the store engine takes it.
  var storePayload: [BigInt] {
    guard architecture.compression else { return payload }
    let row = row ?? (lastWord + 1, max(1, architecture.vectorsPerWord))
    return payload + [BigInt(row.words - 1), BigInt(row.vectors - 1)]
  }

  /// A chunk's activations as they are compressed: zero stands in what fills up rows.
  private func coded(_ chunk: Chunk) -> [Int] {
    guard let row, format != .raw else { return chunk.values }
    let lanes = architecture.bufferWordBits / architecture.storageBits
    return chunk.values.enumerated().map { place, value in
      let isInLastWord = place / lanes % row.words == row.words - 1
      return isInLastWord && place % lanes >= row.vectors * architecture.lanes ? chunk.zero : value
    }
  }

  /// The command as the load engine takes it.
  var payload: [BigInt] {
    let zero = chunks[0].zero & (1 << architecture.activationBits - 1)
    return [memory, memoryStride, buffer, bufferStride, lastWord, chunks.count - 1, format.rawValue, zero]
      .map { BigInt($0) }
  }

  /// The beats of each chunk as they stand in DRAM, with their offsets.
  var stored: [(offset: Int, beats: [BigInt])] {
    chunks.enumerated().map { index, chunk in
      let bytes = architecture.codec.stored(coded(chunk), as: format, zero: chunk.zero)
      return (memory + index * memoryStride, bytes.grouped(by: architecture.beatBytes))
    }
  }

  /// The words of each chunk in the buffer, with their addresses; whether it is the transfer's last one.
  var words: [(address: Int, word: BigInt, isLast: Bool)] {
    chunks.enumerated().flatMap { index, chunk in
      chunk.words(architecture).enumerated().map { place, word in
        (
          (buffer + index * bufferStride + place) % (1 << architecture.wordAddressBits), word,
          index == chunks.count - 1 && place == lastWord
        )
      }
    }
  }
}
