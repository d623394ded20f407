import Foundation

/// The C++ that every harness is built with.
enum HarnessSupport {
  static let hooksName = "orris_hooks.h"
  static let headerName = "orris.h"
  static let runtimeName = "orris_runtime.cpp"

  static func write(to folder: URL) throws {
    for (name, text) in [(hooksName, hooks), (headerName, header), (runtimeName, runtime)] {
      try text.write(to: folder.appendingPathComponent(name), atomically: false, encoding: .utf8)
    }
  }

  /// Included before everything else, in Verilator's runtime too: sends what a model prints to us.
  static let hooks = """
    #pragma once
    #ifdef __cplusplus
    extern "C" int orris_printf(const char* format, ...);
    #endif

    """

  /// What a harness includes.
  static let header = """
    #pragma once
    #include "Vmodel.h"
    #include "verilated.h"
    #if VM_TRACE_FST
    #include "verilated_fst_c.h"
    using ModelTrace = VerilatedFstC;
    #elif VM_TRACE
    #include "verilated_vcd_c.h"
    using ModelTrace = VerilatedVcdC;
    #endif

    /// Marks a function that is looked up by name in the library.
    #define ORRIS_EXPORT extern "C" __attribute__((visibility("default")))

    /// Whether an assertion has failed in this thread since `orris_clear`; the text is in `orris_message`.
    extern "C" int orris_stopped();
    extern "C" const char* orris_message();
    extern "C" void orris_clear();

    /// Evaluates the model; false where the runtime reported a fatal error (the text is in `orris_message`).
    template <class Model> inline bool orrisEvaluate(Model& model) {
      try {
        model.eval();
        return true;
      } catch (const std::exception&) {
        return false;
      }
    }

    """

  /// Compiled with the runtime: replaces what would end the process.
  static let runtime = """
    #include "verilated.h"
    #include <cstdarg>
    #include <cstdio>
    #include <stdexcept>
    #include <string>

    namespace {
    thread_local std::string message;
    thread_local bool stopped = false;
    }

    extern "C" int orris_printf(const char* format, ...) {
      char text[4096];
      va_list arguments;
      va_start(arguments, format);
      const int length = std::vsnprintf(text, sizeof text, format, arguments);
      va_end(arguments);
      message += text;
      return length;
    }

    void vl_stop(const char*, int, const char*) { stopped = true; }

    void vl_fatal(const char*, int, const char*, const char* text) {
      stopped = true;
      message += text;
      throw std::runtime_error(text);
    }

    #define ORRIS_EXPORT extern "C" __attribute__((visibility("default")))
    ORRIS_EXPORT int orris_stopped() { return stopped; }
    ORRIS_EXPORT const char* orris_message() { return message.c_str(); }
    ORRIS_EXPORT void orris_clear() {
      stopped = false;
      message.clear();
    }

    """
}
