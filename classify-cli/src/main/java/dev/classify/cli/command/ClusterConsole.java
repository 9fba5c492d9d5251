package dev.classify.cli.command;

import dev.classify.cli.cluster.ClusterAddresses;
import dev.classify.cli.cluster.ComposeStart;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Starts the cluster and prints its addresses.
final class ClusterConsole {

  private ClusterConsole() {}

  /// Starts the cluster and waits until it is healthy.
  ///
  /// @return the cluster with the passwords that the first start wrote to `.env`
  static ConfiguredCluster start(
      ConfiguredCluster cluster, boolean build, Consumer<String> messages)
      throws IOException, InterruptedException {
    Map<String, String> written = new ComposeStart(cluster.environment(), messages).prepare();
    ConfiguredCluster started = cluster.with(written);
    new ComposeStart(started.environment(), messages).up(build);
    return started;
  }

  /// Prints the addresses, and which commands come next.
  static void printAddresses(ConfiguredCluster cluster, Consumer<String> out) {
    ClusterAddresses addresses = cluster.containers().addresses();
    out.accept(
        "UI        "
            + addresses.admins().stream()
                .map(admin -> admin + "/ui")
                .collect(Collectors.joining("\n          ")));
    out.accept(
        "page      "
            + cluster.containers().securePage().orElse(addresses.gateway())
            + "/  (`classify user add NAME --role operator` adds somebody who may log in)");
    out.accept("workers   " + addresses.gateway() + "/classify-api/health");
    out.accept("database  " + addresses.database().url() + ", user " + addresses.database().user());
    out.accept("answers   " + answers(cluster.environment()));
    out.accept("classify  classify import FILE && classify --rpm 1000, or classify run FILE");
    out.accept("manage    classify cluster ps, logs, verify, repair, down; docs/cluster.md");
  }

  private static String answers(Map<String, String> environment) {
    if (!environment.getOrDefault("LLM_PROVIDER", "").isBlank()) {
      return "by LLM_PROVIDER, " + environment.get("LLM_PROVIDER");
    }
    return environment.getOrDefault("OPENAI_API_KEY", "").isBlank()
            && environment.getOrDefault("OPENAI_API_KEY_FILE", "").isBlank()
        ? "by the rules only; for a language model, set OPENAI_API_KEY in .env and run `classify"
            + " cluster up`"
        : "by the rules, and by a language model where the rules are unsure";
  }
}
