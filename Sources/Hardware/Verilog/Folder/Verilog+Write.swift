import Foundation

extension Verilog {
  /// Writes a design into a folder: a file for each module, and the file list `<top>.f` that tools take with `-f` in
  /// it.
  ///
  /// A folder that is not there yet appears complete or not at all. In one that exists, the files of earlier calls are
  /// replaced, and those of modules that are gone removed; where a file is in the way that was not written by Orris,
  /// or was changed since, nothing is touched. `.orris-files` in the folder tells which is which.
  ///
  /// The list names children before their parents, and before them the Verilog of foreign modules where it is: by
  /// absolute path where it was given so, else relative to the folder, with a line `+incdir+` for headers. Foreign
  /// modules without files are not in it.
  ///
  /// - Parameters:
  ///   - design: one that has passed the checks.
  ///   - options: names and styles that are not the design's own.
  ///   - folder: the folder; its parents are made where they are missing.
  /// - Returns: the names of the files in the folder, in the order of the list, which is the last of them.
  /// - Throws: `DesignError` where the design cannot be printed, and `FolderError` where the folder cannot be written.
  @discardableResult
  public static func write(
    _ design: Netlist.Design, _ options: Options = Options(), to folder: URL
  ) throws -> [String] {
    var files = try emit(design, options)
    let foreign = FileList.lines(for: foreignFiles(of: design), in: folder)
    let list = (foreign + files.filter(\.isModule).map(\.name)).map { "\($0)\n" }.joined()
    files.append(VerilogFile(name: "\(options.modulePrefix)\(design.top.name).f", contents: list))
    try FolderWriter(folder).write(files)
    return files.map(\.name)
  }

  /// A folder that cannot be written, and why.
  public struct FolderError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The folder or file.
    public let path: String
    /// What is wrong, and what would be right.
    public let problem: String

    public var description: String { "\(path): \(problem)" }
  }
}
