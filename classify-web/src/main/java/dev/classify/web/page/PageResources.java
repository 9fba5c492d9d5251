package dev.classify.web.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads the files of the page from our resources, and those of its libraries from their WebJars.
final class PageResources {

  static final String INDEX = "index.html";

  /// What the page uses of its libraries, by the name of the WebJar, and where it finds them. None
  /// of these files imports a module by a bare name, so that the browser needs no import map, which
  /// would be an inline script.
  private static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "lit-html",
              List.of(
                  "lit-html.js",
                  "directive.js",
                  "directive-helpers.js",
                  "directives/keyed.js",
                  "directives/repeat.js"),
          "lit__reactive-element", List.of("reactive-element.js", "css-tag.js"),
          "uplot", List.of("dist/uPlot.esm.js", "dist/uPlot.min.css"));

  private PageResources() {}

  /// All files by their path below the folder of the page, such as `parts/bars.js`, or
  /// `lib/lit-html/lit-html.js`.
  static SortedMap<String, byte[]> read() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try {
      readOwn(files);
      for (Map.Entry<String, List<String>> library : LIBRARIES.entrySet()) {
        readLibrary(library.getKey(), library.getValue(), files);
      }
      return files;
    } catch (IOException fault) {
      throw new UncheckedIOException("the page cannot be read from this build", fault);
    }
  }

  private static void readOwn(SortedMap<String, byte[]> files) throws IOException {
    URL index = PageResources.class.getResource(INDEX);
    if (index == null) {
      throw new IllegalStateException(INDEX + " is missing in this build");
    }
    if (index.openConnection() instanceof JarURLConnection jar) {
      try (FileSystem opened = FileSystems.newFileSystem(path(jar.getJarFileURL()))) {
        readFolderOf(opened.getPath(jar.getEntryName()).toAbsolutePath(), files);
      }
    } else {
      readFolderOf(path(index), files);
    }
  }

  private static void readFolderOf(Path index, SortedMap<String, byte[]> files) throws IOException {
    Path folder = Objects.requireNonNull(index.getParent());
    List<Path> paths;
    try (Stream<Path> all = Files.walk(folder)) {
      paths = all.filter(Files::isRegularFile).filter(PageResources::isPage).toList();
    }
    for (Path path : paths) {
      String name = folder.relativize(path).toString().replace('\\', '/');
      files.put(name, Files.readAllBytes(path));
    }
  }

  /// The classes of this package lie in the same folder.
  private static boolean isPage(Path path) {
    return !path.toString().endsWith(".class");
  }

  private static void readLibrary(
      String webJar, List<String> names, SortedMap<String, byte[]> files) throws IOException {
    String root = "/META-INF/resources/webjars/%s/%s/".formatted(webJar, version(webJar));
    for (String name : names) {
      String place = name.startsWith("dist/") ? name.substring("dist/".length()) : name;
      files.put("lib/%s/%s".formatted(webJar.replace("lit__", ""), place), resource(root + name));
    }
  }

  /// The version of a WebJar, which is a part of its paths.
  private static String version(String webJar) throws IOException {
    Properties maven = new Properties();
    maven.load(
        new ByteArrayInputStream(
            resource("/META-INF/maven/org.webjars.npm/%s/pom.properties".formatted(webJar))));
    return maven.getProperty("version");
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream file = PageResources.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing in this build");
      }
      return file.readAllBytes();
    }
  }

  private static Path path(URL url) {
    try {
      return Path.of(new URI(url.toString()));
    } catch (URISyntaxException fault) {
      throw new IllegalStateException("not a path: " + url, fault);
    }
  }
}
