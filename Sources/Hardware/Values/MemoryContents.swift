import BigInt

/// The words with which a memory begins, from address 0 up; those that are not said are 0.
///
/// A word is the packed form of the memory's shape, as an unsigned number; of a `Signed`, it may be negative.
public struct MemoryContents: Hashable, Sendable, ExpressibleByArrayLiteral {
  enum Source: Hashable {
    case words([BigInt])
    case file(String)
  }

  let source: Source

  /// Words that are written out.
  public init(arrayLiteral words: Int...) { source = .words(words.map { BigInt($0) }) }

  /// Words that are computed.
  public static func words(_ words: [Int]) -> MemoryContents { .words(words.map { BigInt($0) }) }

  /// Words of any width that are computed.
  public static func words(_ words: [BigInt]) -> MemoryContents { MemoryContents(source: .words(words)) }

  /// The words of a file in the format of `$readmemh` (IEEE 1364-2005, 17.2.9): hexadecimal words between blanks, with
  /// comments and addresses (`@1F`).
  ///
  /// It is read when the design is elaborated.
  ///
  /// - Parameter path: from the folder in which the program runs, or from the root.
  public static func file(_ path: String) -> MemoryContents { MemoryContents(source: .file(path)) }

  private init(source: Source) { self.source = source }
}
