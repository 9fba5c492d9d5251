package dev.classify.dist;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// Takes spans as a collector of OpenTelemetry does, by OTLP over HTTP.
final class SpanReceiver implements AutoCloseable {

  private final List<ReceivedSpan> spans = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  SpanReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/traces", this::receive);
    server.start();
  }

  /// A span as it came over the wire.
  ///
  /// @param trace in hexadecimal digits, like the ids
  /// @param parent empty for the first span of a trace
  /// @param service that made it
  /// @param attributes as text
  record ReceivedSpan(
      String trace,
      String id,
      String parent,
      String service,
      String name,
      Map<String, String> attributes) {}

  /// For `OTEL_EXPORTER_OTLP_ENDPOINT`.
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<ReceivedSpan> spans() {
    return List.copyOf(spans);
  }

  private void receive(HttpExchange call) throws IOException {
    try (call) {
      ExportTraceServiceRequest request =
          ExportTraceServiceRequest.parseFrom(call.getRequestBody().readAllBytes());
      request.getResourceSpansList().forEach(this::add);
      call.getResponseHeaders().add("content-type", "application/x-protobuf");
      call.sendResponseHeaders(200, -1);
    }
  }

  private void add(ResourceSpans resource) {
    String service =
        resource.getResource().getAttributesList().stream()
            .filter(attribute -> attribute.getKey().equals("service.name"))
            .map(attribute -> attribute.getValue().getStringValue())
            .findFirst()
            .orElse("");
    List<ReceivedSpan> received = new ArrayList<>();
    resource
        .getScopeSpansList()
        .forEach(scope -> scope.getSpansList().forEach(span -> received.add(read(service, span))));
    spans.addAll(received);
  }

  private static ReceivedSpan read(String service, Span span) {
    Map<String, String> attributes = new TreeMap<>();
    span.getAttributesList()
        .forEach(
            attribute ->
                attributes.put(
                    attribute.getKey(),
                    attribute.getValue().hasIntValue()
                        ? Long.toString(attribute.getValue().getIntValue())
                        : attribute.getValue().getStringValue()));
    return new ReceivedSpan(
        hex(span.getTraceId().toByteArray()),
        hex(span.getSpanId().toByteArray()),
        hex(span.getParentSpanId().toByteArray()),
        service,
        span.getName(),
        attributes);
  }

  private static String hex(byte[] id) {
    return HexFormat.of().formatHex(id);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
