/// Hardware that works for nobody: registers that are read, but only to compute what reaches no output, and instances
/// none of whose outputs is read.
///
/// A name that contains `unused` says that this is meant.
enum IdleCheck: Check {
  static let name = "idle"

  static func findings(in subject: CheckSubject) -> [Diagnostic] {
    registers(in: subject) + instances(in: subject)
  }

  private static func registers(in subject: CheckSubject) -> [Diagnostic] {
    let definition = subject.definition
    let observed = ObservedNets(subject)
    return definition.nets.indices.compactMap { index in
      let (id, net) = (Netlist.NetID(index), definition.nets[index])
      guard case .register = net.driver, subject.reads[index] > 0, !observed[id], !net.name.contains("unused") else {
        return nil
      }
      return diagnostic(
        "what reads \(subject.describe(id)) reaches no output: remove it, or end its name in '_unused'",
        at: net.source, in: subject, severity: .warning)
    }
  }

  private static func instances(in subject: CheckSubject) -> [Diagnostic] {
    let definition = subject.definition
    return definition.instances.indices.compactMap { index in
      let instance = definition.instances[index]
      let outputs = instance.connections.filter { definition[$0].feedsInstance != index }
      guard !outputs.isEmpty, !instance.name.contains("unused"),
        outputs.allSatisfy({ definition[$0].direction == nil && subject.reads[$0.index] == 0 })
      else { return nil }
      return diagnostic(
        "nothing reads an output of the instance '\(instance.name)': remove it, or end its name in '_unused'",
        at: instance.source ?? definition[outputs[0]].source, in: subject, severity: .warning)
    }
  }
}
