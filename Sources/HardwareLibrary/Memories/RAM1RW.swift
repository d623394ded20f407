import Hardware

/// A memory with one port that either reads or writes, in a module of its own that a foundry's macro can replace.
///
/// A word is there one cycle after a read, and stays until the next one, whatever is written in between.
///
/// ```waveform
/// cycle       1    2    3    4    5    6    7
/// enable      ████████████████████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
/// write       │1        │0        ···············
/// address     │3   │4   │3   │4   ···············
/// write_data  │1122│3344·························
/// read_data   ···············│1122│3344
/// ```
public struct RAM1RW: Module {
  /// Whether anything happens; `write` tells what.
  public let enable: Bit
  /// Whether a word is written (1) or read (0).
  public let write: Bit
  /// The number of the word.
  public let address: Unsigned
  /// The word that is written.
  public let writeData: Unsigned
  /// One bit for each part of the word, the least significant part first; nil where only whole words are written.
  public let writeMask: Unsigned?
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
    (enable, write) = (.input(), .input())
    address = .input(words.addressWidth)
    writeData = .input(width)
    writeMask = granularity.map { .input(WriteMask.width(of: width, granularity: $0)) }
    readData = .output(width)
  }

  /// `ram_1rw_`, the depth and the bits of a word, then the bits of a part if it has a mask.
  public var moduleName: String { "ram_1rw_\(depth)x\(writeData.width)\(WriteMask.suffix(writeMask, writeData))" }

  /// The comment above the Verilog module.
  public var documentation: String? {
    "A memory of \(words.depth) words of \(writeData.width) bits: one port that reads or writes, read latency 1.\n"
      + "A macro of the same behaviour may replace it."
  }

  /// A memory whose write and whose registered read never happen at the same edge.
  public var body: [Statement] {
    when(enable && write) { words.write(writeData, at: address, mask: writeMask) }
    readData <== words.read("read_word", at: address, enable: enable && !write, underWrite: .undefined)
  }
}
