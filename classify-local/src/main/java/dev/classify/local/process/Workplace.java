package dev.classify.local.process;

import java.nio.file.Path;

/// Where programs leave what they say and who they are.
///
/// @param pids one `<name>.pid` per program
/// @param logs one `<name>.log` per program
public record Workplace(Path pids, Path logs) {

  Path pidFile(String name) {
    return pids.resolve(name + ".pid");
  }

  LogFile log(String name) {
    return new LogFile(logs.resolve(name + ".log"));
  }
}
