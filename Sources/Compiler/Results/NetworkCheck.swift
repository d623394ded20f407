import Accelerator
import Mapping
import Network

/// Which operators of a network an accelerator computes, and all that keeps the others from it.
public struct NetworkCheck: Sendable {
  /// Where an operator is computed.
  public enum Place: String, Codable, Sendable {
    case accelerator, host
    /// Nowhere: there is a problem.
    case none
  }

  /// What came of one operator of the file.
  public struct CheckedOperator: Sendable {
    /// The place in the order of execution, from 0.
    public let index: Int
    /// What the file's format calls the operator, for example `CONV_2D`.
    public let name: String
    /// Multiply-accumulates of an inference, those with padding included.
    public let macs: Int
    /// Where it is computed.
    public let place: Place
    /// Why it is computed nowhere, without the file's and the operator's names; empty for the others.
    public let problems: [String]
  }

  /// What messages call the network.
  public let name: String
  /// In the order of the file.
  public let operators: [CheckedOperator]
  /// What is wrong with the network as a whole, or with the architecture for networks of its kind.
  public let problems: [String]

  /// Whether the network runs: all of it on the accelerator but for what the host computes at its end.
  public var runs: Bool { problems.isEmpty && operators.allSatisfy { $0.place != .none } }

  /// Multiply-accumulates of an inference.
  public var macs: Int { operators.reduce(0) { $0 + $1.macs } }
  /// Those of operators that the accelerator computes.
  public var acceleratorMACs: Int { operators.reduce(0) { $0 + ($1.place == .accelerator ? $1.macs : 0) } }

  /// - Throws: `ArchitectureError` with the rules for whole accelerators that the architecture breaks.
  public init(_ survey: NetworkSurvey, _ architecture: Architecture) throws(ArchitectureError) {
    let compiler = try Compiler(architecture)
    let lowering = Lowering.lower(partOf: survey, architecture)
    var (problems, ofOperators) = (survey.problems.map(\.withoutFile), [Int: [String]]())
    for operation in survey.operators {
      if let problem = operation.problem { ofOperators[operation.index] = [problem.withoutFileAndOperator] }
    }
    for problem in lowering.problems {
      if let operation = problem.operation {
        ofOperators[operation.index, default: []].append(problem.reason)
      } else {
        problems.append(problem.reason)
      }
    }
    let isWhole = survey.isComplete && problems.isEmpty && ofOperators.isEmpty
    if let error = isWhole ? compiler.error(for: survey.graph) : CompilerError(problems: []) {
      let steps = lowering.result.stepsWithoutRoom(architecture)
      for (index, problem) in steps { ofOperators[index, default: []].append(problem) }
      if steps.isEmpty { problems += error.problems }
    }
    let onHost = Set(lowering.hostOperators.map(\.index))
    // Where the architecture is not for such networks, nothing of it runs there.
    let fits = !lowering.problems.contains { $0.operation == nil }
    operators = survey.operators.map { operation in
      let problems = ofOperators[operation.index] ?? []
      let place: Place = onHost.contains(operation.index) ? .host : fits && problems.isEmpty ? .accelerator : .none
      return CheckedOperator(
        index: operation.index, name: operation.name, macs: operation.macs, place: place, problems: problems)
    }
    (name, self.problems) = (survey.file, problems)
  }
}

extension Compiler {
  /// Why a network cannot be compiled; nil where it can.
  fileprivate func error(for graph: Graph) -> CompilerError? {
    do {
      _ = try compile(graph)
      return nil
    } catch {
      return error
    }
  }
}

extension LoweredNetwork {
  /// Steps for which the buffer is too small even if nothing else is in it, by their operators.
  fileprivate func stepsWithoutRoom(_ architecture: Architecture) -> [(operatorIndex: Int, problem: String)] {
    let schedules = ScheduleCache(architecture, MappingPreference(), given: nil)
    var problems: [(operatorIndex: Int, problem: String)] = []
    for step in steps {
      var alone = self
      alone.steps = [step]
      do {
        _ = try BufferPlanner(alone, architecture, schedules).plan()
      } catch {
        problems += error.problems.map { (step.operatorIndex, $0.withoutPrefix("\(step.name): ")) }
      }
    }
    return problems
  }
}

extension ReadError {
  /// For a list that stands below the file's name.
  fileprivate var withoutFile: String { description.withoutPrefix(file).withoutPrefix(", ").withoutPrefix(": ") }

  /// For a list that stands below the operator's name, too.
  ///
  /// What is of a tensor keeps that where the sentence needs it.
  fileprivate var withoutFileAndOperator: String {
    switch location {
    case .operation: break
    case .tensor where !problem.hasPrefix("it"): break
    default: return withoutFile
    }
    return problem + (remedy.isEmpty ? "" : "; \(remedy)")
  }
}

extension String {
  fileprivate func withoutPrefix(_ prefix: String) -> String {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
  }
}
