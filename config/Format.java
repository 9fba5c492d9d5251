import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Checks or writes the format of every Java source of the tree with google-java-format.
///
/// Maven may itself run on an older JDK than the sources need, and the formatter parses with the
/// compiler of the JDK it runs on; hence a program of its own, started on the build's JDK.
class Format {
  public static void main(String[] args) throws Exception {
    String mode = args[0];
    List<String> flags =
        mode.equals("write") ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed");
    Path root = Path.of(args[1]);
    String[] arguments =
        Stream.concat(flags.stream(), sources(root).stream()).toArray(String[]::new);
    int exit =
        new Main(new PrintWriter(System.out, true), new PrintWriter(System.err, true), System.in)
            .format(arguments);
    if (exit != 0) {
      System.err.println("not formatted, see above; fix: mvn process-sources -N -Dformat=write");
    }
    System.exit(exit);
  }

  private static List<String> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(root::relativize)
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("target/"))
          .map(file -> root.resolve(file).toString())
          .sorted()
          .toList();
    }
  }
}
