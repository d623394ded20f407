import Hardware

/// Names of enumerations in the VCD files that Verilated models write.
///
/// Verilator knows numbers only. So beside each variable of an enumeration there is one more, `phase_name` beside
/// `phase`, of the type `string`, which GTKWave and Surfer show as text.
enum VCDNames {
  static let fileName = "orris_vcd.h"

  /// What is added to a variable's name.
  static let suffix = "_name"

  /// What `NamedVcd` is told: a line for each net whose values are cases, with its path, a space between scopes, a tab, and
  /// the cases, each behind its code and a colon.
  static func table(of design: Netlist.Design) -> String {
    var lines: [String] = []
    var pending = [(path: design.top.name, definition: design.definitions.count - 1)]
    while let (path, index) = pending.popLast() {
      let definition = design.definitions[index]
      for net in definition.nets {
        guard let enumeration = net.enumeration else { continue }
        let cases = zip(enumeration.codes, enumeration.cases).map { "\($0):\($1)" }
        lines.append("\(path) \(net.name)\t\(cases.joined(separator: " "))\n")
      }
      pending += definition.instances.map { ("\(path) \($0.name)", $0.definition) }
    }
    return lines.joined()
  }

  /// The C++: a file that reads what goes through it, line by line.
  static let source = #"""
    #pragma once
    #include "verilated_vcd_c.h"
    #include <cerrno>
    #include <cstdlib>
    #include <cstring>
    #include <sstream>
    #include <string>
    #include <unordered_map>
    #include <vector>

    /// Adds variables with the names of cases to a VCD file while it is written.
    class NamedVcdFile : public VerilatedVcdFile {
     public:
      /// A line for each variable: its scopes and its name, a space between them, a tab, and its cases behind their
      /// codes.
      explicit NamedVcdFile(const char* table) {
        std::istringstream lines(table);
        for (std::string line; std::getline(lines, line);) {
          const size_t tab = line.find('\t');
          std::istringstream words(line.substr(tab + 1));
          Names& names = cases[line.substr(0, tab)];
          for (std::string word; words >> word;) {
            names[std::strtoull(word.c_str(), nullptr, 10)] = word.substr(word.find(':') + 1);
          }
        }
      }

      ssize_t write(const char* bytes, ssize_t count) override {
        output.clear();
        for (const char* end = bytes + count; bytes != end;) {
          const char* newline = static_cast<const char*>(std::memchr(bytes, '\n', end - bytes));
          if (!newline) {
            rest.append(bytes, end);
            break;
          }
          rest.append(bytes, newline + 1);
          bytes = newline + 1;
          pass(rest);
          rest.clear();
        }
        return put(output) ? count : -1;
      }

      void close() override {
        put(rest);
        rest.clear();
        VerilatedVcdFile::close();
      }

     private:
      using Names = std::unordered_map<uint64_t, std::string>;

      bool put(const std::string& text) {
        size_t done = 0;
        while (done < text.size()) {
          const ssize_t count = VerilatedVcdFile::write(text.data() + done, text.size() - done);
          if (count < 0 && errno != EAGAIN && errno != EINTR) return false;
          if (count > 0) done += count;
        }
        return true;
      }

      void pass(const std::string& line) {
        output += line;
        if (isHeader) {
          readDeclaration(line);
        } else {
          readChange(line);
        }
      }

      void readDeclaration(const std::string& line) {
        std::istringstream words(line);
        std::string keyword, type, width, identifier, name;
        words >> keyword;
        if (keyword == "$scope") {
          words >> type >> name;
          scopes.push_back(name);
        } else if (keyword == "$upscope") {
          if (!scopes.empty()) scopes.pop_back();
        } else if (keyword == "$enddefinitions") {
          isHeader = false;
        } else if (keyword == "$var") {
          words >> type >> width >> identifier >> name;
          const auto found = cases.find(path(name));
          if (found == cases.end()) return;
          // Nets of one value share an identifier; so do their names.
          named[identifier] = &found->second;
          output += "$var string 1 " + nameOf(identifier) + " " + name + "\#(suffix) $end\n";
        }
      }

      std::string path(const std::string& name) const {
        std::string result;
        // The outermost scope is not the design's.
        for (size_t index = scopes.empty() || scopes[0] != "TOP" ? 0 : 1; index < scopes.size(); ++index) {
          std::string scope = scopes[index];
          // Instances of an array stand in a loop: `lane[3]` and in it `unit` are `lane_3`.
          const size_t bracket = scope.find('[');
          if (bracket != std::string::npos && index + 1 < scopes.size() && scopes[index + 1] == "unit") {
            scope = scope.substr(0, bracket) + "_" + scope.substr(bracket + 1, scope.size() - bracket - 2);
            ++index;
          }
          result += scope + " ";
        }
        return result + name;
      }

      /// Longer than any identifier of Verilator's, which have up to five characters.
      static std::string nameOf(const std::string& identifier) { return "~~~~~" + identifier; }

      void readChange(const std::string& line) {
        if (named.empty() || line.empty() || line[0] == '#' || line[0] == '$') return;
        size_t start = 1;
        uint64_t value = line[0] == '1';
        if (line[0] == 'b') {
          start = line.find(' ') + 1;
          if (start == 0) return;
          value = std::strtoull(line.c_str() + 1, nullptr, 2);
        }
        const std::string identifier = line.substr(start, line.find_first_of(" \n", start) - start);
        const auto found = named.find(identifier);
        if (found == named.end()) return;
        const auto name = found->second->find(value);
        output += "s" + (name == found->second->end() ? std::to_string(value) : name->second) + " "
            + nameOf(identifier) + "\n";
      }

      std::unordered_map<std::string, Names> cases;
      std::unordered_map<std::string, const Names*> named;
      std::vector<std::string> scopes;
      bool isHeader = true;
      std::string output, rest;
    };

    /// Holds the file, so that it is there before and after what writes into it.
    struct NamedVcdHolder {
      explicit NamedVcdHolder(const char* table) : file(table) {}
      NamedVcdFile file;
    };

    /// Writes a VCD file with the names of cases.
    class NamedVcd : private NamedVcdHolder, public VerilatedVcdC {
     public:
      explicit NamedVcd(const char* table) : NamedVcdHolder(table), VerilatedVcdC(&file) {}
    };

    """#
}
