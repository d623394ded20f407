import Foundation

/// The ports of a Verilated class, read from its header: Verilator renames those that mean something to C++.
enum ModelPorts {
  static let headerName = "orris_ports.h"

  /// `orris_ports.h`: `ORRIS_PORTS(X)` expands to `X("port", member)` for each port, `ORRIS_INPUTS(X)` for each input.
  static func header(of classHeader: String) -> String {
    let inputs = members(in: classHeader, markedBy: ["VL_IN"])
    let ports = members(in: classHeader, markedBy: ["VL_IN", "VL_OUT"])
    return "#pragma once\n" + macro("ORRIS_PORTS", ports) + macro("ORRIS_INPUTS", inputs)
  }

  private static func macro(_ name: String, _ members: [String]) -> String {
    let lines = members.map { "  X(\"\(portName($0))\", \($0))" }
    return (["#define \(name)(X)"] + lines).joined(separator: " \\\n") + "\n"
  }

  /// The names in lines such as `VL_IN8(&enable,0,0);`.
  private static func members(in header: String, markedBy prefixes: [String]) -> [String] {
    header.split(separator: "\n").compactMap { line in
      let text = line.trimmingCharacters(in: .whitespaces)
      guard prefixes.contains(where: text.hasPrefix), let start = text.firstIndex(of: "&"),
        let end = text[start...].firstIndex(where: { $0 == "," || $0 == ")" })
      else { return nil }
      return String(text[text.index(after: start)..<end])
    }
  }

  private static func portName(_ member: String) -> String {
    let name = member.hasPrefix("__SYM__") ? String(member.dropFirst(7)) : member
    return name.replacingOccurrences(of: "___05F", with: "__")
  }
}
