import Hardware

/// A memory with one write port and one read port, in a module of its own that a foundry's macro can replace.
///
/// A word is there one cycle after `readEnable`, and stays until the next read. A read of the word that is written at
/// the same edge gives nothing that may be relied upon.
///
/// ```waveform
/// cycle          1    2    3    4    5    6    7
/// write_enable   ██████████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
/// write_address  │3        ·························
/// write_data     │1122│3344·························
/// write_mask     │11  │01  ·························
/// read_enable    ▁▁▁▁▁▁▁▁▁▁█████▁▁▁▁▁█████▁▁▁▁▁▁▁▁▁▁
/// read_address   ··········│3   ·····│7   ··········
/// read_data      ···············│1144     ··········
/// ```
public struct RAM1R1W: Module {
  /// Whether a word is written at the coming edge.
  public let writeEnable: Bit
  /// The number of the word that is written; one beyond the depth writes nothing.
  public let writeAddress: Unsigned
  /// The word that is written.
  public let writeData: Unsigned
  /// One bit for each part of the word, the least significant part first; nil where only whole words are written.
  public let writeMask: Unsigned?
  /// Whether `readData` takes a word at the coming edge, and keeps the last one otherwise.
  public let readEnable: Bit
  /// The number of the word that is read.
  public let readAddress: Unsigned
  /// The word that was read last; a register.
  public let readData: Unsigned

  private let words: Memory<Unsigned>

  /// The number of words.
  public var depth: Int { words.depth }

  /// - Parameters:
  ///   - depth: words, at least 1.
  ///   - width: bits of a word.
  ///   - granularity: the bits that one bit of the write mask governs, a divisor of `width`; without it, every write
  ///     writes a whole word.
  public init(depth: Int, width: Int, granularity: Int? = nil) {
    words = Memory(depth: depth, of: .bits(width))
    writeEnable = .input()
    writeAddress = .input(words.addressWidth)
    writeData = .input(width)
    writeMask = granularity.map { .input(WriteMask.width(of: width, granularity: $0)) }
    readEnable = .input()
    readAddress = .input(words.addressWidth)
    readData = .output(width)
  }

  /// `ram_1r1w_`, the depth and the bits of a word, then the bits of a part if it has a mask.
  public var moduleName: String { "ram_1r1w_\(depth)x\(writeData.width)\(WriteMask.suffix(writeMask, writeData))" }

  /// The comment above the Verilog module.
  public var documentation: String? {
    "A memory of \(words.depth) words of \(writeData.width) bits: one write port, one read port, read latency 1.\n"
      + "A macro of the same behaviour may replace it; what a read gives of a word that is written at the\n"
      + "same edge does not matter."
  }

  /// A memory with one write and one registered read.
  public var body: [Statement] {
    when(writeEnable) { words.write(writeData, at: writeAddress, mask: writeMask) }
    readData <== words.read("read_word", at: readAddress, enable: readEnable, underWrite: .undefined)
  }
}
