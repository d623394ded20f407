import CoSimulation
import HardwareSimulation

extension MemoryTiming {
  /// What registers and memories begin with: one seed decides all that is random in a run of a command.
  var initialState: InitialState { InitialState(seed: seed) }
}
