import BigInt
import Foundation

/// A file of words for a memory, in the format of Verilog's `$readmemh` (IEEE 1364-2005, 17.2.9).
struct MemoryFile {
  private(set) var rows: [(row: Int, word: BigUInt)] = []

  /// - Throws: `SimulationError` with the file's line.
  init(_ file: URL, for memory: SimulatedMemory) throws {
    let text: String
    do {
      text = try String(contentsOf: file, encoding: .utf8)
    } catch {
      throw SimulationError("cannot read \(file.path): \(FileProblem(error)?.reason ?? "it is no text")")
    }
    var row = 0
    for (number, line) in Self.withoutComments(text).enumerated() {
      for token in line.split(whereSeparator: \.isWhitespace) {
        let place = "\(file.path):\(number + 1)"
        let digits = token.replacingOccurrences(of: "_", with: "")
        if token.hasPrefix("@") {
          guard let next = Int(digits.dropFirst(), radix: 16) else {
            throw SimulationError("\(place): '\(token)' is no row; '@' and hexadecimal digits are")
          }
          row = next
          continue
        }
        // A sign is no digit, though numbers may be read with one.
        guard digits.allSatisfy(\.isHexDigit), let word = BigUInt(digits, radix: 16) else {
          throw SimulationError(
            "\(place): '\(token)' is no hexadecimal word (x and z mean nothing in two-state simulation)")
        }
        guard row < memory.depth else {
          throw SimulationError("\(place): memory '\(memory.path)' has no word \(row); it has \(memory.depth), from 0")
        }
        guard word.bitWidth <= memory.width else {
          throw SimulationError("\(place): '\(token)' does not fit in memory '\(memory.path)' of \(memory.width) bits")
        }
        rows.append((row, word))
        row += 1
      }
    }
  }

  /// The lines, comments of both kinds replaced by a space.
  private static func withoutComments(_ text: String) -> [String] {
    var isInComment = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var rest = line[...]
      var kept = ""
      while !rest.isEmpty {
        if isInComment {
          guard let end = rest.range(of: "*/") else { break }
          rest = rest[end.upperBound...]
          isInComment = false
          continue
        }
        let short = rest.range(of: "//")?.lowerBound ?? rest.endIndex
        let long = rest.range(of: "/*")?.lowerBound ?? rest.endIndex
        kept += rest[..<min(short, long)] + " "
        guard long < short else { break }
        rest = rest[long...].dropFirst(2)
        isInComment = true
      }
      return kept
    }
  }
}
