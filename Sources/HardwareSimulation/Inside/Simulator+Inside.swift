import BigInt
import Foundation
import Hardware

extension Simulator {
  /// The paths of all nets, parents before their instances.
  public var netPaths: [String] { DesignPaths(design: design).all(\.nets, name: \.name) }

  /// The paths of all memories, parents before their instances.
  public var memoryPaths: [String] { DesignPaths(design: design).all(\.memories, name: \.name) }

  /// The value of any net, for example `pe_0.mac.sum`, negative where its type is signed and its top bit is set.
  ///
  /// - Throws: `SimulationError` that names the part of the path that is not there, or says why the net cannot be read.
  public func peek(net path: String, fileID: String = #fileID, line: Int = #line) throws -> BigInt {
    try SourceLocation(fileID: fileID, line: line).marking { try net(path).value }
  }

  /// Gives a register a value until an edge changes it, or an input of the top until it is given another one.
  ///
  /// - Throws: `SimulationError` where there is no such net, it is a wire, or the value does not fit.
  public func poke(net path: String, _ value: BigInt, fileID: String = #fileID, line: Int = #line) throws {
    try SourceLocation(fileID: fileID, line: line).marking { try net(path).set(to: value) }
  }

  /// The same for a number that fits in an `Int`.
  ///
  /// - Throws: `SimulationError` where there is no such net, it is a wire, or the value does not fit.
  public func poke(net path: String, _ value: Int, fileID: String = #fileID, line: Int = #line) throws {
    try poke(net: path, BigInt(value), fileID: fileID, line: line)
  }

  /// A word of a memory.
  ///
  /// - Throws: `SimulationError` where there is no such memory or no such word.
  public func read(
    memory path: String, at row: Int, fileID: String = #fileID, line: Int = #line
  ) throws -> BigUInt {
    try SourceLocation(fileID: fileID, line: line).marking {
      let memory = try memory(path)
      try memory.check(row)
      return BigUInt(words: memory.readRow(row).map { UInt($0) })
    }
  }

  /// Sets a word of a memory at once.
  ///
  /// - Throws: `SimulationError` where there is no such memory or no such word, or the value does not fit.
  public func write(
    memory path: String, at row: Int, _ word: BigUInt, fileID: String = #fileID, line: Int = #line
  ) throws {
    try load(memory: path, [word], from: row, fileID: fileID, line: line)
  }

  /// Sets words of a memory one after the other.
  ///
  /// - Parameter first: The row of the first word.
  /// - Throws: `SimulationError` where there is no such memory, or there are more words than it has, or one does not fit;
  ///   nothing has been written then.
  public func load(
    memory path: String, _ words: [BigUInt], from first: Int = 0, fileID: String = #fileID, line: Int = #line
  ) throws {
    try SourceLocation(fileID: fileID, line: line).marking {
      let rows = words.enumerated().map { (row: first + $0.offset, word: $0.element) }
      try memory(path).write(rows)
    }
  }

  /// Sets words of a memory from a file as Verilog's `$readmemh` reads it: hexadecimal words, `@` before the row (in
  /// hexadecimal) at which the next ones go on, comments as in Verilog.
  ///
  /// - Returns: How many words were set.
  /// - Throws: `SimulationError` with the file's line where a word is none or does not fit or has no row in the memory;
  ///   nothing has been written then.
  @discardableResult
  public func load(
    memory path: String, fromHexadecimal file: URL, fileID: String = #fileID, line: Int = #line
  ) throws -> Int {
    try SourceLocation(fileID: fileID, line: line).marking {
      let memory = try memory(path)
      let rows = try MemoryFile(file, for: memory).rows
      try memory.write(rows)
      return rows.count
    }
  }
}

extension SimulatedNet {
  func set(to value: BigInt) throws {
    guard kind != .wire else {
      throw SimulationError(
        "net '\(path)' is a wire: its value follows from others; only registers, memories and inputs of the top can be set"
      )
    }
    try Fit.check(value, width: width, isSigned: isSigned, what: "net '\(path)'")
    try write(Words.words(of: value, width: width))
  }
}

extension SimulatedMemory {
  func check(_ row: Int) throws {
    guard row >= 0 && row < depth else {
      throw SimulationError("memory '\(path)' has no word \(row); it has \(depth), from 0")
    }
  }

  func write(_ rows: [(row: Int, word: BigUInt)]) throws {
    for (row, word) in rows {
      try check(row)
      guard word.bitWidth <= width else {
        throw SimulationError("\(word) does not fit in word \(row) of memory '\(path)', which has \(width) bits")
      }
    }
    for (row, word) in rows { try writeRow(row, Words.words(of: BigInt(word), width: width)) }
  }
}
