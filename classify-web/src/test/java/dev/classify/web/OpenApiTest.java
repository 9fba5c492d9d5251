package dev.classify.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.classify.web.access.WebAccess;
import dev.classify.web.events.EventStreams;
import dev.classify.web.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/// The file that describes the API against the routes that serve it.
class OpenApiTest {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final JsonNode contract = contract();

  @Test
  void everyRouteIsDescribedAndNothingElse() {
    Set<String> described = new TreeSet<>();
    for (Operation operation : operations()) {
      if (!operation.json().path("x-planned").asBoolean()) {
        described.add(operation.name());
      }
    }
    Set<String> served = new TreeSet<>();
    routes().forEach(route -> served.add(route.method() + " " + route.path()));
    assertThat(described).isEqualTo(served);
  }

  @Test
  void operationThatNeedsNoTokenSaysSo() {
    for (Route route : routes()) {
      JsonNode operation =
          contract
              .path("paths")
              .path(route.path())
              .path(route.method().name().toLowerCase(Locale.ROOT));
      boolean open = operation.has("security") && operation.path("security").isEmpty();
      assertThat(open).as(route.path()).isEqualTo(route.role() == null);
      assertThat(operation.path("summary").asText())
          .as(route.path())
          .matches(
              summary ->
                  route.role() == null
                      || route.role().text().equals("viewer")
                      || summary.endsWith("Needs the role " + route.role().text() + "."));
    }
  }

  @Test
  void everyVariablePartOfAPathIsDescribed() {
    for (Operation operation : operations()) {
      List<String> described = new ArrayList<>();
      for (JsonNode parameter : operation.parameters()) {
        JsonNode resolved = resolved(parameter);
        if (resolved.path("in").asText().equals("path")) {
          described.add("{" + resolved.path("name").asText() + "}");
        }
      }
      List<String> variable =
          List.of(operation.path().split("/", -1)).stream()
              .filter(part -> part.startsWith("{"))
              .toList();
      assertThat(described).as(operation.path()).isEqualTo(variable);
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = contract.findValuesAsText("$ref");
    assertThat(references).hasSizeGreaterThan(50);
    assertThat(references)
        .allMatch(reference -> !contract.at(reference.substring(1)).isMissingNode());
  }

  @Test
  void operationsHaveDifferentNames() {
    assertThat(operations())
        .extracting(operation -> operation.json().path("operationId").asText())
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }

  private record Operation(String path, String method, JsonNode json, List<JsonNode> parameters) {

    String name() {
      return method.toUpperCase(Locale.ROOT) + " " + path;
    }
  }

  private List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    contract
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(method -> METHODS.contains(method.getKey()))
                    .forEach(
                        method -> {
                          List<JsonNode> parameters = new ArrayList<>();
                          path.getValue().path("parameters").forEach(parameters::add);
                          method.getValue().path("parameters").forEach(parameters::add);
                          operations.add(
                              new Operation(
                                  path.getKey(), method.getKey(), method.getValue(), parameters));
                        }));
    return operations;
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? contract.at(node.path("$ref").asText().substring(1)) : node;
  }

  /// Nothing connects to a database that is never asked.
  private static List<Route> routes() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    return WebApi.routes(
        nowhere, WebAccess.over(nowhere), TestServer.FACTS, new EventStreams(_ -> Map.of()));
  }

  private static JsonNode contract() {
    try (InputStream file =
        Objects.requireNonNull(WebApi.class.getResourceAsStream("openapi.yaml"))) {
      return new YAMLMapper().readTree(file);
    } catch (IOException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
