package dev.classify.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Exports what this process does as spans of OpenTelemetry, if it is told where to.
///
/// The settings are those of OpenTelemetry's SDK, such as `OTEL_TRACES_SAMPLER`. Without
/// `OTEL_EXPORTER_OTLP_ENDPOINT` nothing of the SDK is loaded, and spans are empty.
public final class Tracing {

  /// Where spans are sent.
  public static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  private static final String PREFIX = "OTEL_";
  private static final String SCOPE = "dev.classify";

  /// Not the global one of OpenTelemetry: that logs a warning where nobody configured it.
  private static volatile OpenTelemetry telemetry = OpenTelemetry.noop();

  private Tracing() {}

  /// Starts the export, which ends with this process: what was not sent is sent then.
  ///
  /// @param service name of the program in traces
  /// @param instance which of several it is; empty for one of a kind
  /// @param environment in which a setting may stand
  public static void start(String service, String instance, Map<String, String> environment) {
    if (environment.getOrDefault(ENDPOINT, "").isBlank()) {
      return;
    }
    telemetry =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> defaults(service, instance))
            .addPropertiesCustomizer(_ -> settings(environment))
            .build()
            .getOpenTelemetrySdk();
  }

  /// Makes the spans of this process; empty ones where nothing is exported.
  static Tracer tracer() {
    return telemetry.getTracer(SCOPE);
  }

  /// Spans only: metrics are for Prometheus to fetch, and logs are lines.
  private static Map<String, String> defaults(String service, String instance) {
    Map<String, String> defaults = new HashMap<>();
    defaults.put("otel.exporter.otlp.protocol", "http/protobuf");
    defaults.put("otel.metrics.exporter", "none");
    defaults.put("otel.logs.exporter", "none");
    defaults.put("otel.service.name", service);
    if (!instance.isEmpty()) {
      defaults.put("otel.resource.attributes", "service.instance.id=" + instance);
    }
    return defaults;
  }

  /// As the SDK names them: `OTEL_SERVICE_NAME` is `otel.service.name`.
  private static Map<String, String> settings(Map<String, String> environment) {
    Map<String, String> settings = new HashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !value.isBlank()) {
            settings.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
    return settings;
  }
}
