package dev.classify.cli.command;

import dev.classify.cli.cluster.ClusterAddresses;
import dev.classify.cli.cluster.ComposeStart;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Starts the cluster for a user who watches.
final class ClusterConsole {

  private final ClassifyCommand classify;
  private final Consumer<String> messages;

  /// @param messages what happens
  ClusterConsole(ClassifyCommand classify, Consumer<String> told) {
    this.classify = classify;
    this.messages = told;
  }

  void start(boolean build) throws IOException, InterruptedException {
    classify.learn(starting().prepare());
    starting().up(build);
  }

  private ComposeStart starting() {
    return new ComposeStart(classify.settings().environment(), messages);
  }

  /// Where things are, and what to do next.
  void printAddresses(Consumer<String> out) {
    ClusterAddresses addresses = classify.composeCluster().addresses();
    out.accept(
        "UI        "
            + addresses.admins().stream()
                .map(admin -> admin + "/ui")
                .collect(Collectors.joining("\n          ")));
    out.accept("workers   " + addresses.gateway() + "/classify-api/health");
    out.accept("database  " + addresses.database().url() + ", user " + addresses.database().user());
    out.accept("answers   " + answers());
    out.accept("classify  classify import FILE && classify --rpm 1000, or classify run FILE");
    out.accept("care      classify cluster ps, logs, verify, repair, down; docs/cluster.md");
  }

  private String answers() {
    Map<String, String> environment = classify.settings().environment();
    if (!environment.getOrDefault("LLM_PROVIDER", "").isBlank()) {
      return "by LLM_PROVIDER, " + environment.get("LLM_PROVIDER");
    }
    return environment.getOrDefault("OPENAI_API_KEY", "").isBlank()
        ? "by the rules alone: there is no OPENAI_API_KEY in .env; set it, then `classify cluster"
            + " up`"
        : "by the rules, and by a language model where they are not sure: OPENAI_API_KEY is set";
  }
}
