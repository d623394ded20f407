import Foundation

/// Small inputs that were found by trying the command line from outside; they lie beside the checkout, in `shared/cases`,
/// and tests that need them are skipped where they are absent.
public enum Cases {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared/cases")

  public static let areAvailable = FileManager.default.fileExists(atPath: folder.path)

  public static func path(_ file: String) -> String { folder.appendingPathComponent(file).path }

  /// What a skipped test says.
  public static let reasonForSkipping = "../shared/cases is absent"
}
