package dev.classify.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.GlobalOpenTelemetry;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where nothing is exported.
class OpenSpanTest {

  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void withoutExportNoHeaderIsSent() {
    Tracing.start("classify", "", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", " "));
    try (OpenSpan span = OpenSpan.begin("work").put("job", "j").put("rows", 3)) {
      span.failed("SQLException");
      assertThat(span.headers()).isEmpty();
    }
  }

  /// Asking for the global OpenTelemetry sets it, and logs a warning where nobody configured it.
  @Test
  void spanLeavesTheGlobalOpenTelemetryAlone() {
    try (OpenSpan span = OpenSpan.begin("work")) {
      assertThat(span.headers()).isEmpty();
    }
    assertThat(GlobalOpenTelemetry.isSet()).isFalse();
  }

  @Test
  void traceOfACallerIsHandedOnWhateverTheCaseOfItsHeader() {
    try (OpenSpan span = OpenSpan.beginFor(Map.of("TraceParent", PARENT), "work");
        OpenSpan part = OpenSpan.begin("part")) {
      assertThat(span.headers()).containsEntry("traceparent", PARENT);
      assertThat(part.headers()).containsEntry("traceparent", PARENT);
    }
  }

  @Test
  void headerThatIsNoTraceIsNotTaken() {
    try (OpenSpan span = OpenSpan.beginFor(Map.of("traceparent", "00-nonsense"), "work")) {
      assertThat(span.headers()).isEmpty();
    }
  }
}
