package dev.classify.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.api.ReplicaSetTiming;
import dev.classify.settings.InvalidSettings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectorSettingsTest {

  private static ProjectorSettings with(String... pairs) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "CLASSIFY_DB_URL", "jdbc:postgresql://localhost/classify?password=secret",
                "CLASSIFY_DB_USER", "classify",
                "CLASSIFY_DB_PASSWORD", "secret"));
    for (int i = 0; i < pairs.length; i += 2) {
      environment.put(pairs[i], pairs[i + 1]);
    }
    return ProjectorSettings.from(environment);
  }

  @Test
  void defaultsAreThoseOfTheDocument() {
    ProjectorSettings settings = with();
    assertThat(settings.timing())
        .isEqualTo(new ReplicaSetTiming(5_000, 30_000, 60_000, 1_000, 5_000));
    assertThat(settings.batchSize()).isEqualTo(100);
    assertThat(settings.replicaSet()).isEqualTo("main");
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    assertThatThrownBy(
            () ->
                with(
                    "PROJECTOR_REPLICA_SET", "Main projections",
                    "PROJECTOR_STALE_TIMEOUT", "9s",
                    "PROJECTOR_COORDINATION_TIMEOUT", "1s",
                    "PROJECTOR_BATCH_SIZE", "0",
                    "PROJECTOR_REGISTRATION_WAIT", "2h"))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("PROJECTOR_REPLICA_SET is no name")
        .hasMessageContaining("PROJECTOR_STALE_TIMEOUT is shorter than two of")
        .hasMessageContaining("PROJECTOR_COORDINATION_TIMEOUT is shorter than two of")
        .hasMessageContaining("PROJECTOR_BATCH_SIZE")
        .hasMessageContaining("PROJECTOR_REGISTRATION_WAIT is longer than an hour");
  }

  @Test
  void summaryShowsNoPassword() {
    assertThat(with().summary()).doesNotContain("secret").contains("PROJECTOR_STALE_TIMEOUT=");
  }

  @Test
  void misspelledSettingIsUnknown() {
    assertThat(with("PROJECTOR_REPLICASET", "main").unknownKeys())
        .containsExactly("PROJECTOR_REPLICASET");
  }
}
