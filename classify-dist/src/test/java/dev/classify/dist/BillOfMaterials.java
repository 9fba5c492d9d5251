package dev.classify.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What we hand on and start: the CycloneDX file of the distribution, and the images that our files
/// name.
final class BillOfMaterials {

  private static final Pattern PURL = Pattern.compile("(pkg:[^@?]+)@([^?]+)(\\?.*)?");
  private static final Pattern IMAGE =
      Pattern.compile("(?m)^\\s*(?:image:|FROM) *([a-z0-9./-]+):([A-Za-z0-9._-]+)");

  private BillOfMaterials() {}

  /// Every component of a CycloneDX file, those inside of others included.
  static List<Component> read(Path file) throws IOException {
    List<Component> components = new ArrayList<>();
    collect(new ObjectMapper().readTree(file.toFile()), components);
    return components;
  }

  private static void collect(JsonNode parent, List<Component> components) {
    for (JsonNode node : parent.path("components")) {
      Matcher purl = PURL.matcher(node.path("purl").asText());
      if (!purl.matches()) {
        throw new IllegalArgumentException("no package URL with a version: " + node);
      }
      List<String> licences = new ArrayList<>();
      for (JsonNode choice : node.path("licenses")) {
        String words = choice.at("/license/name").asText(choice.path("expression").asText());
        licences.add(choice.at("/license/id").asText(words));
      }
      components.add(
          new Component(
              purl.group(1),
              purl.group(2),
              licences,
              node.at("/properties/0/value").asText("not known")));
      collect(node, components);
    }
  }

  /// The images that a compose file or Dockerfile names.
  static List<Component> images(Path file) {
    return IMAGE
        .matcher(Checkout.read(file))
        .results()
        .map(image -> new Component("pkg:docker/" + image.group(1), image.group(2), List.of(), ""))
        .distinct()
        .toList();
  }
}
