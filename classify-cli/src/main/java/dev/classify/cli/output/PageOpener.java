package dev.classify.cli.output;

import dev.classify.local.process.AtomicFile;
import dev.classify.local.process.ProgramEnvironment;
import dev.classify.local.process.SearchPath;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Opens an address with a secret in the system's browser.
///
/// The arguments of a program can be seen by every user of a machine. So the browser gets the name
/// of a file that only its user may read, and the file sends it on.
public final class PageOpener {

  /// The program hands the address over to a browser, which runs on.
  private static final int PATIENCE_SECONDS = 10;

  private static final Set<String> DESKTOP =
      Set.of(
          "BROWSER",
          "DBUS_SESSION_BUS_ADDRESS",
          "DESKTOP_SESSION",
          "DISPLAY",
          "WAYLAND_DISPLAY",
          "XAUTHORITY");

  private final Map<String, String> environment;
  private final boolean mac;

  /// @param environment of the user, which names the screen and the browser
  public PageOpener(Map<String, String> environment) {
    this(environment, System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac"));
  }

  PageOpener(Map<String, String> environment, boolean mac) {
    this.environment = Map.copyOf(environment);
    this.mac = mac;
  }

  /// Opens the address.
  ///
  /// @param file is written, and stays for the browser to read
  /// @return false if this machine has no screen, or no program that opens a browser
  public boolean open(URI address, Path file) throws IOException, InterruptedException {
    Optional<Path> program = program();
    if (program.isEmpty()) {
      return false;
    }
    AtomicFile.write(file, page(address).getBytes(StandardCharsets.UTF_8));
    ProcessBuilder builder =
        new ProcessBuilder(List.of(program.get().toString(), file.toString()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder
        .environment()
        .putAll(ProgramEnvironment.systemAnd(PageOpener::isOfTheDesktop, environment));
    Process process = builder.start();
    process.getOutputStream().close();
    return !process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() == 0;
  }

  private Optional<Path> program() {
    if (mac) {
      return SearchPath.find("open", environment).findFirst();
    }
    boolean screen =
        environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    return screen ? SearchPath.find("xdg-open", environment).findFirst() : Optional.empty();
  }

  /// Where the screen is, and which browser the user prefers.
  private static boolean isOfTheDesktop(String name) {
    return DESKTOP.contains(name) || name.startsWith("XDG_") || name.startsWith("KDE_");
  }

  private static String page(URI address) {
    return """
    <!doctype html>
    <meta charset="utf-8">
    <meta http-equiv="refresh" content="0; url=%s">
    <title>classify</title>
    <p>Opening <a href="%s">classify</a></p>
    """
        .formatted(address, address);
  }
}
