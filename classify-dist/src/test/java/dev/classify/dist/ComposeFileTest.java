package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the compose file passes to the workers.
class ComposeFileTest {

  private static final Pattern KEY = Pattern.compile("^(?:# )?([A-Z][A-Z_]+)=");

  /// The file sets these itself: names and ports inside its network.
  private static final Set<String> FIXED =
      Set.of("CLASSIFY_DB_URL", "SERVICE_NAME", "SERVICE_PORT", "LLM_SIMULATOR");

  /// A worker in a container listens on all of its addresses, which is the default.
  private static final String LEFT_OUT = "SERVICE_HOST";

  @Test
  void everySettingOfAWorkerReachesTheContainers() {
    String compose = Checkout.read(Checkout.TOP.resolve("docker-compose.cluster.yml"));
    List<String> keys = workerKeys();

    assertThat(keys).contains("OPENAI_MODEL", "LLM_MODELS", "LLM_PRICES", "CLASSIFY_RULES");
    assertThat(keys)
        .filteredOn(key -> !key.equals(LEFT_OUT))
        .filteredOn(
            key -> !compose.contains(key + (FIXED.contains(key) ? ": " : ": ${" + key + ":")))
        .as("in .env.example, but not in x-worker-environment")
        .isEmpty();
  }

  @Test
  void filesOfTheUserAreMountedWhereTheWorkersLookForThem() {
    String compose = Checkout.read(Checkout.TOP.resolve("docker-compose.cluster.yml"));

    for (String key :
        List.of("CLASSIFY_RULES", "LLM_MODELS", "LLM_PRICES", "LLM_CA_FILE", "OPENAI_TOKEN_FILE")) {
      Matcher path = Pattern.compile(key + ": \\$\\{" + key + ":\\+(\\S+)}").matcher(compose);
      assertThat(path.find()).as(key).isTrue();
      assertThat(compose)
          .containsPattern("\\$\\{" + key + ":-\\S+}:" + Pattern.quote(path.group(1)) + ":ro");
    }
  }

  /// The keys of the sections of `.env.example` that are for workers.
  private static List<String> workerKeys() {
    List<String> keys = new ArrayList<>();
    boolean forWorkers = false;
    for (String line : Checkout.read(Checkout.TOP.resolve(".env.example")).lines().toList()) {
      if (line.startsWith("# ---")) {
        forWorkers = line.contains("worker");
      }
      Matcher key = KEY.matcher(line);
      if (forWorkers && key.find()) {
        keys.add(key.group(1));
      }
    }
    return keys;
  }
}
