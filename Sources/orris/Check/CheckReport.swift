import Accelerator
import Compiler
import Network

/// What a network's operators are computed by, and what keeps some from being computed.
struct CheckReport: Encodable {
  struct Operator: Encodable {
    let index: Int
    let name: String
    let macs: Int
    let place: NetworkCheck.Place
    let problems: [String]
  }

  let network: String
  let rows, columns: Int
  let runs: Bool
  /// Multiply-accumulates of an inference, those with padding included; of all operators, and of those that can run.
  let macs, acceleratorMACs: Int
  /// The latter as a fraction of the former; 1 where there are none.
  let share: Double
  /// Of the network as a whole.
  let problems: [String]
  let operators: [Operator]

  init(_ check: NetworkCheck, _ architecture: Architecture) {
    network = check.name
    (rows, columns) = (architecture.rows, architecture.columns)
    runs = check.runs
    (macs, acceleratorMACs) = (check.macs, check.acceleratorMACs)
    share = macs == 0 ? 1 : Double(acceleratorMACs) / Double(macs)
    problems = check.problems
    operators = check.operators.map {
      Operator(index: $0.index, name: $0.name, macs: $0.macs, place: $0.place, problems: $0.problems)
    }
  }

  /// The line for standard error where the network does not run.
  var failure: String {
    let count = operators.count { $0.place == .none }
    return "\(network): it does not run on the accelerator: "
      + (problems.isEmpty ? "" : "\(plural(problems.count, "problem")) of the network as a whole")
      + (problems.isEmpty || count == 0 ? "" : ", ")
      + (count == 0 ? "" : "\(count) of \(plural(operators.count, "operator")) cannot be computed")
  }
}

extension CheckReport {
  func text(for terminal: Terminal) -> String {
    let title = "\(network): \(plural(operators.count, "operator")), \(grouped(macs)) MACs; on \(rows) x \(columns) PEs"
    var text = terminal.style(title, .heading) + "\n" + places.lines { terminal.style($0, .faint) }
    let problems = problems + groups.map { "\($0.title): \($0.problem.replacing(Self.supported, with: ""))" }
    guard !problems.isEmpty else { return text + "\nIt runs.\n" }
    text += "\nWhat keeps it off the accelerator:\n"
    for problem in problems { text += "  \(problem)\n" }
    guard groups.contains(where: { $0.problem.hasSuffix(Self.supported) }) else { return text }
    return text + "\nSupported operators are \(Graph.supportedTFLiteOperators.joined(separator: ", ")).\n"
  }

  /// What the message about an operator of another kind ends with: said once, not for each of them.
  private static let supported = "; supported are \(Graph.supportedTFLiteOperators.joined(separator: ", "))"

  /// What is computed where.
  private var places: TextTable {
    var table = TextTable([("", .left), ("operators", .right), ("MACs", .right), ("", .right), ("", .left)])
    for (place, title) in [(NetworkCheck.Place.accelerator, "accelerator"), (.host, "host"), (.none, "neither")] {
      let those = operators.filter { $0.place == place }
      guard !those.isEmpty || place == .accelerator else { continue }
      let sum = those.reduce(0) { $0 + $1.macs }
      table.add([
        title, "\(those.count)", grouped(sum), macs == 0 ? "" : percent(Double(sum) / Double(macs)), names(those),
      ])
    }
    return table
  }

  /// Each kind of operator with how many there are.
  private func names(_ operators: [Operator]) -> String {
    var counts: [String: Int] = [:]
    for operation in operators { counts[operation.name, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { $0.value == 1 ? $0.key : "\($0.value) \($0.key)" }
      .joined(separator: ", ")
  }

  /// Each problem once, with all operators of a kind that have it, in the order in which it appears first.
  private var groups: [(title: String, problem: String)] {
    var groups: [(name: String, problem: String, indices: [Int])] = []
    for operation in operators {
      for problem in operation.problems {
        if let known = groups.firstIndex(where: { ($0.name, $0.problem) == (operation.name, problem) }) {
          groups[known].indices.append(operation.index)
        } else {
          groups.append((operation.name, problem, [operation.index]))
        }
      }
    }
    return groups.map { group in
      let numbers = group.indices.map(String.init).joined(separator: ", ")
      return ("operator\(group.indices.count == 1 ? "" : "s") \(numbers) (\(group.name))", group.problem)
    }
  }
}

private func plural(_ count: Int, _ noun: String) -> String { "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")" }
