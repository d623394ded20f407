/// Finds what a value is made of, by the labels of its stored properties: signals, memories, instances, parameters.
///
/// Structures, tuples, optionals, arrays and payloads of enumerations are walked through, unless they are `Hashable`:
/// such a value is a parameter as a whole, for signals are not.
struct PropertyWalk {
  struct Leaf {
    let name: String
    let expression: Expression
    var declaration: Declaration? { expression.declaration }
  }

  /// What holds other things: it shapes the names, and its type and size belong to the module's key.
  struct Container: Hashable {
    let name: String
    let type: ObjectIdentifier
    let count: Int
  }

  /// What a property is called, by its label.
  private let spelling: (String) -> String

  /// A structure or a leaf outside of structures: what the elements of a `Netlist.Bundle` are.
  struct Unit {
    let name: String
    let place: Place
    let signal: any Signal
  }

  /// Where a property is: its name without the places in arrays, and those places, the outermost first.
  struct Place: Hashable {
    var name = ""
    var indices: [Int] = []
    /// The lengths of the arrays.
    var counts: [Int] = []
  }

  private(set) var leaves: [Leaf] = []
  private(set) var units: [Unit] = []
  /// Where each of `instances` is.
  private(set) var instancePlaces: [Place] = []
  private var place = Place()
  private(set) var memories: [(name: String, declaration: MemoryDeclaration)] = []
  private(set) var instances: [(name: String, module: any Module)] = []
  private(set) var parameters: [(name: String, value: Any)] = []
  private(set) var containers: [Container] = []
  /// Structures and arrays of signals, outer ones before those in them.
  private(set) var signals: [any Signal] = []
  /// Structures and arrays that are properties themselves, or in what is no signal; and the words of memories.
  private(set) var outermostSignals: [(name: String, signal: any Signal)] = []
  private var signalDepth = 0
  /// Arrays of signals around what is visited, outside of structures.
  private var arrayDepth = 0
  /// Dictionaries and sets with hardware inside, which have no order that names could follow.
  private(set) var unordered: [String] = []

  /// - Parameter spelling: what a property is called by its label; the label in snake case unless said otherwise.
  init(spelling: @escaping (String) -> String = Self.snakeCase) { self.spelling = spelling }

  /// A label in snake case.
  private static func snakeCase(_ label: String) -> String {
    let name = Name.snakeCase(label)
    return name.hasPrefix("_") ? String(name.dropFirst()) : name  // tuple members `.0`
  }

  /// Visits the stored properties of a module.
  mutating func visitMembers(of module: any Module) {
    visitChildren(Mirror(reflecting: module), prefix: "")
  }

  mutating func visit(_ value: Any, name: String) {
    if let leaf = value as? any Hardware.Leaf {
      leaves.append(Leaf(name: name, expression: leaf.expression))
      addUnit(leaf, name)
    } else if let memory = value as? any MemoryHolder {
      memories.append((name, memory.memoryDeclaration))
      if !(memory.wordShape is any Hardware.Leaf) { outermostSignals.append((name, memory.wordShape)) }
    } else if let module = value as? any Module {
      instances.append((name, module))
      instancePlaces.append(place)
    } else if let signal = value as? any Signal {  // the cast unwraps an optional, whose mirror would name it `some`
      if arrayDepth == 0, signalDepth == 0 { outermostSignals.append((name, signal)) }
      signals.append(signal)
      let isArray = Mirror(reflecting: signal).displayStyle == .collection
      if !isArray { addUnit(signal, name) }
      let depth = isArray ? \PropertyWalk.arrayDepth : \.signalDepth
      self[keyPath: depth] += 1
      visitContainer(signal, Mirror(reflecting: signal), name: name)
      self[keyPath: depth] -= 1
    } else if let interface = value as? any Interface {
      visitContainer(interface, Mirror(reflecting: interface), name: name)
    } else if value is any Hashable {
      parameters.append((name, value))
    } else {
      visitOther(value, name: name)
    }
  }

  private mutating func addUnit(_ signal: any Signal, _ name: String) {
    if signalDepth == 0 { units.append(Unit(name: name, place: place, signal: signal)) }
  }

  private mutating func visitOther(_ value: Any, name: String) {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
      guard let wrapped = mirror.children.first?.value else {
        return visitContainer(value, mirror, name: name)
      }
      visit(wrapped, name: name)
    case .struct where !(value is Statement || value is When), .tuple, .collection:
      visitContainer(value, mirror, name: name)
    case .enum where !mirror.children.isEmpty:
      visitContainer(value, mirror, name: name)
    case .dictionary, .set:
      var inside = PropertyWalk()
      inside.visitChildren(mirror, prefix: name)
      if !inside.leaves.isEmpty || !inside.memories.isEmpty || !inside.instances.isEmpty { unordered.append(name) }
      parameters.append((name, value))
    default:
      parameters.append((name, value))
    }
  }

  private mutating func visitContainer(_ value: Any, _ mirror: Mirror, name: String) {
    containers.append(
      Container(name: name, type: ObjectIdentifier(type(of: value)), count: mirror.children.count))
    visitChildren(mirror, prefix: name)
  }

  private mutating func visitChildren(_ mirror: Mirror, prefix: String) {
    let outer = place
    for (index, child) in mirror.children.enumerated() {
      let label = child.label.map(spelling) ?? String(index)
      if child.label == nil {
        place.indices.append(index)
        place.counts.append(mirror.children.count)
      } else {
        place.name += place.name.isEmpty ? label : "_\(label)"
      }
      visit(child.value, name: prefix.isEmpty ? label : "\(prefix)_\(label)")
      place = outer
    }
  }
}

/// Lets a memory be found without knowing the shape of its words.
protocol MemoryHolder {
  var memoryDeclaration: MemoryDeclaration { get }
  var wordShape: any Signal { get }
}

extension Memory: MemoryHolder {
  var memoryDeclaration: MemoryDeclaration { declaration }
  var wordShape: any Signal { word }
}
