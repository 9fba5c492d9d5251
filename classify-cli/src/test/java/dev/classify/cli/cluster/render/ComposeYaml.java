package dev.classify.cli.cluster.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// A compose file with its anchors and merges resolved, as Compose reads it.
final class ComposeYaml {

  private ComposeYaml() {}

  static JsonNode read(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(1_000);
    Object content = new Yaml(new SafeConstructor(options)).load(text);
    return new ObjectMapper().valueToTree(content);
  }
}
