import Accelerator
import Mapping

/// What transfers and commands of the vector unit come to, told from the registers that the program sets before them.
struct CommandCounts {
  /// By the instructions that give the commands, in their order.
  private var commands: [(index: Int, counts: AccessCounts)] = []
  private let architecture: Architecture

  init(_ instructions: [Instruction], _ architecture: Architecture) {
    self.architecture = architecture
    var registers: [ProgramRegister: Int] = [:]
    for (index, instruction) in instructions.enumerated() {
      switch instruction {
      case .set(let register, let value): registers[register] = value
      case .load: commands.append((index, load(registers)))
      case .store: commands.append((index, store(registers)))
      case .vector: commands.append((index, vector(registers)))
      case .end, .configure, .table, .pass, .commit, .wait: break
      }
    }
  }

  func counts(of instructions: Range<Int>) -> AccessCounts {
    commands.lazy.filter { instructions.contains($0.index) }.reduce(into: AccessCounts()) { $0 += $1.counts }
  }

  private typealias Registers = [ProgramRegister: Int]

  private func load(_ registers: Registers) -> AccessCounts {
    var counts = AccessCounts()
    counts[.loadWrites] = Self.product([.loadLastWord, .loadLastChunk], registers)
    counts[.loadBeats] = counts[.loadWrites] * beatsPerWord
    return counts
  }

  private func store(_ registers: Registers) -> AccessCounts {
    var counts = AccessCounts()
    counts[.storeReads] = Self.product([.storeLastWord, .storeLastChunk], registers)
    counts[.storeBeats] = counts[.storeReads] * beatsPerWord
    return counts
  }

  private func vector(_ registers: Registers) -> AccessCounts {
    var counts = AccessCounts()
    let results = Self.product([.vectorLastColumn, .vectorLastRow, .vectorLastVector], registers)
    counts[.ofmapWrites] = results
    counts[.vectorReads] =
      switch VectorOperation(rawValue: registers[.vectorOperation] ?? 0)! {
      case .maximum, .average: results * Self.product([.vectorLastWindowColumn, .vectorLastWindowRow], registers)
      case .add, .subtract, .multiply: results * 2
      }
    return counts
  }

  private var beatsPerWord: Int { architecture.bufferWordBits / architecture.memoryDataBits }

  /// The product of counts that registers hold less one.
  private static func product(_ lasts: [ProgramRegister], _ registers: Registers) -> Int {
    lasts.reduce(1) { $0 * ((registers[$1] ?? 0) + 1) }
  }
}
