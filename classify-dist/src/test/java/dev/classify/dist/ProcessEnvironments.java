package dev.classify.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The environments of the programs of a stack, as the system shows them.
record ProcessEnvironments(EmbeddedStack stack) {

  /// Names of the programs that have this text in their environment, in their order.
  List<String> programsWith(String text) throws IOException {
    List<String> programs = new ArrayList<>();
    for (String name : programs()) {
      Path environment = Path.of("/proc/" + stack.program().part(name).pid() + "/environ");
      if (Files.readString(environment, StandardCharsets.ISO_8859_1).contains(text)) {
        programs.add(name);
      }
    }
    return programs;
  }

  /// Names of the programs that run. The tools of the first start have left pid files too.
  List<String> programs() throws IOException {
    try (Stream<Path> files = Files.list(stack.program().home().resolve("run"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".pid"))
          .map(name -> name.replace(".pid", ""))
          .filter(name -> !name.equals("initdb") && !name.equals("npm"))
          .sorted()
          .toList();
    }
  }
}
