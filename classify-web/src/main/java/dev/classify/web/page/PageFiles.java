package dev.classify.web.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The page and its assets in memory, less than a megabyte.
///
/// Addresses of assets contain a hash of them all, so that a browser may keep them for ever: a new
/// build has other addresses.
final class PageFiles {

  private static final String VERSION = "@version";
  private static final String MODULES = "<!-- modules -->";

  /// The only script that is no module.
  private static final String RELOAD = "reload.js";

  private final String version;
  private final PageFile index;
  private final Map<String, PageFile> assets = new HashMap<>();

  /// @param files by path, with the index
  PageFiles(SortedMap<String, byte[]> files) {
    this.version = version(files);
    this.index = PageFile.of(PageResources.INDEX, index(files).getBytes(StandardCharsets.UTF_8));
    files.forEach((name, content) -> assets.put(name, PageFile.of(name, content)));
    assets.remove(PageResources.INDEX);
  }

  private static String version(SortedMap<String, byte[]> files) {
    MessageDigest digest = Hash.sha256();
    files.forEach(
        (name, content) -> {
          digest.update(name.getBytes(StandardCharsets.UTF_8));
          digest.update(content);
        });
    return Hash.text(digest.digest());
  }

  /// The index with the addresses of this build. It also names all modules, because a browser finds
  /// them only one import after another otherwise; not the charts, which most pages do not show.
  private String index(SortedMap<String, byte[]> files) {
    byte[] template = files.get(PageResources.INDEX);
    if (template == null) {
      throw new IllegalArgumentException("the page has no " + PageResources.INDEX);
    }
    String modules =
        files.keySet().stream()
            .filter(name -> name.endsWith(".js") && !name.startsWith("lib/uplot/"))
            .filter(name -> !name.equals(RELOAD))
            .map("<link rel=\"modulepreload\" href=\"/assets/@version/%s\">"::formatted)
            .collect(Collectors.joining("\n    "));
    return new String(template, StandardCharsets.UTF_8)
        .replace(MODULES, modules)
        .replace(VERSION, version);
  }

  String version() {
    return version;
  }

  PageFile index() {
    return index;
  }

  /// The asset at a path such as `parts/bars.js`.
  Optional<PageFile> asset(@Nullable String name) {
    return Optional.ofNullable(assets.get(name));
  }

  /// All assets by path.
  Map<String, PageFile> assets() {
    return Map.copyOf(assets);
  }
}
