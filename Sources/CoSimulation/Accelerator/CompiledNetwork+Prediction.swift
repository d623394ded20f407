import Accelerator
import Compiler
import Golden
import Mapping
import Network

extension CompiledNetwork {
  /// What the program does with the input of an execution of the network.
  public func counts(_ execution: Execution, of graph: Graph) -> NetworkCounts {
    counts(operands: execution.layerOperands(in: graph).mapValues(\.elements))
  }
}

extension AccessCounts {
  /// The counters of a run that differ from these; those that count cycles are left out.
  ///
  /// - Parameter except: others that are left out: `CompiledNetwork.unpredictedCounters`.
  /// - Returns: a line for each, in the order of the counters.
  public func differences(
    from counters: [PerformanceCounter: Int], except: Set<PerformanceCounter> = []
  ) -> [String] {
    PerformanceCounter.allCases.compactMap { counter in
      guard !counter.countsCycles, !except.contains(counter), let found = counters[counter], found != self[counter]
      else { return nil }
      return "\(counter): the hardware counted \(found), \(self[counter]) were predicted"
    }
  }
}
