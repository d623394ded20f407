import Foundation

/// Where the tools and the caches of this machine are.
public enum Checkout {
  /// The nearest folder around the working directory, else around the executable, that is a checkout of this project.
  public static var root: URL? {
    let working = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    let executable = Bundle.main.executableURL?.resolvingSymlinksInPath()
    return enclosing(working) ?? executable.flatMap(enclosing)
  }

  /// `$ORRIS_CACHE`, else `.cache` in the checkout, else `orris` in the user's cache folder.
  public static var cache: URL {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["ORRIS_CACHE"], !path.isEmpty { return URL(fileURLWithPath: path) }
    if let root { return root.appendingPathComponent(".cache") }
    if let path = environment["XDG_CACHE_HOME"], !path.isEmpty {
      return URL(fileURLWithPath: path).appendingPathComponent("orris")
    }
    return FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".cache/orris")
  }

  /// An executable in `$ORRIS_TOOLS/bin`, else in `.tools/bin` of the checkout, else on the PATH.
  public static func tool(_ name: String) -> URL? {
    let environment = ProcessInfo.processInfo.environment
    let tools = environment["ORRIS_TOOLS"].map { URL(fileURLWithPath: $0) } ?? root?.appendingPathComponent(".tools")
    let path = (environment["PATH"] ?? "").split(separator: ":").map { URL(fileURLWithPath: String($0)) }
    let folders = (tools.map { [$0.appendingPathComponent("bin")] } ?? []) + path
    return folders.map { $0.appendingPathComponent(name) }.first {
      FileManager.default.isExecutableFile(atPath: $0.path)
    }
  }

  private static func enclosing(_ start: URL) -> URL? {
    var folder = start.standardizedFileURL
    while folder.path != "/" {
      let marks = ["Package.swift", "scripts/tools"].map { folder.appendingPathComponent($0).path }
      if marks.allSatisfy(FileManager.default.fileExists) { return folder }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}
