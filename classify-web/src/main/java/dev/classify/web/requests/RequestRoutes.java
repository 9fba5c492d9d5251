package dev.classify.web.requests;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.classify.access.Role;
import dev.classify.llm.Instructions;
import dev.classify.store.ledger.LlmExchange;
import dev.classify.store.ledger.LlmExchanges;
import dev.classify.store.ledger.RequestPages;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.Cursor;
import dev.classify.web.http.Page;
import dev.classify.web.http.Parameters;
import dev.classify.web.http.Problem;
import dev.classify.web.http.Route;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Requests to models.
public final class RequestRoutes {

  private final RequestPages pages;
  private final LlmExchanges exchanges;

  public RequestRoutes(DataSource database) {
    this.pages = new RequestPages(database);
    this.exchanges = new LlmExchanges(database);
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/requests", Role.VIEWER, this::list),
        Route.get("/api/v1/requests/{requestId}", Role.REVIEWER, this::one));
  }

  private record Message(String role, String content) {}

  private record RequestWithMessages(
      @JsonUnwrapped RequestJson request, @Nullable List<Message> messages) {}

  private ApiResponse one(ApiRequest request) throws SQLException {
    request.parameters().check();
    String id = request.pathValue("requestId");
    RequestPages.Row row =
        pages.find(id).orElseThrow(() -> Problem.notFound("there is no request " + id));
    return ApiResponse.json(
        new RequestWithMessages(
            RequestJson.of(row), exchanges.find(id).map(RequestRoutes::messages).orElse(null)));
  }

  private static List<Message> messages(LlmExchange exchange) {
    List<Message> messages = new ArrayList<>();
    messages.add(
        new Message(
            "system",
            exchange.promptVersion().equals(Instructions.VERSION)
                ? Instructions.TEXT
                : "instructions of version %s, which this build does not have"
                    .formatted(exchange.promptVersion())));
    messages.add(new Message("user", exchange.asked()));
    if (exchange.reply() != null) {
      messages.add(new Message("assistant", exchange.reply()));
    }
    return messages;
  }

  private ApiResponse list(ApiRequest request) throws SQLException {
    Parameters parameters = request.parameters();
    String job = parameters.text("job");
    if (job == null) {
      parameters.wrong("job is missing");
    }
    String outcome = parameters.text("outcome");
    RequestPages.Position after =
        parameters
            .timedAfter()
            .map(place -> new RequestPages.Position(place.time(), place.id()))
            .orElse(null);
    int limit = parameters.limit();
    parameters.check();
    Page<RequestPages.Row> page =
        Page.of(
            pages.ofJob(String.valueOf(job), outcome, after, limit + 1),
            limit,
            row -> Cursor.of(row.sentAt(), row.requestId()));
    return ApiResponse.json(page.map(RequestJson::of));
  }
}
