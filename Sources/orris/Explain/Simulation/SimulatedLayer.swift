import Compiler
import Mapping
import Network

/// A layer of a program that was simulated: how the compiler maps it, and what came of it.
struct SimulatedLayer: Sendable {
  var name: String
  let shape: LayerShape
  let step: CompiledStep.Layer
  /// What its part of the program does, as if no activation were zero.
  let counts: AccessCounts
  let explanation: LayerExplanation
  let run: SimulatedRun
}
