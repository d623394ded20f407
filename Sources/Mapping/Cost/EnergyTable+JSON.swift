import Network
import TextFiles

extension EnergyTable {
  /// Costs that can be told apart from a mistake, and whose sums over all accesses stay finite.
  private static let possibleCosts = 0...1e12

  /// Reads a JSON object with the five costs; those that it leaves out are the published ones.
  ///
  /// - Throws: `ReadError` with the place of the first thing that is no cost: an unknown key, one that stands twice, or a
  ///   value that is no number from 0 to 1e12.
  public init(jsonFileAt path: String) throws(ReadError) {
    try self.init(json: try readBytes(ofFileAt: path, limit: 1 << 20), file: path)
  }

  /// As ``init(jsonFileAt:)``, from bytes that are in memory already; `file` is how messages call them.
  public init(json bytes: [UInt8], file: String) throws(ReadError) {
    self = .published
    do throws(JSONError) {
      let members = try JSONValue(parsing: bytes).members(of: "costs", example: "{ \"memory\": 200 }")
      for member in members { try set(member) }
    } catch {
      throw ReadError(file: file, error)
    }
  }

  private mutating func set(_ member: JSONMember) throws(JSONError) {
    let names = Self.costs.map(\.name)
    guard let cost = Self.costs.first(where: { $0.name == member.key }) else {
      throw JSONError(
        member.place, "unknown cost \"\(member.key.shown())\"" + didYouMean(member.key, among: names),
        "the costs are \(names.joined(separator: ", "))")
    }
    guard let number = member.value.number, Self.possibleCosts.contains(number) else {
      throw JSONError(member.value.place, "\(member.key) is \(member.value)", "a number from 0 to 1e12 is needed")
    }
    self[keyPath: cost.path] = number
  }

  private static var costs: [(name: String, path: WritableKeyPath<EnergyTable, Double>)] {
    [
      ("mac", \.mac), ("scratchpad", \.scratchpad), ("network", \.network), ("buffer", \.buffer), ("memory", \.memory),
    ]
  }
}
