"""Yosys' command line on top of the library in the Python package `pyosys`, which comes without one.

`scripts/tools` installs it beside the package; `.tools/bin/yosys` runs it. The options are those of `yosys` that
scripts need. The exit status is 1 after an error, as Yosys' own.
"""

import ctypes
import getopt
import os
import resource
import sys

USAGE = """\
Usage: yosys [options] [<infile> [..]]

    -p command      execute the commands after the input files
    -s scriptfile   execute the commands in the script file
    -S              the same as -p synth
    -D name[=value] set a Verilog define
    -q              only warnings and errors, on standard error; twice: only errors
    -Q, -T          no banner, no footer
    -V              print the version
    -h [command]    print this, or what a command does
"""

# How files named on the command line are read.
READERS = {
    ".v": "read_verilog", ".sv": "read_verilog -sv", ".il": "read_rtlil", ".json": "read_json", ".blif": "read_blif",
}


class Options:
    """What the command line asks for."""

    def __init__(self, arguments):
        self.script = None
        self.quiet, self.banner = 0, True
        self.version = self.usage = False
        if arguments[-1:] == ["-h"]:
            arguments, self.usage = arguments[:-1], True
        options, files = getopt.gnu_getopt(arguments, "p:s:SD:qQTVh:", ["help"])
        commands, defines = [], []
        for option, value in options:
            if option == "-p":
                commands.append(value)
            elif option == "-s":
                self.script = value
            elif option == "-S":
                commands.append("synth")
            elif option == "-D":
                defines.append(f"read -define {value}")
            elif option == "-h":
                commands.append(f"help {value}")
            self.quiet += option == "-q"
            self.banner &= option != "-Q"
            self.version |= option == "-V"
            self.usage |= option == "--help"
        reads = [f"{READERS.get(os.path.splitext(file)[1], 'read_verilog')} {quoted(file)}" for file in files]
        # Scripts are read from the standard input, as commands are where nothing else is to be done: `script` takes no
        # name with a space.
        scripts = ["script -"] if self.script or not (reads or commands) else []
        self.passes = defines + reads + scripts + commands


def quoted(name):
    return f'"{name}"' if " " in name else name


def log_warnings_only(library, quiet_warnings):
    """Replaces the log's sink, which writes everything to standard output, by Yosys' own one for -q.

    The Python interface leaves sinks out, so this uses the C++ one. A `LogManager` begins with a vector of pointers to
    its sinks; a `StderrLogSink` is the pointer to its class and the flag. That is the layout in the pinned version of
    the package, and `scripts/tools` tries -q before it settles for the package.
    """
    allocate = ctypes.CDLL(None)["_Znwm"]  # operator new: the log deletes its sinks
    allocate.restype, allocate.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    logger = library["_ZN5Yosys6loggerEv"]
    logger.restype = ctypes.c_void_p
    table = ctypes.addressof(ctypes.c_char.in_dll(library, "_ZTVN5Yosys13StderrLogSinkE"))
    sink = allocate(2 * ctypes.sizeof(ctypes.c_void_p))
    functions = table + 2 * ctypes.sizeof(ctypes.c_void_p)
    ctypes.c_void_p.from_address(sink).value = functions
    ctypes.c_bool.from_address(sink + ctypes.sizeof(ctypes.c_void_p)).value = quiet_warnings
    first, end = (ctypes.c_void_p * 2).from_address(logger())
    if end - first != ctypes.sizeof(ctypes.c_void_p):
        raise SystemExit("yosys: the log of this pyosys is not the expected one")
    ctypes.c_void_p.from_address(first).value = sink


def grow_stack():
    """Deep expressions need a deep stack; the limit counts for threads that begin later."""
    soft, hard = resource.getrlimit(resource.RLIMIT_STACK)
    wanted = 128 << 20
    if soft != resource.RLIM_INFINITY and soft < wanted and (hard == resource.RLIM_INFINITY or hard >= wanted):
        resource.setrlimit(resource.RLIMIT_STACK, (wanted, hard))


def main():
    try:
        options = Options(sys.argv[1:])
    except getopt.GetoptError as error:
        print(f"yosys: {error}; 'yosys -h' lists the options", file=sys.stderr)
        return 1
    if options.usage:
        print(USAGE, end="")
        return 0
    if options.script:
        try:
            os.dup2(os.open(options.script, os.O_RDONLY), 0)
        except OSError as error:
            print(f"ERROR: Can't open script file `{options.script}': {error.strerror}", file=sys.stderr)
            return 1
    grow_stack()
    from pyosys import libyosys as yosys
    if options.version:
        print(yosys.yosys_maybe_version())
        return 0
    if options.quiet:
        log_warnings_only(ctypes.CDLL(yosys.__file__), options.quiet > 1)
    elif options.banner:
        print(yosys.yosys_maybe_version(), flush=True)
    for command in options.passes:
        yosys.run_pass(command)
    return 0


sys.exit(main())
