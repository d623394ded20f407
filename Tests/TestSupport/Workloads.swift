import Foundation

/// Finds the networks, inputs and independent expected results that tests compare with.
///
/// The project's own `workloads` folder always has some of them. Those that may not be shipped are looked for in the
/// folder that `ORRIS_WORKLOADS` names, or else in `shared/workloads` beside the checkout; tests that need them are
/// skipped where they are absent.
public enum Workloads {
  private static let checkout = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let roots: [URL] = {
    let external =
      ProcessInfo.processInfo.environment["ORRIS_WORKLOADS"].map { URL(fileURLWithPath: $0) }
      ?? checkout.deletingLastPathComponent().appendingPathComponent("shared/workloads")
    return [checkout.appendingPathComponent("workloads"), external]
  }()

  /// The folder of a workload, if it is there.
  public static func folder(_ name: String) -> URL? {
    roots.map { $0.appendingPathComponent(name) }.first { FileManager.default.fileExists(atPath: $0.path) }
  }

  /// Whether the folder of a workload is there; those beyond `workloads/` are not shipped.
  public static func isAvailable(_ name: String) -> Bool { folder(name) != nil }

  /// The path of a file in a workload's folder.
  ///
  /// - Precondition: the workload is available.
  public static func path(_ workload: String, _ file: String) -> String {
    guard let folder = folder(workload) else { fatalError("the workload '\(workload)' is absent") }
    return folder.appendingPathComponent(file).path
  }

  /// The names of all files and folders in a folder of a workload, sorted; empty if it is absent.
  public static func contents(_ workload: String, _ subfolder: String = "") -> [String] {
    guard let folder = folder(workload) else { return [] }
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(subfolder).path)) ?? [])
      .sorted()
  }

  /// The path of a small input that was got wrong once, in `shared/cases` beside the checkout; nil where it is absent.
  public static func sharedCase(_ name: String) -> String? {
    let path = checkout.deletingLastPathComponent().appendingPathComponent("shared/cases/\(name)").path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// The path of one of the project's own tables of layers.
  public static func layerTable(_ name: String) -> String {
    checkout.appendingPathComponent("layers/\(name).csv").path
  }

  /// What a skipped test says.
  public static func reasonForSkipping(_ name: String) -> String {
    "the workload '\(name)' is neither in the project nor beside it; ORRIS_WORKLOADS may name its folder"
  }
}
