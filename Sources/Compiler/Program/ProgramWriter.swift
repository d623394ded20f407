import Accelerator

/// Writes a program: leaves out what is set already, and lets each command wait for those that it must not overtake.
struct ProgramWriter {
  /// A heading before an instruction.
  struct Heading {
    let index: Int
    let text: String
  }

  /// What the program is about from here on, for messages.
  var step = ""
  /// What cannot be written, each thing of a step once.
  private(set) var problems: [String] = []

  private let architecture: Architecture
  private var noted: Set<[String]> = []
  private var reach = PassReach()

  init(_ architecture: Architecture) { self.architecture = architecture }

  private(set) var instructions: [Instruction] = []
  private(set) var headings: [Heading] = []

  private var registers: [ProgramRegister: Int] = [:]
  private var configuration: [Position: UInt32] = [:]
  private var channels: [TableEntry: ChannelEntry] = [:]
  /// The tables of targets: the bank that is written, and the one that is in use.
  private var (preparedTargets, heldTargets): ([TableEntry: UInt32], [TableEntry: UInt32]) = ([:], [:])
  /// Something was prepared that does not hold yet; the tables of targets are among it.
  private var (isPrepared, exchangesTargets) = (false, false)
  /// Commands of each engine that were handed over, and how many of them are known to be done.
  private var issued = [Int](repeating: 0, count: ProgramEngine.allCases.count)
  private var completed = [Int](repeating: 0, count: ProgramEngine.allCases.count)
  /// For each engine what its commands access, and the last command that does.
  private var accesses = [[Access: Int]](repeating: [:], count: ProgramEngine.allCases.count)

  private struct TableEntry: Hashable {
    let table: ProgramTable
    let entry: Int
  }

  private struct ChannelEntry {
    let data: UInt32
    let owner: ChannelOwner?
  }

  private struct Position: Hashable {
    let row, column: Int
  }

  mutating func heading(_ text: String) { headings.append(Heading(index: instructions.count, text: text)) }

  mutating func set(_ register: ProgramRegister, _ value: Int) {
    guard registers.updateValue(value, forKey: register) != value else { return }
    attempt { writer throws(RegisterMisfit) in
      let setting = try register.setting(value, writer.architecture)
      writer.instructions.append(.set(register, setting))
    }
    if register.isOfLayer { isPrepared = true }
  }

  mutating func configure(row: Int, column: Int, _ data: UInt32) {
    guard configuration.updateValue(data, forKey: Position(row: row, column: column)) != data else { return }
    instructions.append(.configure(row: row, column: column, data: data))
    isPrepared = true
  }

  mutating func configure(_ register: ArrayRegister, _ value: Int) {
    attempt { writer throws(RegisterMisfit) in
      let data = try register.data(value, writer.architecture)
      writer.configure(row: writer.architecture.rows, column: register.rawValue, data)
    }
  }

  /// Entries of the tables of targets for the layer that comes, with the numbers of their fields; all that it uses.
  mutating func set(targets: [(table: ProgramTable, entry: Int, numbers: [Int])]) {
    reach = PassReach(targets)
    attempt { writer throws(RegisterMisfit) in
      var entries: [(table: ProgramTable, entry: Int, data: UInt32)] = []
      for target in targets {
        let data = try target.table.entry(target.numbers)
        entries.append((target.table, target.entry, data))
      }
      writer.set(entries: entries)
    }
  }

  private mutating func set(entries: [(table: ProgramTable, entry: Int, data: UInt32)]) {
    guard entries.contains(where: { heldTargets[TableEntry(table: $0.table, entry: $0.entry)] != $0.data }) else {
      return
    }
    for (table, entry, data) in entries {
      let key = TableEntry(table: table, entry: entry)
      guard preparedTargets.updateValue(data, forKey: key) != data else { continue }
      instructions.append(.table(table, entry: entry, data: data))
    }
    (isPrepared, exchangesTargets) = (true, true)
  }

  /// An entry of the channel tables, which no command that is under way may use.
  ///
  /// - Parameter owner: the channel whose constant it is, where channels differ in it. Then it is written whenever the entry
  ///   was another one's, even with the same value: how long a program is follows from its schedule.
  mutating func set(channel table: ProgramTable, _ entry: Int, _ number: Int, of owner: ChannelOwner? = nil) {
    attempt { writer throws(RegisterMisfit) in
      let data = try table.entry([number])
      writer.set(channel: table, entry, data: data, of: owner)
    }
  }

  private mutating func set(channel table: ProgramTable, _ entry: Int, data: UInt32, of owner: ChannelOwner?) {
    let known = channels.updateValue(
      ChannelEntry(data: data, owner: owner), forKey: TableEntry(table: table, entry: entry))
    if let known, owner == nil ? known.data == data : known.owner == owner { return }
    wait(for: [Access(space: .channels, range: entry..<entry + 1, writes: true)], of: nil)
    instructions.append(.table(table, entry: entry, data: data))
  }

  mutating func load(_ accesses: [Access]) { command(.load, of: .load, accesses) }
  mutating func store(_ accesses: [Access]) { command(.store, of: .store, accesses) }

  mutating func pass(_ accesses: [Access]) {
    if let problem = reach.problem(registers, lanes: architecture.lanes, psumBusWords: architecture.psumBusWords) {
      note("reach", problem)
    }
    commit()
    command(.pass, of: .compute, accesses)
  }

  mutating func vector(_ accesses: [Access]) {
    commit()
    completeCompute()
    command(.vector, of: .compute, accesses)
  }

  /// Writes what may not fit.
  ///
  /// Where it does not, that is noted, and what follows is written all the same: nobody uses it.
  private mutating func attempt(_ write: (inout ProgramWriter) throws(RegisterMisfit) -> Void) {
    do throws(RegisterMisfit) { try write(&self) } catch { note(error) }
  }

  mutating func note(_ misfit: RegisterMisfit) { note(misfit.register, misfit.description) }

  private mutating func note(_ what: String, _ text: String) {
    if noted.insert([step, what]).inserted { problems.append("\(step): \(text)") }
  }

  mutating func end() { instructions.append(.end) }

  /// Makes hold what was prepared, if anything was.
  private mutating func commit() {
    guard isPrepared else { return }
    instructions.append(.commit(exchangesTargets: exchangesTargets))
    completeCompute()
    if exchangesTargets { swap(&preparedTargets, &heldTargets) }
    (isPrepared, exchangesTargets) = (false, false)
  }

  private mutating func completeCompute() {
    completed[ProgramEngine.compute.rawValue] = issued[ProgramEngine.compute.rawValue]
  }

  private mutating func command(_ instruction: Instruction, of engine: ProgramEngine, _ new: [Access]) {
    wait(for: new, of: engine)
    instructions.append(instruction)
    issued[engine.rawValue] += 1
    for access in new { accesses[engine.rawValue][access] = issued[engine.rawValue] }
  }

  /// Waits for the commands that what comes next must not overtake.
  private mutating func wait(for new: [Access], of engine: ProgramEngine?) {
    for other in ProgramEngine.allCases {
      let last = lastConflict(of: new, by: engine, with: other)
      guard last > completed[other.rawValue] else { continue }
      instructions.append(.wait(other, count: last))
      completed[other.rawValue] = last
    }
  }

  /// The last command of an engine that must be done before a new one begins; 0 if there is none.
  private mutating func lastConflict(of new: [Access], by engine: ProgramEngine?, with other: ProgramEngine) -> Int {
    let done = completed[other.rawValue]
    accesses[other.rawValue] = accesses[other.rawValue].filter { $0.value > done }
    // Loads and stores keep their order by themselves.
    guard engine != other || engine == .compute else { return 0 }
    return accesses[other.rawValue].reduce(0) { last, earlier in
      let conflicts = new.contains { access in
        guard access.conflicts(with: earlier.key) else { return false }
        // So do the array's results, and psums between passes.
        return engine != other || !(access.isPsum && earlier.key.isPsum || access.writes && earlier.key.writes)
      }
      return conflicts ? max(last, earlier.value) : last
    }
  }
}

/// A channel of a layer, to which constants belong.
struct ChannelOwner: Hashable {
  let step, channel: Int
}
