import Hardware

/// Orders the instructions so that each stands behind those whose results it reads.
struct Scheduler {
  private let program: Program
  /// The instruction that writes each word, by its value's first offset; -1 for none.
  private var producers: [Int32]
  private var order: [Int] = []

  private enum Mark: UInt8 { case new, open, done }

  /// - Throws: `SimulationError` where combinational values depend on themselves.
  static func schedule(_ program: Program, of design: Netlist.Design) throws -> Program {
    var scheduler = Scheduler(program)
    if let loop = scheduler.run() {
      throw SimulationError("combinational loop through \(scheduler.names(of: loop, in: design))")
    }
    var ordered = program
    ordered.instructions = scheduler.order.map { program.instructions[$0] }
    return ordered
  }

  private init(_ program: Program) {
    self.program = program
    producers = Array(repeating: -1, count: program.storageCount)
    for (index, instruction) in program.instructions.enumerated() {
      producers[Int(instruction.target)] = Int32(index)
    }
    order.reserveCapacity(program.instructions.count)
  }

  /// A depth-first walk along the operands, in post-order; returns the instructions of a loop if there is one.
  private mutating func run() -> [Int]? {
    var marks = [Mark](repeating: .new, count: program.instructions.count)
    var path: [(instruction: Int, sources: [Int], next: Int)] = []
    for root in program.instructions.indices where marks[root] == .new {
      marks[root] = .open
      path.append((root, sources(of: root), 0))
      while let top = path.last {
        guard top.next < top.sources.count else {
          marks[top.instruction] = .done
          order.append(top.instruction)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let source = top.sources[top.next]
        switch marks[source] {
        case .done: break
        case .open: return path.map(\.instruction).suffix(from: { $0 == source })
        case .new:
          marks[source] = .open
          path.append((source, sources(of: source), 0))
        }
      }
    }
    return nil
  }

  /// The instructions whose results one reads.
  private func sources(of index: Int) -> [Int] {
    offsets(readBy: program.instructions[index]).compactMap { offset in
      let producer = producers[Int(offset)]
      return producer < 0 ? nil : Int(producer)
    }
  }

  private func offsets(readBy instruction: Instruction) -> [UInt32] {
    switch instruction.operation {
    case .copy, .not, .slice, .signExtend, .reduceAnd, .reduceOr, .reduceXor, .memoryRead: [instruction.a]
    case .multiplex: [instruction.a, instruction.b, instruction.c]
    case .select:
      [instruction.a] + program.operandTable[Int(instruction.b)..<Int(instruction.b + instruction.c)]
    case .wide: program.wideOperations[Int(instruction.immediate)].operands.map(\.offset)
    default: [instruction.a, instruction.b]
    }
  }

  /// The nets on a loop, by hierarchical name, shortest names first where several share a value.
  private func names(of loop: [Int], in design: Netlist.Design) -> String {
    let hierarchy = Hierarchy(program, design)
    let names = loop.compactMap { hierarchy.name(ofOffset: program.instructions[$0].target) }
    return names.map { "'\($0)'" }.joined(separator: ", ")
  }
}

extension Array {
  /// From the first element that fits to the end.
  fileprivate func suffix(from matches: (Element) -> Bool) -> [Element] {
    firstIndex(where: matches).map { Array(self[$0...]) } ?? []
  }
}
