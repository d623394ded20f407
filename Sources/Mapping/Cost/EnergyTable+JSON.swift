import Foundation
import Network

extension EnergyTable {
  /// Reads a JSON object with the five costs; those that it leaves out are the published ones.
  ///
  /// - Throws: `ReadError` for what is no cost: an unknown key, a value that is no number, or a negative one.
  public init(jsonFileAt path: String) throws(ReadError) {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw ReadError(file: path, problem: "there is no such file, or it may not be read")
    }
    guard let values = try? JSONDecoder().decode([String: Value].self, from: data) else {
      throw ReadError(file: path, problem: "this is no JSON object", remedy: "{ \"memory\": 200 } is one")
    }
    self = .published
    let names = Self.costs.map(\.name)
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      guard let cost = Self.costs.first(where: { $0.name == name }) else {
        throw ReadError(
          file: path, problem: "unknown cost \"\(name)\"", remedy: "the costs are \(names.joined(separator: ", "))")
      }
      guard case .number(let number) = value, number.isFinite, number >= 0 else {
        throw ReadError(file: path, problem: "\(name) is \(value)", remedy: "a number from 0 up is needed")
      }
      self[keyPath: cost.path] = number
    }
  }

  private static var costs: [(name: String, path: WritableKeyPath<EnergyTable, Double>)] {
    [
      ("mac", \.mac), ("scratchpad", \.scratchpad), ("network", \.network), ("buffer", \.buffer), ("memory", \.memory),
    ]
  }

  /// What is found where a cost should be, as a message shows it.
  private enum Value: Decodable, CustomStringConvertible {
    case number(Double)
    case other(String)

    init(from decoder: any Decoder) throws {
      let container = try? decoder.singleValueContainer()
      if let flag = try? container?.decode(Bool.self) {
        self = .other("\(flag)")
      } else if let number = try? container?.decode(Double.self) {
        self = .number(number)
      } else if let text = try? container?.decode(String.self) {
        self = .other("\"\(text)\"")
      } else {
        self = .other("no number")
      }
    }

    var description: String {
      switch self {
      case .number(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
      case .other(let text): text
      }
    }
  }
}
