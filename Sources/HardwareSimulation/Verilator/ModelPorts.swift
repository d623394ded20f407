import Foundation

/// The ports of a Verilated class, read from its header: Verilator renames those that mean something to C++.
enum ModelPorts {
  static let headerName = "orris_ports.h"

  /// `orris_ports.h`: `ORRIS_PORTS(X)` expands to `X("port", member)` for each port.
  static func header(of classHeader: String) -> String {
    let lines = members(in: classHeader).map { "  X(\"\(portName($0))\", \($0))" }
    return "#pragma once\n#define ORRIS_PORTS(X) \\\n" + lines.joined(separator: " \\\n") + "\n"
  }

  /// The names in lines such as `VL_IN8(&enable,0,0);`.
  private static func members(in header: String) -> [String] {
    header.split(separator: "\n").compactMap { line in
      let text = line.trimmingCharacters(in: .whitespaces)
      guard text.hasPrefix("VL_IN") || text.hasPrefix("VL_OUT"), let start = text.firstIndex(of: "&"),
        let end = text[start...].firstIndex(where: { $0 == "," || $0 == ")" })
      else { return nil }
      return String(text[text.index(after: start) ..< end])
    }
  }

  private static func portName(_ member: String) -> String {
    let name = member.hasPrefix("__SYM__") ? String(member.dropFirst(7)) : member
    return name.replacingOccurrences(of: "___05F", with: "__")
  }
}
