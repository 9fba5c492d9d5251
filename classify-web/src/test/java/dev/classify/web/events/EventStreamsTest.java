package dev.classify.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.access.Role;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Jobs;
import dev.classify.web.TestServer;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventStreamsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(DATABASE.dataSource());
    TestRows.open(DATABASE.dataSource(), "job");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private BufferedReader follow(String query) throws Exception {
    HttpResponse<InputStream> response =
        server.stream(server.request(Optional.of(Role.VIEWER), "/api/v1/events" + query).build());
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static String nextData(BufferedReader events) throws Exception {
    for (String line = events.readLine(); line != null; line = events.readLine()) {
      if (line.startsWith("data: ")) {
        return line;
      }
    }
    throw new AssertionError("the stream has ended");
  }

  @Test
  void changeOfAJobIsSentAtMostEveryTwoSeconds() throws Exception {
    try (BufferedReader events = follow("?job=job")) {
      assertThat(events.readLine()).isEqualTo("retry: 2000");
      assertThat(nextData(events)).contains("\"job\":\"job\"").contains("\"state\":\"running\"");
      long first = System.nanoTime();
      new Jobs(DATABASE.dataSource()).pause("job", Jobs.PAUSED_BY_PERSON);
      assertThat(nextData(events)).contains("\"state\":\"paused\"");
      assertThat(Duration.ofNanos(System.nanoTime() - first))
          .isGreaterThan(Duration.ofMillis(1_500));
    }
  }

  @Test
  void streamEndsWhenTheWorkerStops() throws Exception {
    try (BufferedReader events = follow("")) {
      nextData(events);
      server.api().stop();
      assertThat(events.lines().filter(line -> line.startsWith("data"))).isEmpty();
    }
    assertThat(server.get(Role.VIEWER, "/api/v1/events").statusCode()).isEqualTo(503);
  }

  @Test
  void unknownJobIsAProblem() throws Exception {
    assertThat(server.get(Role.VIEWER, "/api/v1/events?job=none").statusCode()).isEqualTo(404);
  }
}
