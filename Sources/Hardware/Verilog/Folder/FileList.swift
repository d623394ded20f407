import Foundation

/// The lines of a file list for Verilog that stands elsewhere.
enum FileList {
  /// - Parameters:
  ///   - files: paths, absolute or relative to the process's folder.
  ///   - folder: where the list will stand.
  static func lines(for files: [String], in folder: URL) -> [String] {
    let headers = files.filter(isHeader).map { (path($0, from: folder) as NSString).deletingLastPathComponent }
    var seen: Set<String> = []
    let folders = headers.filter { seen.insert($0).inserted }.map { "+incdir+\($0.isEmpty ? "." : $0)" }
    return folders + files.filter { !isHeader($0) }.map { path($0, from: folder) }
  }

  private static func isHeader(_ path: String) -> Bool { path.hasSuffix(".vh") || path.hasSuffix(".svh") }

  /// A path as seen from a folder; an absolute one stays as it is.
  private static func path(_ path: String, from folder: URL) -> String {
    if path.hasPrefix("/") { return path }
    let file = URL(fileURLWithPath: path).standardizedFileURL.pathComponents
    let base = folder.standardizedFileURL.pathComponents
    let common = zip(file, base).prefix { $0 == $1 }.count
    return (base.dropFirst(common).map { _ in ".." } + file.dropFirst(common)).joined(separator: "/")
  }
}
