package dev.classify.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageFilesTest {

  private static final Pattern IMPORT =
      Pattern.compile("(?:\\bfrom|\\bimport|import\\()\\s*['\"]([\\w@./-]+)['\"]");
  private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");

  private final SortedMap<String, byte[]> resources = PageResources.read();
  private final PageFiles files = new PageFiles(resources);

  @Test
  void everyImportOfAModuleIsAFileOfThePage() {
    List<String> missing = new ArrayList<>();
    List<String> found = new ArrayList<>();
    resources.forEach(
        (name, content) -> {
          if (name.endsWith(".js")) {
            found.addAll(imports(content));
            imports(content).stream()
                .filter(imported -> files.asset(resolved(name, imported)).isEmpty())
                .forEach(imported -> missing.add(name + " imports " + imported));
          }
        });
    assertThat(missing).isEmpty();
    assertThat(found).contains("./core/component.js", "../lib/uplot/uPlot.esm.js");
  }

  @Test
  void everyAddressOfTheIndexIsAFileOfThisVersion() {
    String index = new String(files.index().plain(), StandardCharsets.UTF_8);
    List<String> addresses = ADDRESS.matcher(index).results().map(found -> found.group(1)).toList();
    String folder = "/assets/" + files.version() + "/";
    assertThat(addresses)
        .hasSizeGreaterThan(20)
        .allSatisfy(address -> assertThat(address).startsWith(folder))
        .allSatisfy(
            address ->
                assertThat(files.asset(address.substring(folder.length())))
                    .as(address)
                    .isPresent());
  }

  @Test
  void theIndexPreloadsModulesAndNotTheClassicScript() {
    String index = new String(files.index().plain(), StandardCharsets.UTF_8);
    assertThat(index)
        .containsPattern("modulepreload\" href=\"/assets/\\w+/core/api.js\"")
        .containsPattern("<script src=\"/assets/\\w+/reload.js\">")
        .doesNotContainPattern("modulepreload\" href=\"/assets/\\w+/reload.js\"");
  }

  @Test
  void theIndexHasNoInlineScriptOrStyle() {
    String index = new String(files.index().plain(), StandardCharsets.UTF_8);
    assertThat(index)
        .doesNotContainPattern("<script(?![^>]*src=)")
        .doesNotContain("<style", " style=", " onload=", "@version");
  }

  @Test
  void anotherContentHasAnotherVersion() {
    SortedMap<String, byte[]> changed = new TreeMap<>(resources);
    changed.put("app.js", "changed".getBytes(StandardCharsets.UTF_8));
    assertThat(new PageFiles(changed).version()).isNotEqualTo(files.version());
    assertThat(new PageFiles(PageResources.read()).version()).isEqualTo(files.version());
  }

  private static List<String> imports(byte[] module) {
    Matcher matcher = IMPORT.matcher(new String(module, StandardCharsets.UTF_8));
    return matcher.results().map(found -> found.group(1)).toList();
  }

  /// Bare names stay as they are, and so are found nowhere.
  private static String resolved(String module, String imported) {
    return imported.startsWith(".") ? URI.create(module).resolve(imported).toString() : imported;
  }
}
